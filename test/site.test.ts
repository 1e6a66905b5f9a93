// The site, built from the repository and looked at in a browser: below a path that it was not built for, as pages are published.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../site/build.js";
import { entryPoints, pagePaths } from "../site/contents.js";
import { serve, urlOf } from "../site/serve.js";
import { findOrInstallChromium, PATIENCE_MS, quiet } from "./browser/chromium.js";
import { anchors, markdownPages } from "./pages/markdown.js";

const base = "/some/where/";
const folder = mkdtempSync(join(tmpdir(), "mxvm-site-"));
const executablePath = findOrInstallChromium();

let faults: string[];

beforeAll(async () => {
  faults = await buildSite(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("is built without a warning, and no link of it is dead", () => {
  expect(faults).toEqual([]);
});

test("has the README of each package on the page of its API, and a page for each further entry point", () => {
  for (const { name, readme } of entryPoints()) {
    const page = readFileSync(join(folder, `api/${name.replace("@mxvm/", "")}/index.html`), "utf8");
    expect({ name, hasTitle: page.includes(`Module ${name}</h1>`), hasReadme: page.includes("tsd-panel tsd-typography") }).toEqual({ name, hasTitle: true, hasReadme: readme !== undefined });
  }
});

test("has the anchors that code hosts have, so that links work here and there", () => {
  const addresses: Readonly<Record<string, string>> = { "README.md": "index.html", "apps/cli/README.md": "api/mxvm/index.html" };
  const shown = markdownPages().filter(({ path }) => path in addresses || /^docs\/[^/]*$|^[^/]*$/.test(path));
  for (const page of shown) {
    const html = readFileSync(join(folder, addresses[page.path] ?? page.path.toLowerCase().replace(/md$/, "html")), "utf8");
    const [title = "", ...rest] = anchors(page);
    expect({ path: page.path, title, missing: rest.filter((anchor) => !html.includes(`id="${anchor}"`)) }).toEqual({ path: page.path, title, missing: [] });
  }
});

test("asks for nothing from elsewhere", () => {
  const sources = [...readFileSync(join(folder, "index.html"), "utf8").matchAll(/<(?:script|link|img)[^>]* (?:src|href)="([^"]*)"/g)].map(([, url]) => url!);
  expect(sources.length).toBeGreaterThan(5);
  for (const url of sources) expect(url).not.toMatch(/^(?:[a-z]+:|\/)/);
});

describe.skipIf(executablePath === undefined)("in headless Chromium, where there is one", () => {
  let server: Server;
  let browser: Browser;
  let start: string;

  beforeAll(async () => {
    server = await serve(folder, { base });
    start = urlOf(server) + base;
    browser = await chromium.launch({ executablePath: executablePath!, args: quiet, timeout: PATIENCE_MS });
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** A page of which everything that goes wrong is put down. */
  async function openPage(path: string, width = 1280): Promise<{ readonly page: Page; readonly troubles: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 844 } });
    page.setDefaultTimeout(PATIENCE_MS);
    const troubles: string[] = [];
    const note = (isTrouble: boolean, text: string): void => {
      if (isTrouble) troubles.push(text);
    };
    page.on("console", (message) => note(message.type() === "error", message.text()));
    page.on("pageerror", (error) => note(true, error.message));
    // A page that is left before all of it has arrived is no trouble.
    page.on("requestfailed", (request) => note(request.failure()?.errorText !== "net::ERR_ABORTED", `no answer: ${request.url()}`));
    page.on("response", (response) => note(response.status() >= 400, `${response.status()}: ${response.url()}`));
    page.on("request", (request) => note(!request.url().startsWith("data:") && !request.url().startsWith(start), `leaves the site: ${request.url()}`));
    await page.goto(start + path);
    return { page, troubles };
  }

  const guides = pagePaths().filter((path) => path.startsWith("docs/") && path.endsWith(".md"));
  const looked = ["index.html", "architecture.html", ...guides.map((path) => path.replace(/md$/, "html"))];
  const backgrounds = { light: "rgb(255, 255, 255)", dark: "rgb(20, 24, 27)" };

  test.each([...looked, "api/codec/index.html", "api/executor-api/Instance.html", "source/packages/codec/src/errors.ts.html"])("%s fits phones and desks, light and dark", async (path) => {
    const { page, troubles } = await openPage(path);
    for (const width of [390, 800, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const look = await page.evaluate(() => {
          const { document, getComputedStyle, innerWidth } = globalThis as unknown as Window & typeof globalThis;
          return { isTooWide: document.documentElement.scrollWidth > innerWidth, background: getComputedStyle(document.body).backgroundColor };
        });
        expect({ width, ...look }).toEqual({ width, isTooWide: false, background: backgrounds[colorScheme] });
      }
    }
    expect(troubles).toEqual([]);
    await page.close();
  });

  test("leads from the start to a guide, to a package, to a function and to its source", async () => {
    const { page, troubles } = await openPage("");
    const follow = async (link: ReturnType<Page["locator"]>, heading: string): Promise<void> => {
      await link.click();
      await page.locator("h1", { hasText: heading }).first().waitFor();
    };
    const navigation = page.locator("#tsd-nav-container");
    expect(await navigation.locator("> li > span").allTextContents()).toEqual(["Contract developers", "Executor authors", "Readers of the code", "Evidence", "Packages"]);
    await follow(navigation.getByText("Write an executor"), "Write an executor");
    await follow(page.locator(".col-content").getByRole("link", { name: "Conformance", exact: true }), "Module @mxvm/executor-api");
    expect(new URL(page.url()).hash).toBe("#conformance");
    await follow(navigation.getByText("codec", { exact: true }), "Module @mxvm/codec");
    await follow(page.locator(".col-content").getByRole("link", { name: "addressToBech32", exact: true }).first(), "Function addressToBech32");
    await follow(page.locator(".tsd-sources a"), "packages/codec/src/");
    expect(await page.locator(".line:target").textContent()).toContain("addressToBech32");
    expect(troubles).toEqual([]);
  });

  test("finds functions by their names, and guides by their words", async () => {
    const { page, troubles } = await openPage("docs/figures.html", 390);
    const search = async (words: string): Promise<string | undefined> => {
      await page.locator("#tsd-search-trigger").click();
      await page.locator("#tsd-search-input").fill(words);
      const found = page.locator("#tsd-search-results a").first();
      await found.waitFor();
      const name = await found.textContent();
      await found.click();
      await page.locator("h1", { hasText: (name ?? "").replace(/^.*\./s, "") }).first().waitFor();
      return new URL(page.url()).pathname.slice(base.length);
    };
    expect(await search("createMockWorld")).toBe("api/world-mock/createMockWorld.html");
    expect(await search("Run the scenarios of a Rust project")).toBe("docs/run-scenarios.html");
    expect(troubles).toEqual([]);
  });

  test("has its navigation in a menu on phones", async () => {
    const { page } = await openPage("", 390);
    const link = page.locator("#tsd-nav-container").getByText("Read the code");
    expect(await link.isVisible()).toBe(false);
    await page.locator("#tsd-toolbar-menu-trigger").click();
    await link.click();
    await page.locator("h1", { hasText: "Read the code" }).waitFor();
  });
});
