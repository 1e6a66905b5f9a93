// The README's example: it stands in the README as it is in the file, and its comments are true.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { calls, contract, gasUsed } from "../examples/quick-start.js";

const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");

test("the README shows the example as it is", () => {
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

test("the example answers what it says", () => {
  expect(example).toContain(`// "${contract}"`);
  expect(example).toContain(`// ${gasUsed}n`);
  expect(calls).toEqual([Uint8Array.of(2)]);
});
