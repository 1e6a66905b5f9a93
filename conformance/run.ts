// Runs scenario files of a checkout of mx-chain-vm-go as its own tests run them.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { builtInFunctionFlags, vmFlags } from "@mxvm/protocol-hooks";
import type { FlagChoices, World } from "@mxvm/protocol-hooks";
import { createScenarioLoader, formatRunError, isScenarioError, runScenario } from "@mxvm/scenario";
import type { RunObserver, WorldSettings } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { globSync } from "tinyglobby";
import { goTests } from "./go-tests.js";
import type { GoTest } from "./go-tests.js";

const SCENARIO_FILES = "**/*.scen.json";
const MAX_POINTS = 100_000_000_000n;

const files = { readFile: (path: string): Uint8Array => readFileSync(path), listDirectory: (path: string): string[] => readdirSync(path) };
const noFlags: FlagChoices = Object.fromEntries([...vmFlags, ...builtInFunctionFlags].map((flag) => [flag, false]));
const defaultExecutor = createWasmExecutor();

/** One run of one file. */
export interface FileRun {
  /** Relative to the checkout. */
  readonly path: string;
  readonly variant: string;
  readonly status: "passed" | "failed";
  readonly error?: string;
}

/** Looks on while a file runs. */
export interface Onlooker {
  readonly observer: RunObserver;
  /** The world that the scenario drives in place of the run's own. */
  readonly watch: (world: World, gasSchedule: WorldSettings["gasSchedule"]) => World;
}

/** On what to run, and who looks on; `executor-wasm`, and nobody where it is not given. */
export interface RunOptions {
  readonly executor?: ExecutorFactory | undefined;
  readonly onlooker?: (path: string) => Onlooker;
}

/** And what to run; everything where it is not given. */
export interface GoTestOptions extends RunOptions {
  readonly isWanted?: (goTest: GoTest) => boolean;
}

/** The folder `test/` of a checkout. Throws a `TypeError` if there is none. */
export function testFolderOf(checkout: string): string {
  const folder = join(checkout, "test");
  if (!existsSync(folder)) throw new TypeError(`${checkout} is no checkout of mx-chain-vm-go: it has no folder "test"`);
  return folder;
}

function scenariosOf(root: string, { folder, file, exclude = [] }: GoTest): string[] {
  const base = join(root, folder);
  if (!existsSync(base)) throw new TypeError(`the checkout has no folder test/${folder}`);
  const found = file === undefined ? globSync(SCENARIO_FILES, { cwd: base, absolute: true }) : [join(base, file)];
  return found.filter((path) => !exclude.some((pattern) => pattern.test(path))).sort();
}

function runFile(root: string, path: string, goTest: GoTest, { executor = defaultExecutor, onlooker: onlookerOf }: RunOptions): FileRun {
  const replacements = Object.entries(goTest.replacePaths ?? {}).map(([from, to]) => [from, join(root, to)] as const);
  const loader = createScenarioLoader({ files, replacePaths: new Map(replacements) });
  const flags = goTest.withoutFlags ? noFlags : {};
  const shown = { path: relative(dirname(root), path), variant: goTest.variant };
  const onlooker = onlookerOf?.(shown.path);
  try {
    const { error, world } = runScenario(loader.load(path), {
      loader,
      createWorld: ({ gasSchedule }) => {
        const own = createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], flags, vm: createVm({ executor, maxPoints: MAX_POINTS }) });
        return onlooker?.watch(own, gasSchedule) ?? own;
      },
      ...(onlooker && { observer: onlooker.observer }),
    });
    world.close();
    if (error === undefined) return { ...shown, status: "passed" };
    return { ...shown, status: "failed", error: formatRunError({ ...error, file: shown.path }) };
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    return { ...shown, status: "failed", error: error.detail };
  }
}

/** The runs of the Go VM's own tests. */
export function runGoTests(root: string, options: GoTestOptions = {}): FileRun[] {
  const { isWanted = () => true } = options;
  return goTests.filter(isWanted).flatMap((goTest) => scenariosOf(root, goTest).map((path) => runFile(root, path, goTest, options)));
}

/** Absolute paths of the files that the Go VM's own tests run, each once. */
export function goTestFiles(root: string): string[] {
  return [...new Set(goTests.flatMap((goTest) => scenariosOf(root, goTest)))];
}

/** Runs of the files that no Go test runs: there is no verdict to compare with. */
export function runOthers(root: string, options: RunOptions = {}): FileRun[] {
  const known = new Set(goTestFiles(root));
  return runFolder(root, { ...options, variant: "not run by Go", isWanted: (path) => !known.has(path) });
}

/** Runs of the files below a folder, whoever they are for. */
export function runFolder(root: string, options: RunOptions & { readonly variant?: string; readonly isWanted?: (path: string) => boolean } = {}): FileRun[] {
  const { variant = "", isWanted = () => true } = options;
  const found = globSync(SCENARIO_FILES, { cwd: root, absolute: true, ignore: ["**/node_modules/**"] }).filter(isWanted);
  return found.sort().map((path) => runFile(root, path, { variant, folder: "." }, options));
}
