// Mappers by keys: a set of keys, and each mapper's storage under `.storage`. Mirrors MapStorageMapper of mx-sdk-rs.
import type { Codec } from "@mxvm/codec";
import { appendToKey, copiedKey, derivedKey, keyPart } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import type { MakeMapper } from "./declare.js";
import { mapped } from "./mapped.js";
import { SetAtKey } from "./set.js";

const STORAGE = keyPart(".storage");

/** A map whose values are mappers, in the order in which the keys came. */
export interface MapStorageMapper<K, M> {
  length(): number;
  isEmpty(): boolean;
  has(key: K): boolean;
  get(key: K): M | undefined;
  /** Adds the key, if it is not there yet, and answers its mapper. */
  getOrAdd(key: K): M;
  /** Adds the key with an empty mapper; whether it was not there. */
  add(key: K): boolean;
  /** Removes the key and clears its mapper; whether it was there. */
  delete(key: K): boolean;
  clear(): void;
  keys(): Iterable<K>;
  values(): Iterable<M>;
  entries(): Iterable<readonly [K, M]>;
}

export class MapStorageAtKey<K, M extends { clear(): void }> implements MapStorageMapper<K, M> {
  private readonly emitter: Emitter;
  private readonly base: Handle;
  private readonly keyCodec: Codec<K>;
  private readonly make: MakeMapper<M>;
  private readonly keySet: SetAtKey<K>;

  constructor(emitter: Emitter, base: Handle, keyCodec: Codec<K>, make: MakeMapper<M>) {
    this.emitter = emitter;
    this.base = copiedKey(emitter, base);
    this.keyCodec = keyCodec;
    this.make = make;
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

  get(key: K): M | undefined {
    return this.emitter.select<M | undefined>(this.keySet.has(key), () => this.mapperOf(key), () => undefined);
  }

  getOrAdd(key: K): M {
    this.emitter.if(this.keySet.has(key), () => undefined, () => void this.keySet.add(key));
    // The framework's entry looks the key up again.
    return this.get(key) as M;
  }

  add(key: K): boolean {
    return this.keySet.add(key);
  }

  delete(key: K): boolean {
    const wasThere = this.keySet.delete(key);
    this.emitter.if(wasThere, () => this.mapperOf(key).clear());
    return wasThere;
  }

  clear(): void {
    for (const mapper of this.values()) mapper.clear();
    this.keySet.clear();
  }

  keys(): Iterable<K> {
    return this.keySet.values();
  }

  values(): Iterable<M> {
    return mapped(this.keySet.values(), (key) => this.get(key) as M);
  }

  entries(): Iterable<readonly [K, M]> {
    return mapped(this.keySet.values(), (key) => Object.freeze([key, this.get(key) as M] as const));
  }

  private mapperOf(key: K): M {
    const storageKey = derivedKey(this.emitter, this.base, STORAGE);
    appendToKey(this.emitter, storageKey, this.keyCodec, key);
    return this.make(this.emitter, storageKey);
  }
}
