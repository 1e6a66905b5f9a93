// A thread of the pool of `mxvm test`: runs scenario files, and tells of each as it ends.
import workerpool from "workerpool";
import { type RunnerSettings, type ScenarioRunner, createScenarioRunner } from "./test-run/scenario-runner.js";
import type { HookCounts } from "./observation/hook-counts.js";

let runner: Promise<ScenarioRunner> | undefined;

async function runFiles(paths: readonly string[], settings: RunnerSettings): Promise<HookCounts> {
  // One runner for the life of the thread: what it has compiled stays.
  runner ??= createScenarioRunner(settings);
  const files = await runner;
  for (const path of paths) workerpool.workerEmit(files.run(path));
  return files.takeHookCounts();
}

workerpool.worker({ runFiles });
