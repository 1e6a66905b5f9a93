// The emitter: what the boundary of a contract (arguments, storage, results, calls, events) is written over. The debug executor runs it; a
// compiler emits from the same code.
import type { BoundaryHooks } from "./boundary-hooks.js";

/** A 32-bit number of the running contract, signed. */
export type I32 = number;

/** A 64-bit number of the running contract, signed, as hooks take and answer it. */
export type I64 = bigint;

/** Key of a managed buffer, big integer or other value of the VM. */
export type Handle = I32;

/** Bytes in the contract's memory, as hooks take them. */
export interface Data {
  readonly pointer: I32;
  readonly length: I32;
}

/**
 * What the boundary does with the VM, and how it branches.
 *
 * The types say what a run passes. A compiler passes expressions in their place, so code over the emitter compares, adds, branches and
 * repeats through it alone: `emitter.if(emitter.less(position, 1), …)`. What is known when the contract is declared (its codecs, keys and
 * names) is plain JavaScript.
 *
 * Values of the contract are JavaScript's while the VM has handles. Moving a value from one to the other (`bytesOf`, `bigIntOf`, `fromBytes`,
 * `fromBigInt`) is the executor's own affair and costs no gas, since a compiled contract leaves such values in the VM. All else a contract
 * does at its boundary is a hook.
 */
export interface Emitter {
  /** The VM hooks. One that fails, or ends the run, does not return. */
  readonly hooks: BoundaryHooks;

  /** Constant bytes. The same array gives the same place: make it once per declaration, and never change it. */
  data(bytes: Uint8Array): Data;
  /** A copy of bytes in memory, until the next `scratch…` or `reserve`. */
  scratch(bytes: Uint8Array): Data;
  /** A number's four bytes, the highest first, in memory, as long. */
  scratch32(value: I32): Data;
  /** An item of a managed list of payments, in memory, as long: 4 bytes, 8, and 4. */
  scratchPayment(token: Handle, nonce: I64, amount: Handle): Data;
  /** Room in memory for a hook to write to, as long. */
  reserve(length: I32): Data;
  /** More room, beside that of `reserve`. */
  reserveSecond(length: I32): Data;
  /** The bytes in memory, owned by the caller. */
  memory(pointer: I32, length: I32): Uint8Array;
  /** The number in memory, of four bytes, the highest first. */
  memory32(pointer: I32): I32;
  /** The same of eight bytes. */
  memory64(pointer: I32): I64;
  /** A handle that nothing uses yet. The contract counts handles itself, as in the compiled framework: no hook is called. */
  newHandle(): Handle;

  /** Does `work` unless it was done before in this run for this handle, which the framework keeps for one purpose. */
  oncePerRun(handle: Handle, work: () => void): void;

  equal(a: I32, b: I32): boolean;
  less(a: I32, b: I32): boolean;
  add(a: I32, b: I32): I32;
  subtract(a: I32, b: I32): I32;
  multiply(a: I32, b: I32): I32;
  /** Truncated; `b` is not 0. */
  divide(a: I32, b: I32): I32;
  less64(a: I64, b: I64): boolean;
  subtract64(a: I64, b: I64): I64;
  /** The 64 bits as an unsigned number. */
  unsigned(value: I64): bigint;
  /** An unsigned number's 64 bits. */
  signed(value: bigint): I64;

  if(condition: boolean, then: () => void, otherwise?: () => void): void;
  select<Value>(condition: boolean, then: () => Value, otherwise: () => Value): Value;
  /** Does something for each index from `start`, up to and without `end`. */
  loop(start: I32, end: I32, body: (index: I32) => void): void;
  /** What a contract's `for…of` goes over: for each index from `start`, up to and without `end`, an item made when it is asked for. */
  items<Item>(start: I32, end: I32, itemAt: (index: I32) => Item): Iterable<Item>;
  /** The same over a chain of nodes that ends at node 0: `next` is read after the node's item, before the contract has it. */
  chain<Item>(first: () => I32, itemAt: (node: I32) => Item, next: (node: I32) => I32): Iterable<Item>;

  /** Ends the run as `signalError` does. The message is constant or a text of the contract. */
  fail(message: string): never;
  /** Ends the run as `managedSignalError` does. The message is a managed buffer. */
  failWith(message: Handle): never;

  /** The value of a managed big integer. */
  bigIntOf(handle: Handle): bigint;
  /** A new managed big integer. */
  fromBigInt(value: bigint): Handle;
  /** The bytes of a managed buffer, owned by the caller. What they mean is the codec's. */
  bytesOf(handle: Handle): Uint8Array;
  /** A new managed buffer. */
  fromBytes(bytes: Uint8Array): Handle;
}
