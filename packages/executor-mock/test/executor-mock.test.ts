// The mock executor through the executor interface, with VM hooks made for each test.
import {
  Breakpoint,
  type Executor,
  ExecutorError,
  type Instance,
  MemoryAccessError,
  SPECIFICATION_VERSION,
  type VmHooks,
} from "@mxvm/executor-api";
import { describe, expect, it } from "vitest";
import { codeOf, createMockExecutor, mockContract, type MockContract, type MockEndpoint } from "@mxvm/executor-mock";
import { fakeHooks } from "./fake-hooks.js";

const options = { unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0, metering: "fast", pointsLimit: 1000n } as const;

function instanceIn(executor: Executor, contract: MockContract): Instance {
  const result = executor.newInstance(codeOf(contract), options);
  if (!result.ok) throw new TypeError(result.reason);
  return result.instance;
}

function instanceOf(contract: MockContract, hooks: Partial<VmHooks> = {}): Instance {
  return instanceIn(createMockExecutor({ contracts: [contract] })(fakeHooks(hooks), {}), contract);
}

/** An instance whose only endpoint is `run`. */
function running(endpoint: MockEndpoint, hooks: Partial<VmHooks> = {}): Instance {
  return instanceOf(mockContract({ name: "test", endpoints: { run: endpoint } }), hooks);
}

describe("a mock contract", () => {
  it("has the same code wherever it is made, and another than contracts of other names", () => {
    const make = (name: string): MockContract => mockContract({ name, endpoints: {} });
    expect(codeOf(make("adder"))).toEqual(codeOf(make("adder")));
    expect(codeOf(make("adder"))).not.toEqual(codeOf(make("Adder")));
    expect(String.fromCharCode(...codeOf(make("adder")))).toBe("mock:adder");
  });

  it("is a frozen copy of its definition", () => {
    const endpoints: Record<string, MockEndpoint> = { init: () => undefined };
    const contract = mockContract({ name: "adder", endpoints });
    endpoints["late"] = () => undefined;
    expect(Object.keys(contract.endpoints)).toEqual(["init"]);
    expect([contract, contract.endpoints, contract.imports].every(Object.isFrozen)).toBe(true);
  });

  it.each(["", "two words", "naïve"])("cannot be named %j", (name) => {
    expect(() => mockContract({ name, endpoints: {} })).toThrow(TypeError);
  });
});

describe("the mock executor", () => {
  const contract = mockContract({ name: "a", endpoints: { init: () => undefined, add: () => undefined }, imports: ["managedSha256"] });
  const factory = createMockExecutor({ contracts: [contract, mockContract({ name: "b", endpoints: {} })] });
  const executor = factory(fakeHooks({}), {});

  it("says what it is", () => {
    expect(executor.specificationVersion).toBe(SPECIFICATION_VERSION);
    expect(executor.supports).toEqual({ moduleValidation: false, opcodeMetering: false, exactMetering: false });
    expect(executor.functionNames()).toHaveLength(277);
  });

  it("rejects code of no contract", () => {
    expect(executor.newInstance(Uint8Array.of(1, 2), options)).toEqual({ ok: false, reason: "no mock contract has this code" });
  });

  it("refuses two contracts of one name", () => {
    expect(() => createMockExecutor({ contracts: [contract, contract] })).toThrow(TypeError);
  });

  it("makes instances with ids, limits, endpoints and imports of their own", () => {
    const first = instanceIn(executor, contract);
    const second = instanceIn(executor, contract);
    expect(first.id).not.toBe(second.id);
    expect([first.getPointsLimit(), first.getPointsUsed(), first.getBreakpointValue()]).toEqual([1000n, 0n, Breakpoint.none]);
    expect(first.functionNames()).toEqual(["init", "add"]);
    expect([first.hasFunction("add"), first.hasFunction("toString")]).toEqual([true, false]);
    expect([first.isFunctionImported("managedSha256"), first.isFunctionImported("sha256")]).toEqual([true, false]);
    expect(first.checkFunctionArities()).toBe(true);
  });
});

describe("a call", () => {
  it("runs the endpoint with hooks and memory", () => {
    const seen: unknown[] = [];
    const instance = running(
      ({ hooks, memory }) => {
        memory.store(8, Uint8Array.of(1, 2, 3));
        seen.push(hooks.mBufferNewFromBytes(8, 3), memory.load(9, 1), hooks.getGasLeft());
      },
      { mBufferNewFromBytes: (pointer, length) => instance.memLoad(pointer, length).length * 10, getGasLeft: () => 5n },
    );
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    expect(seen).toEqual([30, Uint8Array.of(2), 5n]);
  });

  it("of an endpoint that does not exist runs nothing", () => {
    expect(running(() => undefined).callFunction("valueOf")).toEqual({ status: "missing" });
  });

  it("ends where a hook sets a breakpoint, and what the hook answers is not seen", () => {
    const steps: string[] = [];
    const instance = running(
      ({ hooks }) => {
        steps.push("before");
        hooks.signalError(0, 0);
        steps.push("after");
      },
      {
        signalError: () => {
          instance.setBreakpointValue(Breakpoint.signalError);
        },
      },
    );
    expect(instance.callFunction("run")).toEqual({ status: "stopped" });
    expect(instance.getBreakpointValue()).toBe(Breakpoint.signalError);
    expect(steps).toEqual(["before"]);
  });

  it("cannot be kept alive by catching what ends it", () => {
    let calls = 0;
    const instance = running(
      ({ hooks, memory, useGas }) => {
        const attempts = [
          () => hooks.getNumArguments(),
          () => hooks.getNumArguments(),
          () => memory.store(0, Uint8Array.of(1)),
          () => useGas(1),
        ];
        for (const attempt of attempts) {
          try {
            attempt();
          } catch {
            // A contract that swallows everything.
          }
        }
      },
      {
        getNumArguments: () => {
          calls++;
          instance.setBreakpointValue(Breakpoint.executionFailed);
          return 0;
        },
      },
    );
    expect(instance.callFunction("run")).toEqual({ status: "stopped" });
    expect([calls, instance.memLoad(0, 1)[0], instance.getPointsUsed()]).toEqual([1, 0, 0n]);
  });

  it("with a breakpoint left over stops at once, and runs again when it is cleared", () => {
    let runs = 0;
    const instance = running(() => {
      runs++;
    });
    instance.setBreakpointValue(Breakpoint.asyncCall);
    expect(instance.callFunction("run")).toEqual({ status: "stopped" });
    instance.setBreakpointValue(Breakpoint.none);
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    expect(runs).toBe(1);
  });

  it("traps on demand and uses all points", () => {
    const instance = running(({ trap }) => trap("unreachable"));
    expect(instance.callFunction("run")).toEqual({ status: "trapped", message: "unreachable" });
    expect(instance.getPointsUsed()).toBe(1000n);
  });

  it.each([
    ["load", -1, 1],
    ["load", 131_072, 1],
    ["load", 0, -1],
    ["store", 131_071, 2],
  ] as const)("traps on a %s outside memory, at %s of length %s", (access, pointer, length) => {
    const instance = running(({ memory }) => {
      if (access === "load") memory.load(pointer, length);
      else memory.store(pointer, new Uint8Array(length));
    });
    expect(instance.callFunction("run")).toEqual({ status: "trapped", message: "out of bounds memory access" });
  });

  it("nests in calls of other instances, each ending on its own", () => {
    const inner = mockContract({ name: "inner", endpoints: { fail: ({ trap }) => trap("inner") } });
    const outer = mockContract({ name: "outer", endpoints: { call: ({ hooks }) => void hooks.executeReadOnly(0n, 0, 0, 0, 0, 0, 0) } });
    const outcomes: unknown[] = [];
    const executor: Executor = createMockExecutor({ contracts: [inner, outer] })(
      fakeHooks({
        executeReadOnly: () => {
          outcomes.push(instanceIn(executor, inner).callFunction("fail"));
          return 1;
        },
      }),
      {},
    );
    expect(instanceIn(executor, outer).callFunction("call")).toEqual({ status: "returned" });
    expect(outcomes).toEqual([{ status: "trapped", message: "inner" }]);
  });
});

describe("an engine fault", () => {
  it("is a hook that throws, even if the closure catches it", () => {
    const cause = new RangeError("broken hook");
    const instance = running(
      ({ hooks }) => {
        try {
          hooks.getNumArguments();
        } catch {
          // A contract that swallows everything.
        }
      },
      {
        getNumArguments: () => {
          throw cause;
        },
      },
    );
    expect(() => instance.callFunction("run")).toThrow(expect.objectContaining({ code: "HOOK_THREW", cause }));
  });

  it("passes through unchanged if it is an executor error already", () => {
    const fault = new ExecutorError("NATIVE_STACK_EXHAUSTED", "deep");
    const instance = running(({ hooks }) => void hooks.getNumArguments(), {
      getNumArguments: () => {
        throw fault;
      },
    });
    expect(() => instance.callFunction("run")).toThrow(fault);
  });

  it("is not an error of the closure, which leaves unchanged", () => {
    const mistake = new TypeError("mistake in a test");
    const instance = running(() => {
      throw mistake;
    });
    expect(() => instance.callFunction("run")).toThrow(mistake);
  });
});

describe("gas", () => {
  it("is charged by hooks up to the limit, and by instructions below it", () => {
    const instance = running(({ useGas }) => {
      useGas(600);
      useGas(399);
    });
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    expect(instance.pointsLeft()).toBe(1);
    expect(instance.useGas(1)).toBe(true);
    expect(instance.useGas(1)).toBe(false);
    expect(instance.getPointsUsed()).toBe(1000n);
  });

  it.each([1000, 1001])("ends the run when instructions use %s of 1000", (points) => {
    const instance = running(({ useGas }) => {
      useGas(points);
    });
    expect(instance.callFunction("run")).toEqual({ status: "stopped" });
    expect([instance.getBreakpointValue(), instance.getPointsUsed()]).toEqual([Breakpoint.outOfGas, 1000n]);
  });

  it("is used up by a charge that is too large", () => {
    const instance = running(() => undefined);
    expect(instance.useGas(2 ** 64)).toBe(false);
    expect([instance.getPointsUsed(), instance.pointsLeft()]).toEqual([1000n, 0]);
  });

  it("is given back only if it was used", () => {
    const instance = running(() => undefined);
    instance.setPointsUsed(10n);
    instance.restoreGas(11);
    expect(instance.getPointsUsed()).toBe(10n);
    instance.restoreGas(4);
    expect(instance.getPointsUsed()).toBe(6n);
  });

  it("counts exactly up to 2^63 - 1, and never leaves less than nothing", () => {
    const instance = running(() => undefined);
    instance.setPointsLimit(2n ** 63n - 1n);
    instance.useGas(3);
    expect(instance.getPointsUsed()).toBe(3n);
    instance.setPointsUsed(2n ** 63n);
    expect([instance.pointsLeft(), instance.useGas(0), instance.getPointsUsed()]).toEqual([0, false, 2n ** 63n]);
  });

  it.each([-1, 0.5])("is not charged in amounts like %s", (points) => {
    const instance = running(({ useGas }) => {
      useGas(points);
    });
    expect(() => instance.callFunction("run")).toThrow(TypeError);
  });
});

describe("memory", () => {
  const instance = running(() => undefined);

  it("has 128 KiB and is copied in and out", () => {
    const data = Uint8Array.of(1, 2, 3);
    instance.memStore(131_069, data);
    data.fill(9);
    expect(instance.memLength()).toBe(131_072);
    expect(instance.memLoad(131_069, 3)).toEqual(Uint8Array.of(1, 2, 3));
    instance.memDump().fill(7);
    expect(instance.memLoad(0, 1)).toEqual(Uint8Array.of(0));
  });

  it("answers what lies inside of a range that ends outside", () => {
    expect(instance.memLoad(131_070, 100)).toHaveLength(2);
    expect(instance.memLoad(131_072, 1)).toHaveLength(0);
    expect(instance.memLoad(-5, 0)).toHaveLength(0);
  });

  it.each([
    [-1, 1, "mem load: bad bounds"],
    [131_073, 1, "mem load: bad bounds"],
    [-1, -1, "mem load: bad bounds"],
    [0, -1, "mem load: negative length"],
  ] as const)("refuses to load from %s length %s: %s", (pointer, length, message) => {
    expect(() => instance.memLoad(pointer, length)).toThrow(new MemoryAccessError(message));
  });

  it("refuses to store outside, except nothing", () => {
    expect(() => instance.memStore(-1, Uint8Array.of(1))).toThrow(new MemoryAccessError("bad bounds (lower)"));
    expect(() => instance.memStore(131_072, Uint8Array.of(1))).toThrow(new MemoryAccessError("bad bounds (upper)"));
    expect(() => instance.memStore(-1, new Uint8Array(0))).not.toThrow();
  });
});

describe("an instance", () => {
  it("is zeroed by a reset, which leaves points and breakpoint", () => {
    const instance = running(() => undefined);
    instance.memStore(5, Uint8Array.of(5));
    instance.setPointsUsed(7n);
    instance.setBreakpointValue(Breakpoint.signalError);
    expect(instance.reset()).toBe(true);
    expect([instance.memLoad(5, 1)[0], instance.getPointsUsed(), instance.getBreakpointValue()]).toEqual([0, 7n, Breakpoint.signalError]);
  });

  it("cannot be reset once its memory grew", () => {
    const instance = running(() => undefined);
    instance.memStore(5, Uint8Array.of(5));
    expect(instance.memGrow(1)).toBe(2);
    expect([instance.memLength(), instance.memLoad(5, 1)[0], instance.reset()]).toEqual([196_608, 5, false]);
    expect([instance.memGrow(18), instance.memGrow(-1), instance.memGrow(17), instance.memGrow(0)]).toEqual([-1, -1, 3, 20]);
  });

  it("is of no use after it was cleaned", () => {
    const instance = running(() => undefined);
    expect([instance.isAlreadyCleaned(), instance.clean(), instance.isAlreadyCleaned(), instance.clean(), instance.reset()]).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    const uses = [() => instance.callFunction("run"), () => instance.getPointsUsed(), () => instance.memLength(), () => instance.useGas(1)];
    for (const use of uses) {
      expect(use).toThrow(expect.objectContaining({ code: "INSTANCE_CLEANED" }));
    }
  });
});
