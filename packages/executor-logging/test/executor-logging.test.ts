// The log of an executor: which lines come in which order, and that nothing else changes.
import { Breakpoint, type Executor, type Instance, type VmHooks } from "@mxvm/executor-api";
import { createMockExecutor, mockContract, codeOf } from "@mxvm/executor-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { createLoggingExecutor } from "@mxvm/executor-logging";

const options = { unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0, metering: "fast", pointsLimit: 1000n } as const;

const inner = mockContract({ name: "inner", endpoints: { spend: ({ useGas }) => useGas(40) } });
const outer = mockContract({
  name: "outer",
  endpoints: {
    store: ({ hooks, useGas }) => {
      useGas(3);
      hooks.int64storageStore(-1, 2, -(2n ** 63n));
      useGas(5);
      hooks.getNumArguments();
    },
    nest: ({ hooks, useGas }) => {
      useGas(7);
      hooks.executeReadOnly(1n, 2, 3, 4, 5, 6, 7);
    },
    fail: ({ hooks }) => hooks.signalError(8, 9),
  },
});

let lines: string[] = [];
let executor: Executor;

function make(code: Uint8Array): Instance {
  const result = executor.newInstance(code, options);
  if (!result.ok) throw new TypeError(result.reason);
  return result.instance;
}

beforeEach(() => {
  lines = [];
  const hooks: Partial<VmHooks> = {
    int64storageStore: () => {
      instance.useGas(100);
      return 1;
    },
    getNumArguments: () => 2,
    executeReadOnly: () => {
      make(codeOf(inner)).callFunction("spend");
      return 0;
    },
    signalError: () => {
      instance.setBreakpointValue(Breakpoint.signalError);
    },
  };
  const factory = createLoggingExecutor({
    executor: createMockExecutor({ contracts: [inner, outer] }),
    log: (line) => lines.push(line),
  });
  executor = factory(hooks as VmHooks, {});
});

let instance: Instance;
beforeEach(() => {
  instance = make(codeOf(outer));
});

describe("the log", () => {
  it("has hooks with their arguments and the points before and after them", () => {
    expect(instance.callFunction("store")).toEqual({ status: "returned" });
    expect(lines).toEqual([
      "CallFunction(store):",
      "VM hook begin: Int64storageStore(-1, 2, -9223372036854775808)",
      "GetPointsUsed: 3",
      "UseGas(100): true",
      "GetPointsUsed: 103",
      "VM hook end:   Int64storageStore(-1, 2, -9223372036854775808)",
      "VM hook begin: GetNumArguments()",
      "GetPointsUsed: 108",
      "GetPointsUsed: 108",
      "VM hook end:   GetNumArguments()",
    ]);
  });

  it("has the points of the instance that calls the hook when calls nest", () => {
    instance.callFunction("nest");
    expect(lines).toEqual([
      "CallFunction(nest):",
      "VM hook begin: ExecuteReadOnly(1, 2, 3, 4, 5, 6, 7)",
      "GetPointsUsed: 7",
      "CallFunction(spend):",
      "GetPointsUsed: 7",
      "VM hook end:   ExecuteReadOnly(1, 2, 3, 4, 5, 6, 7)",
    ]);
  });

  it("has what the VM sets and asks, in production's words, and no access to memory", () => {
    instance.functionNames();
    instance.checkFunctionArities();
    instance.hasFunction("store");
    instance.setPointsUsed(7n);
    instance.getPointsUsed();
    instance.restoreGas(2);
    instance.pointsLeft();
    instance.setPointsLimit(9_223_372_036_853_566_107n);
    instance.setBreakpointValue(Breakpoint.none);
    instance.getBreakpointValue();
    instance.memStore(0, Uint8Array.of(1));
    instance.memLoad(0, 1);
    instance.isFunctionImported("finish");
    instance.reset();
    instance.clean();
    instance.isAlreadyCleaned();
    expect(lines).toEqual([
      "GetFunctionNames: [fail nest store]",
      "ValidateFunctionArities: true",
      "HasFunction(store): true",
      "SetPointsUsed: 7",
      "GetPointsUsed: 7",
      "RestoreGas(2)",
      "PointsLeft: 995",
      "SetGasLimit: 9223372036853566107",
      "SetBreakpointValue: 0",
      "GetBreakpointValue: 0",
      "Reset: true",
      "Clean: true",
      "IsAlreadyCleaned: true",
    ]);
  });

  it("shows a hook that ends the run to its end", () => {
    expect(instance.callFunction("fail")).toEqual({ status: "stopped" });
    expect(lines).toEqual([
      "CallFunction(fail):",
      "VM hook begin: SignalError(8, 9)",
      "GetPointsUsed: 0",
      "SetBreakpointValue: 3",
      "GetPointsUsed: 0",
      "VM hook end:   SignalError(8, 9)",
    ]);
  });
});

describe("the logging executor", () => {
  const bare = createMockExecutor({ contracts: [outer] })({} as VmHooks, {});

  it("answers what the executor within answers", () => {
    expect(executor.supports).toEqual(bare.supports);
    expect(executor.specificationVersion).toBe(bare.specificationVersion);
    expect(executor.functionNames()).toEqual(bare.functionNames());
    expect(executor.newInstance(Uint8Array.of(1), options)).toEqual(bare.newInstance(Uint8Array.of(1), options));
  });

  it("leaves names, memory and life of an instance as they are", () => {
    expect(instance.functionNames()).toEqual(["store", "nest", "fail"]);
    expect(instance.getPointsLimit()).toBe(1000n);
    instance.memStore(3, Uint8Array.of(4));
    expect([instance.memLength(), instance.memLoad(3, 1), instance.memDump()[3]]).toEqual([131_072, Uint8Array.of(4), 4]);
    expect(instance.memGrow(1)).toBe(2);
    expect([instance.reset(), instance.clean(), instance.isAlreadyCleaned()]).toEqual([false, true, true]);
  });

  it("passes a fault of a hook on, without a line for its end", () => {
    executor = createLoggingExecutor({ executor: createMockExecutor({ contracts: [outer] }), log: (line) => lines.push(line) })(
      {
        signalError: () => {
          throw new RangeError("broken hook");
        },
      } as unknown as VmHooks,
      {},
    );
    const faulty = make(codeOf(outer));
    expect(() => faulty.callFunction("fail")).toThrow(expect.objectContaining({ code: "HOOK_THREW" }));
    expect(lines).toEqual(["CallFunction(fail):", "VM hook begin: SignalError(8, 9)", "GetPointsUsed: 0"]);
  });
});
