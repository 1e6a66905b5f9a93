// Short ids for addresses, from 1: ids under `addr`, addresses under `addrId`, the last id under `lastId`. Mirrors AddressToIdMapper of
// mx-sdk-rs.
import { type Address, t } from "@mxvm/codec";
import { appendToKey, derivedKey, keyPart, storageClear, storageGet, storageLength, storageSet } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";

const ADDRESS_OF_ID = keyPart("addrId");
const ID_OF_ADDRESS = keyPart("addr");
const LAST_ID = keyPart("lastId");
const NO_ID = 0n;
const UNKNOWN = "Unknown address";
const REGISTERED = "Address already registered";
const OVERFLOW = "ID Overflow";

/** Addresses and the numbers that were given to them, from 1, in both directions. */
export interface AddressIds {
  /** Whether an id is in use. */
  has(id: bigint): boolean;
  idOf(address: Address): bigint | undefined;
  /** The id of an address that has one; otherwise the contract ends with "Unknown address". */
  knownIdOf(address: Address): bigint;
  addressOf(id: bigint): Address | undefined;
  idOrInsert(address: Address): bigint;
  /** A new id; the contract ends with "Address already registered" where the address has one. */
  insert(address: Address): bigint;
  /** Forgets an id, and answers its address. */
  deleteId(id: bigint): Address | undefined;
  /** Forgets an address, and answers its id. */
  deleteAddress(address: Address): bigint | undefined;
  /** The last id given out, 0n before the first. */
  lastId(): bigint;
}

export class AddressIdsAtKey implements AddressIds {
  private readonly emitter: Emitter;
  private readonly key: Handle;

  constructor(emitter: Emitter, key: Handle) {
    this.emitter = emitter;
    this.key = key;
  }

  has(id: bigint): boolean {
    const { emitter } = this;
    return emitter.select(emitter.equal(storageLength(emitter, this.addressKey(id)), 0), () => false, () => true);
  }

  idOf(address: Address): bigint | undefined {
    const id = this.storedId(address);
    return id === NO_ID ? undefined : id;
  }

  knownIdOf(address: Address): bigint {
    return this.idOf(address) ?? this.emitter.fail(UNKNOWN);
  }

  addressOf(id: bigint): Address | undefined {
    const { emitter } = this;
    const key = this.addressKey(id);
    const isEmpty = emitter.equal(storageLength(emitter, key), 0);
    return emitter.select<Address | undefined>(isEmpty, () => undefined, () => storageGet(emitter, key, t.address));
  }

  idOrInsert(address: Address): bigint {
    return this.idOf(address) ?? this.add(address);
  }

  insert(address: Address): bigint {
    if (this.idOf(address) !== undefined) this.emitter.fail(REGISTERED);
    return this.add(address);
  }

  deleteId(id: bigint): Address | undefined {
    const address = this.addressOf(id);
    if (address !== undefined) this.forget(id, address);
    return address;
  }

  deleteAddress(address: Address): bigint | undefined {
    const id = this.idOf(address);
    if (id !== undefined) this.forget(id, address);
    return id;
  }

  lastId(): bigint {
    return storageGet(this.emitter, this.lastIdKey(), t.u64);
  }

  private add(address: Address): bigint {
    const { emitter } = this;
    const id = BigInt.asUintN(64, this.lastId() + 1n);
    storageSet(emitter, this.idKey(address), t.u64, id);
    storageSet(emitter, this.addressKey(id), t.address, address);
    if (id === NO_ID) emitter.fail(OVERFLOW);
    storageSet(emitter, this.lastIdKey(), t.u64, id);
    return id;
  }

  private forget(id: bigint, address: Address): void {
    storageClear(this.emitter, this.idKey(address));
    storageClear(this.emitter, this.addressKey(id));
  }

  private storedId(address: Address): bigint {
    return storageGet(this.emitter, this.idKey(address), t.u64);
  }

  private idKey(address: Address): Handle {
    const key = derivedKey(this.emitter, this.key, ID_OF_ADDRESS);
    appendToKey(this.emitter, key, t.address, address);
    return key;
  }

  private addressKey(id: bigint): Handle {
    const key = derivedKey(this.emitter, this.key, ADDRESS_OF_ID);
    appendToKey(this.emitter, key, t.u64, id);
    return key;
  }

  private lastIdKey(): Handle {
    return derivedKey(this.emitter, this.key, LAST_ID);
  }
}
