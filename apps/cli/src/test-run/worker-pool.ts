// Scenario files in threads beside this one. A thread that dies costs the file that it ran, not the run.
import { pool as createPool } from "workerpool";
import type { HookCounts } from "../observation/hook-counts.js";
import type { ScenarioOutcome } from "../scenario-run.js";
import { UsageError } from "../terminal.js";
import type { OrderedOutcomes } from "./outcomes.js";
import type { RunnerSettings } from "./scenario-runner.js";

export interface WorkersOptions {
  readonly settings: RunnerSettings;
  readonly workerScript: string;
  readonly workers: number;
  readonly stackSizeMb: number | undefined;
  readonly outcomes: OrderedOutcomes;
  readonly isStopped: () => boolean;
  readonly onHookCounts: (counts: HookCounts) => void;
}

/** Files that lie beside each other use the same contracts, so a thread gets some at once; the last ones are few, so that none waits long. */
const BATCHES_FOR_EACH_WORKER = 6;

/** Runs the files and adds what came of them to the outcomes. Throws a `UsageError` that a thread threw. */
export async function runInWorkers(paths: readonly string[], options: WorkersOptions): Promise<void> {
  const { outcomes, isStopped, stackSizeMb } = options;
  const workers = Math.min(options.workers, paths.length);
  const settings = { ...options.settings, hasLargeStack: options.settings.hasLargeStack || stackSizeMb !== undefined };
  const pool = createPool(options.workerScript, {
    workerType: "thread",
    maxWorkers: workers,
    workerThreadOpts: stackSizeMb === undefined ? {} : { resourceLimits: { stackSizeMb } },
  });
  const runBatch = async (batch: readonly string[]): Promise<void> => {
    const on = (outcome: ScenarioOutcome): void => outcomes.add(outcome);
    try {
      options.onHookCounts(await pool.exec<(paths: readonly string[], settings: RunnerSettings) => HookCounts>("runFiles", [batch, settings], { on }));
    } catch (error) {
      const died = batch.find((path) => !outcomes.has(path));
      if (died === undefined || isStopped()) return;
      if (isUsageError(error)) throw new UsageError(error.message);
      outcomes.add(deadOutcome(died, error));
      const rest = batch.filter((path) => !outcomes.has(path));
      if (rest.length > 0) await runBatch(rest);
    }
  };
  const queue = [...batchesOf(paths, Math.ceil(paths.length / (workers * BATCHES_FOR_EACH_WORKER)))];
  const runQueue = async (): Promise<void> => {
    for (let batch = queue.shift(); batch !== undefined && !isStopped(); batch = queue.shift()) await runBatch(batch);
  };
  try {
    await Promise.all(Array.from({ length: workers }, runQueue));
  } finally {
    await pool.terminate(true);
  }
}

function* batchesOf(paths: readonly string[], size: number): Generator<readonly string[]> {
  for (let index = 0; index < paths.length; index += size) yield paths.slice(index, index + size);
}

/** Errors lose their class on the way between threads. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === "UsageError";
}

function deadOutcome(path: string, error: unknown): ScenarioOutcome {
  const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
  const message = `the thread that ran this file ended: ${reason}; run it alone with --workers 1`;
  return { path, status: "failed", steps: 0, durationMs: 0, warnings: [], reads: [path], error: { step: 0, txId: "", message, file: path, line: 1, column: 1 } };
}
