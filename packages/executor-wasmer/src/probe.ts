// Holds a library to the hook table before contracts run on it: one of another version would call other hooks than the contract means.
import { hooks as hookRows, type WasmType } from "@mxvm/executor-api";
import type { Library } from "./library.js";
import { createNativeInstance } from "./native-instance.js";
import { nativeOptions } from "./native-options.js";

/** Why the library does not fit, or `undefined`. Takes some milliseconds. */
export function probe(library: Library): string | undefined {
  const called: number[] = [];
  library.listener = {
    onHook: (row) => {
      called.push(row);
      const { result } = hookRows[row]!;
      if (result === undefined) return undefined;
      return result === "i64" ? 0n : 0;
    },
  };
  const limits = { pointsLimit: 1_000_000n, unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0 };
  const made = createNativeInstance(library, { bytes: probeCode(), isCompiled: false, options: nativeOptions(limits) });
  if (!made.ok) return `it refuses the ${String(hookRows.length)} VM hooks: ${made.reason}`;
  const { native } = made;
  try {
    if (!native.call("run")) return `the VM hooks cannot be called: ${library.lastError()}`;
  } finally {
    native.destroy();
  }
  const wrong = hookRows.findIndex((_row, index) => called[index] !== index);
  return wrong < 0 ? undefined : `VM hook ${hookRows[wrong]!.name} is not in its place`;
}

const valueTypes: Readonly<Record<WasmType, number>> = { i32: 0x7f, i64: 0x7e };

/** A module that imports all hooks, and calls each once, in the order of the table. */
function probeCode(): Uint8Array {
  const types = hookRows.map(({ params, result }) => [
    0x60,
    ...vector(params.map(({ type }) => [valueTypes[type]])),
    ...vector(result === undefined ? [] : [[valueTypes[result]]]),
  ]);
  const imports = hookRows.map(({ name }, index) => [...text("env"), ...text(name), 0x00, ...unsigned(index)]);
  const calls = hookRows.flatMap(({ params, result }, index) => [
    ...params.flatMap(({ type }) => [type === "i32" ? 0x41 : 0x42, 0]),
    ...[0x10, ...unsigned(index)],
    ...(result === undefined ? [] : [0x1a]),
  ]);
  const body = [0, ...calls, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([...types, [0x60, 0, 0]])),
    ...section(2, vector(imports)),
    ...section(3, vector([unsigned(types.length)])),
    ...section(5, [1, 0, 1]),
    ...section(7, vector([[...text("memory"), 0x02, 0], [...text("run"), 0x00, ...unsigned(hookRows.length)]])),
    ...section(10, vector([[...unsigned(body.length), ...body]])),
  ]);
}

function section(id: number, contents: readonly number[]): number[] {
  return [id, ...unsigned(contents.length), ...contents];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(ascii: string): number[] {
  return [...unsigned(ascii.length), ...[...ascii].map((character) => character.charCodeAt(0))];
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
