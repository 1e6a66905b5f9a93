// Runs scenario files: in this thread, and beside it in as many others as there is work for.
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { LoadedConfig } from "../config/load-config.js";
import { type HookCounts, addHookCounts } from "../observation/hook-counts.js";
import { lostOutcome, skippedOutcome } from "../scenario-run.js";
import type { RunSummary, ScenarioOutcome } from "../scenario-run.js";
import { type SharedQueue, createSharedQueue, openQueue } from "./file-queue.js";
import { idleCores, readCoreTimes } from "./idle-cores.js";
import { type OrderedOutcomes, orderOutcomes } from "./outcomes.js";
import { type RunnerSettings, createScenarioRunner } from "./scenario-runner.js";

/** A thread takes 150 to 300 ms of a core until it has caught up with this one; small suites end before. */
const MILLISECONDS_BEFORE_THREADS = 250;
/** Each further thread is worth its start if there is this much to do for it. */
const MILLISECONDS_FOR_A_THREAD = 300;

export interface FilesRunOptions {
  readonly settings: RunnerSettings;
  /** The configuration, if the caller has read it; other threads read it themselves, as it holds functions. */
  readonly loaded?: LoadedConfig;
  /** Stop at the first scenario that fails; the others are skipped. */
  readonly bail: boolean;
  /** 1: this thread; more: so many beside it. Left out: this one, and those beside it for which there are idle cores and enough to do. */
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

/** A run under way. */
interface Run extends FilesRunOptions {
  readonly paths: readonly string[];
  readonly queue: SharedQueue;
  readonly outcomes: OrderedOutcomes;
  readonly hookCounts: HookCounts;
  readonly isStopped: () => boolean;
}

/** Runs the files; outcomes come in the order of `paths`, and are not kept. */
export async function runFiles(paths: readonly string[], options: FilesRunOptions): Promise<FilesRun> {
  const { workers } = options;
  const threads = options.workerScript === undefined || workers === 1 ? 1 : Math.min(workers ?? availableParallelism(), paths.length);
  const run = createRun(paths, createSharedQueue(paths.length, threads), options);
  if (threads === 1 || workers === undefined) await runHere(run, threads);
  else await runBeside(run, Array.from({ length: threads }, (_, thread) => thread));
  const rest = run.isStopped() ? skippedOutcome : (path: string): ScenarioOutcome => lostOutcome(path, "nothing was heard of it");
  for (const [position, path] of paths.entries()) if (!run.outcomes.has(position)) run.outcomes.add(position, rest(path));
  return { ...run.outcomes.summary(), hookCounts: options.settings.countsHooks ? run.hookCounts : undefined };
}

function createRun(paths: readonly string[], queue: SharedQueue, options: FilesRunOptions): Run {
  const ordered = orderOutcomes(options.onOutcome);
  const everybody = openQueue(queue, 0);
  const isStopped = (): boolean => options.bail && ordered.summary().failed > 0;
  let done = 0;
  const add: OrderedOutcomes["add"] = (position, outcome) => {
    options.onProgress(++done);
    ordered.add(position, outcome);
    if (isStopped()) everybody.close();
  };
  return { ...options, paths, queue, outcomes: { ...ordered, add }, hookCounts: {}, isStopped };
}

/** This thread takes part to the end, so that others can only help. */
async function runHere(run: Run, threads: number): Promise<void> {
  const runner = await createScenarioRunner(run.settings, run.loaded);
  const end = openQueue(run.queue, 0);
  const start = performance.now();
  const coreTimes = readCoreTimes();
  let beside: Promise<void> | undefined;
  let further: number | undefined;
  let done = 0;
  for (let position = end.take(); position !== undefined; position = end.take()) {
    run.outcomes.add(position, runner.run(run.paths[position]!));
    done++;
    const elapsed = performance.now() - start;
    if (threads > 1 && further === undefined && elapsed > MILLISECONDS_BEFORE_THREADS) {
      const idle = Math.round(idleCores(coreTimes, readCoreTimes()));
      further = Math.min(threads - 1, idle, Math.floor((end.left() * elapsed) / done / MILLISECONDS_FOR_A_THREAD));
      if (further > 0) beside = runBeside(run, Array.from({ length: further }, (_, thread) => thread + 1));
    }
    // Lets outcomes of others in. Waiting for them here at once would leave a failure of theirs unhandled until then.
    if (beside !== undefined) await Promise.race([beside, setImmediate()]);
  }
  await beside;
  addHookCounts(run.hookCounts, runner.takeHookCounts());
}

/** In threads beside this one; their library is not needed without them. */
async function runBeside(run: Run, threads: readonly number[]): Promise<void> {
  const { runInWorkers } = await import("./worker-pool.js");
  await runInWorkers(run, threads);
}
