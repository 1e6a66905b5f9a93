// The README's example stands in it as it is in the file.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("shows the example as it is", () => {
  const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});
