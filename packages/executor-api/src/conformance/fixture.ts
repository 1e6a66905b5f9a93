// What a behaviour works on: executors under test, with hooks of the behaviour's own.
import type { Executor, ExecutorFactory, ExecutorSupports, InstanceOptions, MeteringMode } from "../executor.js";
import { hooks as hookRows } from "../hook-table/index.js";
import type { CallOutcome, Instance } from "../instance.js";
import type { OpcodeCosts } from "../opcode-costs.js";
import type { VmHooks } from "../vm-hooks.js";
import type { Contract, WasmContract } from "./contract.js";
import { ConformanceFailure, expectEqual } from "./suite.js";

/** The executor under test, as the suite's options describe it. */
export interface Fixture {
  readonly supports: ExecutorSupports;
  /** A new factory, which can run all contracts of the suite that the executor can hold. */
  readonly createFactory: () => ExecutorFactory;
  /** Code of a contract, in the form that the executor runs. */
  readonly codeOf: (contract: Contract | WasmContract) => Uint8Array;
}

/** What an instance is made with, where a behaviour has wishes. */
export interface Settings {
  /** Those not given throw. */
  readonly hooks?: Partial<VmHooks>;
  /** Nothing costs anything, if not given. */
  readonly costs?: OpcodeCosts;
  readonly options?: Partial<InstanceOptions>;
}

export const pointsLimit = 1_000_000n;

export const defaultOptions: InstanceOptions = {
  pointsLimit,
  unmeteredLocals: 100,
  maxMemoryGrow: 10,
  maxMemoryGrowDelta: 1,
  metering: "fast",
};

export const returned: CallOutcome = { status: "returned" };
export const stopped: CallOutcome = { status: "stopped" };
export const missing: CallOutcome = { status: "missing" };

export const PAGE_SIZE = 65_536;

/** All hooks; those not given throw, which makes their call an engine fault. */
export function vmHooks(given: Partial<VmHooks> = {}): VmHooks {
  const unexpected = hookRows.map(({ name }) => [
    name,
    () => {
      throw new ConformanceFailure(`hook ${name}: expected no call, found one`);
    },
  ]);
  return { ...(Object.fromEntries(unexpected) as VmHooks), ...given };
}

/** A new executor of a new factory. */
export function openExecutor(fixture: Fixture, { hooks, costs = {} }: Settings = {}): Executor {
  return fixture.createFactory()(vmHooks(hooks), costs);
}

/** A new instance of an executor. */
export function openInstance(executor: Executor, code: Uint8Array, options: Partial<InstanceOptions> = {}): Instance {
  const result = executor.newInstance(code, { ...defaultOptions, ...options });
  if (result.ok) return result.instance;
  throw new ConformanceFailure(`new instance: expected one, found a rejection: ${result.reason}`);
}

/** A new instance of a new executor. */
export function open(fixture: Fixture, contract: Contract | WasmContract, settings: Settings = {}): Instance {
  return openInstance(openExecutor(fixture, settings), fixture.codeOf(contract), settings.options);
}

/** Why code is rejected; `undefined` if it is accepted. */
export function rejectionOf(fixture: Fixture, code: Uint8Array, { costs = {}, options }: Settings = {}): string | undefined {
  const result = openExecutor(fixture, { costs }).newInstance(code, { ...defaultOptions, ...options });
  return result.ok ? undefined : result.reason;
}

/** Calls a function, which must end as expected. */
export function expectCall(instance: Instance, name: string, expected: CallOutcome): void {
  expectEqual(instance.callFunction(name), expected, `outcome of ${name}`);
}

/** Calls a function, which must trap. */
export function expectTrap(instance: Instance, name: string): void {
  const outcome = instance.callFunction(name);
  expectEqual(outcome.status, "trapped", `outcome of ${name}`);
  if (outcome.status === "trapped") expectEqual(typeof outcome.message, "string", "type of the trap's message");
}

/** The metering modes that the executor has. */
export function meteringModes({ supports }: Fixture): readonly MeteringMode[] {
  return supports.exactMetering ? ["fast", "exact"] : ["fast"];
}
