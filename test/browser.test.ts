// The packages, as they would be published, run unchanged in a browser.
import { cpSync, existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import wabt from "wabt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve, urlOf } from "../site/serve.js";
import { findOrInstallChromium, PATIENCE_MS, quiet } from "./browser/chromium.js";
import { createPackedProject } from "./browser/packed-project.js";
import type { PackedProject } from "./browser/packed-project.js";

const root = join(import.meta.dirname, "..");
const packages = ["protocol-hooks", "executor-api", "codec", "gas-schedules", "world-mock", "vm-core", "executor-wasm", "scenario"];
const PREPARATION_TIMEOUT_MS = 15 * 60_000;

const isBuilt = packages.every((name) => existsSync(join(root, "packages", name, "dist/index.js")));
const executablePath = isBuilt ? findOrInstallChromium() : undefined;

async function adderCode(): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  return parseWat("adder.wat", readFileSync(join(root, "examples/adder/src/adder.wat"), "utf8")).toBinary({}).buffer;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

describe.skipIf(executablePath === undefined)("in headless Chromium, where there is one and the packages are built", () => {
  let project: PackedProject;
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    project = createPackedProject(packages);
    cpSync(join(root, "test/browser/page"), project.folder, { recursive: true });
    await build({ root: project.folder, logLevel: "error", build: { target: "es2022" } });
    server = await serve(join(project.folder, "dist"));
    browser = await chromium.launch({ executablePath: executablePath!, args: quiet, timeout: PATIENCE_MS });
    page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${urlOf(server)}/`);
    await page.waitForFunction(() => (globalThis as unknown as { document: { title: string } }).document.title === "ready");
  }, PREPARATION_TIMEOUT_MS);

  afterAll(async () => {
    await browser.close();
    server.close();
    project.remove();
  });

  function run(path: string, contents: Readonly<Record<string, string>>): Promise<{ readonly steps: number; readonly error?: string }> {
    return page.evaluate(
      ([file, files]) => (globalThis as unknown as { runScenarioFile: (path: string, contents: object) => { steps: number } }).runScenarioFile(file, files),
      [path, contents] as const,
    );
  }

  test("the adder's scenario passes", async () => {
    const contents = {
      "scenarios/adder.scen.json": base64(readFileSync(join(root, "examples/adder/scenarios/adder.scen.json"))),
      "output/adder.wasm": base64(await adderCode()),
    };
    expect(await run("scenarios/adder.scen.json", contents)).toEqual({ steps: 8 });
  });

  test("the scenario of the production chain's DNS passes", async () => {
    const code = "node_modules/@xsuite/full-simulnet/config/node/config/genesisContracts/dns.wasm";
    const contents = {
      "scenarios/register.scen.json": base64(readFileSync(join(root, "examples/dns/scenarios/register.scen.json"))),
      [code]: base64(readFileSync(join(root, code))),
    };
    expect(await run("scenarios/register.scen.json", contents)).toEqual({ steps: 9 });
  });
});
