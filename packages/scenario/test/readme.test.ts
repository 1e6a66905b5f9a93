// The README's example, run as it stands there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as fluent from "../examples/fluent-test.js";
import { runFile } from "../examples/run-file.js";
import { createFixtureWorld } from "./fixture-world.js";

const file = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const readme = file("README.md");

test("the README shows the example files as they are", () => {
  expect(readme).toContain(file("examples/run-file.ts"));
  expect(readme).toContain(file("examples/balance.scen.json"));
  expect(readme).toContain(file("examples/fluent-test.ts"));
});

test("the example answers what the README says", () => {
  const folder = `${join(import.meta.dirname, "..").replaceAll("\\", "/")}/`;
  const answer = runFile(`${folder}examples/balance.scen.json`, () => createFixtureWorld());
  expect(readme).toContain(answer.replace(folder, ""));
});

test("the fluent example answers what it says", () => {
  const { added, inFork, before, failure, stored, explanation, scenario } = fluent;
  expect({ added, inFork, before, failure, stored }).toEqual({ added: 3n, inFork: 8n, before: 5n, failure: "nothing to add", stored: 42n });
  expect(readme.replace(/\d{5,}/g, "…")).toContain(explanation.replace(/\d{5,}/g, "…"));
  expect(scenario).toContain('"name": "adder"');
});
