// A set that keeps the order of insertion: a queue of values, and each value's node under `.node_id`. Mirrors SetMapper of mx-sdk-rs.
import { type Codec, t } from "@mxvm/codec";
import { appendToKey, copiedKey, derivedKey, keyPart, storageClear, storageGet, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import { NO_NODE } from "./chain.js";
import { QueueAtKey } from "./queue.js";

const NODE_ID = keyPart(".node_id");

/** A set that remembers the order in which its values came. */
export interface SetMapper<V> {
  length(): number;
  isEmpty(): boolean;
  has(value: V): boolean;
  /** Adds the value; whether it was not there. */
  add(value: V): boolean;
  /** Removes the value; whether it was there. */
  delete(value: V): boolean;
  clear(): void;
  /** The values, each read when it is asked for. */
  values(): Iterable<V>;
}

/** A set that knows which value comes after which. */
export interface OrderedSetMapper<V> extends SetMapper<V> {
  first(): V | undefined;
  last(): V | undefined;
  /** The value after this one; none after the last, or where this one is not in the set. */
  next(value: V): V | undefined;
  previous(value: V): V | undefined;
  /** The values from this one on; none where it is not in the set. */
  valuesFrom(value: V): Iterable<V>;
}

export class SetAtKey<V> implements OrderedSetMapper<V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly codec: Codec<V>;
  private readonly queue: QueueAtKey<V>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<V>) {
    this.emitter = emitter;
    this.key = copiedKey(emitter, key);
    this.codec = codec;
    this.queue = new QueueAtKey(emitter, key, codec);
  }

  length(): number {
    return this.queue.length();
  }

  isEmpty(): boolean {
    return this.queue.isEmpty();
  }

  has(value: V): boolean {
    const { emitter } = this;
    return emitter.select(emitter.equal(this.nodeOf(value), NO_NODE), () => false, () => true);
  }

  add(value: V): boolean {
    return this.emitter.select(
      this.has(value),
      () => false,
      () => {
        const id = this.queue.pushBackNode(value);
        storageSet(this.emitter, this.nodeIdKey(value), t.u32, id);
        return true;
      },
    );
  }

  delete(value: V): boolean {
    const id = this.nodeOf(value);
    return this.emitter.select(
      this.emitter.equal(id, NO_NODE),
      () => false,
      () => {
        this.queue.removeNode(id);
        this.clearNodeId(value);
        return true;
      },
    );
  }

  clear(): void {
    for (const value of this.queue.values()) this.clearNodeId(value);
    this.queue.clear();
  }

  values(): Iterable<V> {
    return this.queue.values();
  }

  valuesFrom(value: V): Iterable<V> {
    return this.queue.valuesFrom(() => this.nodeOf(value));
  }

  first(): V | undefined {
    return this.queue.front();
  }

  last(): V | undefined {
    return this.queue.back();
  }

  next(value: V): V | undefined {
    return this.neighbour(value, "next");
  }

  previous(value: V): V | undefined {
    return this.neighbour(value, "previous");
  }

  private neighbour(value: V, side: "next" | "previous"): V | undefined {
    const { emitter, queue } = this;
    const id = this.nodeOf(value);
    return emitter.select<V | undefined>(emitter.equal(id, NO_NODE), () => undefined, () => queue.valueOrNone(queue.nodeAt(id)[side]));
  }

  private nodeOf(value: V): number {
    return storageGet(this.emitter, this.nodeIdKey(value), t.u32);
  }

  private clearNodeId(value: V): void {
    storageClear(this.emitter, this.nodeIdKey(value));
  }

  private nodeIdKey(value: V): Handle {
    const key = derivedKey(this.emitter, this.key, NODE_ID);
    appendToKey(this.emitter, key, this.codec, value);
    return key;
  }
}
