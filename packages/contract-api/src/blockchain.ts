// What a contract asks about accounts and blocks. Mirrors BlockchainWrapper of the Rust framework.
import type { Address, Bytes, CodeMetadata, Payment, TokenId } from "@mxvm/codec";

/** Roles of this contract for a token. */
export interface LocalRoles {
  readonly mint: boolean;
  readonly burn: boolean;
  readonly nftCreate: boolean;
  readonly nftAddQuantity: boolean;
  readonly nftBurn: boolean;
  readonly nftAddUri: boolean;
  readonly nftUpdateAttributes: boolean;
  readonly transfer: boolean;
}

/** An account's units of a token, and what is known about them. */
export interface TokenData {
  readonly type: "fungible" | "nonFungible" | "nonFungibleV2" | "semiFungible" | "meta" | "dynamicNft" | "dynamicSft" | "dynamicMeta" | "invalid";
  readonly amount: bigint;
  readonly frozen: boolean;
  readonly hash: Bytes;
  readonly name: string;
  readonly attributes: Bytes;
  readonly creator: Address;
  /** Hundredths of a per cent. */
  readonly royalties: bigint;
  readonly uris: readonly string[];
}

/** What a contract learns of the chain, as `sc.blockchain`: who called, balances, the block, other accounts. */
export interface Blockchain {
  /** Who called: an account or another contract. */
  caller(): Address;
  /** This contract. */
  self(): Address;
  /** This contract's owner. */
  owner(): Address;
  /** Who signed the transaction that all this began with. */
  originalCaller(): Address;
  /** Who relayed that transaction; zero if nobody did. */
  relayer(): Address;
  shardOf(address: Address): number;
  isSmartContract(address: Address): boolean;
  /** What this contract has of a token; EGLD is `EGLD-000000`. */
  balance(token: TokenId, nonce?: bigint): bigint;
  /** What an account of this shard has of a token. */
  balanceOf(address: Address, token: TokenId, nonce?: bigint): bigint;
  tokenData(address: Address, token: TokenId, nonce: bigint): TokenData;
  /** The nonce of the last NFT that an account created of a token. */
  latestNonce(address: Address, token: TokenId): bigint;
  localRoles(token: TokenId): LocalRoles;
  isFrozen(address: Address, token: TokenId, nonce?: bigint): boolean;
  isPaused(token: TokenId): boolean;
  isLimitedTransfer(token: TokenId): boolean;
  codeMetadata(address: Address): CodeMetadata;
  codeHash(address: Address): Bytes;
  isBuiltInFunction(name: string): boolean;
  gasLeft(): bigint;
  /** Hash of the transaction that all this began with. */
  txHash(): Bytes;
  timestampMs(): bigint;
  timestampSeconds(): bigint;
  nonce(): bigint;
  round(): bigint;
  epoch(): bigint;
  randomSeed(): Bytes;
  roundTimeMs(): bigint;
  previousTimestampMs(): bigint;
  previousTimestampSeconds(): bigint;
  previousNonce(): bigint;
  previousRound(): bigint;
  previousEpoch(): bigint;
  previousRandomSeed(): Bytes;
  epochStartTimestampMs(): bigint;
  epochStartNonce(): bigint;
  epochStartRound(): bigint;
  stateRootHash(): Bytes;
  /** What contracts called by this run, or the one that answers, sent to this contract meanwhile. Asking again gives the same. */
  backTransfers(): readonly Payment[];
}
