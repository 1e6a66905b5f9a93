// How executors and instances begin, what they say of themselves, and how they end.
import type { Executor } from "../executor.js";
import { SPECIFICATION_VERSION } from "../executor.js";
import { isExecutorError } from "../errors.js";
import { Breakpoint } from "../breakpoints.js";
import { hooks as hookRows } from "../hook-table/index.js";
import type { Instance } from "../instance.js";
import { core, otherCore, written, writtenAt } from "./core-contract.js";
import { expectCall, type Fixture, missing, open, openExecutor, openInstance, pointsLimit, rejectionOf, returned, vmHooks } from "./fixture.js";
import { type Behaviour, expectEqual, expectTrue, thrownBy } from "./suite.js";

const endpointNames = Object.keys(core.endpoints);

function openCore(fixture: Fixture, executor: Executor): Instance {
  return openInstance(executor, fixture.codeOf(core));
}

/** Every use of an instance but `reset`, `clean` and `isAlreadyCleaned`. */
const uses: Readonly<Record<string, (instance: Instance) => unknown>> = {
  callFunction: (instance) => instance.callFunction("nothing"),
  hasFunction: (instance) => instance.hasFunction("nothing"),
  functionNames: (instance) => instance.functionNames(),
  checkFunctionArities: (instance) => instance.checkFunctionArities(),
  isFunctionImported: (instance) => instance.isFunctionImported("getGasLeft"),
  getPointsLimit: (instance) => instance.getPointsLimit(),
  setPointsLimit: (instance) => instance.setPointsLimit(1n),
  getPointsUsed: (instance) => instance.getPointsUsed(),
  setPointsUsed: (instance) => instance.setPointsUsed(0n),
  useGas: (instance) => instance.useGas(1),
  restoreGas: (instance) => instance.restoreGas(1),
  pointsLeft: (instance) => instance.pointsLeft(),
  setBreakpointValue: (instance) => instance.setBreakpointValue(Breakpoint.none),
  getBreakpointValue: (instance) => instance.getBreakpointValue(),
  memLength: (instance) => instance.memLength(),
  memLoad: (instance) => instance.memLoad(0, 1),
  memStore: (instance) => instance.memStore(0, Uint8Array.of(1)),
  memGrow: (instance) => instance.memGrow(1),
  memDump: (instance) => instance.memDump(),
};

export const lifecycle: readonly Behaviour<Fixture>[] = [
  {
    name: "an executor has the version of this interface, and supports what is declared, for good",
    run: (fixture) => {
      const { specificationVersion, supports } = openExecutor(fixture);
      const { moduleValidation, opcodeMetering, exactMetering } = supports;
      expectEqual(specificationVersion, SPECIFICATION_VERSION, "specification version");
      expectEqual({ moduleValidation, opcodeMetering, exactMetering }, fixture.supports, "supports");
      expectTrue(Object.isFrozen(supports), "supports: expected a frozen object");
    },
  },
  {
    name: "an executor names all hooks of the table as what contracts may import",
    run: (fixture) => {
      const names = hookRows.map(({ name }) => name);
      expectEqual([...openExecutor(fixture).functionNames()].sort(), names.sort(), "names");
    },
  },
  {
    name: "a new instance has its limit, no points used and no breakpoint",
    run: (fixture) => {
      const instance = open(fixture, core, { options: { pointsLimit: 77n } });
      const state = [instance.getPointsLimit(), instance.getPointsUsed(), instance.pointsLeft(), instance.getBreakpointValue()];
      expectEqual(state, [77n, 0n, 77, Breakpoint.none], "limit, points used and left, breakpoint");
      expectEqual(instance.isAlreadyCleaned(), false, "cleaned");
    },
  },
  {
    name: "instances of an executor have ids of their own, and keep them over runs and resets",
    run: (fixture) => {
      const executor = openExecutor(fixture);
      const [first, second] = [openCore(fixture, executor), openCore(fixture, executor)];
      const { id } = first;
      expectTrue(id !== second.id, "ids: expected two, found the same twice");
      expectCall(first, "write", returned);
      first.reset();
      expectEqual(first.id, id, "id after a reset");
    },
  },
  {
    name: "an instance knows the functions of its code by name, in their order",
    run: (fixture) => {
      const instance = open(fixture, core);
      expectEqual([...instance.functionNames()], endpointNames, "function names");
      expectEqual(["write", "absent", "toString", "memory", ""].map((name) => instance.hasFunction(name)), [true, false, false, false, false], "has function");
      expectEqual(instance.checkFunctionArities(), true, "endpoints take and answer nothing");
    },
  },
  {
    name: "an instance knows which hooks its code imports",
    run: (fixture) => {
      const instance = open(fixture, core);
      const imported = hookRows.map(({ name }) => name).filter((name) => instance.isFunctionImported(name));
      expectEqual(imported.sort(), [...core.imports].sort(), "imported hooks");
      expectEqual(instance.isFunctionImported("toString"), false, "import of what is no hook");
    },
  },
  {
    name: "a call of a function that is not there is missing, and does nothing",
    run: (fixture) => {
      const instance = open(fixture, core);
      const before = instance.memDump();
      for (const name of ["absent", "toString", "constructor", "memory", "Write", "write ", ""]) expectCall(instance, name, missing);
      expectEqual([instance.getPointsUsed(), instance.getBreakpointValue()], [0n, Breakpoint.none], "points and breakpoint");
      expectEqual(instance.memDump(), before, "memory");
      instance.setBreakpointValue(Breakpoint.signalError);
      expectCall(instance, "absent", missing);
    },
  },
  {
    name: "a call runs its function to the end",
    run: (fixture) => {
      const instance = open(fixture, core);
      expectCall(instance, "write", returned);
      expectEqual(instance.memLoad(writtenAt, 4), written, "memory");
      for (let call = 0; call < 3; call++) expectCall(instance, "count", returned);
      expectEqual(instance.memLoad(0, 1), Uint8Array.of(3), "calls counted");
    },
  },
  {
    name: "code that is no contract is rejected with a reason",
    run: (fixture) => {
      const code = fixture.codeOf(core);
      for (const bytes of [new Uint8Array(0), Uint8Array.of(1, 2, 3), code.slice(0, -1)]) {
        const reason = rejectionOf(fixture, bytes);
        expectTrue(typeof reason === "string" && reason !== "", `code of ${bytes.length} bytes: expected a rejection with a reason`);
      }
    },
  },
  {
    name: "equal code in another array is the same contract, and an executor changes no bytes of it",
    run: (fixture) => {
      const executor = openExecutor(fixture);
      const code = fixture.codeOf(core).slice();
      for (const bytes of [code, code.slice()]) expectCall(openInstance(executor, bytes), "write", returned);
      expectEqual(code, fixture.codeOf(core), "code");
    },
  },
  {
    name: "instances share no memory, points or breakpoints",
    run: (fixture) => {
      const executor = openExecutor(fixture);
      const [first, second, other] = [openCore(fixture, executor), openCore(fixture, executor), openInstance(executor, fixture.codeOf(otherCore))];
      const before = [second, other].map((instance) => instance.memDump());
      expectCall(first, "write", returned);
      first.useGas(10);
      first.setPointsLimit(20n);
      first.setBreakpointValue(Breakpoint.executionFailed);
      first.memStore(0, Uint8Array.of(9));
      for (const [index, instance] of [second, other].entries()) {
        expectEqual(instance.memDump(), before[index], "memory of another instance");
        const state = [instance.getPointsLimit(), instance.getPointsUsed(), instance.getBreakpointValue()];
        expectEqual(state, [pointsLimit, 0n, Breakpoint.none], "limit, points and breakpoint of another instance");
        expectCall(instance, "write", returned);
      }
    },
  },
  {
    name: "executors of one factory call each its own hooks",
    run: (fixture) => {
      const factory = fixture.createFactory();
      const calls: string[] = [];
      const instances = ["first", "second"].map((vm) => openCore(fixture, factory(vmHooks({ checkNoPayment: () => void calls.push(vm) }), {})));
      for (const instance of [...instances, ...instances]) expectCall(instance, "hook", returned);
      expectEqual(calls, ["first", "second", "first", "second"], "hooks called");
    },
  },
  {
    name: "an instance is cleaned once, and can then be used for nothing",
    run: (fixture) => {
      const instance = open(fixture, core);
      expectCall(instance, "write", returned);
      expectEqual([instance.clean(), instance.isAlreadyCleaned(), instance.clean(), instance.reset()], [true, true, false, false], "clean, cleaned, clean, reset");
      for (const [name, use] of Object.entries(uses)) {
        const error = thrownBy(() => use(instance), `${name} after clean`);
        expectEqual(isExecutorError(error) ? error.code : error, "INSTANCE_CLEANED", `error of ${name} after clean`);
      }
    },
  },
  {
    name: "an instance that is cleaned leaves those of the same code alone",
    run: (fixture) => {
      const executor = openExecutor(fixture);
      const [first, second] = [openCore(fixture, executor), openCore(fixture, executor)];
      expectCall(second, "count", returned);
      expectCall(first, "count", returned);
      first.clean();
      const third = openCore(fixture, executor);
      expectCall(second, "count", returned);
      expectCall(third, "count", returned);
      expectEqual([second.memLoad(0, 1), third.memLoad(0, 1)], [Uint8Array.of(2), Uint8Array.of(1)], "calls counted");
    },
  },
];
