// Runs scenario files: in this thread as long as that is the fastest, then in threads beside it.
import { availableParallelism } from "node:os";
import { type HookCounts, addHookCounts } from "../observation/hook-counts.js";
import { skippedOutcome, summarize } from "../scenario-run.js";
import type { RunSummary, ScenarioOutcome } from "../scenario-run.js";
import { type OrderedOutcomes, orderOutcomes } from "./outcomes.js";
import { type RunnerSettings, createScenarioRunner } from "./scenario-runner.js";

/** A thread is ready after 150 to 300 ms; as long, this thread runs files, and small suites end before. */
const MILLISECONDS_BEFORE_WORKERS = 250;

export interface FilesRunOptions {
  readonly settings: RunnerSettings;
  /** Stop at the first scenario that fails; the others are skipped. */
  readonly bail: boolean;
  /** 1: this thread. Left out: as many as there are cores, if there is enough to do. */
  readonly workers: number | undefined;
  readonly workerScript: string | undefined;
  readonly stackSizeMb: number | undefined;
  readonly onOutcome: (outcome: ScenarioOutcome) => void;
  /** Told whenever a file has ended, also before its turn. */
  readonly onProgress: (done: number) => void;
}

export interface FilesRun extends RunSummary {
  /** Calls of hooks, where they are counted. */
  readonly hookCounts: HookCounts | undefined;
}

/** Runs the files; outcomes come in the order of `paths`. */
export async function runFiles(paths: readonly string[], options: FilesRunOptions): Promise<FilesRun> {
  const { bail, onProgress } = options;
  const hookCounts: HookCounts = {};
  let done = 0;
  const inOrder = orderOutcomes(paths, options.onOutcome);
  const outcomes: OrderedOutcomes = {
    ...inOrder,
    add: (outcome) => {
      onProgress(++done);
      inOrder.add(outcome);
    },
  };
  const isStopped = (): boolean => bail && outcomes.hasFailure();
  const workers = options.workerScript === undefined ? 1 : (options.workers ?? availableParallelism());
  const startsHere = workers === 1 || options.workers === undefined;
  const rest = startsHere ? await runHere(paths, { ...options, outcomes, hookCounts, isStopped, endsEarly: workers > 1 }) : paths;
  if (rest.length > 0 && !isStopped() && options.workerScript !== undefined) {
    const { runInWorkers } = await import("./worker-pool.js");
    await runInWorkers(rest, { ...options, workerScript: options.workerScript, workers, outcomes, isStopped, onHookCounts: (counts) => addHookCounts(hookCounts, counts) });
  }
  for (const path of paths) if (!outcomes.has(path)) inOrder.add(skippedOutcome(path));
  return { ...summarize(outcomes.all()), hookCounts: options.settings.countsHooks ? hookCounts : undefined };
}

interface HereOptions extends FilesRunOptions {
  readonly outcomes: OrderedOutcomes;
  readonly hookCounts: HookCounts;
  readonly isStopped: () => boolean;
  /** Whether to leave files to others after a while. */
  readonly endsEarly: boolean;
}

/** Answers what it left to do. */
async function runHere(paths: readonly string[], { settings, outcomes, hookCounts, isStopped, endsEarly }: HereOptions): Promise<readonly string[]> {
  const runner = await createScenarioRunner(settings);
  const start = performance.now();
  let index = 0;
  while (index < paths.length && !isStopped()) {
    outcomes.add(runner.run(paths[index]!));
    index++;
    if (endsEarly && performance.now() - start > MILLISECONDS_BEFORE_WORKERS) break;
  }
  addHookCounts(hookCounts, runner.takeHookCounts());
  return paths.slice(index);
}
