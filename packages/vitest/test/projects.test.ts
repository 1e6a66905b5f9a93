// One executor per project of a workspace: the same files run in each, and `--project` chooses.
import { mxvm } from "@mxvm/vitest/plugin";
import { fileURLToPath } from "node:url";
import type { TestProjectInlineConfiguration } from "vitest/config";
import { expect, test } from "vitest";
import { fixtureProject, runProject } from "./run-project.js";

const worlds = fileURLToPath(new URL("worlds.ts", import.meta.url));
const resolve = { conditions: ["@mxvm/source", "node", "import", "default"] };

const projectOn = (executor: string): TestProjectInlineConfiguration => ({
  root: fixtureProject,
  plugins: [mxvm({ worlds, executors: [executor] })],
  resolve,
  ssr: { resolve },
  test: { name: executor },
});
const config = { test: { projects: ["debug", "another"].map(projectOn) } };

test("each of its projects runs the scenario files on its own executor", async () => {
  const tests = await runProject({ filters: ["adder"], config });
  expect(tests.map(({ name, state }) => `${state}: ${name}`)).toEqual([
    "passed: adder.scen.json > another > 1 setState",
    "passed: adder.scen.json > another > 2 scDeploy deploy",
    "passed: adder.scen.json > another > 3 scCall add add",
    "passed: adder.scen.json > debug > 1 setState",
    "passed: adder.scen.json > debug > 2 scDeploy deploy",
    "passed: adder.scen.json > debug > 3 scCall add add",
  ]);
});

test("--project runs those of one alone", async () => {
  const tests = await runProject({ filters: ["adder"], config, cli: { project: "debug" } });
  expect(tests.map(({ name }) => name.split(" > ")[1])).toEqual(["debug", "debug", "debug"]);
});
