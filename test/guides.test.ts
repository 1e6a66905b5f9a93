// The guides show what their examples contain, to the letter.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const docs = join(import.meta.dirname, "../docs");
const guide = readFileSync(join(docs, "write-an-executor.md"), "utf8");
const example = join(docs, "write-an-executor");

/** Blocks of code that name a file: "```ts src/index.ts". */
const blocks = [...guide.matchAll(/^```(?:ts|json) (\S+)\n(.*?)\n```$/gms)].map(([, file, code]) => ({ file: file!, code: code! }));

function contents(file: string): string {
  const folder = file.startsWith("user/") ? example : join(example, "plain");
  return readFileSync(join(folder, file), "utf8");
}

describe("the guide to writing an executor", () => {
  test("names a file with every block of code, and shows a piece of it", () => {
    expect(blocks.length).toBe([...guide.matchAll(/^```(?:ts|js|json)/gm)].length);
    for (const { file, code } of blocks) expect(`${contents(file)}\n`).toContain(`${code}\n`);
  });

  test("shows every file of the example that has code", () => {
    const shown = new Set(blocks.map(({ file }) => file));
    const files = ["src", "test"].flatMap((folder) => readdirSync(join(example, "plain", folder)).map((name) => `${folder}/${name}`));
    expect([...shown]).toEqual(expect.arrayContaining(files));
  });

  test("links to what is there", () => {
    const links = [...guide.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, path]) => path!);
    expect(links).not.toEqual([]);
    expect(links.filter((path) => !existsSync(join(docs, path)))).toEqual([]);
  });
});
