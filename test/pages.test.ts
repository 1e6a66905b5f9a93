// Every page of Markdown, by one rule: code is a piece of a file that is type-checked or run, command lines are such as the programs take,
// and links lead somewhere. What a program prints has no language.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { globSync } from "tinyglobby";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import wabt from "wabt";
import { runCli } from "../apps/cli/src/cli.js";
import { entryPoints, pagePaths } from "../site/contents.js";
import { type Block, anchors, localLinks, markdownPages, type Page, prose, root } from "./pages/markdown.js";
import { complaint } from "./pages/shell.js";

const pages = markdownPages();
const inSite = new Set(pagePaths());

/** The example of a guide is the folder of its name, where it has one. */
const ownFolder = ({ path }: Page): string => [path.replace(/\.md$/, ""), posix.dirname(path)].find((folder) => existsSync(join(root, folder)))!;

/** Files that the blocks of a page may be from: the named one in its example, or any of the examples beside it. */
function sourcesOf(page: Page, { file }: Block): string[] {
  const ignore = ["**/node_modules/**", "**/dist/**"];
  const patterns = file === undefined ? ["examples/**/*.{ts,js,mjs,json,wat,yml}"] : [file, `*/${file}`, posix.join("..", file)];
  return globSync(patterns, { cwd: join(root, ownFolder(page)), ignore, dot: true, absolute: true });
}

const contains = (file: string, code: string): boolean => `${readFileSync(file, "utf8").replaceAll("\r\n", "\n")}\n`.includes(`${code}\n`);

describe.each(pages.map((page) => ({ page, path: page.path })))("$path", ({ page }) => {
  const codeBlocks = page.blocks.filter(({ language }) => language !== "" && language !== "sh");

  test("shows code as it is in a file", () => {
    const strangers = codeBlocks.filter((block) => block.reason === undefined && !sourcesOf(page, block).some((file) => contains(file, block.code)));
    expect(strangers.map(({ place, file = "no file named" }) => `${place}: ${file}`)).toEqual([]);
  });

  test("has command lines that the programs take", () => {
    const lines = page.blocks.filter(({ language }) => language === "sh").flatMap(({ code, place }) => code.split("\n").map((line) => ({ line, place })));
    const workflows = page.blocks.filter(({ language }) => language === "yaml").flatMap(({ code, place }) => [...code.matchAll(/run: (.*)$/gm)].map(([, line]) => ({ line: line!, place })));
    const inline = [...prose(page).matchAll(/`((?:npx )?(?:mxvm [a-z]+|mx-scenario-go|npm (?:run|test)) ?[^`]*)`/g)].map(([, line]) => ({ line: line!, place: page.path }));
    const complaints = [...lines, ...workflows, ...inline].map(({ line, place }) => ({ place, line, wrong: line.startsWith("#") ? undefined : complaint(line, ownFolder(page)) }));
    expect(complaints.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
    const unnamed = page.blocks.filter(({ language, code }) => language === "" && /^\s*(?:npx|npm|git|mxvm|mx-scenario-go) /.test(code));
    expect(unnamed.map(({ place }) => `${place}: say \`\`\`sh`)).toEqual([]);
  });

  test("links to what is there", () => {
    const dead = localLinks(page).filter((link) => {
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? page.path : posix.join(posix.dirname(page.path), path);
      if (!existsSync(join(root, file))) return true;
      const target = pages.find((candidate) => candidate.path === file);
      return anchor !== undefined && target !== undefined && !anchors(target).has(anchor);
    });
    expect(dead).toEqual([]);
  });

  test("has its place in the site", () => {
    // An example's own page is the guide that shows it.
    expect(inSite.has(page.path) || page.path === "docs/write-an-executor/plain/README.md").toBe(true);
  });
});

/** Pages that show what the program prints: in the example of the guide to scenarios, whose contract is that of `examples/adder`. */
describe("what mxvm prints", () => {
  const project = mkdtempSync(join(tmpdir(), "mxvm-pages-"));

  beforeAll(async () => {
    for (const folder of ["scenarios", "calls", "dialects"]) cpSync(join(root, "docs/run-scenarios", folder), join(project, folder), { recursive: true });
    const { parseWat } = await wabt();
    mkdirSync(join(project, "output"));
    writeFileSync(join(project, "output/adder.wasm"), parseWat("adder.wat", readFileSync(join(root, "examples/adder/src/adder.wat"), "utf8")).toBinary({}).buffer);
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const withoutTimes = (text: string): string => text.replace(/[\d.]+ ms/g, "… ms");
  const outputs = pages.flatMap((page) =>
    [...page.text.matchAll(/^```sh\nnpx mxvm ([^\n]*)\n```\n(?:(?!```)[^\n]*\n)*```\n(.*?)\n```$/gms)].map(([, command, output]) => ({ path: page.path, command: command!, output: output! })),
  );

  test("stands on pages", () => {
    expect(new Set(outputs.map(({ path }) => path))).toEqual(new Set(["README.md", "apps/cli/README.md", "docs/run-scenarios.md"]));
  });

  test.each(outputs)("is what $path shows of mxvm $command", async ({ command, output }) => {
    let printed = "";
    const print = (text: string): void => void (printed += text);
    await runCli(command.split(" "), { out: print, err: print, cwd: project, env: {}, isTerminal: false });
    expect(withoutTimes(printed).trim()).toBe(withoutTimes(output).trim());
  });
});

test("the diagram has every package", () => {
  const diagram = readFileSync(join(root, "docs/diagram.svg"), "utf8");
  const packages = entryPoints().flatMap(({ name, readme }) => (readme === undefined ? [] : name.replace("@mxvm/", "")));
  expect(packages.filter((name) => !new RegExp(`\\b${name}\\b`).test(diagram))).toEqual([]);
});

/** A guide shows all of its example: what is left out there has no words about it. */
test.each([
  ["write-a-contract", "."],
  ["write-an-executor", "plain"],
])("the guide %s shows every file of its example", (name, folder) => {
  const { blocks } = pages.find(({ path }) => path === `docs/${name}.md`)!;
  const shown = new Set(blocks.map(({ file }) => file));
  const example = join(root, "docs", name, folder);
  const files = ["src", "test"].flatMap((part) => readdirSync(join(example, part)).map((file) => `${part}/${file}`));
  expect([...shown]).toEqual(expect.arrayContaining(files.filter((file) => file.endsWith(".ts") && statSync(join(example, file)).isFile())));
});
