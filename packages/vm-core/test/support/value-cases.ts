// Tables of hook calls on the real VM: what a call is given, and what it must answer, cost and leave behind. The prices are all different,
// so that a wrong one shows.
import { bytesToByteString, bytesToHex, signedToBytes, utf8ToBytes } from "@mxvm/codec";
import type { VmHooks } from "@mxvm/executor-api";
import { type MockEndpoint, type MockVm, codeOf, createMockExecutor, mockContract } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import { type CallTransaction, type FlagChoices, type GasSchedule, type ReturnCodeValue, ReturnCode, type TransactionResult } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";
import { expect, test } from "vitest";
import { createVm } from "../../src/index.js";
import { gasKeys } from "../../src/metering/gas-keys.js";
import { alice, contractAddress, tokenIdentifier } from "./mock-world.js";

/** Bytes of a case: text stands for its UTF-8 bytes. */
export type CaseBytes = Uint8Array | string;
type ByNumber<Value> = Readonly<Record<number, Value>>;

export interface ValueCase {
  /** The rest of the sentence that the hook's name begins. */
  readonly does: string;
  readonly args: readonly (number | bigint)[];
  readonly memory?: ByNumber<CaseBytes>;
  readonly bigInts?: ByNumber<bigint>;
  readonly buffers?: ByNumber<CaseBytes>;
  /** Big floats: whole numbers, or bytes as `mBufferToBigFloat` reads them. */
  readonly floats?: ByNumber<bigint | Uint8Array>;
  /** Whatever else is there before. */
  readonly prepare?: MockEndpoint;
  readonly call?: Partial<CallTransaction>;
  readonly storage?: Readonly<Record<string, CaseBytes>>;
  readonly flags?: FlagChoices;
  readonly answers?: number | bigint;
  /** Gas keys, `Key*n` where one is paid n times; n may have two decimals, and what they make is rounded down. */
  readonly costs?: readonly string[];
  readonly fails?: string;
  readonly failsWith?: ReturnCodeValue;
  /** What one unit less than `costs` fails with, where it is not "not enough gas". */
  readonly failsShort?: string;
  readonly setsBigInts?: ByNumber<bigint>;
  readonly setsBuffers?: ByNumber<CaseBytes>;
  /** Bytes as `mBufferFromBigFloat` writes them. */
  readonly setsFloats?: ByNumber<Uint8Array>;
  readonly stores?: ByNumber<CaseBytes>;
  readonly leavesStorage?: Readonly<Record<string, CaseBytes>>;
  readonly finishes?: readonly CaseBytes[];
}

export type ValueCases = { readonly [Name in keyof VmHooks]?: readonly ValueCase[] };

// Per-byte prices are small, flat ones large; no sum of a few is another.
const bytePrices: Readonly<Record<string, number>> = {
  AoTPreparePerByte: 1,
  CompilePerByte: 1,
  DataCopyPerByte: 3,
  PersistPerByte: 1_009,
  ReleasePerByte: 7,
  StorePerByte: 10_007,
  CopyPerByteForTooBig: 100_003,
};

const prices = new Map<string, number>();

function distinctSchedule(): GasSchedule {
  const schedule: Record<string, Readonly<Record<string, number>>> = { ...gasSchedules.default };
  for (const [section, keys] of Object.entries(gasKeys)) {
    if (section === "DynamicStorageLoad") continue;
    const costs: Record<string, number> = {};
    for (const key of keys) {
      costs[key] = bytePrices[key] ?? 1e9 + prices.size * 1_000_000_007;
      prices.set(key, costs[key]);
    }
    schedule[section] = costs;
  }
  // Loads cost what the hook's own key says.
  schedule["DynamicStorageLoad"] = { ...schedule["DynamicStorageLoad"], MinimumGasCost: Number.MAX_SAFE_INTEGER };
  return schedule;
}

const gasSchedule = distinctSchedule();

function priceOf(costs: readonly string[]): number {
  return costs.reduce((sum, cost) => {
    const [key, times = "1"] = cost.split("*") as [string, string?];
    const price = prices.get(key);
    if (price === undefined) throw new TypeError(`${key} is no gas key`);
    return sum + Math.floor((price * Math.round(Number(times) * 100)) / 100);
  }, 0);
}

function asBytes(bytes: CaseBytes): Uint8Array {
  return typeof bytes === "string" ? utf8ToBytes(bytes) : bytes;
}

function entries<Value>(record: ByNumber<Value> | undefined): [number, Value][] {
  return Object.entries(record ?? {}).map(([key, value]) => [Number(key), value]);
}

const WORK = 0x1_8000;

function prepare(vm: MockVm, valueCase: ValueCase): void {
  const { hooks, memory } = vm;
  const setBuffer = (handle: number, bytes: Uint8Array): void => {
    memory.store(WORK, bytes);
    hooks.mBufferSetBytes(handle, WORK, bytes.length);
  };
  for (const [handle, value] of entries(valueCase.bigInts)) {
    const bytes = signedToBytes(value);
    memory.store(WORK, bytes);
    hooks.bigIntSetSignedBytes(handle, WORK, bytes.length);
  }
  for (const [handle, value] of entries(valueCase.floats)) {
    if (typeof value === "bigint") {
      hooks.bigFloatSetInt64(handle, value);
      continue;
    }
    setBuffer(-1000, value);
    hooks.mBufferToBigFloat(-1000, handle);
  }
  for (const [handle, bytes] of entries(valueCase.buffers)) setBuffer(handle, asBytes(bytes));
  for (const [offset, bytes] of entries(valueCase.memory)) memory.store(offset, asBytes(bytes));
  valueCase.prepare?.(vm);
}

function bufferOf({ hooks, memory }: MockVm, handle: number): Uint8Array {
  hooks.mBufferGetBytes(handle, WORK);
  return memory.load(WORK, hooks.mBufferGetLength(handle));
}

function check(vm: MockVm, valueCase: ValueCase): void {
  const { hooks, memory } = vm;
  for (const [offset, wanted] of entries(valueCase.stores)) {
    const bytes = asBytes(wanted);
    expect(bytesToHex(memory.load(offset, bytes.length))).toBe(bytesToHex(bytes));
  }
  for (const [handle, wanted] of entries(valueCase.setsBigInts)) {
    const length = hooks.bigIntGetSignedBytes(handle, WORK);
    expect(bytesToHex(memory.load(WORK, length))).toBe(bytesToHex(signedToBytes(wanted)));
  }
  for (const [handle, wanted] of entries(valueCase.setsBuffers)) {
    expect(bytesToByteString(bufferOf(vm, handle))).toBe(bytesToByteString(asBytes(wanted)));
  }
  for (const [handle, wanted] of entries(valueCase.setsFloats)) {
    hooks.mBufferFromBigFloat(-1001, handle);
    expect(bytesToHex(bufferOf(vm, -1001))).toBe(bytesToHex(wanted));
  }
}

/** Runs an endpoint on a fresh world. */
function execute(run: MockEndpoint, { call, storage, flags }: Pick<ValueCase, "call" | "storage" | "flags">): [TransactionResult, (key: string) => Uint8Array] {
  const contract = mockContract({ name: "values", endpoints: { init: () => undefined, run } });
  const vm = createVm({ executor: createMockExecutor({ contracts: [contract] }) });
  const world = createMockWorld({ vm, gasSchedule, ...(flags === undefined ? {} : { flags }) });
  const receiver = contractAddress("values");
  const instances = [{ nonce: 0n, balance: 1000n }, { nonce: 7n, balance: 3n }];
  world.setAccount({ address: alice, balance: 10n ** 18n, esdt: [{ tokenIdentifier, instances, lastNonce: 7n, roles: [] }] });
  const stored = new Map(Object.entries(storage ?? {}).map(([key, value]) => [key, asBytes(value)]));
  world.setAccount({ address: receiver, code: codeOf(contract), ownerAddress: alice, storage: stored });
  const transaction: CallTransaction = {
    kind: "call",
    txHash: new Uint8Array(32).fill(7),
    sender: alice,
    receiver,
    function: "run",
    arguments: [],
    value: 0n,
    esdt: [],
    gasLimit: 2n ** 51n,
    gasPrice: 0n,
  };
  return [world.execute({ ...transaction, ...call }), (key) => world.getStorage(receiver, utf8ToBytes(key))];
}

function runCase(name: string, valueCase: ValueCase): void {
  const price = valueCase.costs === undefined ? undefined : priceOf(valueCase.costs);
  const hookOf = (vm: MockVm): ((...args: readonly (number | bigint)[]) => unknown) => vm.hooks[name as keyof VmHooks] as never;
  const [result, stored] = execute((vm) => {
    prepare(vm, valueCase);
    const before = vm.hooks.getGasLeft();
    const answer = hookOf(vm)(...valueCase.args);
    const used = Number(before - vm.hooks.getGasLeft()) - priceOf(["GetGasLeft"]);
    if (valueCase.answers !== undefined) expect(answer).toBe(valueCase.answers);
    if (price !== undefined) expect(used).toBe(price);
    check(vm, valueCase);
  }, valueCase);
  expect(result.returnMessage).toBe(valueCase.fails ?? "");
  expect(result.returnCode).toBe(valueCase.fails === undefined ? ReturnCode.ok : (valueCase.failsWith ?? ReturnCode.executionFailed));
  if (valueCase.finishes !== undefined) expect(result.returnData.map(bytesToHex)).toEqual(valueCase.finishes.map((bytes) => bytesToHex(asBytes(bytes))));
  for (const [key, wanted] of Object.entries(valueCase.leavesStorage ?? {})) expect(bytesToHex(stored(key))).toBe(bytesToHex(asBytes(wanted)));
  if (price === undefined || price === 0) return;
  // One unit less is too little.
  const [short] = execute((vm) => {
    prepare(vm, valueCase);
    vm.useGas(Number(vm.hooks.getGasLeft()) - price + 1);
    hookOf(vm)(...valueCase.args);
  }, valueCase);
  const { failsShort } = valueCase;
  const wanted = failsShort === undefined ? [ReturnCode.outOfGas, "not enough gas"] : [ReturnCode.executionFailed, failsShort];
  expect([short.returnCode, short.returnMessage]).toEqual(wanted);
}

/** Runs a table, one test per case. */
export function testValues(cases: ValueCases): void {
  for (const [name, valueCases] of Object.entries(cases)) {
    for (const valueCase of valueCases) test(`${name} ${valueCase.does}`, () => { runCase(name, valueCase); });
  }
}

/** Runs an endpoint of its own; answers the result. */
export function runEndpoint(run: MockEndpoint, settings: Pick<ValueCase, "call" | "storage" | "flags"> = {}): TransactionResult {
  return execute(run, settings)[0];
}

/** Bytes of a big float of 53 bits: sign, exponent and 64 bits of mantissa; accuracy -1, 0 or 1. */
export function floatBytes(negative: boolean, exponent: number, mantissa: bigint, accuracy = 0): Uint8Array {
  const view = new DataView(new ArrayBuffer(18));
  view.setUint8(0, 1);
  view.setUint8(1, ((accuracy + 1) << 3) | 2 | (negative ? 1 : 0));
  view.setUint32(2, 53);
  view.setInt32(6, exponent);
  view.setBigUint64(10, mantissa);
  return new Uint8Array(view.buffer);
}

export const zeroFloatBytes: Uint8Array = Uint8Array.of(1, 8, 0, 0, 0, 53);

/** A double, not subnormal, as the bytes of a big float. */
export function floatOf(value: number): Uint8Array {
  if (value === 0) return zeroFloatBytes;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn) - 1022;
  return floatBytes(value < 0, exponent, ((1n << 52n) | BigInt.asUintN(52, bits)) << 11n);
}
