// Recursions in contracts, to find how deep they go.
import type { Executor, ExecutorFactory, Instance, MeteringMode } from "@mxvm/executor-api";
import { Breakpoint } from "@mxvm/executor-api";
import { defaultOptions, uniformCosts, vmHooks, wat } from "./harness.js";

export interface Recursion {
  readonly locals: number;
  readonly metering: MeteringMode;
  /** Calls of the function within the first instance; its last frame calls a second instance, whose function nests `nestedDepth` times. */
  readonly depth: number;
  readonly nestedDepth?: number;
}

/** How the first instance ended, or the code of a fault. */
export type RecursionEnd = "returned" | "stopped" | "trapped" | "missing" | "NATIVE_STACK_EXHAUSTED";

function recursionCode(locals: number): Uint8Array {
  return wat(`(module (import "env" "getNumArguments" (func $depth (result i32))) (import "env" "checkNoPayment" (func $nest)) (memory (export "memory") 1)
    (func $f (param i32) (local ${"i64 ".repeat(locals)})
      (if (i32.eqz (local.get 0)) (then (call $nest) (return)))
      (call $f (i32.sub (local.get 0) (i32.const 1))))
    (func (export "run") (call $f (call $depth))))`);
}

function open(executor: Executor, { locals, metering }: Recursion): Instance {
  const result = executor.newInstance(recursionCode(locals), { ...defaultOptions, metering, pointsLimit: 2n ** 60n });
  if (!result.ok) throw new Error(result.reason);
  return result.instance;
}

/** Runs the recursion; where the nested one fails, so does the first. */
export function runRecursion(createExecutor: ExecutorFactory, recursion: Recursion): RecursionEnd {
  const depths = [recursion.depth, recursion.nestedDepth ?? 0];
  let level = 0;
  const hooks = vmHooks({
    getNumArguments: () => depths[level],
    checkNoPayment: () => {
      if (recursion.nestedDepth === undefined || ++level > 1) return undefined;
      if (inner.callFunction("run").status !== "returned") outer.setBreakpointValue(Breakpoint.executionFailed);
      return undefined;
    },
  });
  const executor = createExecutor(hooks, uniformCosts(1));
  const outer = open(executor, recursion);
  const inner = open(executor, recursion);
  try {
    return outer.callFunction("run").status;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "NATIVE_STACK_EXHAUSTED") return error.code;
    throw error;
  }
}
