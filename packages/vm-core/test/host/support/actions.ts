// What endpoints do, in one line each, over raw hooks.
import { hexToBytes } from "@mxvm/codec";
import type { MockEndpoint, MockVm } from "@mxvm/executor-mock";
import { buffer, bytesOf, payments, text, vector } from "../../support/mock-world.js";
import { spend } from "./priced-vm.js";

type Bytes = Uint8Array | string;

export interface Call {
  readonly to: Uint8Array;
  readonly function: string;
  readonly args?: readonly Bytes[];
  readonly value?: bigint;
}

export interface Promise extends Call {
  readonly gas: number;
  /** Of success and failure alike; none if it is not given. */
  readonly callback?: string;
  /** Gas for the callback beyond what is always locked. */
  readonly lock?: number;
  readonly closure?: Bytes;
}

export interface TokenTransfer {
  readonly to: Uint8Array;
  readonly amount: bigint;
  readonly gas?: number;
  readonly function?: string;
  readonly args?: readonly Bytes[];
}

const CALLBACK_NAME = 1000;
const VALUE = 1100;
const DATA = 1200;

function handlesOf(vm: MockVm, { to, function: name, args = [], value = 0n }: Call): [number, number, number, number] {
  return [buffer(vm, to), vm.hooks.bigIntNew(value), buffer(vm, name), vector(vm, ...args)];
}

/** Registers the legacy asynchronous call; the endpoint ends here. */
export function callLegacy(vm: MockVm, call: Call): void {
  vm.hooks.managedAsyncCall(...handlesOf(vm, call));
}

export function promise(vm: MockVm, { gas, callback = "", lock = 0, closure = "", ...call }: Promise): void {
  vm.memory.store(CALLBACK_NAME, text(callback));
  const names = [CALLBACK_NAME, callback.length, CALLBACK_NAME, callback.length] as const;
  vm.hooks.managedCreateAsyncCall(...handlesOf(vm, call), ...names, BigInt(gas), BigInt(lock), buffer(vm, closure));
}

export function callOnDestination(vm: MockVm, gas: number, call: Call): void {
  vm.hooks.managedExecuteOnDestContext(BigInt(gas), ...handlesOf(vm, call), vm.hooks.mBufferNew());
}

export function callOnSame(vm: MockVm, gas: number, call: Call): void {
  vm.hooks.managedExecuteOnSameContext(BigInt(gas), ...handlesOf(vm, call), vm.hooks.mBufferNew());
}

/** Sends EGLD with data. */
export function transfer(vm: MockVm, to: Uint8Array, value: bigint, data: Bytes = ""): void {
  const bytes = typeof data === "string" ? text(data) : data;
  vm.memory.store(0, to);
  vm.memory.store(VALUE, hexToBytes(value.toString(16).padStart(64, "0")));
  vm.memory.store(DATA, bytes);
  vm.hooks.transferValue(0, VALUE, DATA, bytes.length);
}

/** Sends EGLD, and calls a function with it unless its name is empty. */
export function transferAndCall(vm: MockVm, gas: number, { to, function: name, args = [], value = 0n }: Call): void {
  vm.hooks.managedTransferValueExecute(buffer(vm, to), vm.hooks.bigIntNew(value), BigInt(gas), buffer(vm, name), vector(vm, ...args));
}

/** Sends tokens of nonce 0, and calls a function with them unless its name is empty. */
export function transferTokens(vm: MockVm, { to, amount, gas = 0, function: name = "", args = [] }: TokenTransfer): void {
  const sent = payments(vm, { value: amount });
  vm.hooks.managedMultiTransferESDTNFTExecute(buffer(vm, to), sent, BigInt(gas), buffer(vm, name), vector(vm, ...args));
}

export function argumentsOf(vm: MockVm): readonly Uint8Array[] {
  return Array.from({ length: vm.hooks.getNumArguments() }, (_, index) => {
    const handle = vm.hooks.mBufferNew();
    vm.hooks.mBufferGetArgument(index, handle);
    return bytesOf(vm, handle);
  });
}

/** A value of storage. */
export function load(vm: MockVm, key: string): Uint8Array {
  const handle = vm.hooks.mBufferNew();
  vm.hooks.mBufferStorageLoad(buffer(vm, key), handle);
  return bytesOf(vm, handle);
}

export function originalCaller(vm: MockVm): Uint8Array {
  const handle = vm.hooks.mBufferNew();
  vm.hooks.managedGetOriginalCallerAddr(handle);
  return bytesOf(vm, handle);
}

/** An endpoint that uses gas and does nothing else. */
export const wasting =
  (gas: number): MockEndpoint =>
  (vm) => {
    spend(vm, gas);
  };
