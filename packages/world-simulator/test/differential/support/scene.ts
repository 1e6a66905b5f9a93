// The scene that every hook case plays in: what memory, managed values and storage hold before the hook is called. Every handle exists as
// a buffer, a big integer and a big float, so that a case need not know which of them a hook means.
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import type { HookGroup } from "@mxvm/executor-api";
import { assemble } from "./contracts.js";
import { vectors, vectorTexts } from "./crypto-vectors.js";
import { address, contractAddress } from "./transactions.js";

/** The contract under test, one that it calls and owns, and one that calls it. */
export const tested: Uint8Array = contractAddress("tested");
export const callee: Uint8Array = contractAddress("callee");
export const driver: Uint8Array = contractAddress("driver");
export const somebody: Uint8Array = address("somebody");
export const token: Uint8Array = utf8ToBytes("GOLD-123456");

/** Code that the tested contract can deploy. */
export const child: Uint8Array = assemble(`(module
  (import "env" "getNumArguments" (func $getNumArguments (result i32)))
  (import "env" "int64finish" (func $int64finish (param i64)))
  (memory (export "memory") 1)
  (func $answer (call $int64finish (i64.extend_i32_s (call $getNumArguments))))
  (func (export "init") (call $answer))
  (func (export "upgrade") (call $answer))
  (func (export "echo") (call $answer)))`);

/** What the tested contract calls: it stores and answers, or fails. */
export const calleeCode: Uint8Array = assemble(`(module
  (import "env" "getNumArguments" (func $getNumArguments (result i32)))
  (import "env" "int64finish" (func $int64finish (param i64)))
  (import "env" "int64storageStore" (func $int64storageStore (param i32 i32 i64) (result i32)))
  (import "env" "signalError" (func $signalError (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "called")
  (func (export "init"))
  (func (export "upgrade"))
  (func (export "echo")
    (drop (call $int64storageStore (i32.const 0) (i32.const 6) (i64.const 77)))
    (call $int64finish (i64.extend_i32_s (call $getNumArguments))))
  (func (export "view") (call $int64finish (i64.extend_i32_s (call $getNumArguments))))
  (func (export "fail") (call $signalError (i32.const 0) (i32.const 6)))
  (func (export "callBack") (call $int64finish (i64.const 99))))`);

/** Calls the tested contract's endpoint that its argument names, in the way that its own endpoint is named. */
export const driverCode: Uint8Array = assemble(`(module
  (import "env" "getArgument" (func $getArgument (param i32 i32) (result i32)))
  (import "env" "int64finish" (func $int64finish (param i64)))
  (import "env" "executeReadOnly" (func $readOnly (param i64 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "env" "executeOnSameContext" (func $same (param i64 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "env" "executeOnDestContext" (func $destination (param i64 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "${wat(tested)}")
  (func $name (result i32) (call $getArgument (i32.const 0) (i32.const 128)))
  (func $finish (param i32) (call $int64finish (i64.extend_i32_s (local.get 0))))
  (func (export "readOnly")
    (call $finish (call $readOnly (i64.const 30000000) (i32.const 0) (i32.const 128) (call $name) (i32.const 0) (i32.const 0) (i32.const 0))))
  (func (export "sameContext")
    (call $finish (call $same (i64.const 30000000) (i32.const 0) (i32.const 64) (i32.const 128) (call $name) (i32.const 0) (i32.const 0) (i32.const 0))))
  (func (export "destinationContext")
    (call $finish
      (call $destination (i64.const 30000000) (i32.const 0) (i32.const 64) (i32.const 128) (call $name) (i32.const 0) (i32.const 0) (i32.const 0)))))`);

/** Places in memory. */
export const at = {
  callee: 0x000,
  somebody: 0x020,
  token: 0x040,
  value: 0x060,
  functionName: 0x080,
  key: 0x090,
  data: 0x0a0,
  argumentLengths: 0x0c0,
  argumentData: 0x0d0,
  codeMetadata: 0x0e0,
  transferLengths: 0x100,
  transferData: 0x110,
  callBack: 0x130,
  message: 0x140,
  curve: 0x180,
  pointX: 0x190,
  pointY: 0x1b0,
  lists: 0x1d0,
  float: 0x1f0,
  view: 0x208,
  code: 0x210,
  keyList: 0x5f0,
  output: 0x600,
} as const;

/** Size of the output zone; what is written there is part of what is compared. */
export const OUTPUT_SIZE = 0x200;

/** Handles, each a buffer, a big integer and a big float. */
export const handles = {
  empty: 0,
  text: 1,
  negative: 2,
  address: 3,
  token: 4,
  functionName: 5,
  arguments: 6,
  transfers: 7,
  key: 8,
  codeMetadata: 9,
  code: 10,
  output: 11,
  secondOutput: 12,
  pointX: 13,
  pointY: 14,
  curve: 15,
  float: 16,
  view: 17,
} as const;

/** In scenes of the crypto hooks: a list of one key. */
export const keyListHandle: number = Math.max(...vectorTexts.map(([{ handle }]) => handle)) + 1;

const HANDLE_COUNT = 18;

/** Little-endian and big-endian 32 bits. */
const le = (...values: number[]): string => values.map((value) => bytes(value & 0xff, (value >> 8) & 0xff, 0, 0)).join("");
const be = (...values: number[]): string => values.map((value) => bytes(0, 0, value >> 8, value & 0xff)).join("");

const memory: Readonly<Record<keyof typeof at, string>> = {
  callee: wat(callee),
  somebody: wat(somebody),
  token: wat(token),
  value: bytes(...new Uint8Array(31), 5),
  functionName: "echo",
  key: "key",
  data: "echo@01@02",
  argumentLengths: le(1, 2),
  argumentData: bytes(1, 2, 3),
  codeMetadata: bytes(5, 6),
  transferLengths: le(token.length, 0, 1),
  transferData: `${wat(token)}${bytes(5)}`,
  callBack: "callBack",
  message: "a message of 64 bytes: abcdefghijklmnopqrstuvwxyz0123456789-----",
  curve: "p256",
  pointX: hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
  pointY: hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
  lists: "",
  // 1.5 as Go writes it: version, sign and form, precision, exponent, mantissa.
  float: hex("010a0000003500000001c000000000000000"),
  view: "view",
  code: wat(child),
  keyList: be(vectors.blsKey.handle),
  output: "",
};

/** Buffers by handle, as a place in memory and a length. */
const buffers: readonly (readonly [number, number])[] = [
  [at.output, 0],
  [at.message, 20],
  [at.argumentLengths, 1],
  [at.callee, 32],
  [at.token, token.length],
  [at.functionName, 4],
  [at.lists, 8],
  [at.lists + 8, 16],
  [at.key, 3],
  [at.codeMetadata, 2],
  [at.code, child.length],
  [at.output, 0],
  [at.output, 0],
  [at.pointX, 32],
  [at.pointY, 32],
  [at.curve, 4],
  [at.float, 18],
  [at.view, 4],
];

/** Buffers that list other values: arguments by handle; a transfer as token, nonce and value. */
const lists = [
  `(data (i32.const ${at.lists}) "${be(handles.negative, handles.text)}")`,
  `(data (i32.const ${at.lists + 8}) "${be(handles.token)}${be(0, 0)}${be(handles.key)}")`,
];

const bigInts = [0n, 1_234_567_890_123_456_789n, -7n, 3n, 1000n, 2n, 64n, -(2n ** 62n), 5n, 255n, 256n, 0n, 0n];
const floats = [
  [0, 1],
  [3, 2],
  [-1, 4],
  [2, 1],
  [1, 3],
  [1000, 7],
] as const;

/** Imports that the scene and its observation need. */
const common = ["mBufferNewFromBytes", "mBufferFinish", "bigIntNew", "bigIntFinishSigned", "bigIntSetUnsignedBytes", "finish", "int64finish"];
const ofGroup: Readonly<Partial<Record<HookGroup, readonly string[]>>> = {
  bigFloat: ["bigFloatNewFromFrac", "mBufferFromBigFloat"],
  managedBuffer: ["bigFloatNewFromFrac", "mBufferFromBigFloat"],
  managedMap: ["managedMapNew", "managedMapPut", "managedMapContains"],
  crypto: ["createEC"],
};

export function sceneImports(group: HookGroup): readonly string[] {
  return [...common, ...(ofGroup[group] ?? [])];
}

export function memoryText(group: HookGroup): string {
  const segments = Object.entries(memory).map(([name, text]) => `(data (i32.const ${at[name as keyof typeof at]}) "${text}")`);
  const extra = group === "crypto" ? vectorTexts.map(([{ offset }, text]) => `(data (i32.const ${offset}) "${hex(text)}")`) : [];
  return ['(memory (export "memory") 1)', ...segments, ...lists, ...extra].join("\n");
}

/** Function `$scene`: makes the managed values, and leaves one piece of return data. */
export function sceneText(group: HookGroup): string {
  const lines = buffers.map(([offset, length]) => `(drop (call $mBufferNewFromBytes (i32.const ${offset}) (i32.const ${length})))`);
  for (let handle = 0; handle < HANDLE_COUNT; handle++) lines.push(`(drop (call $bigIntNew (i64.const ${bigInts[handle] ?? 0n})))`);
  for (const [handle, place] of [
    [handles.pointX, at.pointX],
    [handles.pointY, at.pointY],
  ]) {
    lines.push(`(call $bigIntSetUnsignedBytes (i32.const ${handle}) (i32.const ${place}) (i32.const 32))`);
  }
  if (usesFloats(group)) {
    for (let handle = 0; handle < HANDLE_COUNT; handle++) {
      const [numerator, denominator] = floats[handle] ?? [0, 1];
      lines.push(`(drop (call $bigFloatNewFromFrac (i64.const ${numerator}) (i64.const ${denominator})))`);
    }
  }
  if (group === "managedMap") {
    lines.push("(drop (call $managedMapNew))", "(drop (call $managedMapNew))");
    lines.push(`(drop (call $managedMapPut (i32.const 1) (i32.const ${handles.key}) (i32.const ${handles.text})))`);
  }
  if (group === "crypto") {
    lines.push(`(drop (call $createEC (i32.const ${at.curve}) (i32.const 4)))`);
    for (const [{ offset, length }] of vectorTexts) {
      lines.push(`(drop (call $mBufferNewFromBytes (i32.const ${offset}) (i32.const ${length})))`);
    }
    // A list of one key.
    lines.push(`(drop (call $mBufferNewFromBytes (i32.const ${at.keyList}) (i32.const 4)))`);
  }
  lines.push(`(call $finish (i32.const ${at.functionName}) (i32.const 4))`);
  return `(func $scene ${lines.join("\n")})`;
}

/** Function `$observe`: answers the output zone and every managed value. */
export function observationText(group: HookGroup): string {
  const lines = [`(call $finish (i32.const ${at.output}) (i32.const ${OUTPUT_SIZE}))`];
  for (let handle = 0; handle < HANDLE_COUNT; handle++) {
    lines.push(`(call $mBufferFinish (i32.const ${handle}))`.replace("(call", "(drop (call") + ")");
    lines.push(`(call $bigIntFinishSigned (i32.const ${handle}))`);
    if (usesFloats(group)) {
      lines.push(`(drop (call $mBufferFromBigFloat (i32.const ${handles.secondOutput}) (i32.const ${handle})))`);
      lines.push(`(drop (call $mBufferFinish (i32.const ${handles.secondOutput})))`);
    }
  }
  if (group === "managedMap") {
    for (const map of [0, 1]) {
      lines.push(`(call $int64finish (i64.extend_i32_s (call $managedMapContains (i32.const ${map}) (i32.const ${handles.key}))))`);
    }
  }
  return `(func $observe ${lines.join("\n")})`;
}

function usesFloats(group: HookGroup): boolean {
  return group === "bigFloat" || group === "managedBuffer";
}

function wat(value: Uint8Array): string {
  return hex(bytesToHex(value));
}

function hex(text: string): string {
  return text.replace(/../g, "\\$&");
}

function bytes(...values: number[]): string {
  return wat(Uint8Array.from(values));
}
