// Both executors behind one interface: ours in each metering mode, and the production library as the judge.
import { Breakpoint, type Executor, type Instance, type InstanceOptions, type MeteringMode, type OpcodeCosts, type VmHooks } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import type { ProductionExecutor, ProductionInstance } from "../../packages/executor-wasm/test/support/production.js";
import { loadProduction, productionLibraryPath } from "../../packages/executor-wasm/test/support/production.js";

/** What the fuzzer uses of an instance. */
export type EngineInstance = Pick<
  Instance,
  | "callFunction"
  | "functionNames"
  | "checkFunctionArities"
  | "hasFunction"
  | "setPointsLimit"
  | "getPointsUsed"
  | "setPointsUsed"
  | "useGas"
  | "pointsLeft"
  | "setBreakpointValue"
  | "getBreakpointValue"
  | "memLength"
  | "memLoad"
  | "memStore"
  | "memDump"
  | "reset"
  | "clean"
>;

export type EngineResult = { readonly ok: true; readonly instance: EngineInstance } | { readonly ok: false; readonly reason: string };

export interface Engine {
  readonly name: "production" | MeteringMode;
  newInstance(code: Uint8Array, options: InstanceOptions): EngineResult;
}

export const hasProduction: boolean = productionLibraryPath() !== undefined;

/** The executor under test, with one metering mode whatever the options say. */
export function ourEngine(executor: Executor, metering: MeteringMode): Engine {
  return { name: metering, newInstance: (code, options) => executor.newInstance(code, { ...options, metering }) };
}

/** An executor for each table of costs, all of one factory. */
export function ourExecutors(hooks: VmHooks, tables: readonly OpcodeCosts[]): readonly Executor[] {
  const createExecutor = createWasmExecutor();
  return tables.map((costs) => createExecutor(hooks, costs));
}

/** The production library with these hooks. Its callbacks live as long as the process. */
export function productionEngine(hooks: VmHooks, costs: OpcodeCosts): Engine {
  const path = productionLibraryPath();
  if (path === undefined) throw new TypeError("there is no production library for this platform");
  const executor: ProductionExecutor = loadProduction(path)(hooks as never, costs);
  return {
    name: "production",
    newInstance: (code, options) => {
      const result = executor.newInstance(code, options);
      if ("reason" in result) return { ok: false, reason: result.reason };
      return { ok: true, instance: productionInstance(result.instance, options.pointsLimit) };
    },
  };
}

/** Gas is charged as the Go VM charges it: all or, beyond the limit, what is left. */
function productionInstance(native: ProductionInstance, pointsLimit: bigint): EngineInstance {
  let limit = pointsLimit;
  return {
    callFunction: (name) => {
      const error = native.call(name);
      if (error === undefined) return { status: "returned" };
      if (error.includes("function not found")) return { status: "missing" };
      return native.breakpoint() === Breakpoint.none ? { status: "trapped", message: error } : { status: "stopped" };
    },
    functionNames: () => native.functionNames(),
    checkFunctionArities: () => native.checkFunctionArities(),
    hasFunction: (name) => native.hasFunction(name),
    setPointsLimit: (points) => {
      limit = points;
      native.setPointsLimit(points);
    },
    getPointsUsed: () => native.pointsUsed(),
    setPointsUsed: (points) => native.setPointsUsed(points),
    useGas: (points) => {
      const used = native.pointsUsed() + BigInt(points);
      native.setPointsUsed(used <= limit ? used : limit);
      return used <= limit;
    },
    pointsLeft: () => Math.max(0, Number(limit - native.pointsUsed())),
    setBreakpointValue: (value) => native.setBreakpoint(value),
    getBreakpointValue: () => native.breakpoint() as ReturnType<Instance["getBreakpointValue"]>,
    memLength: () => native.memoryLength(),
    memLoad: (pointer, length) => native.load(pointer, length),
    memStore: (pointer, data) => native.store(pointer, data),
    memDump: () => native.memory(),
    reset: () => native.reset(),
    clean: () => {
      native.destroy();
      return true;
    },
  };
}
