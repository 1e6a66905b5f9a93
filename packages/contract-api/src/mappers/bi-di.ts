// Pairs of an id and a value, found by either: two unordered sets under `_id` and `_value`, and what belongs to which under
// `_id_to_value` and `_value_to_id`. Mirrors BiDiMapper of mx-sdk-rs.
import type { Codec } from "@mxvm/codec";
import { appendToKey, derivedKey, keyPart, storageClear, storageGet, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import { mapped } from "./mapped.js";
import { UnorderedSetAtKey } from "./unordered-set.js";

const IDS = keyPart("_id");
const VALUES = keyPart("_value");
const ID_TO_VALUE = keyPart("_id_to_value");
const VALUE_TO_ID = keyPart("_value_to_id");

/** Pairs of which each side is unique, found by either. */
export interface BiDiMapper<K, V> {
  length(): number;
  isEmpty(): boolean;
  hasId(id: K): boolean;
  hasValue(value: V): boolean;
  /** The id of a value; what no bytes are as an id where there is none, such as 0. */
  idOf(value: V): K;
  /** The value of an id; what no bytes are as a value where there is none. */
  valueOf(id: K): V;
  /** Adds a pair; false, and nothing is changed, where the id or the value is there. */
  add(id: K, value: V): boolean;
  deleteId(id: K): boolean;
  deleteValue(value: V): boolean;
  ids(): Iterable<K>;
  values(): Iterable<V>;
  entries(): Iterable<readonly [K, V]>;
}

export class BiDiAtKey<K, V> implements BiDiMapper<K, V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly idCodec: Codec<K>;
  private readonly codec: Codec<V>;
  private readonly idSet: UnorderedSetAtKey<K>;
  private readonly valueSet: UnorderedSetAtKey<V>;

  constructor(emitter: Emitter, key: Handle, idCodec: Codec<K>, codec: Codec<V>) {
    this.emitter = emitter;
    this.key = key;
    this.idCodec = idCodec;
    this.codec = codec;
    const idsKey = derivedKey(emitter, key, IDS);
    const valuesKey = derivedKey(emitter, key, VALUES);
    this.idSet = new UnorderedSetAtKey(emitter, idsKey, idCodec);
    this.valueSet = new UnorderedSetAtKey(emitter, valuesKey, codec);
  }

  length(): number {
    return this.valueSet.length();
  }

  isEmpty(): boolean {
    return this.valueSet.isEmpty();
  }

  hasId(id: K): boolean {
    return this.idSet.has(id);
  }

  hasValue(value: V): boolean {
    return this.valueSet.has(value);
  }

  idOf(value: V): K {
    return storageGet(this.emitter, this.idKey(value), this.idCodec);
  }

  valueOf(id: K): V {
    return storageGet(this.emitter, this.valueKey(id), this.codec);
  }

  add(id: K, value: V): boolean {
    const isThere = this.emitter.select(this.hasId(id), () => true, () => this.hasValue(value));
    return this.emitter.select(
      isThere,
      () => false,
      () => {
        storageSet(this.emitter, this.idKey(value), this.idCodec, id);
        storageSet(this.emitter, this.valueKey(id), this.codec, value);
        this.idSet.add(id);
        this.valueSet.add(value);
        return true;
      },
    );
  }

  deleteId(id: K): boolean {
    return this.emitter.select(
      this.idSet.delete(id),
      () => {
        const value = this.valueOf(id);
        storageClear(this.emitter, this.idKey(value));
        storageClear(this.emitter, this.valueKey(id));
        // Twice, as in the framework.
        storageClear(this.emitter, this.valueKey(id));
        this.valueSet.delete(value);
        return true;
      },
      () => false,
    );
  }

  deleteValue(value: V): boolean {
    return this.emitter.select(
      this.valueSet.delete(value),
      () => {
        const id = this.idOf(value);
        storageClear(this.emitter, this.idKey(value));
        storageClear(this.emitter, this.valueKey(id));
        this.idSet.delete(id);
        return true;
      },
      () => false,
    );
  }

  ids(): Iterable<K> {
    return this.idSet.values();
  }

  values(): Iterable<V> {
    return this.valueSet.values();
  }

  entries(): Iterable<readonly [K, V]> {
    return mapped(this.idSet.values(), (id) => Object.freeze([id, this.valueOf(id)] as const));
  }

  private idKey(value: V): Handle {
    const key = derivedKey(this.emitter, this.key, VALUE_TO_ID);
    appendToKey(this.emitter, key, this.codec, value);
    return key;
  }

  private valueKey(id: K): Handle {
    const key = derivedKey(this.emitter, this.key, ID_TO_VALUE);
    appendToKey(this.emitter, key, this.idCodec, id);
    return key;
  }
}
