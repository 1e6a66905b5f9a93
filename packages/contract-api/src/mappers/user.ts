// Numbered users, from 1: `_address_to_id`, `_id_to_address` and `_count`. Mirrors UserMapper of mx-sdk-rs.
import { type Address, addressFromBytes, t, zeroAddress } from "@mxvm/codec";
import { appendToKey, derivedKey, keyPart, storageGet, storageLength, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";

const ADDRESS_TO_ID = keyPart("_address_to_id");
const ID_TO_ADDRESS = keyPart("_id_to_address");
const COUNT = keyPart("_count");
const NO_USER = 0;
const ZERO: Address = addressFromBytes(zeroAddress);

/** Users by address, and by a number from 1. */
export interface UserMapper {
  /** How many users there have been. */
  count(): number;
  /** The id of an address, 0 where it has none. */
  idOf(address: Address): number;
  idOrCreate(address: Address): number;
  /** Ids of many addresses, made where they have none; the number of users is stored once, and `onUser` learns whether an id is new. */
  idsOrCreate(addresses: Iterable<Address>, onUser: (id: number, isNew: boolean) => void): void;
  addressOf(id: number): Address | undefined;
  addressOrZero(id: number): Address;
  /** The addresses by id, each read when it is asked for. */
  values(): Iterable<Address>;
}

export class UsersAtKey implements UserMapper {
  private readonly emitter: Emitter;
  private readonly key: Handle;

  constructor(emitter: Emitter, key: Handle) {
    this.emitter = emitter;
    this.key = key;
  }

  count(): number {
    return storageGet(this.emitter, derivedKey(this.emitter, this.key, COUNT), t.usize);
  }

  idOf(address: Address): number {
    return storageGet(this.emitter, this.idKey(address), t.usize);
  }

  idOrCreate(address: Address): number {
    const { emitter } = this;
    const id = this.idOf(address);
    return emitter.select(
      emitter.equal(id, NO_USER),
      () => {
        const added = emitter.add(this.count(), 1);
        this.setCount(added);
        this.setUser(added, address);
        return added;
      },
      () => id,
    );
  }

  idsOrCreate(addresses: Iterable<Address>, onUser: (id: number, isNew: boolean) => void): void {
    const { emitter } = this;
    let count = this.count();
    for (const address of addresses) {
      const id = this.idOf(address);
      emitter.if(
        emitter.less(NO_USER, id),
        () => onUser(id, false),
        () => {
          count = emitter.add(count, 1);
          this.setUser(count, address);
          onUser(count, true);
        },
      );
    }
    this.setCount(count);
  }

  addressOf(id: number): Address | undefined {
    const { emitter } = this;
    const key = this.addressKey(id);
    const isEmpty = emitter.equal(storageLength(emitter, key), 0);
    return emitter.select<Address | undefined>(isEmpty, () => undefined, () => storageGet(emitter, key, t.address));
  }

  addressOrZero(id: number): Address {
    return this.addressOf(id) ?? ZERO;
  }

  values(): Iterable<Address> {
    return this.emitter.items(1, this.emitter.add(this.count(), 1), (id) => this.addressOrZero(id));
  }

  private setCount(count: number): void {
    storageSet(this.emitter, derivedKey(this.emitter, this.key, COUNT), t.usize, count);
  }

  private setUser(id: number, address: Address): void {
    storageSet(this.emitter, this.idKey(address), t.usize, id);
    storageSet(this.emitter, this.addressKey(id), t.address, address);
  }

  private idKey(address: Address): Handle {
    const key = derivedKey(this.emitter, this.key, ADDRESS_TO_ID);
    appendToKey(this.emitter, key, t.address, address);
    return key;
  }

  private addressKey(id: number): Handle {
    const key = derivedKey(this.emitter, this.key, ID_TO_ADDRESS);
    appendToKey(this.emitter, key, t.usize, id);
    return key;
  }
}
