// A queue of values that can be taken at both ends: a chain of nodes under `.node_links` with their values under `.value`, and `.info`.
// Mirrors QueueMapper of mx-sdk-rs.
import { type Codec, t } from "@mxvm/codec";
import { appendToKey, derivedKey, keyPart, storageClear, storageGet, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import { chainInfo, NO_NODE, noNodes, type ChainInfo } from "./chain.js";

const INFO = keyPart(".info");
const LINKS = keyPart(".node_links");
const VALUE = keyPart(".value");

interface Node {
  readonly previous: number;
  readonly next: number;
}

const node: Codec<Node> = t.struct("Node", { previous: t.u32, next: t.u32 });

/** A queue with two ends. */
export interface QueueMapper<V> {
  length(): number;
  isEmpty(): boolean;
  pushBack(value: V): void;
  pushFront(value: V): void;
  /** Takes the last value, if there is one. */
  popBack(): V | undefined;
  /** Takes the first value, if there is one. */
  popFront(): V | undefined;
  back(): V | undefined;
  front(): V | undefined;
  clear(): void;
  /** The values from front to back, each read when it is asked for. */
  values(): Iterable<V>;
}

export class QueueAtKey<V> implements QueueMapper<V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly codec: Codec<V>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<V>) {
    this.emitter = emitter;
    this.key = key;
    this.codec = codec;
  }

  length(): number {
    return this.info().len;
  }

  isEmpty(): boolean {
    return this.emitter.equal(this.length(), 0);
  }

  pushBack(value: V): void {
    this.pushBackNode(value);
  }

  /** Adds a value at the back, and answers its node. */
  pushBackNode(value: V): number {
    const { emitter } = this;
    const info = this.info();
    const added = emitter.add(info.new, 1);
    const isFirst = emitter.equal(info.len, 0);
    emitter.if(isFirst, () => undefined, () => this.setNode(info.back, { ...this.nodeAt(info.back), next: added }));
    this.setNode(added, { previous: emitter.select(isFirst, () => NO_NODE, () => info.back), next: NO_NODE });
    storageSet(emitter, this.valueKey(added), this.codec, value);
    const front = emitter.select(isFirst, () => added, () => info.front);
    this.setInfo({ len: emitter.add(info.len, 1), front, back: added, new: added });
    return added;
  }

  pushFront(value: V): void {
    const { emitter } = this;
    const info = this.info();
    const added = emitter.add(info.new, 1);
    const isFirst = emitter.equal(info.len, 0);
    emitter.if(isFirst, () => undefined, () => this.setNode(info.front, { ...this.nodeAt(info.front), previous: added }));
    this.setNode(added, { previous: NO_NODE, next: emitter.select(isFirst, () => NO_NODE, () => info.front) });
    storageSet(emitter, this.valueKey(added), this.codec, value);
    const back = emitter.select(isFirst, () => added, () => info.back);
    this.setInfo({ len: emitter.add(info.len, 1), front: added, back, new: added });
  }

  popBack(): V | undefined {
    return this.removeNode(this.info().back);
  }

  popFront(): V | undefined {
    return this.removeNode(this.info().front);
  }

  back(): V | undefined {
    return this.valueOrNone(this.info().back);
  }

  front(): V | undefined {
    return this.valueOrNone(this.info().front);
  }

  clear(): void {
    const nodes = this.emitter.chain(
      () => this.info().front,
      (id) => id,
      (id) => this.nodeAt(id).next,
    );
    for (const id of nodes) {
      storageClear(this.emitter, this.linksKey(id));
      storageClear(this.emitter, this.valueKey(id));
    }
    this.setInfo(noNodes);
  }

  values(): Iterable<V> {
    return this.valuesFrom(() => this.info().front);
  }

  /** The values from a node on. The framework reads a node's links before its value. */
  valuesFrom(first: () => number): Iterable<V> {
    let following = NO_NODE;
    return this.emitter.chain(
      first,
      (id) => {
        following = this.nodeAt(id).next;
        return this.valueAt(id);
      },
      () => following,
    );
  }

  /** Takes a node out and answers its value, if there is such a node. */
  removeNode(id: number): V | undefined {
    return this.emitter.select(this.emitter.equal(id, NO_NODE), () => undefined, () => this.removeExisting(id));
  }

  nodeAt(id: number): Node {
    return storageGet(this.emitter, this.linksKey(id), node);
  }

  valueOrNone(id: number): V | undefined {
    return this.emitter.select<V | undefined>(this.emitter.equal(id, NO_NODE), () => undefined, () => this.valueAt(id));
  }

  private removeExisting(id: number): V {
    const { emitter } = this;
    const removed = this.nodeAt(id);
    const info = this.info();
    const isFront = emitter.equal(removed.previous, NO_NODE);
    const isBack = emitter.equal(removed.next, NO_NODE);
    emitter.if(isFront, () => undefined, () => this.setNode(removed.previous, { ...this.nodeAt(removed.previous), next: removed.next }));
    emitter.if(isBack, () => undefined, () => this.setNode(removed.next, { ...this.nodeAt(removed.next), previous: removed.previous }));
    storageClear(emitter, this.linksKey(id));
    const value = this.valueAt(id);
    storageClear(emitter, this.valueKey(id));
    this.setInfo({
      len: emitter.subtract(info.len, 1),
      front: emitter.select(isFront, () => removed.next, () => info.front),
      back: emitter.select(isBack, () => removed.previous, () => info.back),
      new: info.new,
    });
    return value;
  }

  private valueAt(id: number): V {
    return storageGet(this.emitter, this.valueKey(id), this.codec);
  }


  private info(): ChainInfo {
    return storageGet(this.emitter, derivedKey(this.emitter, this.key, INFO), chainInfo);
  }

  private setInfo(info: ChainInfo): void {
    storageSet(this.emitter, derivedKey(this.emitter, this.key, INFO), chainInfo, info);
  }

  private setNode(id: number, links: Node): void {
    storageSet(this.emitter, this.linksKey(id), node, links);
  }

  private linksKey(id: number): Handle {
    return this.nodeKey(LINKS, id);
  }

  private valueKey(id: number): Handle {
    return this.nodeKey(VALUE, id);
  }

  private nodeKey(part: Uint8Array, id: number): Handle {
    const key = derivedKey(this.emitter, this.key, part);
    appendToKey(this.emitter, key, t.u32, id);
    return key;
  }
}
