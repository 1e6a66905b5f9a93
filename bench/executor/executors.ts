// The executors that are measured side by side: ours, and production's library where this platform has it.
import type { Executor, ExecutorFactory, Instance, InstanceOptions } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { createWasmerExecutor, isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { type HookBodies, defaultOptions, uniformCosts, vmHooks } from "../../packages/executor-wasm/test/support/harness.js";

export const UNMETERED = "unmetered engine";
export const PRODUCTION = "production library";
export const NO_LIBRARY = "none: this platform has no production library";

/** More points than anything here uses. */
export const ample: InstanceOptions = { ...defaultOptions, pointsLimit: 2n ** 62n };

export function openExecutor(createExecutor: ExecutorFactory, hooks?: HookBodies): Executor {
  return createExecutor(vmHooks(hooks), uniformCosts(1));
}

/** Ours first, then production's; alone where there is none. */
export function executorFactories(): readonly ExecutorFactory[] {
  return [createWasmExecutor(), ...(isWasmerLibraryInstalled() ? [createWasmerExecutor()] : [])];
}

export function openInstance(executor: Executor, code: Uint8Array): Instance {
  const result = executor.newInstance(code, ample);
  if (!result.ok) throw new TypeError(result.reason);
  return result.instance;
}

export function callInstance(instance: Instance, name = "run"): void {
  instance.setPointsUsed(0n);
  const { status } = instance.callFunction(name);
  if (status !== "returned") throw new TypeError(`${name} ended as ${status}`);
}

/** From bytes to the end of the first call. */
export function startCold(executor: Executor, code: Uint8Array, name?: string): void {
  const instance = openInstance(executor, code);
  callInstance(instance, name);
  instance.clean();
}

const PARAMETERS = 16;
const HEADER = 8;
let copies = 0;

/**
 * The code with one more type, which no other copy has: executors and engine know code again by its bytes, the engine also by those that our
 * executor makes of it, which keep types.
 */
export function freshCopy(code: Uint8Array): Uint8Array<ArrayBuffer> {
  copies++;
  const [size, contents] = readNumber(code, HEADER + 1);
  const [types, firstType] = readNumber(code, contents);
  const end = contents + size;
  if (code[HEADER] !== 1 || types > 0x7e) throw new TypeError("a module that begins with fewer than 127 types is expected");
  const parameters = Array.from({ length: PARAMETERS }, (_, bit) => 0x7f - ((copies >> bit) & 1));
  const section = [types + 1, ...code.subarray(firstType, end), 0x60, PARAMETERS, ...parameters, 0];
  const sectionSize = [(section.length & 0x7f) | 0x80, section.length >> 7];
  return Uint8Array.from([...code.subarray(0, HEADER), 1, ...sectionSize, ...section, ...code.subarray(end)]);
}

/** An unsigned LEB128 of up to two bytes, and where it ends. */
function readNumber(bytes: Uint8Array, at: number): readonly [value: number, end: number] {
  const [first = 0, second = 0] = bytes.subarray(at, at + 2);
  return first < 0x80 ? [first, at + 1] : [(first & 0x7f) | (second << 7), at + 2];
}

export function freshCopies(code: Uint8Array, count: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: count }, () => freshCopy(code));
}
