// A list whose nodes know their neighbours, each with its value under `.node`, and `.info`. Mirrors LinkedListMapper of mx-sdk-rs.
import { type Codec, t } from "@mxvm/codec";
import { appendToKey, derivedKey, keyPart, storageClear, storageGet, storageLength, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import { chainInfo, NO_NODE, noNodes, type ChainInfo } from "./chain.js";

const INFO = keyPart(".info");
const NODE = keyPart(".node");

/** A node as it was when it was read; neighbours are 0 where there is none. */
export interface ListNode<V> {
  readonly value: V;
  readonly id: number;
  readonly next: number;
  readonly previous: number;
}

/** A doubly linked list: values keep their node, next to which others can be put. */
export interface LinkedListMapper<V> {
  length(): number;
  isEmpty(): boolean;
  front(): ListNode<V> | undefined;
  back(): ListNode<V> | undefined;
  node(id: number): ListNode<V> | undefined;
  pushFront(value: V): ListNode<V>;
  pushBack(value: V): ListNode<V>;
  /** Adds a value after a node; nothing where there is no such node. */
  pushAfter(id: number, value: V): ListNode<V> | undefined;
  pushBefore(id: number, value: V): ListNode<V> | undefined;
  popFront(): ListNode<V> | undefined;
  popBack(): ListNode<V> | undefined;
  /** Removes a node and answers it. */
  delete(id: number): ListNode<V> | undefined;
  /** Gives a node another value, where there is such a node. */
  setValue(id: number, value: V): void;
  clear(): void;
  /** The nodes from front to back; the next one is read before the contract has this one, as in the framework. */
  nodes(): Iterable<ListNode<V>>;
  nodesFrom(id: number): Iterable<ListNode<V>>;
  values(): Iterable<V>;
}

interface StoredNode<V> {
  readonly value: V;
  readonly node_id: number;
  readonly next_id: number;
  readonly prev_id: number;
}

export class LinkedListAtKey<V> implements LinkedListMapper<V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly codec: Codec<StoredNode<V>>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<StoredNode<V>>) {
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

  front(): ListNode<V> | undefined {
    return this.node(this.info().front);
  }

  back(): ListNode<V> | undefined {
    return this.node(this.info().back);
  }

  node(id: number): ListNode<V> | undefined {
    return this.emitter.select<ListNode<V> | undefined>(this.isEmptyNode(id), () => undefined, () => this.existing(id));
  }

  pushBack(value: V): ListNode<V> {
    const { emitter } = this;
    const info = this.info();
    const id = emitter.add(info.new, 1);
    const isFirst = emitter.equal(info.len, 0);
    emitter.if(isFirst, () => undefined, () => this.store({ ...this.existing(info.back), next: id }));
    const added = Object.freeze({ value, id, next: NO_NODE, previous: emitter.select(isFirst, () => NO_NODE, () => info.back) });
    this.store(added);
    const front = emitter.select(isFirst, () => id, () => info.front);
    this.setInfo({ len: emitter.add(info.len, 1), front, back: id, new: id });
    return added;
  }

  pushFront(value: V): ListNode<V> {
    const { emitter } = this;
    const info = this.info();
    const id = emitter.add(info.new, 1);
    const isFirst = emitter.equal(info.len, 0);
    emitter.if(isFirst, () => undefined, () => this.store({ ...this.existing(info.front), previous: id }));
    const added = Object.freeze({ value, id, next: emitter.select(isFirst, () => NO_NODE, () => info.front), previous: NO_NODE });
    this.store(added);
    const back = emitter.select(isFirst, () => id, () => info.back);
    this.setInfo({ len: emitter.add(info.len, 1), front: id, back, new: id });
    return added;
  }

  pushAfter(id: number, value: V): ListNode<V> | undefined {
    return this.pushBeside(id, (node) => this.insertAfter(node, value));
  }

  pushBefore(id: number, value: V): ListNode<V> | undefined {
    return this.pushBeside(id, (node) => this.insertBefore(node, value));
  }

  popFront(): ListNode<V> | undefined {
    return this.delete(this.info().front);
  }

  popBack(): ListNode<V> | undefined {
    return this.delete(this.info().back);
  }

  delete(id: number): ListNode<V> | undefined {
    return this.emitter.select<ListNode<V> | undefined>(
      this.isEmptyNode(id),
      () => undefined,
      () => {
        // The framework asks for the node, which asks whether it is there, and again before it removes it.
        const node = this.node(id) as ListNode<V>;
        this.emitter.if(this.isEmptyNode(id), () => undefined, () => this.remove(node));
        return node;
      },
    );
  }

  setValue(id: number, value: V): void {
    const { emitter } = this;
    emitter.if(this.isEmptyNode(id), () => undefined, () => {
      const node = this.existing(id);
      emitter.if(this.isEmptyNode(id), () => undefined, () => this.store({ ...node, value }));
    });
  }

  clear(): void {
    for (const id of this.emitter.chain(() => this.info().front, (node) => node, (node) => this.existing(node).next)) {
      storageClear(this.emitter, this.nodeKey(id));
    }
    this.setInfo(noNodes);
  }

  nodes(): Iterable<ListNode<V>> {
    return this.nodesFromFirst(() => this.front());
  }

  nodesFrom(id: number): Iterable<ListNode<V>> {
    return this.nodesFromFirst(() => this.node(id));
  }

  *values(): Generator<V, void> {
    for (const { value } of this.nodes()) yield value;
  }

  private *nodesFromFirst(first: () => ListNode<V> | undefined): Generator<ListNode<V>, void> {
    for (let node = first(); node !== undefined; ) {
      const following = this.node(node.next);
      yield node;
      node = following;
    }
  }

  private pushBeside(id: number, insert: (node: ListNode<V>) => ListNode<V>): ListNode<V> | undefined {
    return this.emitter.select<ListNode<V> | undefined>(
      this.isEmptyNode(id),
      () => undefined,
      () => {
        const node = this.existing(id);
        return this.emitter.select<ListNode<V> | undefined>(this.isEmptyNode(id), () => undefined, () => insert(node));
      },
    );
  }

  private insertAfter(node: ListNode<V>, value: V): ListNode<V> {
    const { emitter } = this;
    const info = this.info();
    const id = emitter.add(info.new, 1);
    this.store({ ...node, next: id });
    const isLast = emitter.equal(node.next, NO_NODE);
    emitter.if(isLast, () => undefined, () => this.store({ ...this.existing(node.next), previous: id }));
    const added = Object.freeze({ value, id, next: node.next, previous: node.id });
    this.store(added);
    const back = emitter.select(isLast, () => id, () => info.back);
    this.setInfo({ len: emitter.add(info.len, 1), front: info.front, back, new: id });
    return added;
  }

  private insertBefore(node: ListNode<V>, value: V): ListNode<V> {
    const { emitter } = this;
    const info = this.info();
    const id = emitter.add(info.new, 1);
    this.store({ ...node, previous: id });
    const isFirst = emitter.equal(node.previous, NO_NODE);
    emitter.if(isFirst, () => undefined, () => this.store({ ...this.existing(node.previous), next: id }));
    const added = Object.freeze({ value, id, next: node.id, previous: node.previous });
    this.store(added);
    const front = emitter.select(isFirst, () => id, () => info.front);
    this.setInfo({ len: emitter.add(info.len, 1), front, back: info.back, new: id });
    return added;
  }

  private remove(node: ListNode<V>): void {
    const { emitter } = this;
    const info = this.info();
    const isFront = emitter.equal(node.previous, NO_NODE);
    const isBack = emitter.equal(node.next, NO_NODE);
    emitter.if(isFront, () => undefined, () => this.store({ ...this.existing(node.previous), next: node.next }));
    emitter.if(isBack, () => undefined, () => this.store({ ...this.existing(node.next), previous: node.previous }));
    storageClear(emitter, this.nodeKey(node.id));
    this.setInfo({
      len: emitter.subtract(info.len, 1),
      front: emitter.select(isFront, () => node.next, () => info.front),
      back: emitter.select(isBack, () => node.previous, () => info.back),
      new: info.new,
    });
  }

  private info(): ChainInfo {
    return storageGet(this.emitter, derivedKey(this.emitter, this.key, INFO), chainInfo);
  }

  private setInfo(info: ChainInfo): void {
    storageSet(this.emitter, derivedKey(this.emitter, this.key, INFO), chainInfo, info);
  }

  private isEmptyNode(id: number): boolean {
    return this.emitter.equal(storageLength(this.emitter, this.nodeKey(id)), 0);
  }

  private existing(id: number): ListNode<V> {
    const { value, node_id, next_id, prev_id } = storageGet(this.emitter, this.nodeKey(id), this.codec);
    return Object.freeze({ value, id: node_id, next: next_id, previous: prev_id });
  }

  private store({ value, id, next, previous }: ListNode<V>): void {
    storageSet(this.emitter, this.nodeKey(id), this.codec, { value, node_id: id, next_id: next, prev_id: previous });
  }

  private nodeKey(id: number): Handle {
    const key = derivedKey(this.emitter, this.key, NODE);
    appendToKey(this.emitter, key, t.u32, id);
    return key;
  }
}

/** How nodes with values of this type are stored. */
export function nodeCodec<V>(value: Codec<V>): Codec<StoredNode<V>> {
  return t.struct("LinkedListNode", { value, node_id: t.u32, next_id: t.u32, prev_id: t.u32 });
}
