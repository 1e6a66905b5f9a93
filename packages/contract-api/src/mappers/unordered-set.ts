// A set without an order: numbered values, and each value's position under `.index`; removing moves the last value into the gap. Mirrors
// UnorderedSetMapper of mx-sdk-rs.
import { type Codec, t } from "@mxvm/codec";
import { appendToKey, copiedKey, derivedKey, keyPart, storageClear, storageGet, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import type { SetMapper } from "./set.js";
import { VecAtKey } from "./vec.js";

const INDEX = keyPart(".index");
const NOT_THERE = 0;

/** Positions start at 1. */
export interface UnorderedSetMapper<V> extends SetMapper<V> {
  /** The position of a value, 0 where it is not in the set. */
  positionOf(value: V): number;
  /** The value at a position; the contract ends where there is none. */
  at(position: number): V;
  /** Exchanges the values of two positions; false where one of them is 0. */
  swap(position1: number, position2: number): boolean;
}

export class UnorderedSetAtKey<V> implements UnorderedSetMapper<V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly codec: Codec<V>;
  private readonly vec: VecAtKey<V>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<V>) {
    this.emitter = emitter;
    this.key = copiedKey(emitter, key);
    this.codec = codec;
    this.vec = new VecAtKey(emitter, key, codec);
  }

  length(): number {
    return this.vec.length();
  }

  isEmpty(): boolean {
    return this.vec.isEmpty();
  }

  positionOf(value: V): number {
    return storageGet(this.emitter, this.indexKey(value), t.usize);
  }

  at(position: number): V {
    return this.vec.get(position);
  }

  has(value: V): boolean {
    const { emitter } = this;
    return emitter.select(emitter.equal(this.positionOf(value), NOT_THERE), () => false, () => true);
  }

  add(value: V): boolean {
    return this.emitter.select(
      this.has(value),
      () => false,
      () => {
        this.vec.push(value);
        this.setPosition(value, this.length());
        return true;
      },
    );
  }

  delete(value: V): boolean {
    const position = this.positionOf(value);
    return this.emitter.select(
      this.emitter.equal(position, NOT_THERE),
      () => false,
      () => {
        this.vec.swapRemoveWith(position, (moved) => this.setPosition(moved, position));
        storageClear(this.emitter, this.indexKey(value));
        return true;
      },
    );
  }

  swap(position1: number, position2: number): boolean {
    const { emitter } = this;
    const isNowhere = emitter.select(emitter.equal(position1, NOT_THERE), () => true, () => emitter.equal(position2, NOT_THERE));
    return emitter.select(
      isNowhere,
      () => false,
      () => {
        const value1 = this.at(position1);
        const value2 = this.at(position2);
        this.vec.set(position2, value1);
        this.vec.set(position1, value2);
        this.setPosition(value1, position2);
        this.setPosition(value2, position1);
        return true;
      },
    );
  }

  clear(): void {
    for (const value of this.vec.values()) storageClear(this.emitter, this.indexKey(value));
    this.vec.clear();
  }

  values(): Iterable<V> {
    return this.vec.values();
  }

  private setPosition(value: V, position: number): void {
    storageSet(this.emitter, this.indexKey(value), t.usize, position);
  }

  private indexKey(value: V): Handle {
    const key = derivedKey(this.emitter, this.key, INDEX);
    appendToKey(this.emitter, key, this.codec, value);
    return key;
  }
}
