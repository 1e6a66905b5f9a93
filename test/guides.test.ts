// The guides show what their examples contain, to the letter.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const docs = join(import.meta.dirname, "../docs");

interface Guide {
  readonly name: string;
  /** The folder of its example, in `docs`. */
  readonly project: string;
  /** Where files of a block are, if not in the project. */
  readonly folderOf: (file: string) => string;
}

const guides: readonly Guide[] = [
  {
    name: "write-an-executor",
    project: "write-an-executor/plain",
    folderOf: (file) => (file.startsWith("user/") ? "write-an-executor" : "write-an-executor/plain"),
  },
  { name: "write-a-contract", project: "write-a-contract", folderOf: () => "write-a-contract" },
];

describe.each(guides)("the guide $name", ({ name, project, folderOf }) => {
  const guide = readFileSync(join(docs, `${name}.md`), "utf8").replaceAll("\r\n", "\n");
  /** Blocks of code that name a file: "```ts src/index.ts". */
  const blocks = [...guide.matchAll(/^```(?:ts|js|json) (\S+)\n(.*?)\n```$/gms)].map(([, file, code]) => ({ file: file!, code: code! }));
  const contents = (file: string): string => readFileSync(join(docs, folderOf(file), file), "utf8").replaceAll("\r\n", "\n");

  test("names a file with every block of code, and shows a piece of it", () => {
    expect(blocks.length).toBe([...guide.matchAll(/^```(?:ts|js|json)/gm)].length);
    for (const { file, code } of blocks) expect(`${contents(file)}\n`).toContain(`${code}\n`);
  });

  test("shows every file of the example that has code", () => {
    const shown = new Set(blocks.map(({ file }) => file));
    const files = ["src", "test"].flatMap((folder) => readdirSync(join(docs, project, folder)).map((file) => `${folder}/${file}`));
    expect([...shown]).toEqual(expect.arrayContaining(files.filter((file) => file.endsWith(".ts"))));
  });

  test("links to what is there", () => {
    const links = [...guide.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, path]) => path!);
    expect(links).not.toEqual([]);
    expect(links.filter((path) => !existsSync(join(docs, path)))).toEqual([]);
  });
});
