// Hooks that every contract calls, from Wasm: a thousand calls of one hook in one transaction. The first row is what all of them include.
import type { Hook, HookName } from "@mxvm/executor-api";
import { hooks as allHooks } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { CallTransaction } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";
import wabt from "wabt";
import { bench, describe } from "vitest";
import { createVm } from "@mxvm/vm-core";

type Call = readonly [name: HookName, ...args: readonly (number | bigint)[]];

const CALLS = 1000;
const hookByName: ReadonlyMap<HookName, Hook> = new Map(allHooks.map((hook) => [hook.name, hook]));

/** Handles 1 to 3 hold 32 bytes, numbers of 64 bits and floats; 4 holds a number of 256 bits, 5 one byte, map 0 one entry. */
const before: readonly Call[] = [
  ...[1, 2, 3].flatMap((handle): Call[] => [
    ["mBufferSetBytes", handle, 0, 32],
    ["bigIntSetInt64", handle, 1_000_000_007n],
    ["bigFloatSetInt64", handle, 3n],
  ]),
  ["bigIntSetUnsignedBytes", 4, 0, 32],
  ["mBufferSetBytes", 5, 0, 1],
  ["managedMapNew"],
  ["managedMapPut", 0, 1, 2],
  ["mBufferStorageStore", 1, 2],
];

const measured: Readonly<Record<string, readonly Call[]>> = {
  "a hook that does next to nothing": [["mBufferGetLength", 1]],
  bigIntAdd: [["bigIntAdd", 3, 1, 2]],
  "bigIntAdd, 256 bits": [["bigIntAdd", 3, 4, 2]],
  bigIntSetInt64: [["bigIntSetInt64", 3, 5n]],
  bigIntCmp: [["bigIntCmp", 1, 2]],
  mBufferSetBytes: [["mBufferSetBytes", 3, 0, 32]],
  mBufferGetBytes: [["mBufferGetBytes", 1, 1024]],
  mBufferCopyByteSlice: [["mBufferCopyByteSlice", 1, 4, 20, 3]],
  mBufferSetByteSlice: [["mBufferSetByteSlice", 1, 4, 8, 0]],
  "mBufferSetBytes and mBufferAppendBytes": [["mBufferSetBytes", 3, 0, 16], ["mBufferAppendBytes", 3, 0, 16]],
  "mBufferSetBytes and four times mBufferAppendBytes": [
    ["mBufferSetBytes", 3, 0, 16],
    ["mBufferAppendBytes", 3, 0, 16],
    ["mBufferAppendBytes", 3, 0, 16],
    ["mBufferAppendBytes", 3, 0, 16],
    ["mBufferAppendBytes", 3, 0, 16],
  ],
  mBufferEq: [["mBufferEq", 1, 2]],
  mBufferToBigIntUnsigned: [["mBufferToBigIntUnsigned", 1, 3]],
  mBufferFromBigIntUnsigned: [["mBufferFromBigIntUnsigned", 3, 1]],
  "mBufferFromBigIntUnsigned, 256 bits": [["mBufferFromBigIntUnsigned", 3, 4]],
  mBufferToSmallIntUnsigned: [["mBufferToSmallIntUnsigned", 5]],
  "mBufferStorageLoad, cached": [["mBufferStorageLoad", 1, 3]],
  "mBufferStorageStore, unchanged": [["mBufferStorageStore", 1, 2]],
  "mBufferStorageStore, changed": [["mBufferStorageStore", 1, 2], ["mBufferStorageStore", 1, 5]],
  mBufferGetArgument: [["mBufferGetArgument", 0, 3]],
  smallIntGetUnsignedArgument: [["smallIntGetUnsignedArgument", 1]],
  managedMapGet: [["managedMapGet", 0, 1, 3]],
  bigFloatAdd: [["bigFloatAdd", 3, 1, 2]],
  bigFloatDiv: [["bigFloatDiv", 3, 1, 2]],
};

function rowOf(name: HookName): Hook {
  const hook = hookByName.get(name);
  if (hook === undefined) throw new TypeError(name);
  return hook;
}

function call([name, ...args]: Call): string {
  const { params, result } = rowOf(name);
  const text = `(call $${name} ${args.map((value, index) => `(${params[index]!.type}.const ${value})`).join(" ")})`;
  return result === undefined ? text : `(drop ${text})`;
}

function contractOf(loops: readonly (readonly Call[])[]): Uint8Array {
  const names = new Set([...before, ...loops.flat()].map(([name]) => name));
  const imports = [...names].map((name) => {
    const { params, result } = rowOf(name);
    const types = params.map(({ type }) => type).join(" ");
    return `(import "env" "${name}" (func $${name} (param ${types}) ${result === undefined ? "" : `(result ${result})`}))`;
  });
  const functions = loops.map(
    (calls, index) => `(func (export "run${index}") (local $left i32)
      ${before.map(call).join("\n")}
      (local.set $left (i32.const ${CALLS}))
      (loop $next
        ${calls.map(call).join("\n")}
        (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 1))))))`,
  );
  return binaryOf(`(module ${imports.join("\n")} (memory (export "memory") 1)
    (data (i32.const 0) "abcdefghijklmnopqrstuvwxyz0123456789") (func (export "init")) ${functions.join("\n")})`);
}

const { parseWat } = await wabt();

function binaryOf(text: string): Uint8Array {
  return new Uint8Array(parseWat("hooks.wat", text).toBinary({}).buffer);
}

const world = createMockWorld({ vm: createVm({ executor: createWasmExecutor() }), gasSchedule: gasSchedules.default });
const sender = new Uint8Array(32).fill(1);
const receiver = Uint8Array.from({ length: 32 }, (_, index) => (index === 8 ? 5 : index < 10 ? 0 : 7));
world.setAccount({ address: sender, balance: 10n ** 18n });
world.setAccount({ address: receiver, code: contractOf(Object.values(measured)), ownerAddress: sender });

const transaction: Omit<CallTransaction, "function"> = {
  kind: "call",
  txHash: new Uint8Array(32),
  sender,
  receiver,
  arguments: [new Uint8Array(32).fill(9), Uint8Array.of(1, 2, 3)],
  value: 0n,
  esdt: [],
  gasLimit: 10n ** 12n,
  gasPrice: 0n,
};

describe(`${CALLS} times`, () => {
  Object.keys(measured).forEach((name, index) => {
    bench(name, () => {
      const { returnMessage } = world.execute({ ...transaction, function: `run${index}` });
      if (returnMessage !== "") throw new TypeError(returnMessage);
    });
  });
});
