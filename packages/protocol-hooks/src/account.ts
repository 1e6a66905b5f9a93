// Accounts as plain data: what a world is given and gives back.
import type { Address, ByteString } from "./bytes.js";

/** One instance (nonce) of a token in an account. */
export interface EsdtInstanceState {
  /** 0 for fungible tokens. */
  readonly nonce: bigint;
  readonly balance: bigint;
  /** Metadata; all absent for fungible tokens. */
  readonly name?: Uint8Array;
  readonly creator?: Address;
  /** Hundredths of a percent. */
  readonly royalties?: number;
  readonly hash?: Uint8Array;
  readonly uris?: readonly Uint8Array[];
  readonly attributes?: Uint8Array;
  /** User properties say "frozen". */
  readonly frozen?: boolean;
}

/** All that an account holds and may do of one token. */
export interface EsdtState {
  readonly tokenIdentifier: Uint8Array;
  readonly instances: readonly EsdtInstanceState[];
  /** Last nonce created by this account; 0 if none. */
  readonly lastNonce: bigint;
  /** Role names, such as `ESDTRoleLocalMint`. */
  readonly roles: readonly string[];
}

/** An account, whole. The receiver owns it. */
export interface AccountState {
  readonly address: Address;
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly username: Uint8Array;
  /**
   * Every storage entry, those of the protocol (`ELROND…`: tokens, roles) included; no empty values.
   */
  readonly storage: ReadonlyMap<ByteString, Uint8Array>;
  readonly code: Uint8Array;
  readonly codeHash: Uint8Array;
  /** 2 bytes, or empty. */
  readonly codeMetadata: Uint8Array;
  /** Empty for accounts that are not contracts. */
  readonly ownerAddress: Address;
  readonly developerReward: bigint;
  readonly shard: number;
  /** Data of an asynchronous call that waits for delivery to another shard, where a scenario set or a run left one. */
  readonly asyncCallData: Uint8Array;
}

/**
 * Parts of an account to be set. A part that is not given is left as it is (`updateAccount`) or takes its empty value (`setAccount`).
 * Bytes are copied where the world keeps them.
 */
export interface AccountChange {
  readonly address: Address;
  readonly nonce?: bigint;
  readonly balance?: bigint;
  readonly username?: Uint8Array;
  /** Entries to set; an empty value deletes. `updateAccount` merges. */
  readonly storage?: ReadonlyMap<ByteString, Uint8Array>;
  /** Tokens to set, written into storage as the protocol lays them out, all of them with metadata under the account itself. */
  readonly esdt?: readonly EsdtState[];
  readonly code?: Uint8Array;
  /** Where code is given and this is not: upgradeable, readable, payable, payable by contracts (0x0506). */
  readonly codeMetadata?: Uint8Array;
  readonly ownerAddress?: Address;
  readonly developerReward?: bigint;
  readonly shard?: number;
  readonly asyncCallData?: Uint8Array;
}
