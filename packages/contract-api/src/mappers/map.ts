// Values by keys, in the order in which the keys came: a set of keys, and each value under `.mapped`. Mirrors MapMapper of mx-sdk-rs.
import type { Codec } from "@mxvm/codec";
import { appendToKey, copiedKey, derivedKey, keyPart, storageClear, storageGet, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import { mapped } from "./mapped.js";
import { SetAtKey } from "./set.js";

const MAPPED = keyPart(".mapped");

/** A map that remembers the order in which its keys came. */
export interface MapMapper<K, V> {
  length(): number;
  isEmpty(): boolean;
  has(key: K): boolean;
  get(key: K): V | undefined;
  /** Sets the value, and answers the one that was there. */
  set(key: K, value: V): V | undefined;
  /** Removes the key, and answers its value. */
  delete(key: K): V | undefined;
  clear(): void;
  keys(): Iterable<K>;
  values(): Iterable<V>;
  entries(): Iterable<readonly [K, V]>;
}

export class MapAtKey<K, V> implements MapMapper<K, V> {
  private readonly emitter: Emitter;
  private readonly base: Handle;
  private readonly keyCodec: Codec<K>;
  private readonly codec: Codec<V>;
  private readonly keySet: SetAtKey<K>;

  constructor(emitter: Emitter, base: Handle, keyCodec: Codec<K>, codec: Codec<V>) {
    this.emitter = emitter;
    this.base = copiedKey(emitter, base);
    this.keyCodec = keyCodec;
    this.codec = codec;
    this.keySet = new SetAtKey(emitter, base, keyCodec);
  }

  length(): number {
    return this.keySet.length();
  }

  isEmpty(): boolean {
    return this.keySet.isEmpty();
  }

  has(key: K): boolean {
    return this.keySet.has(key);
  }

  get(key: K): V | undefined {
    return this.emitter.select<V | undefined>(this.keySet.has(key), () => this.valueOf(key), () => undefined);
  }

  set(key: K, value: V): V | undefined {
    const old = this.get(key);
    storageSet(this.emitter, this.valueKey(key), this.codec, value);
    this.keySet.add(key);
    return old;
  }

  delete(key: K): V | undefined {
    return this.emitter.select<V | undefined>(
      this.keySet.delete(key),
      () => {
        const value = this.valueOf(key);
        storageClear(this.emitter, this.valueKey(key));
        return value;
      },
      () => undefined,
    );
  }

  clear(): void {
    for (const key of this.keySet.values()) storageClear(this.emitter, this.valueKey(key));
    this.keySet.clear();
  }

  keys(): Iterable<K> {
    return this.keySet.values();
  }

  // The framework asks for each key whether it is there before it reads the value.
  values(): Iterable<V> {
    return mapped(this.keySet.values(), (key) => this.get(key) as V);
  }

  entries(): Iterable<readonly [K, V]> {
    return mapped(this.keySet.values(), (key) => Object.freeze([key, this.get(key) as V] as const));
  }

  private valueOf(key: K): V {
    return storageGet(this.emitter, this.valueKey(key), this.codec);
  }

  private valueKey(key: K): Handle {
    const valueKey = derivedKey(this.emitter, this.base, MAPPED);
    appendToKey(this.emitter, valueKey, this.keyCodec, key);
    return valueKey;
  }
}
