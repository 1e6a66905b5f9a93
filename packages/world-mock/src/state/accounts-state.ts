// The accounts of a world and the marks that it can go back to. Mirrors vmcommon.AccountsAdapter, with its journal replaced by
// persistence: a state is one reference, so marking, reverting and forking cost the same in a small and in a large world.
import { bytesToByteString } from "@mxvm/codec";
import type { Address, ByteString } from "@mxvm/protocol-hooks";
import { type AccountRecord, type AccountUpdate, createAccountRecord, noBytes } from "./account.js";
import { type CodeStore, createCodeStore } from "./code-store.js";
import { createEditToken, type EditToken, PersistentMap } from "./persistent-map.js";

/** The accounts at one moment; never changes. */
export interface AccountsRoot {
  readonly accounts: PersistentMap<AccountRecord>;
}

/**
 * Accounts by address. Setters create the account where there is none, as production's `LoadAccount` does; they keep the arrays that they
 * are given, which the caller gives away.
 */
export interface AccountsState {
  /** The account as of now. Later changes do not show in its fields; its storage is to be read before the next change only. */
  getAccount(address: Address): AccountRecord | undefined;
  /** The account, created empty if there is none. */
  loadAccount(address: Address): AccountRecord;
  deleteAccount(address: Address): void;
  /** Deletes all accounts. */
  clear(): void;

  setNonce(address: Address, nonce: bigint): void;
  setBalance(address: Address, balance: bigint): void;
  setUsername(address: Address, username: Uint8Array): void;
  setOwnerAddress(address: Address, ownerAddress: Address): void;
  setCodeMetadata(address: Address, codeMetadata: Uint8Array): void;
  setDeveloperReward(address: Address, developerReward: bigint): void;
  /** Everything else, and several changes in one step. Code is copied. */
  update(address: Address, update: AccountUpdate): void;

  /** A value of storage; empty if there is no account or no key. */
  getStorage(address: Address, key: ByteString): Uint8Array;
  /** An empty value deletes. */
  setStorage(address: Address, key: ByteString, value: Uint8Array): void;
  /** Several entries in one step. */
  setStorageEntries(address: Address, entries: Iterable<readonly [ByteString, Uint8Array]>): void;

  /** Calls back with every account, in an order that depends on the addresses only. */
  forEachAccount(visit: (account: AccountRecord, address: ByteString) => void): void;

  /** Marks the state for `revertToSnapshot`; O(1). */
  getSnapshot(): number;
  /** Goes back to a mark and drops those set later. Throws a `RangeError` for a mark that was dropped. */
  revertToSnapshot(snapshot: number): void;
  /** Drops all marks. */
  dropSnapshots(): void;

  /** The state as a value; O(1). */
  getRoot(): AccountsRoot;
  /** Takes over a state as a value, of this or another `AccountsState` of the same code store; drops all marks. */
  setRoot(root: AccountsRoot): void;
  /** A second state with the same accounts; O(1). */
  fork(): AccountsState;
}

/** No accounts, of which those that come into being live in `shard`. States of one world have one code store. */
export function createAccountsState(shard: number = 0, codeStore: CodeStore = createCodeStore()): AccountsState {
  return new PersistentAccountsState(shard, codeStore, PersistentMap.empty<AccountRecord>());
}

class PersistentAccountsState implements AccountsState {
  private readonly shard: number;
  private readonly codeStore: CodeStore;
  private accounts: PersistentMap<AccountRecord>;
  private token: EditToken = createEditToken();
  private readonly marks: PersistentMap<AccountRecord>[] = [];

  constructor(shard: number, codeStore: CodeStore, accounts: PersistentMap<AccountRecord>) {
    this.shard = shard;
    this.codeStore = codeStore;
    this.accounts = accounts;
  }

  getAccount(address: Address): AccountRecord | undefined {
    return this.accounts.get(bytesToByteString(address));
  }

  loadAccount(address: Address): AccountRecord {
    const key = bytesToByteString(address);
    const existing = this.accounts.get(key);
    if (existing !== undefined) return existing;
    const created = createAccountRecord(address.slice(), this.shard);
    this.put(key, created);
    return created;
  }

  deleteAccount(address: Address): void {
    this.accounts = this.accounts.delete(bytesToByteString(address), this.token);
  }

  clear(): void {
    this.accounts = PersistentMap.empty<AccountRecord>();
  }

  setNonce(address: Address, nonce: bigint): void {
    this.update(address, { nonce });
  }

  setBalance(address: Address, balance: bigint): void {
    this.update(address, { balance });
  }

  setUsername(address: Address, username: Uint8Array): void {
    this.update(address, { username });
  }

  setOwnerAddress(address: Address, ownerAddress: Address): void {
    this.update(address, { ownerAddress });
  }

  setCodeMetadata(address: Address, codeMetadata: Uint8Array): void {
    this.update(address, { codeMetadata });
  }

  setDeveloperReward(address: Address, developerReward: bigint): void {
    this.update(address, { developerReward });
  }

  update(address: Address, update: AccountUpdate): void {
    const key = bytesToByteString(address);
    this.put(key, this.updated(this.accounts.get(key) ?? createAccountRecord(address.slice(), this.shard), update));
  }

  getStorage(address: Address, key: ByteString): Uint8Array {
    return this.getAccount(address)?.storage.get(key) ?? noBytes;
  }

  setStorage(address: Address, key: ByteString, value: Uint8Array): void {
    this.update(address, { storage: [[key, value]] });
  }

  setStorageEntries(address: Address, entries: Iterable<readonly [ByteString, Uint8Array]>): void {
    this.update(address, { storage: entries });
  }

  forEachAccount(visit: (account: AccountRecord, address: ByteString) => void): void {
    this.accounts.forEach(visit);
  }

  getSnapshot(): number {
    this.publish();
    return this.marks.push(this.accounts) - 1;
  }

  revertToSnapshot(snapshot: number): void {
    const accounts = this.marks[snapshot];
    if (accounts === undefined) throw new RangeError(`snapshot ${snapshot} is not one of the ${this.marks.length} that are set`);
    this.marks.length = snapshot + 1;
    this.publish();
    this.accounts = accounts;
  }

  dropSnapshots(): void {
    this.marks.length = 0;
  }

  getRoot(): AccountsRoot {
    this.publish();
    return { accounts: this.accounts };
  }

  setRoot(root: AccountsRoot): void {
    this.publish();
    this.dropSnapshots();
    this.accounts = root.accounts;
  }

  fork(): AccountsState {
    this.publish();
    return new PersistentAccountsState(this.shard, this.codeStore, this.accounts);
  }

  /** A copy with the changes, field by field: spreading the update, whose shape differs from call to call, takes six times as long. */
  private updated(account: AccountRecord, update: AccountUpdate): AccountRecord {
    const copy: { -readonly [Field in keyof AccountRecord]: AccountRecord[Field] } = { ...account };
    if (update.nonce !== undefined) copy.nonce = update.nonce;
    if (update.balance !== undefined) copy.balance = update.balance;
    if (update.username !== undefined) copy.username = update.username;
    if (update.codeMetadata !== undefined) copy.codeMetadata = update.codeMetadata;
    if (update.ownerAddress !== undefined) copy.ownerAddress = update.ownerAddress;
    if (update.developerReward !== undefined) copy.developerReward = update.developerReward;
    if (update.shard !== undefined) copy.shard = update.shard;
    if (update.asyncCallData !== undefined) copy.asyncCallData = update.asyncCallData;
    if (update.storage !== undefined) copy.storage = this.withEntries(account.storage, update.storage);
    if (update.code !== undefined) {
      const { code, hash } = this.codeStore.intern(update.code);
      copy.code = code;
      copy.codeHash = hash;
    }
    return copy;
  }

  private withEntries(
    storage: PersistentMap<Uint8Array>,
    entries: Iterable<readonly [ByteString, Uint8Array]>,
  ): PersistentMap<Uint8Array> {
    let changed = storage;
    for (const [key, value] of entries) {
      changed = value.length === 0 ? changed.delete(key, this.token) : changed.set(key, value, this.token);
    }
    return changed;
  }

  private put(key: ByteString, account: AccountRecord): void {
    this.accounts = this.accounts.set(key, account, this.token);
  }

  /** From here on the nodes made so far are copied before they change: somebody else may hold them. */
  private publish(): void {
    this.token = createEditToken();
  }
}
