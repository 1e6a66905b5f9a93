// What ESDT code needs of the protocol around it: accounts as places for storage, shards and flags.
import { systemAccountAddress, type ByteString } from "@mxvm/codec";
import type { Address, Flags } from "@mxvm/protocol-hooks";
import type { AccountsState } from "../state/accounts-state.js";

/** An account as a place for storage. */
export interface TokenAccount {
  readonly address: Address;
  /** Borrowed; empty if there is no such entry. */
  getStorage(key: ByteString): Uint8Array;
  /** Takes the bytes over. An empty value deletes. */
  setStorage(key: ByteString, value: Uint8Array): void;
}

/** The protocol around a run of ESDT code. */
export interface TokenEnvironment {
  readonly flags: Flags;
  /** The account that holds global settings and metadata. */
  readonly systemAccount: TokenAccount;
  readonly selfShard: number;
  readonly shardOf: (address: Address) => number;
  readonly numberOfShards: () => number;
}

/** Shard of the metachain. */
export const METACHAIN_SHARD = 0xffff_ffff;

/** An account of a state; writing creates it where there is none. */
export function createTokenAccount(state: AccountsState, address: Address): TokenAccount {
  return {
    address,
    getStorage: (key) => state.getStorage(address, key),
    setStorage: (key, value) => {
      state.setStorage(address, key, value);
    },
  };
}

export function createSystemAccount(state: AccountsState): TokenAccount {
  return createTokenAccount(state, systemAccountAddress);
}
