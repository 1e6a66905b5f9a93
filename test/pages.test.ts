// Every page of Markdown, by one rule: code is a piece of a file that is type-checked or run, command lines are such as the programs take,
// and links lead somewhere. What a program prints has no language.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { pagePaths } from "../site/contents.js";
import { type Block, anchors, localLinks, markdownPages, type Page, prose, root } from "./pages/markdown.js";
import { complaint } from "./pages/shell.js";

const pages = markdownPages();
const inSite = new Set(pagePaths());

/** The example of a guide is the folder of its name, where it has one. */
const ownFolder = ({ path }: Page): string => [path.replace(/\.md$/, ""), posix.dirname(path)].find((folder) => existsSync(join(root, folder)))!;

/** Files that the blocks of a page may be from: the named one in its example, or any of the examples beside it. */
function sourcesOf(page: Page, { file }: Block): string[] {
  const ignore = ["**/node_modules/**", "**/dist/**"];
  const patterns = file === undefined ? ["examples/**/*.{ts,js,mjs,json,wat}"] : [file, `*/${file}`, posix.join("..", file)];
  return globSync(patterns, { cwd: join(root, ownFolder(page)), ignore, dot: true, absolute: true });
}

const contains = (file: string, code: string): boolean => `${readFileSync(file, "utf8").replaceAll("\r\n", "\n")}\n`.includes(`${code}\n`);

describe.each(pages.map((page) => ({ page, path: page.path })))("$path", ({ page }) => {
  const codeBlocks = page.blocks.filter(({ language }) => language !== "" && language !== "sh");

  test.runIf(codeBlocks.length > 0)("shows code as it is in a file", () => {
    const strangers = codeBlocks.filter((block) => block.reason === undefined && !sourcesOf(page, block).some((file) => contains(file, block.code)));
    expect(strangers.map(({ place, file = "no file named" }) => `${place}: ${file}`)).toEqual([]);
  });

  test("has command lines that the programs take", () => {
    const lines = page.blocks.filter(({ language }) => language === "sh").flatMap(({ code, place }) => code.split("\n").map((line) => ({ line, place })));
    const inline = [...prose(page).matchAll(/`((?:npx )?(?:mxvm [a-z]+|mx-scenario-go|npm (?:run|test)) ?[^`]*)`/g)].map(([, line]) => ({ line: line!, place: page.path }));
    const complaints = [...lines, ...inline].map(({ line, place }) => ({ place, line, wrong: line.startsWith("#") ? undefined : complaint(line, ownFolder(page)) }));
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
