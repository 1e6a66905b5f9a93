// One account as the world keeps it: an immutable record, so that a view handed out costs nothing and stays true to its moment.
import type { Address, ByteString, UserAccount } from "@mxvm/protocol-hooks";
import { PersistentMap } from "./persistent-map.js";

/** An account. Its bytes belong to the state: whoever reads them does not change them. */
export interface AccountRecord extends UserAccount {
  /** The same array for the same code, in all accounts. Empty if there is none. */
  readonly code: Uint8Array;
  readonly shard: number;
  readonly asyncCallData: Uint8Array;
  /** Without empty values. To be read before the next change of the state only. */
  readonly storage: PersistentMap<Uint8Array>;
}

/** What can be set of an account at once. */
export interface AccountUpdate
  extends Partial<
    Pick<
      AccountRecord,
      "nonce" | "balance" | "username" | "codeMetadata" | "ownerAddress" | "developerReward" | "shard" | "asyncCallData"
    >
  > {
  /** New code; its hash follows, its metadata do not. */
  readonly code?: Uint8Array;
  /** Entries to set; an empty value deletes. */
  readonly storage?: Iterable<readonly [ByteString, Uint8Array]>;
}

export const noBytes: Uint8Array = new Uint8Array(0);

const noStorage = PersistentMap.empty<Uint8Array>();

export function createAccountRecord(address: Address, shard: number): AccountRecord {
  return {
    address,
    nonce: 0n,
    balance: 0n,
    username: noBytes,
    codeHash: noBytes,
    codeMetadata: noBytes,
    ownerAddress: noBytes,
    developerReward: 0n,
    rootHash: noBytes,
    code: noBytes,
    shard,
    asyncCallData: noBytes,
    storage: noStorage,
  };
}
