// Both executors under one name each: ours in each metering mode, and the production library as the judge.
import type { Executor, ExecutorFactory, Instance, InstanceOptions, InstanceResult, MeteringMode, OpcodeCosts, VmHooks } from "@mxvm/executor-api";

export type EngineInstance = Instance;

export interface Engine {
  readonly name: "production" | MeteringMode;
  newInstance(code: Uint8Array, options: InstanceOptions): InstanceResult;
}

/** An executor with one metering mode, whatever the options say. */
export function engineOf(name: Engine["name"], executor: Executor): Engine {
  const metering = name === "fast" ? "fast" : "exact";
  return { name, newInstance: (code, options) => executor.newInstance(code, { ...options, metering }) };
}

/** An executor for each table of costs. */
export function executorsOf(createExecutor: ExecutorFactory, hooks: VmHooks, tables: readonly OpcodeCosts[]): readonly Executor[] {
  return tables.map((costs) => createExecutor(hooks, costs));
}
