// The scenario files of this folder, on the contracts as they are; and the contracts keep to what can be compiled.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { contractProblems } from "@mxvm/eslint-plugin/check";
import { createDebugExecutor, withContracts } from "@mxvm/executor-debug";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { createScenarioLoader, formatRunError, formatScenario, runScenario } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { expect, it } from "vitest";
import { contracts } from "../src/index.js";

const folder = join(import.meta.dirname, "../scenarios");
const scenarios = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".scen.json")).sort();
const executor = createDebugExecutor({ contracts: Object.values(contracts) });

const files = withContracts({ readFile: (path: string): Uint8Array => readFileSync(path) }, contracts);

it.each(scenarios)("%s passes", (name) => {
  const loader = createScenarioLoader({ files });
  const createWorld = ({ gasSchedule }: { gasSchedule: keyof typeof scenarioGasSchedules }) =>
    createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], vm: createVm({ executor }) });
  const { error, world } = runScenario(loader.load(join(folder, name)), { loader, createWorld });
  world.close();
  expect(error && formatRunError(error)).toBeUndefined();
});

it.each(scenarios)("%s is laid out as the formatter does", (path) => {
  const text = readFileSync(join(folder, path), "utf8");
  expect(formatScenario({ path, text })).toBe(text);
});

it("has a scenario for each contract", () => {
  const tested = new Set(scenarios.map((name) => name.split(/[\\/]/)[0]));
  expect([...tested]).toEqual(readdirSync(join(import.meta.dirname, "../src"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort());
});

it("keeps its contracts to the subset that can be compiled", async () => {
  expect(await contractProblems({ files: ["src/**/*.ts"], cwd: join(import.meta.dirname, "..") })).toEqual([]);
});
