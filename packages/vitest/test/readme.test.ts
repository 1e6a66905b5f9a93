// The README's project, run as it stands there.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import config from "../examples/vitest.config.js";
import { runProject } from "./run-project.js";

const file = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

test("the README shows the example files as they are", () => {
  const readme = file("README.md");
  for (const name of ["vitest.config.ts", "worlds.ts", "adder.test.ts"]) expect(readme).toContain(file(`examples/${name}`));
});

test("the example's tests and steps pass, titled by the executor", async () => {
  const tests = await runProject({ root: fileURLToPath(new URL("../examples/", import.meta.url)), config });
  expect(tests.map(({ name, state }) => `${state}: ${name}`)).toEqual([
    "passed: adder.scen.json > debug > 1 setState",
    "passed: adder.scen.json > debug > 2 scDeploy deploy",
    "passed: adder.scen.json > debug > 3 scCall add add",
    "passed: adder.test.ts > adder [debug] > adds",
    "passed: adder.test.ts > adder [debug] > refuses nothing",
    "passed: adder.test.ts > adder [debug] > starts anew in each test",
  ]);
});
