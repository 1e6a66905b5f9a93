// The README's example: it stands in the README as it is in the file, and its comments are true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { amount, contractAddress, data, isPaused } from "../examples/quick-start.js";

const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");

it("shows the example as it is", () => {
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

it("answers what the example says", () => {
  expect(example).toContain(`// "${contractAddress}"`);
  expect(example).toContain(`// "${data}"`);
  expect([amount, isPaused]).toEqual([256n, true]);
});
