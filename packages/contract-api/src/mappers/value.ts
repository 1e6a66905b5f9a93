// One value under one key. Mirrors SingleValueMapper of mx-sdk-rs framework/base storage/mappers.
import type { Codec } from "@mxvm/codec";
import { storageClear, storageGet, storageLength, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";

/** Every access reaches storage. */
export interface ValueMapper<V> {
  get(): V;
  set(value: V): void;
  /** Sets what `change` makes of the value, and answers it. */
  update(change: (value: V) => V): V;
  /** Whether nothing is stored, which numbers that are 0 and other values of no bytes are, too. */
  isEmpty(): boolean;
  clear(): void;
  /** The value, cleared. */
  take(): V;
  /** The value, replaced by another. */
  replace(value: V): V;
  /** Whether nothing was stored, and the value now is. */
  setIfEmpty(value: V): boolean;
}

export class ValueAtKey<V> implements ValueMapper<V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly codec: Codec<V>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<V>) {
    this.emitter = emitter;
    this.key = key;
    this.codec = codec;
  }

  get(): V {
    return storageGet(this.emitter, this.key, this.codec);
  }

  set(value: V): void {
    storageSet(this.emitter, this.key, this.codec, value);
  }

  update(change: (value: V) => V): V {
    const value = change(this.get());
    this.set(value);
    return value;
  }

  isEmpty(): boolean {
    return this.emitter.equal(storageLength(this.emitter, this.key), 0);
  }

  clear(): void {
    storageClear(this.emitter, this.key);
  }

  take(): V {
    const value = this.get();
    this.clear();
    return value;
  }

  replace(value: V): V {
    const old = this.get();
    this.set(value);
    return old;
  }

  setIfEmpty(value: V): boolean {
    const isEmpty = this.isEmpty();
    this.emitter.if(isEmpty, () => this.set(value));
    return isEmpty;
  }
}
