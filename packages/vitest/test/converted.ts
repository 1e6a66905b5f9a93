// Scenario files and the tests that they are converted to, run side by side.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { type Abi, convertToVitest, createScenarioLoader, formatRunError, runScenario } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { reportModules, startProject } from "./run-project.js";

const vm = createVm({ executor: createWasmExecutor() });

/** The ABI in a contract's file, or beside it. */
function abiOf(path: string): Abi | undefined {
  const beside = path.replace(/(\.mxsc)?\.(json|wasm)$/, ".abi.json");
  if (path.endsWith(".json") && existsSync(path)) return (JSON.parse(readFileSync(path, "utf8")) as { abi?: Abi }).abi;
  return existsSync(beside) ? (JSON.parse(readFileSync(beside, "utf8")) as Abi) : undefined;
}

function loaderOfFiles(): ReturnType<typeof createScenarioLoader> {
  return createScenarioLoader({ files: { readFile: (name) => readFileSync(name) } });
}

/** A scenario's own outcome: `passed`, or how it failed. */
export function outcomeOf(path: string): string {
  const loader = loaderOfFiles();
  const { error, world } = runScenario(loader.load(path), { loader, createWorld: ({ gasSchedule }) => createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], vm }) });
  world.close();
  return error === undefined ? "passed" : formatRunError(error);
}

/** A folder in which tests find the packages of this repository. */
export function createTestFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(import.meta.dirname, ".converted-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The test that a scenario is converted to, for a folder. */
export function convert(path: string, folder: string, worlds?: string): string {
  const loader = loaderOfFiles();
  return convertToVitest(loader.load(path), { loader, folder, abiOf, ...(worlds !== undefined && { worlds }) });
}

/** Converts scenarios and runs the tests: how each of them ended, by the path of its scenario. */
export async function runConverted(paths: readonly string[], folder: string, worlds?: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map(paths.map((path, index) => [`scenario-${index}.test.ts`, path]));
  for (const [file, path] of files) writeFileSync(join(folder, file), convert(path, folder, worlds));
  const vitest = await startProject({ root: folder, config: {}, cli: { isolate: false } });
  const tests = reportModules(vitest.state.getTestModules(), folder);
  const broken = vitest.state.getTestModules().flatMap((module) => module.errors().map(({ message }) => [module.relativeModuleId, message] as const));
  await vitest.close();
  const outcomes = new Map<string, string>();
  for (const [file, path] of files) {
    const own = tests.filter(({ name }) => name.startsWith(`${file} > `));
    const failed = own.find(({ state }) => state !== "passed");
    const error = broken.find(([module]) => module === file);
    outcomes.set(path, error !== undefined ? error[1] : own.length === 0 ? "no tests" : failed === undefined ? "passed" : `${failed.name}: ${failed.message}`);
  }
  return outcomes;
}

const scenarios = join(tmpdir(), `mxvm-convert-${process.pid}`);

export function removeScenarioFiles(): void {
  rmSync(scenarios, { recursive: true, force: true });
}

/** A scenario in a file of its own. */
export function writeScenarioFile(name: string, steps: readonly object[]): string {
  const path = join(scenarios, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ steps }));
  return path;
}
