// The README's example: it stands in the README as it is in the file, and its comments are true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { count, outcome, points } from "../examples/quick-start.js";

const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");

it("shows the example as it is", () => {
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

it("answers what the example says", () => {
  expect(outcome).toEqual({ status: "returned" });
  expect(example).toContain(`// ${count.join(", ")}\n`);
  expect(example).toContain(`// ${String(points)}n\n`);
});
