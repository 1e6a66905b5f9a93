// Tables of hook calls on the hand-made host: what a call is given, and what it must answer, charge, do and leave behind.
import { bytesToByteString, bytesToHex, utf8ToBytes } from "@mxvm/codec";
import type { BreakpointValue } from "@mxvm/executor-api";
import { expect, test } from "vitest";
import { type Fake, type FakeHooks, type FakeSettings, createFake } from "./fake-host.js";

/** Bytes of a case: text stands for its UTF-8 bytes. */
export type CaseBytes = Uint8Array | string;

export interface HookCase {
  /** The rest of the sentence that the hook's name begins. */
  readonly does: string;
  readonly args: readonly (number | bigint)[];
  readonly given?: FakeSettings;
  /** Memory by offset, before the call. */
  readonly memory?: Readonly<Record<number, CaseBytes>>;
  /** Managed buffers by handle, before the call. */
  readonly buffers?: Readonly<Record<number, CaseBytes>>;
  /** Big integers by handle, before the call. */
  readonly bigInts?: Readonly<Record<number, bigint>>;
  readonly answers?: number | bigint;
  /** The failures that reach the VM, in order; a case that does not say has none. */
  readonly fails?: string | readonly string[];
  readonly charges?: readonly string[];
  readonly effects?: Fake["effects"];
  readonly breakpoint?: BreakpointValue;
  /** Memory, buffers and big integers after the call. */
  readonly stores?: Readonly<Record<number, CaseBytes>>;
  readonly setsBuffers?: Readonly<Record<number, CaseBytes>>;
  readonly setsBigInts?: Readonly<Record<number, bigint>>;
}

export type HookCases = { readonly [Name in keyof FakeHooks]?: readonly HookCase[] };

function bytesOf(bytes: CaseBytes): Uint8Array {
  return typeof bytes === "string" ? utf8ToBytes(bytes) : bytes;
}

/** Little-endian lengths of 32 bits, as hooks read them from memory. */
export function int32s(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => { view.setInt32(index * 4, value, true); });
  return new Uint8Array(view.buffer);
}

/** Big-endian handles, as vectors of managed buffers hold them. */
export function handles(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => { view.setInt32(index * 4, value); });
  return new Uint8Array(view.buffer);
}

/** An amount in 32 bytes. */
export function amount(value: number): Uint8Array {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(28, value);
  return bytes;
}

function prepare(hookCase: HookCase): Fake {
  const fake = createFake(hookCase.given);
  for (const [offset, bytes] of Object.entries(hookCase.memory ?? {})) fake.memory.set(bytesOf(bytes), Number(offset));
  for (const [handle, bytes] of Object.entries(hookCase.buffers ?? {})) fake.host.managedTypes.setBytes(Number(handle), bytesOf(bytes));
  for (const [handle, value] of Object.entries(hookCase.bigInts ?? {})) fake.host.managedTypes.setBigInt(Number(handle), value);
  return fake;
}

function check(hookCase: HookCase, fake: Fake, answer: unknown): void {
  expect(fake.failures).toEqual(hookCase.fails === undefined ? [] : [hookCase.fails].flat());
  if (hookCase.answers !== undefined) expect(answer).toBe(hookCase.answers);
  if (hookCase.charges !== undefined) expect(fake.charges).toEqual(hookCase.charges);
  if (hookCase.effects !== undefined) expect(fake.effects).toEqual(hookCase.effects);
  if (hookCase.breakpoint !== undefined) expect(fake.breakpoint).toBe(hookCase.breakpoint);
  for (const [offset, wanted] of Object.entries(hookCase.stores ?? {})) {
    const bytes = bytesOf(wanted);
    expect(bytesToHex(fake.memory.subarray(Number(offset), Number(offset) + bytes.length))).toBe(bytesToHex(bytes));
  }
  for (const [handle, wanted] of Object.entries(hookCase.setsBuffers ?? {})) {
    expect(bytesToByteString(fake.host.managedTypes.getBytes(Number(handle)))).toBe(bytesToByteString(bytesOf(wanted)));
  }
  for (const [handle, wanted] of Object.entries(hookCase.setsBigInts ?? {})) {
    expect(fake.host.managedTypes.getBigInt(Number(handle))).toBe(wanted);
  }
}

/** Runs a table, one test per case. */
export function testHooks(cases: HookCases): void {
  for (const [name, hookCases] of Object.entries(cases)) {
    for (const hookCase of hookCases) {
      test(`${name} ${hookCase.does}`, () => {
        const fake = prepare(hookCase);
        const hook = fake.hooks[name as keyof FakeHooks] as (...args: readonly (number | bigint)[]) => unknown;
        check(hookCase, fake, hook(...hookCase.args));
      });
    }
  }
}
