// A thread of the pool of `mxvm test`: runs the scenario files that it takes from the queue, and tells of each as it ends.
import workerpool from "workerpool";
import type { HookCounts } from "./observation/hook-counts.js";
import { openQueue } from "./test-run/file-queue.js";
import { createScenarioRunner } from "./test-run/scenario-runner.js";
import type { ThreadOutcome, ThreadTask } from "./test-run/worker-pool.js";

async function runFiles({ paths, queue, thread, settings }: ThreadTask): Promise<HookCounts> {
  const runner = await createScenarioRunner(settings);
  const end = openQueue(queue, thread);
  for (let position = end.take(); position !== undefined; position = end.take()) {
    const told: ThreadOutcome = { position, outcome: runner.run(paths[position]!) };
    workerpool.workerEmit(told);
  }
  return runner.takeHookCounts();
}

workerpool.worker({ runFiles });
