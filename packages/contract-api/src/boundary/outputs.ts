// Where top-encoded values go to: results, storage, and lists of call arguments or topics. Mirrors ApiOutputAdapter, StorageSetOutput and
// ManagedVec::push_single_value of the Rust framework.
import type { ArgumentSink, TopOutput } from "@mxvm/codec";
import type { Emitter, Handle } from "../emitter.js";
import { pushHandle } from "./handle-lists.js";

/** Each value is a result. */
export class ResultOutput implements TopOutput, ArgumentSink {
  private readonly emitter: Emitter;

  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  next(): TopOutput {
    return this;
  }

  unsigned(value: bigint): void {
    this.emitter.hooks.smallIntFinishUnsigned(this.emitter.signed(value));
  }

  signed(value: bigint): void {
    this.emitter.hooks.smallIntFinishSigned(value);
  }

  bigUint(value: bigint): void {
    this.emitter.hooks.bigIntFinishUnsigned(this.emitter.fromBigInt(value));
  }

  bigInt(value: bigint): void {
    this.emitter.hooks.bigIntFinishSigned(this.emitter.fromBigInt(value));
  }

  buffer(bytes: Uint8Array): void {
    this.emitter.hooks.mBufferFinish(this.emitter.fromBytes(bytes));
  }

  slice(bytes: Uint8Array): void {
    const data = this.emitter.scratch(bytes);
    this.emitter.hooks.finish(data.pointer, data.length);
  }
}

/** Each value becomes a managed buffer, which `accept` takes. */
abstract class BufferOutput implements TopOutput {
  protected readonly emitter: Emitter;

  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  protected abstract accept(buffer: Handle): void;

  unsigned(value: bigint): void {
    const buffer = this.emitter.newHandle();
    this.emitter.hooks.mBufferFromSmallIntUnsigned(buffer, this.emitter.signed(value));
    this.accept(buffer);
  }

  // By a big integer, as the framework does: the VM's hook for signed small integers writes wrong bytes for some.
  signed(value: bigint): void {
    const bigInt = this.emitter.newHandle();
    this.emitter.hooks.bigIntSetInt64(bigInt, value);
    const buffer = this.emitter.newHandle();
    this.emitter.hooks.mBufferFromBigIntSigned(buffer, bigInt);
    this.accept(buffer);
  }

  bigUint(value: bigint): void {
    const bigInt = this.emitter.fromBigInt(value);
    const buffer = this.emitter.newHandle();
    this.emitter.hooks.mBufferFromBigIntUnsigned(buffer, bigInt);
    this.accept(buffer);
  }

  bigInt(value: bigint): void {
    const bigInt = this.emitter.fromBigInt(value);
    const buffer = this.emitter.newHandle();
    this.emitter.hooks.mBufferFromBigIntSigned(buffer, bigInt);
    this.accept(buffer);
  }

  buffer(bytes: Uint8Array): void {
    this.accept(this.emitter.fromBytes(bytes));
  }

  slice(bytes: Uint8Array): void {
    const data = this.emitter.scratch(bytes);
    const buffer = this.emitter.newHandle();
    this.emitter.hooks.mBufferSetBytes(buffer, data.pointer, data.length);
    this.accept(buffer);
  }
}

/** The value is stored under a key. */
export class StorageOutput extends BufferOutput {
  private readonly key: Handle;

  constructor(emitter: Emitter, key: Handle) {
    super(emitter);
    this.key = key;
  }

  protected accept(buffer: Handle): void {
    this.emitter.hooks.mBufferStorageStore(this.key, buffer);
  }
}

/** Values go to the end of a managed list. */
export class ListOutput extends BufferOutput implements ArgumentSink {
  private readonly list: Handle;

  constructor(emitter: Emitter, list: Handle) {
    super(emitter);
    this.list = list;
  }

  next(): TopOutput {
    return this;
  }

  protected accept(buffer: Handle): void {
    pushHandle(this.emitter, this.list, buffer);
  }

  /** Adds a managed buffer as it is. */
  handle(buffer: Handle): void {
    this.accept(buffer);
  }
}

/** The value is a managed buffer, which can be asked for. */
export class ValueOutput extends BufferOutput {
  handle: Handle | undefined;

  protected accept(buffer: Handle): void {
    this.handle = buffer;
  }
}
