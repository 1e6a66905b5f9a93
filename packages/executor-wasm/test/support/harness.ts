// What the tests share: text modules, opcode costs, hooks that do nothing, and instances.
import type { HookName, Instance, InstanceOptions, MeteringMode, OpcodeCosts, VmHooks } from "@mxvm/executor-api";
import { hooks } from "@mxvm/executor-api";
import wabtModule from "wabt";
import type { WasmExecutorOptions } from "../../src/index.js";
import { createWasmExecutor } from "../../src/index.js";
import { costKeys, prefixedCostKeys } from "../../src/opcodes/opcodes.js";

const wabt = await wabtModule();

/** Everything that wabt can read: what production does not know is the executor's to reject. */
const features = {
  exceptions: true,
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  simd: true,
  threads: true,
  multi_value: true,
  tail_call: true,
  bulk_memory: true,
  reference_types: true,
  memory64: true,
  extended_const: true,
};

/** Assembles a text module. */
export function wat(text: string): Uint8Array {
  const module = wabt.parseWat("test.wat", text, features);
  try {
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

/** A module with an exported memory and an exported function `run` of this body. */
export function watOfBody(body: string, fields = ""): Uint8Array {
  return wat(`(module ${fields} (memory (export "memory") 1) (func (export "run") ${body}))`);
}

const costKeyNames: readonly string[] = [...costKeys, ...prefixedCostKeys].map(([, key]) => key);

/** Every operator at the same cost. */
export function uniformCosts(cost: number): OpcodeCosts {
  return Object.fromEntries([...costKeyNames, "LocalAllocate"].map((key) => [key, cost]));
}

/** Every operator at a cost of its own, so that no two can be mistaken for each other. */
export const distinctCosts: OpcodeCosts = Object.fromEntries(
  [...costKeyNames, "LocalAllocate"].map((key, index) => [key, 3 + ((index * 7919) % 997)]),
);

export type HookBodies = { readonly [Name in HookName]?: (...args: never[]) => number | bigint | undefined };

/** All hooks; those not given answer zero. */
export function vmHooks(bodies: HookBodies = {}): VmHooks {
  const entries = hooks.map(({ name, result }) => [name, bodies[name] ?? ((): unknown => (result === "i64" ? 0n : 0))] as const);
  const table: Record<string, unknown> = Object.fromEntries(entries);
  return table as unknown as VmHooks;
}

export const defaultOptions: InstanceOptions = {
  pointsLimit: 1_000_000n,
  unmeteredLocals: 100,
  maxMemoryGrow: 10,
  maxMemoryGrowDelta: 1,
  metering: "fast",
};

export const meteringModes: readonly MeteringMode[] = ["fast", "exact"];

export interface InstanceSettings {
  readonly options?: Partial<InstanceOptions>;
  readonly costs?: OpcodeCosts;
  readonly hooks?: VmHooks;
  readonly executor?: WasmExecutorOptions;
}

/** An instance of code that must be accepted. */
export function instanceOf(code: Uint8Array, settings: InstanceSettings = {}): Instance {
  const executor = createWasmExecutor(settings.executor)(settings.hooks ?? vmHooks(), settings.costs ?? uniformCosts(1));
  const result = executor.newInstance(code, { ...defaultOptions, ...settings.options });
  if (!result.ok) throw new Error(`rejected: ${result.reason}`);
  return result.instance;
}

/** Why code is rejected; `undefined` if it is accepted. */
export function rejectionOf(code: Uint8Array, settings: InstanceSettings = {}): string | undefined {
  const executor = createWasmExecutor(settings.executor)(settings.hooks ?? vmHooks(), settings.costs ?? uniformCosts(1));
  const result = executor.newInstance(code, { ...defaultOptions, ...settings.options });
  return result.ok ? undefined : result.reason;
}
