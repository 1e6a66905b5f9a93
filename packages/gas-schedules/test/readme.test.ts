// The README's example: it stands in the README as it is in the file, and its comments are true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inScenarioV3, inTests, onTheNetwork } from "../examples/choose-schedule.js";

it("shows the example as it is", () => {
  const example = readFileSync(new URL("../examples/choose-schedule.ts", import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

it("answers what the example says", () => {
  expect([inTests, onTheNetwork, inScenarioV3]).toEqual([10_000, 1_000, 50_000]);
});
