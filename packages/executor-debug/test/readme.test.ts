// The README's example: it stands in the README as it is in the file, and it runs.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { failures, sum } from "../examples/adder.js";

it("shows the example as it is", () => {
  const example = readFileSync(new URL("../examples/adder.ts", import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

it("adds, reports and reads", () => {
  expect(sum).toBe(5n);
  expect(failures).toEqual([expect.stringMatching(/^Adder\.add: nothing to add\n {4}at .*adder\.ts:12:/)]);
});
