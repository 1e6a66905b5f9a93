// Numbered items: the number of them under `.len`, each under `.item` and its position. Mirrors VecMapper of mx-sdk-rs.
import { type Codec, t } from "@mxvm/codec";
import { appendToKey, derivedKey, keyPart, storageClear, storageGet, storageLength, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";

const ITEM = keyPart(".item");
const LENGTH = keyPart(".len");
const OUT_OF_RANGE = "index out of range";

/** Positions start at 1, as in the Rust framework; another position than 1 to `length()` ends the contract. */
export interface VecMapper<V> {
  length(): number;
  isEmpty(): boolean;
  get(position: number): V;
  set(position: number, value: V): void;
  /** Sets what `change` makes of the item, and answers it. */
  update(position: number, change: (value: V) => V): V;
  /** Adds an item at the end, and answers its position. */
  push(value: V): number;
  /** Adds items at the end, and answers the new length. */
  extend(values: readonly V[]): number;
  /** Whether nothing is stored for the item, as after `clearItem`. */
  isItemEmpty(position: number): boolean;
  /** Deletes what is stored for the item; the length stays. */
  clearItem(position: number): void;
  /** Moves the last item to the position and forgets the item that was there. */
  swapRemove(position: number): void;
  clear(): void;
  /** The items in order: the length is read once, each item when it is asked for. */
  values(): Iterable<V>;
}

export class VecAtKey<V> implements VecMapper<V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly lengthKey: Handle;
  private readonly codec: Codec<V>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<V>) {
    this.emitter = emitter;
    this.key = key;
    this.lengthKey = derivedKey(emitter, key, LENGTH);
    this.codec = codec;
  }

  length(): number {
    return storageGet(this.emitter, this.lengthKey, t.usize);
  }

  isEmpty(): boolean {
    return this.emitter.equal(this.length(), 0);
  }

  get(position: number): V {
    this.requirePosition(position);
    return this.getUnchecked(position);
  }

  set(position: number, value: V): void {
    this.requirePosition(position);
    this.setUnchecked(position, value);
  }

  update(position: number, change: (value: V) => V): V {
    const value = change(this.get(position));
    this.set(position, value);
    return value;
  }

  push(value: V): number {
    const length = this.emitter.add(this.length(), 1);
    this.setUnchecked(length, value);
    this.saveLength(length);
    return length;
  }

  extend(values: readonly V[]): number {
    let length = this.length();
    for (const value of values) {
      length = this.emitter.add(length, 1);
      this.setUnchecked(length, value);
    }
    this.saveLength(length);
    return length;
  }

  isItemEmpty(position: number): boolean {
    this.requirePosition(position);
    return this.emitter.equal(storageLength(this.emitter, this.itemKey(position)), 0);
  }

  clearItem(position: number): void {
    this.requirePosition(position);
    storageClear(this.emitter, this.itemKey(position));
  }

  swapRemove(position: number): void {
    this.swapRemoveWith(position, () => undefined);
  }

  /** As `swapRemove`; tells of the item that moved, once all is stored. */
  swapRemoveWith(position: number, onMoved: (moved: V) => void): void {
    const { emitter } = this;
    const last = this.length();
    this.requireUpTo(position, () => last);
    let moved: V | undefined;
    const isLast = emitter.equal(position, last);
    emitter.if(isLast, () => undefined, () => {
      moved = this.get(last);
      this.set(position, moved);
    });
    this.clearItem(last);
    this.saveLength(emitter.subtract(last, 1));
    emitter.if(isLast, () => undefined, () => onMoved(moved as V));
  }

  clear(): void {
    const length = this.length();
    this.emitter.loop(1, this.emitter.add(length, 1), (position) => storageClear(this.emitter, this.itemKey(position)));
    this.saveLength(0);
  }

  values(): Iterable<V> {
    return this.emitter.items(1, this.emitter.add(this.length(), 1), (position) => this.getUnchecked(position));
  }

  saveLength(length: number): void {
    storageSet(this.emitter, this.lengthKey, t.usize, length);
  }

  private getUnchecked(position: number): V {
    return storageGet(this.emitter, this.itemKey(position), this.codec);
  }

  private setUnchecked(position: number, value: V): void {
    storageSet(this.emitter, this.itemKey(position), this.codec, value);
  }

  private itemKey(position: number): Handle {
    const key = derivedKey(this.emitter, this.key, ITEM);
    appendToKey(this.emitter, key, t.usize, position);
    return key;
  }

  private requirePosition(position: number): void {
    this.requireUpTo(position, () => this.length());
  }

  // At position 0 the framework does not ask for the length.
  private requireUpTo(position: number, last: () => number): void {
    const { emitter } = this;
    emitter.if(emitter.equal(position, 0), () => emitter.fail(OUT_OF_RANGE));
    emitter.if(emitter.less(last(), position), () => emitter.fail(OUT_OF_RANGE));
  }
}
