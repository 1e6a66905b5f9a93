// The README's example, run as it stands there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runFile } from "../examples/run-file.js";
import { createFixtureWorld } from "./fixture-world.js";

const file = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const readme = file("README.md");

test("the README shows the example files as they are", () => {
  expect(readme).toContain(file("examples/run-file.ts"));
  expect(readme).toContain(file("examples/balance.scen.json"));
});

test("the example answers what the README says", () => {
  const folder = `${join(import.meta.dirname, "..").replaceAll("\\", "/")}/`;
  const answer = runFile(`${folder}examples/balance.scen.json`, () => createFixtureWorld());
  expect(readme).toContain(answer.replace(folder, ""));
});
