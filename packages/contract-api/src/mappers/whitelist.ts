// Items that are allowed: `true` under the key and the item. Mirrors WhitelistMapper of mx-sdk-rs.
import { type Codec, t } from "@mxvm/codec";
import { appendToKey, derivedKey, storageClear, storageLength, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";

const NOT_WHITELISTED = "Item not whitelisted";
const NOTHING = new Uint8Array(0);

/** Values that are allowed: whether they are costs one read, and they cannot be listed. */
export interface WhitelistMapper<V> {
  has(value: V): boolean;
  /** Ends the contract with "Item not whitelisted" unless the item is there. */
  require(value: V): void;
  add(value: V): void;
  delete(value: V): void;
}

export class WhitelistAtKey<V> implements WhitelistMapper<V> {
  private readonly emitter: Emitter;
  private readonly key: Handle;
  private readonly codec: Codec<V>;

  constructor(emitter: Emitter, key: Handle, codec: Codec<V>) {
    this.emitter = emitter;
    this.key = key;
    this.codec = codec;
  }

  has(value: V): boolean {
    const { emitter } = this;
    return emitter.select(emitter.equal(storageLength(emitter, this.itemKey(value)), 0), () => false, () => true);
  }

  require(value: V): void {
    this.emitter.if(this.has(value), () => undefined, () => this.emitter.fail(NOT_WHITELISTED));
  }

  add(value: V): void {
    storageSet(this.emitter, this.itemKey(value), t.bool, true);
  }

  delete(value: V): void {
    storageClear(this.emitter, this.itemKey(value));
  }

  private itemKey(value: V): Handle {
    const key = derivedKey(this.emitter, this.key, NOTHING);
    appendToKey(this.emitter, key, this.codec, value);
    return key;
  }
}
