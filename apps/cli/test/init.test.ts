// `mxvm init`: what it writes passes its own tests, with the packages of this repository in the place of published ones.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Project } from "./support.js";
import { createProject } from "./support.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = dirname(createRequire(import.meta.url).resolve("vitest/package.json"));

let project: Project;

beforeEach(() => {
  project = createProject();
});

afterEach(() => {
  project.remove();
});

/** Instead of `npm install`. Sources are used, which need no build. */
function install(folder: string): void {
  const modules = join(project.folder, folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(join(root, "node_modules/@mxvm"), join(modules, "@mxvm"), "junction");
  symlinkSync(vitest, join(modules, "vitest"), "junction");
  symlinkSync(root, join(modules, "mxvm"), "junction");
  const resolution = '{ resolve: { conditions: ["@mxvm/source", "node", "import", "default"] } }';
  project.write(`${folder}/vitest.config.ts`, `export default { ...${resolution}, ssr: ${resolution}, test: { testTimeout: 0 } };\n`);
}

it("writes a project whose tests pass", async () => {
  const { exitCode, out } = await project.run("init", "My Contract");
  expect(exitCode).toBe(0);
  expect(out).toContain("cd My Contract\n  npm install\n  npm test\n");
  install("My Contract");
  const folder = join(project.folder, "My Contract");
  const run = await promisify(execFile)(process.execPath, [join(vitest, "vitest.mjs"), "run"], { cwd: folder, env: { ...process.env, NO_COLOR: "1", VITEST: "", CI: "" } });
  expect(run.stdout).toMatch(/Tests +2 passed/u);
  const program = join(root, "test/program/mxvm.mjs");
  const scenarios = await promisify(execFile)(process.execPath, ["--conditions=@mxvm/source", program, "test"], { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
  expect(scenarios.stdout).toContain("1 passed, 0 failed");
});

it("names the package after the folder, and asks for one version of everything", async () => {
  await project.run("init", "My Contract");
  const manifest = JSON.parse(readFileSync(join(project.folder, "My Contract/package.json"), "utf8")) as { name: string; devDependencies: Record<string, string> };
  expect(manifest.name).toBe("my-contract");
  expect(Object.values(manifest.devDependencies)).not.toContain("VERSION");
  expect(existsSync(join(project.folder, "My Contract/.gitignore"))).toBe(true);
});

it("lets editors know the format of scenarios, by a schema that the packages bring, and tests run on GitHub", async () => {
  await project.run("init", "a");
  const read = (path: string): string => readFileSync(join(project.folder, "a", path), "utf8");
  const { "json.schemas": schemas } = JSON.parse(read(".vscode/settings.json")) as { "json.schemas": { url: string }[] };
  const schema = schemas[0]?.url.replace("./node_modules/", "") ?? "";
  expect(existsSync(createRequire(import.meta.url).resolve(schema))).toBe(true);
  expect(read(".github/workflows/test.yml")).toContain("- run: npm test");
});

it("overwrites nothing", async () => {
  project.write("a/README.md", "mine");
  expect(await project.run("init", "a")).toMatchObject({ exitCode: 2, err: expect.stringContaining("a/README.md is there already") as string });
  expect(existsSync(join(project.folder, "a/package.json"))).toBe(false);
});
