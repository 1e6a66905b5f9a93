// What runs scenario files in one thread: configuration, executor and worlds of a test run. Every thread makes one from the same settings.
import type { Dialect, FileSystem } from "@mxvm/scenario";
import { composeWorlds } from "../composition.js";
import type { WorldName } from "../composition-names.js";
import { type LoadedConfig, loadConfig } from "../config/load-config.js";
import { collectContractFailures } from "../contract-failures.js";
import { runsTypeScript } from "../executors/choose-executor.js";
import type { ExecutorWishes } from "../executors/choose-executor.js";
import { keepContracts } from "../kept-contracts.js";
import { nodeFiles } from "../node-files.js";
import { type HookCounts, countingHooks } from "../observation/hook-counts.js";
import { createStepTracer } from "../observation/step-trace.js";
import { runScenarioFile } from "../scenario-run.js";
import type { ScenarioOutcome } from "../scenario-run.js";

/** Plain data: what cannot go to another thread, an executor that the configuration makes, is loaded there again. */
export interface RunnerSettings {
  readonly cwd: string;
  readonly world: WorldName;
  /** Of `--executor`. */
  readonly executorFlag: string | undefined;
  /** Of the environment variable. */
  readonly executorVariable: string | undefined;
  readonly gasSchedule: string | undefined;
  readonly maxPoints: bigint;
  readonly dialect: Dialect;
  readonly root: string | undefined;
  readonly trace: "none" | "failed" | "all";
  readonly countsHooks: boolean;
  readonly hasLargeStack: boolean;
}

export interface ScenarioRunner {
  run(path: string): ScenarioOutcome;
  /** Calls of hooks since the last answer; none where they are not counted. */
  takeHookCounts(): HookCounts;
}

/** Reads the configuration where nobody has: that takes longer than most runs. Throws a `UsageError` if what was asked for is not there. */
export async function createScenarioRunner(settings: RunnerSettings, loaded?: LoadedConfig): Promise<ScenarioRunner> {
  const { dialect, root, hasLargeStack } = settings;
  const contractFailures = collectContractFailures();
  const counts: HookCounts = {};
  const tracer = settings.trace === "none" ? undefined : createStepTracer();
  const executor: ExecutorWishes = {
    flag: settings.executorFlag,
    variable: settings.executorVariable,
    loaded: loaded ?? (await loadConfig(settings.cwd)),
    hasLargeStack,
    onContractFailure: contractFailures.add,
  };
  const createWorld = await composeWorlds({
    world: settings.world,
    executor,
    gasSchedule: settings.gasSchedule,
    maxPoints: settings.maxPoints,
    dialect,
    wrapExecutor: (inner) => (settings.countsHooks ? countingHooks(inner, counts) : inner),
  });
  const files = await filesFor(executor);
  const describeFailure = contractFailures.describe;
  const options = { createWorld, files, dialect, root, describeFailure, tracer, traceAll: settings.trace === "all" };
  return {
    run: (path) => runScenarioFile(path, options),
    takeHookCounts: () => {
      const taken = { ...counts };
      for (const name of Object.keys(counts)) Reflect.deleteProperty(counts, name);
      return taken;
    },
  };
}

/** Files in which contracts of the configuration stand for builds, where such contracts run. */
async function filesFor(wishes: ExecutorWishes): Promise<FileSystem> {
  const { contracts } = wishes.loaded.config;
  if (contracts === undefined || !runsTypeScript(wishes)) return keepContracts(nodeFiles);
  const { withContracts } = await import("@mxvm/executor-debug");
  return withContracts(keepContracts(nodeFiles), contracts);
}
