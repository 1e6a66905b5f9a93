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
  return new StateTokenAccount(state, address);
}

/** A class, since every token movement makes several: closures for the two methods take a tenth of a transfer. */
class StateTokenAccount implements TokenAccount {
  readonly address: Address;
  private readonly state: AccountsState;

  constructor(state: AccountsState, address: Address) {
    this.state = state;
    this.address = address;
  }

  getStorage(key: ByteString): Uint8Array {
    return this.state.getStorage(this.address, key);
  }

  setStorage(key: ByteString, value: Uint8Array): void {
    this.state.setStorage(this.address, key, value);
  }
}

export function createSystemAccount(state: AccountsState): TokenAccount {
  return createTokenAccount(state, systemAccountAddress);
}
