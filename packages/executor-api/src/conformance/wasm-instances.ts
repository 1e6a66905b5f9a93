// What instances of WebAssembly do beyond closures: globals, tables, start functions, growing, traps of operators, recursion.
import { Breakpoint } from "../breakpoints.js";
import type { Executor, InstanceOptions } from "../executor.js";
import { isExecutorError } from "../errors.js";
import type { CallOutcome, Instance } from "../instance.js";
import { wasmContract, type WasmContract } from "./contract.js";
import { core } from "./core-contract.js";
import { expectCall, expectTrap, type Fixture, meteringModes, missing, open, openExecutor, openInstance, PAGE_SIZE, pointsLimit, returned, stopped } from "./fixture.js";
import { checkNoPayment } from "./hooks.js";
import { distinctCosts, pointsOf, uniformCosts } from "./opcode-gas.js";
import { down } from "./operators.js";
import { type Behaviour, ConformanceFailure, expectEqual, expectTrue } from "./suite.js";

const hookImport = `(import "env" "checkNoPayment" (func $hook))`;

const state: WasmContract = {
  name: "state",
  text: `(module ${hookImport} (memory (export "memory") 3) (data (i32.const 100) "data") (data (i32.const 150000) "more")
    (global $private (mut i64) (i64.const 5)) (global (export "public") (mut i32) (i32.const 6))
    (func (export "run")
      (i64.store (i32.const 0) (i64.add (i64.load (i32.const 0)) (global.get $private)))
      (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (global.get 1)))
      (i64.store8 (i32.const 101) (i64.const 120)) (i32.store16 offset=70000 (i32.const 79999) (i32.const -1))
      (global.set $private (i64.const 50)) (global.set 1 (i32.const 60)) (call $hook)))`,
};

const tables = wasmContract(
  "tables",
  `(table 2 funcref) (elem (i32.const 0) $one)
    (func $one (i32.store (i32.const 0) (i32.const 1))) (func $two (i32.store (i32.const 0) (i32.const 2))) (export "two" (func $two))
    (func (export "change") (table.set (i32.const 0) (ref.func $two)))
    (func (export "run") (call_indirect (i32.const 0)))`,
);

const start = wasmContract(
  "start",
  `(global $runs (mut i32) (i32.const 0))
    (func $start (global.set $runs (i32.add (global.get $runs) (i32.const 1))) (i32.store (i32.const 0) (global.get $runs))) (start $start)
    (func (export "run") (i32.store (i32.const 4) (global.get $runs)))`,
);

const exported: WasmContract = {
  name: "exports",
  text: `(module (import "env" "getGasLeft" (func $gasLeft (result i64))) (memory (export "memory") 1)
    (export "hook" (func $gasLeft)) (global (export "global") i32 (i32.const 1)) (table (export "table") 1 funcref)
    (func (export "number") (result i32) (i32.store (i32.const 0) (i32.const 9)) (i32.const 1))
    (func (export "argument") (param i32) (i32.store (i32.const 0) (i32.const 8))))`,
};

const growing: WasmContract = {
  name: "growing",
  text: `(module ${hookImport} (memory (export "memory") 1)
    ${[[1, 2], [1, 3], [1, 4], [2, 3], [3, 1], [0, 4], [-1, 1]].map(([pages, times]) => `(func (export "${pages}x${times}") (local i32)
      (loop (drop (memory.grow (i32.const ${pages}))) (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const ${times})))))`).join("\n    ")}
    (func (export "hookThenStore") (call $hook) (i32.store (i32.const 65536) (i32.const 7)) (i32.store (i32.const 0) (memory.size))))`,
};

/** What each endpoint of `growing` comes to where three may grow, by two pages each. */
const growths: readonly (readonly [endpoint: string, outcome: CallOutcome])[] = [
  ["1x2", returned],
  ["1x3", returned],
  ["1x4", stopped],
  ["2x3", returned],
  ["3x1", stopped],
  ["0x4", stopped],
  ["-1x1", stopped],
];

const locals = wasmContract(
  "locals",
  `(func (export "few") (local i32 i64 i32))
    (func (export "free") (local ${"i32 ".repeat(10)}))
    (func (export "eleven") (local ${"i32 ".repeat(11)}))
    (func (export "groups") (local ${"i32 ".repeat(12)}) (local ${"i64 ".repeat(11)}))
    (func $called (param i32) (local ${"i64 ".repeat(13)}))
    (func (export "called") (call $called (i32.const 1)) (call $called (i32.const 1)))`,
);

/** Keys of each endpoint of `locals` where ten are free. */
const localKeys: readonly (readonly [endpoint: string, keys: string])[] = [
  ["few", "End"],
  ["free", "End"],
  ["eleven", "LocalAllocate End"],
  ["groups", "LocalAllocate LocalAllocate LocalAllocate End"],
  ["called", "I32Const Call LocalAllocate LocalAllocate LocalAllocate End I32Const Call LocalAllocate LocalAllocate LocalAllocate End End"],
];

/** Endpoints that trap, with the keys of what production has charged by then: it charges a block before its last operator runs. */
const traps: readonly (readonly [endpoint: string, body: string, keys: string])[] = [
  ["unreachable", "(unreachable)", "Unreachable"],
  ["division-by-zero", "(drop (i32.div_u (i32.const 1) (i32.const 0)))", ""],
  ["remainder-by-zero", "(drop (i64.rem_s (i64.const 1) (i64.const 0)))", ""],
  ["division-overflow", "(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))", ""],
  ["load-beyond-memory", "(drop (i32.load (i32.const 65533)))", ""],
  ["load-far-beyond-memory", "(drop (i64.load offset=4294967295 (i32.const -1)))", ""],
  ["store-beyond-memory", "(i32.store8 (i32.const 65536) (i32.const 1))", ""],
  ["load-in-a-block", "(nop) (block (drop (i32.load (i32.const -1))))", "Nop Block"],
  ["trap-below-a-call", "(nop) (call $zero)", "Nop Call"],
  ["call_indirect-of-nothing", "(call_indirect (i32.const 3))", "I32Const CallIndirect"],
  ["call_indirect-beyond-the-table", "(call_indirect (i32.const 4))", "I32Const CallIndirect"],
  ["call_indirect-of-another-type", "(call_indirect (i32.const 1))", "I32Const CallIndirect"],
  ["table.get-beyond-the-table", "(drop (table.get (i32.const 4)))", ""],
];

const trapping = wasmContract(
  "traps",
  `(table 4 funcref) (elem (i32.const 0) $zero $number)
    (func $zero (drop (i32.div_u (i32.const 1) (i32.const 0)))) (func $number (param i32))
    ${traps.map(([name, body]) => `(func (export "${name}") ${body})`).join("\n    ")}`,
);

const endless = wasmContract(
  "endless",
  `(table 1 funcref) (elem (i32.const 0) $indirect)
    (func $deep (call $deep)) (func $even (call $odd)) (func $odd (call $even)) (func $indirect (call_indirect (i32.const 0)))
    (func $levels (param i32) (if (local.get 0) (then (call $levels (i32.sub (local.get 0) (i32.const 1))))))
    (func (export "loop") (loop (br 0)))
    (func (export "nops") (loop (nop) (nop) (br_if 0 (i32.const 1))))
    (func (export "stores") (local i32) (loop (i32.store (i32.const 0) (local.tee 0 (i32.add (local.get 0) (i32.const 1)))) (br 0)))
    (func (export "recursion") (call $deep))
    (func (export "two-functions") (call $even))
    (func (export "indirect") (call $indirect))
    (func (export "2000-levels") (call $levels (i32.const 2000)))
    (func (export "nothing"))`,
);

export const wasmInstanceContracts: readonly WasmContract[] = [state, tables, start, exported, growing, locals, trapping, endless];

/** Calls a function that recurses without an end: it traps, as production's stack does, or this machine says that its own is too small. */
function expectStackEnd(instance: Instance, name: string): void {
  try {
    expectTrap(instance, name);
  } catch (error) {
    const named = isExecutorError(error) && error.code === "NATIVE_STACK_EXHAUSTED";
    if (!named) throw error instanceof ConformanceFailure ? error : new ConformanceFailure(`end of the stack: expected a trap or NATIVE_STACK_EXHAUSTED, found ${String(error)}`);
  }
}

function inEachMode(name: string, needs: Behaviour<Fixture>["needs"], run: (fixture: Fixture, options: Pick<InstanceOptions, "metering">) => void): Behaviour<Fixture> {
  return {
    name,
    needs: ["wasm", ...(needs ?? [])],
    run: (fixture) => {
      for (const metering of meteringModes(fixture)) run(fixture, { metering });
    },
  };
}

const lifecycle: readonly Behaviour<Fixture>[] = [
  inEachMode("a reset brings back globals and data, exported or not", [], (fixture, options) => {
    const hooks = checkNoPayment(() => instance.memStore(120_000, Uint8Array.of(1)));
    const instance: Instance = open(fixture, state, { hooks, options });
    const fresh = instance.memDump();
    let first: Uint8Array | undefined;
    for (let round = 0; round < 3; round++) {
      expectCall(instance, "run", returned);
      first ??= instance.memDump();
      expectEqual(instance.memDump(), first, `memory after run ${round}`);
      expectEqual(instance.reset(), true, "reset");
      expectEqual(instance.memDump(), fresh, "memory after a reset");
    }
    expectEqual(first?.subarray(0, 9), Uint8Array.of(5, 0, 0, 0, 0, 0, 0, 0, 6), "globals as the code saw them");
  }),
  inEachMode("globals keep their values from call to call without a reset, and are as new in a new instance", [], (fixture, options) => {
    const executor = openExecutor(fixture, { hooks: checkNoPayment(() => undefined) });
    for (let round = 0; round < 2; round++) {
      const instance = openInstance(executor, fixture.codeOf(state), options);
      for (const sum of [5, 55, 105]) {
        expectCall(instance, "run", returned);
        expectEqual(instance.memLoad(0, 1), Uint8Array.of(sum), "sum of what the global was");
      }
      instance.clean();
    }
  }),
  inEachMode("an instance that says that it was reset has its table as new", [], (fixture, options) => {
    const executor = openExecutor(fixture);
    const instance = openInstance(executor, fixture.codeOf(tables), options);
    for (const name of ["run", "change", "run"]) expectCall(instance, name, returned);
    expectEqual(instance.memLoad(0, 1), Uint8Array.of(2), "function that the table held after its change");
    const next = instance.reset() ? instance : openInstance(executor, fixture.codeOf(tables), options);
    expectCall(next, "run", returned);
    expectEqual(next.memLoad(0, 1), Uint8Array.of(1), "function that the table held as new");
  }),
  inEachMode("a start function runs once for an instance, at no points", [], (fixture, options) => {
    const executor = openExecutor(fixture, { costs: uniformCosts(1) });
    for (let round = 0; round < 2; round++) {
      const instance = openInstance(executor, fixture.codeOf(start), options);
      expectEqual([instance.memLoad(0, 1), instance.getPointsUsed()], [Uint8Array.of(1), 0n], "what the start function stored, points used");
      const next = instance.reset() ? instance : openInstance(executor, fixture.codeOf(start), options);
      expectCall(next, "run", returned);
      expectEqual(next.memLoad(0, 5), Uint8Array.of(1, 0, 0, 0, 1), "runs of the start function");
      next.clean();
    }
  }),
  inEachMode("only exported functions can be called: also imports, also with results, not with parameters", [], (fixture, options) => {
    let calls = 0;
    const getGasLeft = (): bigint => BigInt(++calls);
    const instance = open(fixture, exported, { hooks: { getGasLeft }, options });
    expectEqual([[...instance.functionNames()], instance.checkFunctionArities()], [["hook", "number", "argument"], false], "functions, and whether all are endpoints");
    for (const name of ["memory", "global", "table"]) expectCall(instance, name, missing);
    expectCall(instance, "hook", returned);
    expectCall(instance, "number", returned);
    expectEqual([calls, instance.memLoad(0, 1)], [1, Uint8Array.of(9)], "calls of the hook, memory");
    expectTrap(instance, "argument");
    expectEqual(instance.memLoad(0, 1), Uint8Array.of(9), "memory after the call of a function with a parameter");
  }),
  inEachMode("memory that a hook has grown is there for the contract", [], (fixture, options) => {
    const instance: Instance = open(fixture, growing, { hooks: checkNoPayment(() => void instance.memGrow(1)), options });
    expectCall(instance, "hookThenStore", returned);
    expectEqual([instance.memLoad(0, 1), instance.memLoad(PAGE_SIZE, 1)], [Uint8Array.of(2), Uint8Array.of(7)], "pages, and what was stored in the new one");
  }),
  inEachMode("memory.grow has limits of calls and of pages, and passing one sets its breakpoint", ["opcodeMetering"], (fixture, options) => {
    for (const [name, outcome] of growths) {
      const instance = open(fixture, growing, { options: { ...options, maxMemoryGrow: 3, maxMemoryGrowDelta: 2 } });
      expectCall(instance, name, outcome);
      expectEqual(instance.getBreakpointValue(), outcome === returned ? Breakpoint.none : Breakpoint.memoryLimit, `breakpoint of ${name}`);
    }
  }),
];

const gas: readonly Behaviour<Fixture>[] = [
  inEachMode("locals above the free ones cost, each group of one type by itself", ["opcodeMetering"], (fixture, options) => {
    for (const [name, keys] of localKeys) {
      const instance = open(fixture, locals, { costs: distinctCosts, options: { ...options, unmeteredLocals: 10 } });
      expectCall(instance, name, returned);
      expectEqual(instance.getPointsUsed(), pointsOf(keys, distinctCosts), `points used by ${name}`);
    }
  }),
  inEachMode("what has no end ends with its gas", ["opcodeMetering"], (fixture, options) => {
    for (const name of ["loop", "nops", "stores", "recursion", "two-functions", "indirect"]) {
      for (const limit of [0n, 1n, 5000n]) {
        const instance = open(fixture, endless, { costs: uniformCosts(1), options: { ...options, pointsLimit: limit } });
        expectCall(instance, name, stopped);
        expectEqual([instance.getBreakpointValue(), instance.pointsLeft()], [Breakpoint.outOfGas, 0], `breakpoint and points left of ${name} at limit ${limit}`);
      }
    }
  }),
  inEachMode("the largest costs add up exactly, up to the largest limit", ["opcodeMetering"], (fixture, options) => {
    const cost = 0xffff_ffff;
    const used = pointsOf(`I32Const Call ${down(2000)}End`, uniformCosts(cost));
    const instance = open(fixture, endless, { costs: uniformCosts(cost), options: { ...options, pointsLimit: 2n ** 63n - 1n } });
    expectCall(instance, "2000-levels", returned);
    expectEqual(instance.getPointsUsed(), used, "points used");
  }),
  inEachMode("a hook may use the last point, and instructions may not", ["opcodeMetering"], (fixture, options) => {
    for (const [name, keysAfterHook] of [["hookThenWrite", "Call I32Const I32Const I32Store End End"], ["writeThenHook", "End"]] as const) {
      const needed = Number(pointsOf(keysAfterHook, uniformCosts(1)));
      for (let left = 0; left <= needed + 2; left++) {
        const hooks = checkNoPayment(() => expectTrue(instance.useGas(instance.pointsLeft() - left), "a charge of what is left: expected true, found false"));
        const instance: Instance = open(fixture, core, { hooks, costs: uniformCosts(1), options });
        const suffices = left > needed;
        expectCall(instance, name, suffices ? returned : stopped);
        const found = [instance.getBreakpointValue(), instance.pointsLeft()];
        expectEqual(found, suffices ? [Breakpoint.none, left - needed] : [Breakpoint.outOfGas, 0], `breakpoint and points left of ${name}, whose hook leaves ${left}`);
      }
    }
  }),
  inEachMode("operators that trap end the run with all points used", [], (fixture, options) => {
    for (const [name] of traps) {
      const instance = open(fixture, trapping, { options });
      expectTrap(instance, name);
      expectEqual([instance.getBreakpointValue(), instance.getPointsUsed()], [Breakpoint.none, pointsLimit], `breakpoint and points used of ${name}`);
    }
  }),
  {
    name: "at each limit, a trap comes before the end of gas exactly where production has not charged yet",
    needs: ["wasm", "opcodeMetering", "exactMetering"],
    run: (fixture) => {
      const costs = uniformCosts(1);
      for (const [name, , keys] of traps) {
        const charged = pointsOf(keys, costs);
        for (let limit = 0n; limit <= charged + 2n; limit++) {
          const instance = open(fixture, trapping, { costs, options: { metering: "exact", pointsLimit: limit } });
          const isOutOfGas = charged > 0n && charged >= limit;
          const { status } = instance.callFunction(name);
          const found = [status, instance.getBreakpointValue(), instance.pointsLeft()];
          expectEqual(found, isOutOfGas ? ["stopped", Breakpoint.outOfGas, 0] : ["trapped", Breakpoint.none, 0], `ending, breakpoint and points left of ${name} at limit ${limit}`);
        }
      }
    },
  },
  inEachMode("the end of the stack is a trap, or a fault that names it, and everything can run afterwards", [], (fixture, options) => {
    const executor: Executor = openExecutor(fixture);
    const instance = openInstance(executor, fixture.codeOf(endless), { ...options, pointsLimit: 2n ** 62n });
    expectCall(instance, "2000-levels", returned);
    for (const name of ["recursion", "two-functions", "indirect"]) {
      expectStackEnd(instance, name);
      instance.setPointsUsed(0n);
      expectCall(instance, "nothing", returned);
      expectCall(openInstance(executor, fixture.codeOf(endless), options), "2000-levels", returned);
    }
    expectTrue(instance.clean(), "clean: expected true, found false");
  }),
];

export const wasmInstances: readonly Behaviour<Fixture>[] = [...lifecycle, ...gas];
