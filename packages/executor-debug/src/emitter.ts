// The emitter of a running contract: numbers are numbers, conditions are taken, and values move between JavaScript and the VM.
import { bytesToSigned, signedToBytes, textFromBytes, utf8ToBytes } from "@mxvm/codec";
import type { BoundaryHooks, Data, Emitter } from "@mxvm/contract-api";
import type { VmHooks } from "@mxvm/executor-api";
import type { DebugMemory } from "./memory.js";

/** The instance, as its emitter needs it. */
export interface EmitterHost {
  readonly memory: DebugMemory;
  /** Signals an error by a hook, and remembers its message for the report. */
  signalError(message: string, signal: () => void): never;
  /** Does something for the engine's own sake, without cost. */
  transport(hook: () => unknown): void;
  /** What a hook writes to memory, owned by the caller; without cost. */
  taken(hook: () => unknown): Uint8Array;
  /** Lets a hook read bytes from memory, without cost. */
  given(bytes: Uint8Array, hook: () => unknown): void;
}

/** Where the framework begins to count handles of its own. */
const FIRST_HANDLE = -200;
const SMALLEST_I64 = -(2n ** 63n);
const LARGEST_I64 = 2n ** 63n - 1n;

export class DebugEmitter implements Emitter {
  readonly hooks: BoundaryHooks;
  private readonly vmHooks: VmHooks;
  private readonly instance: EmitterHost;
  private nextHandle = FIRST_HANDLE;
  private readonly once = new Set<number>();

  /** `hooks` are the steps of a contract, `vmHooks` the VM's own, which move values. */
  constructor(vmHooks: VmHooks, hooks: BoundaryHooks, instance: EmitterHost) {
    this.vmHooks = vmHooks;
    this.hooks = hooks;
    this.instance = instance;
  }

  /** Brings back what a run begins with. */
  begin(): void {
    this.nextHandle = FIRST_HANDLE;
    if (this.once.size > 0) this.once.clear();
  }

  data(bytes: Uint8Array): Data {
    return this.instance.memory.constant(bytes);
  }

  scratch(bytes: Uint8Array): Data {
    return this.instance.memory.put(bytes);
  }

  scratch32(value: number): Data {
    const room = this.instance.memory.room(4);
    this.instance.memory.write32(room.pointer, value);
    return room;
  }

  scratchPayment(token: number, nonce: bigint, amount: number): Data {
    const { memory } = this.instance;
    const room = memory.room(16);
    memory.write32(room.pointer, token);
    memory.write64(room.pointer + 4, nonce);
    memory.write32(room.pointer + 12, amount);
    return room;
  }

  reserve(length: number): Data {
    return this.instance.memory.room(length);
  }

  reserveSecond(length: number): Data {
    return this.instance.memory.secondRoom(length);
  }

  memory(pointer: number, length: number): Uint8Array {
    return this.instance.memory.load(pointer, length);
  }

  memory32(pointer: number): number {
    return this.instance.memory.read32(pointer);
  }

  memory64(pointer: number): bigint {
    return this.instance.memory.read64(pointer);
  }

  newHandle(): number {
    return this.nextHandle--;
  }

  oncePerRun(handle: number, work: () => void): void {
    if (this.once.has(handle)) return;
    this.once.add(handle);
    work();
  }

  equal(a: number, b: number): boolean {
    return a === b;
  }

  less(a: number, b: number): boolean {
    return a < b;
  }

  add(a: number, b: number): number {
    return a + b;
  }

  subtract(a: number, b: number): number {
    return a - b;
  }

  multiply(a: number, b: number): number {
    return a * b;
  }

  divide(a: number, b: number): number {
    return Math.trunc(a / b);
  }

  less64(a: bigint, b: bigint): boolean {
    return a < b;
  }

  subtract64(a: bigint, b: bigint): bigint {
    return a - b;
  }

  unsigned(value: bigint): bigint {
    return value < 0n ? BigInt.asUintN(64, value) : value;
  }

  signed(value: bigint): bigint {
    return value > LARGEST_I64 ? BigInt.asIntN(64, value) : value;
  }

  if(condition: boolean, then: () => void, otherwise?: () => void): void {
    if (condition) then();
    else otherwise?.();
  }

  select<Value>(condition: boolean, then: () => Value, otherwise: () => Value): Value {
    return condition ? then() : otherwise();
  }

  loop(start: number, end: number, body: (index: number) => void): void {
    for (let index = start; index < end; index++) body(index);
  }

  *items<Item>(start: number, end: number, itemAt: (index: number) => Item): Generator<Item, void> {
    for (let index = start; index < end; index++) yield itemAt(index);
  }

  *chain<Item>(first: () => number, itemAt: (node: number) => Item, next: (node: number) => number): Generator<Item, void> {
    for (let node = first(); node !== 0; ) {
      const item = itemAt(node);
      node = next(node);
      yield item;
    }
  }

  fail(message: string): never {
    const { pointer, length } = this.scratch(utf8ToBytes(message));
    this.instance.signalError(message, () => this.hooks.signalError(pointer, length));
  }

  failWith(message: number): never {
    this.instance.signalError(textFromBytes(this.bytesOf(message)), () => this.hooks.managedSignalError(message));
  }

  bigIntOf(handle: number): bigint {
    const { bigIntGetSignedBytes } = this.vmHooks;
    return bytesToSigned(this.instance.taken(() => bigIntGetSignedBytes(handle, 0)));
  }

  fromBigInt(value: bigint): number {
    const handle = this.nextHandle--;
    const { bigIntSetInt64, bigIntSetSignedBytes } = this.vmHooks;
    if (value >= SMALLEST_I64 && value <= LARGEST_I64) this.instance.transport(() => bigIntSetInt64(handle, value));
    else {
      const bytes = signedToBytes(value);
      this.instance.given(bytes, () => bigIntSetSignedBytes(handle, 0, bytes.length));
    }
    return handle;
  }

  bytesOf(handle: number): Uint8Array {
    const { mBufferGetBytes } = this.vmHooks;
    return this.instance.taken(() => mBufferGetBytes(handle, 0));
  }

  fromBytes(bytes: Uint8Array): number {
    const handle = this.nextHandle--;
    const { mBufferSetBytes } = this.vmHooks;
    this.instance.given(bytes, () => mBufferSetBytes(handle, 0, bytes.length));
    return handle;
  }
}
