// Executor that logs another. Mirrors WrapperExecutorFactory of vm-go executor/wrapper.
import type { Executor, ExecutorFactory, Instance } from "@mxvm/executor-api";
import type { Log } from "./log.js";
import { createLoggingHooks } from "./logging-hooks.js";
import { LoggingInstance } from "./logging-instance.js";

/** Options of `createLoggingExecutor`. */
export interface LoggingExecutorOptions {
  /** The executor to run contracts on. */
  readonly executor: ExecutorFactory;
  /** Gets every line as it comes about. What it throws within a hook is a fault of the engine, as if the hook had thrown. */
  readonly log: Log;
}

/**
 * Makes an executor that behaves as the one given, and logs the VM's calls of instances and the contracts' calls of hooks, in order, in
 * the words of production's log.
 */
export function createLoggingExecutor(options: LoggingExecutorOptions): ExecutorFactory {
  const { executor: factory, log } = options;
  return (hooks, opcodeCosts): Executor => {
    const running: Instance[] = [];
    const inner = factory(
      createLoggingHooks(hooks, log, () => running.at(-1)?.getPointsUsed() ?? 0n),
      opcodeCosts,
    );
    return {
      specificationVersion: inner.specificationVersion,
      supports: inner.supports,
      setOpcodeCosts: (costs) => inner.setOpcodeCosts(costs),
      functionNames: () => inner.functionNames(),
      newInstance: (code, instanceOptions) => {
        const result = inner.newInstance(code, instanceOptions);
        return result.ok ? { ok: true, instance: new LoggingInstance(result.instance, log, running) } : result;
      },
    };
  };
}
