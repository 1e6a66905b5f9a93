// The conformance suite can fail: executors that are wrong in one thing are each found.
import { Breakpoint, type Executor, ExecutorError, type ExecutorFactory, type Instance, type InstanceResult, isExecutorError, type VmHooks } from "@mxvm/executor-api";
import { testExecutor } from "@mxvm/executor-api/conformance";
import { describe, expect, test } from "vitest";
import { createExecutor } from "../src/index.js";

/** Behaves as the object, but for what is given. */
function but<Whole extends object>(whole: Whole, changes: Partial<Whole>): Whole {
  return new Proxy(whole, {
    get: (target, key) => {
      if (key in changes) return Reflect.get(changes, key) as unknown;
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

type Fault = (factory: ExecutorFactory) => ExecutorFactory;

const executorFault = (change: (executor: Executor) => Partial<Executor>): Fault => (factory) => (hooks, costs) => {
  const executor = factory(hooks, costs);
  return but(executor, change(executor));
};

const instanceFault = (change: (instance: Instance) => Partial<Instance>): Fault =>
  executorFault((executor) => ({
    newInstance: (code, options) => {
      const result = executor.newInstance(code, options);
      return result.ok ? { ok: true, instance: but(result.instance, change(result.instance)) } : result;
    },
  }));

const optionFault = (change: Partial<Parameters<Executor["newInstance"]>[1]>): Fault =>
  executorFault((executor) => ({ newInstance: (code, options) => executor.newInstance(code, { ...options, ...change }) }));

/** Changes what a call throws. */
const thrownFault = (change: (thrown: unknown) => unknown): Fault =>
  instanceFault((instance) => ({
    callFunction: (name) => {
      try {
        return instance.callFunction(name);
      } catch (thrown) {
        throw change(thrown);
      }
    },
  }));

type AnyHook = (...args: readonly (number | bigint)[]) => unknown;

const hookFault = (change: (hook: AnyHook) => AnyHook): Fault => (factory) => (hooks, costs) =>
  factory(Object.fromEntries(Object.entries(hooks).map(([name, hook]) => [name, change(hook as AnyHook)])) as unknown as VmHooks, costs);

const faults: Readonly<Record<string, Fault>> = {
  "gas is one too many": instanceFault((instance) => ({ getPointsUsed: () => instance.getPointsUsed() + (instance.getPointsUsed() > 0n ? 1n : 0n) })),
  "gas is one too few": instanceFault((instance) => ({ getPointsUsed: () => instance.getPointsUsed() - (instance.getPointsUsed() > 0n ? 1n : 0n) })),
  "the limit is one too far": instanceFault((instance) => ({ setPointsLimit: (points) => instance.setPointsLimit(points + 1n), getPointsLimit: () => instance.getPointsLimit() - 1n })),
  "useGas charges one too many": instanceFault((instance) => ({ useGas: (points) => instance.useGas(points + 1) })),
  "useGas refuses the last point": instanceFault((instance) => ({ useGas: (points) => points !== instance.pointsLeft() && instance.useGas(points) })),
  "useGas leaves what does not suffice": instanceFault((instance) => ({ useGas: (points) => instance.pointsLeft() >= points && instance.useGas(points) })),
  "restoreGas does nothing": instanceFault(() => ({ restoreGas: () => undefined })),
  "restoreGas gives back as much as there is": instanceFault((instance) => ({ restoreGas: (points) => instance.restoreGas(Math.min(points, Number(instance.getPointsUsed()))) })),
  "costs that are set do not count": executorFault(() => ({ setOpcodeCosts: () => undefined })),
  "free locals are not free": optionFault({ unmeteredLocals: 0 }),
  "all locals are free": optionFault({ unmeteredLocals: 4000 }),
  "memory.grow has no limit of calls": optionFault({ maxMemoryGrow: 1000 }),
  "memory.grow has no limit of pages": optionFault({ maxMemoryGrowDelta: 1000 }),
  "exact metering is fast": optionFault({ metering: "fast" }),
  "a reset forgets everything": instanceFault(() => ({ reset: () => true })),
  "a reset forgets globals": instanceFault((instance) => {
    const fresh = instance.memDump();
    return {
      reset: () => {
        if (instance.memLength() !== fresh.length) return false;
        instance.memStore(0, fresh);
        return true;
      },
    };
  }),
  "a reset clears the points": instanceFault((instance) => ({
    reset: () => {
      instance.setPointsUsed(0n);
      return instance.reset();
    },
  })),
  "a reset clears the breakpoint": instanceFault((instance) => ({
    reset: () => {
      instance.setBreakpointValue(Breakpoint.none);
      return instance.reset();
    },
  })),
  "a hook's error is swallowed": instanceFault((instance) => ({
    callFunction: (name) => {
      try {
        return instance.callFunction(name);
      } catch {
        return { status: "returned" };
      }
    },
  })),
  "a hook's error has lost its cause": thrownFault((thrown) => (isExecutorError(thrown) ? new ExecutorError(thrown.code, thrown.message) : thrown)),
  "a hook's error is no fault of the engine": thrownFault((thrown) => (isExecutorError(thrown) ? thrown.cause : thrown)),
  "a fault of the engine is wrapped again": thrownFault((thrown) => new ExecutorError("HOOK_THREW", "again", { cause: thrown })),
  "the end of the stack is an error of the language": thrownFault((thrown) =>
    isExecutorError(thrown) && thrown.code === "NATIVE_STACK_EXHAUSTED" ? new RangeError("Maximum call stack size exceeded") : thrown,
  ),
  "breakpoints are ignored": instanceFault(() => ({ setBreakpointValue: () => undefined })),
  "breakpoints go away with the run": instanceFault((instance) => ({
    callFunction: (name) => {
      const outcome = instance.callFunction(name);
      instance.setBreakpointValue(Breakpoint.none);
      return outcome;
    },
  })),
  "breakpoints from before do not hold": instanceFault((instance) => ({
    callFunction: (name) => {
      instance.setBreakpointValue(Breakpoint.none);
      return instance.callFunction(name);
    },
  })),
  "a stop is a return": instanceFault((instance) => ({
    callFunction: (name) => {
      const outcome = instance.callFunction(name);
      return outcome.status === "stopped" ? { status: "returned" } : outcome;
    },
  })),
  "a trap is a return": instanceFault((instance) => ({
    callFunction: (name) => {
      const outcome = instance.callFunction(name);
      return outcome.status === "trapped" ? { status: "returned" } : outcome;
    },
  })),
  "a trap uses no points": instanceFault((instance) => ({
    callFunction: (name) => {
      const used = instance.getPointsUsed();
      const outcome = instance.callFunction(name);
      if (outcome.status === "trapped") instance.setPointsUsed(used);
      return outcome;
    },
  })),
  "a trap sets a breakpoint": instanceFault((instance) => ({
    callFunction: (name) => {
      const outcome = instance.callFunction(name);
      if (outcome.status === "trapped") instance.setBreakpointValue(Breakpoint.executionFailed);
      return outcome;
    },
  })),
  "a missing function traps": instanceFault((instance) => ({
    callFunction: (name) => (instance.hasFunction(name) ? instance.callFunction(name) : { status: "trapped", message: "missing" }),
  })),
  "a load beyond the end is refused": instanceFault((instance) => ({ memLoad: (pointer, length) => instance.memLoad(pointer, Math.min(length, instance.memLength() - pointer)) })),
  "a load beyond the end is filled up": instanceFault((instance) => ({
    memLoad: (pointer, length) => {
      const loaded = instance.memLoad(pointer, length);
      const filled = new Uint8Array(Math.max(0, Math.min(length, 1_000_000)));
      filled.set(loaded);
      return filled;
    },
  })),
  "a store beyond the end is cut": instanceFault((instance) => ({ memStore: (pointer, data) => instance.memStore(pointer, pointer < 0 ? data : data.subarray(0, Math.max(0, instance.memLength() - pointer))) })),
  "growing answers the new size": instanceFault((instance) => ({ memGrow: (pages) => Math.max(-1, instance.memGrow(pages) + pages) })),
  "growing does nothing": instanceFault(() => ({ memGrow: () => -1 })),
  "a cleaned instance goes on": instanceFault(() => {
    let cleaned = false;
    return {
      isAlreadyCleaned: () => cleaned,
      clean: () => {
        const before = cleaned;
        cleaned = true;
        return !before;
      },
    };
  }),
  "functions have another order": instanceFault((instance) => ({ functionNames: () => [...instance.functionNames()].reverse() })),
  "every hook counts as imported": instanceFault(() => ({ isFunctionImported: () => true })),
  "all functions count as endpoints": instanceFault(() => ({ checkFunctionArities: () => true })),
  "ids are the same": instanceFault(() => ({ id: "instance" })),
  "instances of one code are one": executorFault((executor) => {
    const made = new Map<string, InstanceResult>();
    return {
      newInstance: (code, options) => {
        const found = made.get(String(code)) ?? executor.newInstance(code, options);
        made.set(String(code), found);
        return found;
      },
    };
  }),
  "arguments of hooks are unsigned": hookFault((hook) => (...args) => hook(...args.map((value) => (typeof value === "number" ? value >>> 0 : value)))),
  "64-bit arguments of hooks are unsigned": hookFault((hook) => (...args) => hook(...args.map((value) => (typeof value === "bigint" ? BigInt.asUintN(64, value) : value)))),
  "hooks are called twice": hookFault((hook) => (...args) => {
    hook(...args);
    return hook(...args);
  }),
  "answers of hooks are lost": hookFault((hook) => (...args) => {
    const answer = hook(...args);
    return typeof answer === "bigint" ? 0n : answer;
  }),
  "the hooks of the first VM serve all": (factory) => {
    let first: VmHooks | undefined;
    return (hooks, costs) => factory((first ??= hooks), costs);
  },
  "a hook is not known by name": executorFault((executor) => ({ functionNames: () => executor.functionNames().slice(1) })),
  "another support is declared": executorFault((executor) => ({ supports: Object.freeze({ ...executor.supports, exactMetering: false }) })),
  "what is supported can change": executorFault((executor) => ({ supports: { ...executor.supports } })),
  "the version is another": executorFault(() => ({ specificationVersion: 2 as 1 })),
  "bad code throws": executorFault((executor) => ({
    newInstance: (code, options) => {
      const result = executor.newInstance(code, options);
      if (result.ok) return result;
      throw new TypeError(result.reason);
    },
  })),
  "code is rejected without a reason": executorFault((executor) => ({
    newInstance: (code, options) => {
      const result = executor.newInstance(code, options);
      return result.ok ? result : { ok: false, reason: "" };
    },
  })),
  "modules with start functions are rejected": executorFault((executor) => ({
    newInstance: (code, options) => (code.includes(8) && code.length < 60 && code.at(-1) === 0x0b ? { ok: false, reason: "start" } : executor.newInstance(code, options)),
  })),
};

/** The first behaviour that the executor does not show. */
function firstFailure(fault: Fault): { readonly name: string; readonly error: unknown } | undefined {
  const behaviours: { readonly name: string; readonly run: () => void }[] = [];
  testExecutor({ test: (name, run) => void behaviours.push({ name, run }), createExecutor: () => fault(createExecutor()) });
  for (const { name, run } of behaviours) {
    try {
      run();
    } catch (error) {
      return { name, error };
    }
  }
  return undefined;
}

describe("the conformance suite", () => {
  test("finds nothing in an executor that is only wrapped", () => {
    expect(firstFailure(instanceFault(() => ({})))).toBeUndefined();
  });

  test.each(Object.entries(faults))("finds that %s", (_, fault) => {
    expect(firstFailure(fault)).toBeDefined();
  });
});
