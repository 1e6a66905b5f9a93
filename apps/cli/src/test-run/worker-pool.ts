// Scenario files in threads beside this one. A thread that dies costs the file that it ran, not the run.
import { pool as createPool } from "workerpool";
import { type HookCounts, addHookCounts } from "../observation/hook-counts.js";
import { type ScenarioOutcome, lostOutcome } from "../scenario-run.js";
import { UsageError } from "../terminal.js";
import { type SharedQueue, openQueue } from "./file-queue.js";
import type { OrderedOutcomes } from "./outcomes.js";
import type { RunnerSettings } from "./scenario-runner.js";

export interface WorkersOptions {
  readonly paths: readonly string[];
  readonly queue: SharedQueue;
  readonly settings: RunnerSettings;
  readonly workerScript: string | undefined;
  readonly stackSizeMb: number | undefined;
  readonly outcomes: OrderedOutcomes;
  readonly hookCounts: HookCounts;
  readonly isStopped: () => boolean;
}

/** What a thread gets. */
export interface ThreadTask {
  readonly paths: readonly string[];
  readonly queue: SharedQueue;
  readonly thread: number;
  readonly settings: RunnerSettings;
}

/** What a thread tells of each file. */
export interface ThreadOutcome {
  readonly position: number;
  readonly outcome: ScenarioOutcome;
}

/** Runs what `threads`, by their numbers in the queue, take from it. Throws a `UsageError` that a thread threw. */
export async function runInWorkers(options: WorkersOptions, threads: readonly number[]): Promise<void> {
  const { workerScript, paths, queue, outcomes, hookCounts, isStopped, stackSizeMb } = options;
  if (workerScript === undefined) throw new TypeError("threads need the script that they run");
  const settings = { ...options.settings, hasLargeStack: options.settings.hasLargeStack || stackSizeMb !== undefined };
  const pool = createPool(workerScript, {
    workerType: "thread",
    maxWorkers: threads.length,
    workerThreadOpts: stackSizeMb === undefined ? {} : { resourceLimits: { stackSizeMb } },
  });
  const on = ({ position, outcome }: ThreadOutcome): void => outcomes.add(position, outcome);
  const runThread = async (thread: number): Promise<void> => {
    try {
      addHookCounts(hookCounts, await pool.exec<(task: ThreadTask) => HookCounts>("runFiles", [{ paths, queue, thread, settings }], { on }));
    } catch (error) {
      if (isStopped()) return;
      if (isUsageError(error)) throw new UsageError(error.message);
      const died = openQueue(queue, thread).current();
      if (died === undefined || outcomes.has(died)) throw error;
      const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
      outcomes.add(died, lostOutcome(paths[died]!, reason));
      await runThread(thread);
    }
  };
  try {
    await Promise.all(threads.map(runThread));
  } finally {
    await pool.terminate(true);
  }
}

/** Errors lose their class on the way between threads. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === "UsageError";
}
