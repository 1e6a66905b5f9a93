// What an instance does between the VM above and the contract below.
import { Breakpoint, ExecutorError, isMemoryAccessError } from "@mxvm/executor-api";
import type { BreakpointValue, Executor, Instance } from "@mxvm/executor-api";
import { describe, expect, it } from "vitest";
import { createWasmExecutor } from "../src/index.js";
import { defaultOptions, distinctCosts, instanceOf, meteringModes, uniformCosts, vmHooks, wat, watOfBody } from "./support/harness.js";

const nothing = watOfBody("");

/** A module whose `run` calls one hook and then writes to memory. */
const hookThenWrite = wat(`(module (import "env" "checkNoPayment" (func $hook)) (memory (export "memory") 1)
  (func (export "run") (call $hook) (i32.store (i32.const 0) (i32.const 1))))`);

function newInstance(executor: Executor, code: Uint8Array): Instance {
  const result = executor.newInstance(code, defaultOptions);
  if (!result.ok) throw new Error(result.reason);
  return result.instance;
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe.each(meteringModes)("an instance with %s metering", (metering) => {
  const options = { metering };

  it("charges every operator that runs, at its own cost", () => {
    const instance = instanceOf(watOfBody("(drop (i32.add (i32.const 1) (i32.const 2)))"), { options, costs: distinctCosts });
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    const keys = ["I32Const", "I32Const", "I32Add", "Drop", "End"];
    expect(instance.getPointsUsed()).toBe(BigInt(keys.reduce((sum, key) => sum + distinctCosts[key]!, 0)));
  });

  it("charges locals above the free ones, each group of one type by itself", () => {
    const code = watOfBody(`(local ${"i32 ".repeat(12)}) (local ${"i64 ".repeat(11)})`);
    const instance = instanceOf(code, { options: { ...options, unmeteredLocals: 10 } });
    instance.callFunction("run");
    expect(instance.getPointsUsed()).toBe(2n + 1n + 1n);
  });

  it("fails if it uses as many points as its limit, and not with one more", () => {
    const code = watOfBody("(nop) (nop)");
    const enough = instanceOf(code, { options: { ...options, pointsLimit: 4n } });
    expect(enough.callFunction("run")).toEqual({ status: "returned" });
    expect(enough.getPointsUsed()).toBe(3n);
    const tooFew = instanceOf(code, { options: { ...options, pointsLimit: 3n } });
    expect(tooFew.callFunction("run")).toEqual({ status: "stopped" });
    expect(tooFew.getBreakpointValue()).toBe(Breakpoint.outOfGas);
    expect(tooFew.pointsLeft()).toBe(0);
  });

  it("ends endless loops and endless recursion by the end of gas", () => {
    const endless = wat(`(module (memory (export "memory") 1) (func $deep (call $deep)) (func (export "loop") (loop (br 0)))
      (func (export "nop") (loop (nop) (nop) (br_if 0 (i32.const 1)))) (func (export "deep") (call $deep)))`);
    for (const name of ["loop", "nop", "deep"]) {
      const instance = instanceOf(endless, { options: { ...options, pointsLimit: 5_000n } });
      expect(instance.callFunction(name)).toEqual({ status: "stopped" });
      expect(instance.getBreakpointValue()).toBe(Breakpoint.outOfGas);
    }
  });

  it("takes all points when code traps", () => {
    for (const trap of ["(unreachable)", "(drop (i32.div_u (i32.const 1) (i32.const 0)))", "(drop (i32.load (i32.const 65533)))"]) {
      const instance = instanceOf(watOfBody(trap), { options });
      expect(instance.callFunction("run")).toMatchObject({ status: "trapped" });
      expect(instance.getBreakpointValue()).toBe(Breakpoint.none);
      expect(instance.getPointsUsed()).toBe(defaultOptions.pointsLimit);
    }
  });

  it("stops at the limits of memory.grow", () => {
    const grow = (pages: number, times: number): Instance => {
      const code = watOfBody(`(local i32) (loop (drop (memory.grow (i32.const ${String(pages)})))
        (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const ${String(times)}))))`);
      const instance = instanceOf(code, { options: { ...options, maxMemoryGrow: 3, maxMemoryGrowDelta: 2 } });
      instance.callFunction("run");
      return instance;
    };
    expect(grow(2, 3).getBreakpointValue()).toBe(Breakpoint.none);
    expect(grow(2, 3).memLength()).toBe(7 * 65_536);
    expect(grow(2, 4).getBreakpointValue()).toBe(Breakpoint.memoryLimit);
    expect(grow(3, 1).getBreakpointValue()).toBe(Breakpoint.memoryLimit);
    expect(grow(-1, 1).getBreakpointValue()).toBe(Breakpoint.memoryLimit);
  });

  it("stops at once when a hook has set a breakpoint", () => {
    for (const breakpoint of [Breakpoint.executionFailed, Breakpoint.asyncCall, Breakpoint.signalError] satisfies BreakpointValue[]) {
      const hooks = vmHooks({
        checkNoPayment: () => {
          instance.setBreakpointValue(breakpoint);
          return undefined;
        },
      });
      const instance: Instance = instanceOf(hookThenWrite, { options, hooks });
      expect(instance.callFunction("run")).toEqual({ status: "stopped" });
      expect(instance.getBreakpointValue()).toBe(breakpoint);
      expect(instance.memLoad(0, 1)).toEqual(Uint8Array.of(0));
    }
  });

  it("does not run with a breakpoint set", () => {
    const instance = instanceOf(hookThenWrite, { options });
    instance.setBreakpointValue(Breakpoint.signalError);
    expect(instance.callFunction("run")).toEqual({ status: "stopped" });
    expect(instance.getPointsUsed()).toBe(0n);
  });

  it("shows hooks the points that production would have charged by then, and goes on with those that hooks leave", () => {
    const seen: bigint[] = [];
    const hooks = vmHooks({
      checkNoPayment: () => {
        seen.push(instance.getPointsUsed());
        expect(instance.useGas(100)).toBe(true);
        instance.restoreGas(40);
        return undefined;
      },
    });
    const instance: Instance = instanceOf(watOfBody("(nop) (call 0) (block (nop)) (call 0)", `(import "env" "checkNoPayment" (func))`), { options, hooks });
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    expect(seen).toEqual([2n, 66n]);
    expect(instance.getPointsUsed()).toBe(127n);
  });

  it("makes a hook that throws an engine fault, and stays usable", () => {
    const cause = new RangeError("not the stack");
    let fails = true;
    const hooks = vmHooks({
      checkNoPayment: () => {
        if (fails) throw cause;
        return undefined;
      },
    });
    const instance = instanceOf(hookThenWrite, { options, hooks });
    const fault = thrownBy(() => instance.callFunction("run"));
    expect(fault).toBeInstanceOf(ExecutorError);
    expect(fault).toMatchObject({ code: "HOOK_THREW", cause });
    fails = false;
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
  });

  it("passes an engine fault of a hook through unchanged", () => {
    const fault = new ExecutorError("UNSUPPORTED_OPTION", "as thrown");
    const hooks = vmHooks({
      checkNoPayment: () => {
        throw fault;
      },
    });
    expect(thrownBy(() => instanceOf(hookThenWrite, { options, hooks }).callFunction("run"))).toBe(fault);
  });

  it("says when the native stack ends", () => {
    const deep = wat(`(module (memory (export "memory") 1) (func $deep (call $deep)) (func (export "run") (call $deep)))`);
    const instance = instanceOf(deep, { options: { ...options, pointsLimit: 2n ** 60n } });
    expect(thrownBy(() => instance.callFunction("run"))).toMatchObject({ code: "NATIVE_STACK_EXHAUSTED" });
    expect(instance.callFunction("missing")).toEqual({ status: "missing" });
  });

  it("keeps the points of nested instances apart", () => {
    const hooks = vmHooks({
      checkNoPayment: () => {
        expect(outer.useGas(1000)).toBe(true);
        expect(inner.callFunction("run")).toEqual({ status: "returned" });
        outer.restoreGas(300);
        return undefined;
      },
    });
    const executor = createWasmExecutor()(hooks, uniformCosts(1));
    const open = (code: Uint8Array): Instance => {
      const result = executor.newInstance(code, { ...defaultOptions, metering });
      if (!result.ok) throw new Error(result.reason);
      return result.instance;
    };
    const inner = open(watOfBody("(nop) (nop) (nop)"));
    const outer = open(hookThenWrite);
    expect(outer.callFunction("run")).toEqual({ status: "returned" });
    expect(inner.getPointsUsed()).toBe(4n);
    expect(outer.getPointsUsed()).toBe(705n);
  });

  it("keeps what code does through references to functions", () => {
    const code = wat(`(module (type $number (func (result i64))) (import "env" "getGasLeft" (func $hook (type $number)))
      (memory (export "memory") 1) (table 3 funcref) (elem (i32.const 0) $seven $hook)
      (func $seven (result i64) (i64.const 7))
      (func (export "run") (table.set (i32.const 2) (ref.func $hook))
        (i64.store (i32.const 0) (call_indirect (type $number) (i32.const 0)))
        (i64.store (i32.const 8) (call_indirect (type $number) (i32.const 1)))
        (i64.store (i32.const 16) (call_indirect (type $number) (i32.const 2)))))`);
    const instance = instanceOf(code, { options, hooks: vmHooks({ getGasLeft: () => 9n }) });
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    expect([0, 8, 16].map((at) => instance.memLoad(at, 1)[0])).toEqual([7, 9, 9]);
  });
});

describe("the points of an instance", () => {
  it("can be set, read, charged and restored", () => {
    const instance = instanceOf(nothing, { options: { pointsLimit: 100n } });
    expect(instance.useGas(60)).toBe(true);
    expect(instance.pointsLeft()).toBe(40);
    instance.restoreGas(61);
    expect(instance.getPointsUsed()).toBe(60n);
    instance.restoreGas(50);
    expect(instance.getPointsUsed()).toBe(10n);
    expect(instance.useGas(91)).toBe(false);
    expect(instance.getPointsUsed()).toBe(100n);
    instance.setPointsUsed(30n);
    instance.setPointsLimit(50n);
    expect([instance.getPointsUsed(), instance.getPointsLimit(), instance.pointsLeft()]).toEqual([30n, 50n, 20]);
    expect(instance.useGas(20)).toBe(true);
    expect(instance.useGas(0)).toBe(true);
    expect(instance.useGas(1)).toBe(false);
  });

  it("may be as many as 2^63 - 1, and no more", () => {
    const most = 2n ** 63n - 1n;
    const instance = instanceOf(nothing, { options: { pointsLimit: most } });
    instance.callFunction("run");
    expect(instance.getPointsUsed()).toBe(1n);
    expect(instance.useGas(2 ** 53)).toBe(true);
    expect(instance.getPointsUsed()).toBe(1n + 2n ** 53n);
    expect(() => instance.setPointsLimit(most + 1n)).toThrow(TypeError);
    expect(() => instance.setPointsUsed(-1n)).toThrow(TypeError);
  });
});

describe("the memory of an instance", () => {
  const instance = instanceOf(wat(`(module (memory (export "memory") 1 2) (data (i32.const 65534) "ab") (func (export "run")))`));
  const messageOf = (action: () => unknown): unknown => {
    const error = thrownBy(action);
    return isMemoryAccessError(error) ? error.message : error;
  };

  it("is loaded with a range that ends beyond it cut, and refuses other bad ranges", () => {
    expect(instance.memLoad(65_534, 100)).toEqual(Uint8Array.of(97, 98));
    expect(instance.memLoad(65_536, 5)).toEqual(new Uint8Array(0));
    expect(instance.memLoad(-7, 0)).toEqual(new Uint8Array(0));
    expect(instance.memLoad(65_534, 0x7fff_ffff)).toHaveLength(2);
    expect(messageOf(() => instance.memLoad(-1, 1))).toBe("mem load: bad bounds");
    expect(messageOf(() => instance.memLoad(65_537, 1))).toBe("mem load: bad bounds");
    expect(messageOf(() => instance.memLoad(65_537, -1))).toBe("mem load: bad bounds");
    expect(messageOf(() => instance.memLoad(5, -1))).toBe("mem load: negative length");
  });

  it("is stored to within its bounds only", () => {
    instance.memStore(65_535, Uint8Array.of(99));
    expect(instance.memLoad(65_534, 2)).toEqual(Uint8Array.of(97, 99));
    instance.memStore(-5, new Uint8Array(0));
    expect(messageOf(() => instance.memStore(-1, Uint8Array.of(1)))).toBe("bad bounds (lower)");
    expect(messageOf(() => instance.memStore(65_535, Uint8Array.of(1, 2)))).toBe("bad bounds (upper)");
    expect(instance.memLoad(65_535, 1)).toEqual(Uint8Array.of(99));
  });

  it("grows up to its maximum", () => {
    expect(instance.memGrow(1)).toBe(1);
    expect(instance.memGrow(1)).toBe(-1);
    expect(instance.memLength()).toBe(2 * 65_536);
    expect(instance.memDump()).toHaveLength(2 * 65_536);
    expect(instance.reset()).toBe(false);
  });
});

describe("an instance that is used again", () => {
  const state = wat(`(module (import "env" "checkNoPayment" (func $hook)) (memory (export "memory") 3) (data (i32.const 100) "data")
    (global $private (mut i64) (i64.const 5)) (global (export "public") (mut i32) (i32.const 6))
    (func (export "run")
      (i64.store (i32.const 0) (i64.add (i64.load (i32.const 0)) (global.get $private)))
      (i64.store8 (i32.const 101) (i64.const 120)) (i32.store16 offset=70000 (i32.const 99999) (i32.const -1))
      (global.set $private (i64.const 50)) (global.set 1 (i32.const 60)) (call $hook)))`);

  it("finds memory and globals as new after a reset, also where hooks have written", () => {
    const hooks = vmHooks({
      checkNoPayment: () => {
        instance.memStore(150_000, Uint8Array.of(1, 2, 3));
        return undefined;
      },
    });
    const instance: Instance = instanceOf(state, { hooks });
    const fresh = instance.memDump();
    const results: Uint8Array[] = [];
    for (let round = 0; round < 3; round++) {
      expect(instance.callFunction("run")).toEqual({ status: "returned" });
      results.push(instance.memDump());
      expect(instance.reset()).toBe(true);
      expect(instance.memDump()).toEqual(fresh);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    expect(results[0]![0]).toBe(5);
  });

  it("is as new when it comes from one that was cleaned", () => {
    const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
    const first = newInstance(executor, state);
    const fresh = first.memDump();
    first.callFunction("run");
    first.setBreakpointValue(Breakpoint.signalError);
    first.clean();
    const second = newInstance(executor, state);
    expect(second.memDump()).toEqual(fresh);
    expect([second.getBreakpointValue(), second.getPointsUsed()]).toEqual([Breakpoint.none, 0n]);
    expect(second.id).not.toBe(first.id);
  });

  it("is as new when its calls are long, so that stores are no longer tracked", () => {
    const long = wat(`(module (memory (export "memory") 2) (func (export "run") (local i32)
      (if (i32.load (i32.const 0)) (then (unreachable)))
      (loop (i32.store (local.get 0) (i32.const 1)) (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 4))) (i32.const 120000))))))`);
    const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
    for (let round = 0; round < 4; round++) {
      const instance = newInstance(executor, long);
      expect(instance.callFunction("run")).toEqual({ status: "returned" });
      instance.clean();
    }
  });

  it("cannot be reset once the code may have changed its table", () => {
    const instance = instanceOf(watOfBody("(table.set (i32.const 0) (ref.null func))", "(table 1 funcref)"));
    expect(instance.reset()).toBe(false);
  });

  it("cannot be used after it was cleaned", () => {
    const instance = instanceOf(nothing);
    expect(instance.clean()).toBe(true);
    expect(instance.clean()).toBe(false);
    expect(instance.isAlreadyCleaned()).toBe(true);
    expect(instance.reset()).toBe(false);
    for (const action of [() => instance.callFunction("run"), () => instance.memLength(), () => instance.useGas(1), () => instance.getPointsUsed()]) {
      expect(thrownBy(action)).toMatchObject({ code: "INSTANCE_CLEANED" });
    }
  });
});

describe("the exports of an instance", () => {
  it("are named in the order of the code, with their arities checked", () => {
    const plain = instanceOf(wat(`(module (memory (export "memory") 1) (func (export "b")) (func (export "a")) (global (export "g") i32 (i32.const 1)))`));
    expect(plain.functionNames()).toEqual(["b", "a"]);
    expect(plain.checkFunctionArities()).toBe(true);
    expect([plain.hasFunction("a"), plain.hasFunction("g"), plain.hasFunction("memory")]).toEqual([true, false, false]);
  });

  it("can be called without arguments, whatever they answer", () => {
    const code = wat(`(module (import "env" "getGasLeft" (func $hook (result i64))) (memory (export "memory") 1) (export "hook" (func $hook))
      (func (export "number") (result i32) (i32.const 1)) (func (export "argument") (param i32)))`);
    const instance = instanceOf(code);
    expect(instance.checkFunctionArities()).toBe(false);
    expect(instance.isFunctionImported("getGasLeft")).toBe(true);
    expect(instance.isFunctionImported("getSCAddress")).toBe(false);
    expect(instance.callFunction("hook")).toEqual({ status: "returned" });
    expect(instance.callFunction("number")).toEqual({ status: "returned" });
    expect(instance.callFunction("argument")).toMatchObject({ status: "trapped" });
    expect(instance.callFunction("none")).toEqual({ status: "missing" });
  });

  it("run a start function once, before the first call, at no points", () => {
    const code = wat(`(module (memory (export "memory") 1) (func $start (i32.store (i32.const 0) (i32.const 7))) (start $start) (func (export "run")))`);
    const instance = instanceOf(code);
    expect(instance.memLoad(0, 1)).toEqual(Uint8Array.of(7));
    expect(instance.getPointsUsed()).toBe(0n);
    expect(instance.reset()).toBe(false);
  });
});

describe("an executor", () => {
  it("changes opcode costs for instances made from then on", () => {
    const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
    const before = newInstance(executor, nothing);
    executor.setOpcodeCosts(uniformCosts(10));
    const after = newInstance(executor, nothing);
    before.callFunction("run");
    after.callFunction("run");
    expect([before.getPointsUsed(), after.getPointsUsed()]).toEqual([1n, 10n]);
  });

  it("refuses options and costs that mean nothing", () => {
    const factory = createWasmExecutor();
    expect(() => factory(vmHooks(), { Nop: -1 })).toThrow(TypeError);
    expect(() => factory(vmHooks(), { Nop: 0.5 })).toThrow(TypeError);
    expect(() => createWasmExecutor({ maxIdleInstances: -1 })).toThrow(TypeError);
    expect(() => factory(vmHooks(), {}).newInstance(nothing, { ...defaultOptions, unmeteredLocals: Number.NaN })).toThrow(TypeError);
  });

  it("takes equal code in another array as the same code, and forgets codes beyond its capacity", () => {
    const executor = createWasmExecutor({ maxCachedCodes: 1, maxIdleInstances: 0 })(vmHooks(), uniformCosts(1));
    for (const code of [nothing, nothing.slice(), hookThenWrite, nothing.slice(), nothing]) {
      expect(newInstance(executor, code).callFunction("run")).toEqual({ status: "returned" });
    }
  });

  it("knows all hooks by name", () => {
    const executor = createWasmExecutor()(vmHooks(), {});
    expect(executor.functionNames()).toHaveLength(277);
    expect(executor.supports).toEqual({ moduleValidation: true, opcodeMetering: true, exactMetering: true });
  });
});
