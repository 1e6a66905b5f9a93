// Blockchain Hooks: what the VM asks the protocol while it runs. Mirrors vmcommon.BlockchainHook, method by method.
import type { Address, ByteString } from "./bytes.js";
import type { EsDigitalToken } from "./esdt.js";
import type { ContractCallInput } from "./input.js";
import type { VmOutput } from "./output.js";

/** An account as the VM may see it: a view that is valid until the state changes. */
export interface UserAccount {
  readonly address: Address;
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly username: Uint8Array;
  /** Empty for accounts without code. */
  readonly codeHash: Uint8Array;
  /** 2 bytes, or empty. */
  readonly codeMetadata: Uint8Array;
  /** Empty for accounts that are not contracts. */
  readonly ownerAddress: Address;
  readonly developerReward: bigint;
  /** May be empty where the world keeps no tries. */
  readonly rootHash: Uint8Array;
}

/** A value read from storage. */
export interface StorageValue {
  /** Empty if there is no account or no such key. */
  readonly value: Uint8Array;
  /** Depth of the leaf in the account's trie; prices the load. 0 where the world keeps no tries. */
  readonly trieDepth: number;
}

/**
 * The protocol as the VM sees it. Bytes that come back are borrowed: the VM reads them and does not change them; the world does not
 * change them in place either, so that the VM may keep them for the length of a run.
 *
 * Where Go returns an error, a method answers `undefined` if the VM treats it as absence, and otherwise throws a `BlockchainHookError`
 * whose message is production's, since contracts can see it.
 */
export interface BlockchainHooks {
  /** Address of a contract to be created; depends on creator, nonce and VM type only. Empty lets the VM decide. */
  newAddress(creatorAddress: Address, creatorNonce: bigint, vmType: Uint8Array): Address;

  /** Reads storage; empty if there is no account or no key. */
  getStorageData(accountAddress: Address, index: Uint8Array): StorageValue;

  /** Hash of the block of that nonce, or `undefined` if it is not known any more. */
  getBlockhash(nonce: bigint): Uint8Array | undefined;

  /** The last committed block: its nonce, … */
  lastNonce(): bigint;
  lastRound(): bigint;
  /** … in seconds, … */
  lastTimeStamp(): bigint;
  /** … in milliseconds. */
  lastTimeStampMs(): bigint;
  /** 48 bytes, or empty. */
  lastRandomSeed(): Uint8Array;
  lastEpoch(): number;

  /** Root hash of the state after the last committed block. */
  getStateRootHash(): Uint8Array;

  /** The block being built. Units as above. */
  currentNonce(): bigint;
  currentRound(): bigint;
  currentTimeStamp(): bigint;
  currentTimeStampMs(): bigint;
  currentRandomSeed(): Uint8Array;
  currentEpoch(): number;

  /** Duration of a round, in milliseconds. */
  roundTime(): bigint;

  /** The first block of the current epoch. */
  epochStartBlockTimeStampMs(): bigint;
  epochStartBlockNonce(): bigint;
  epochStartBlockRound(): bigint;

  /**
   * Runs a built-in function and changes state. A failure is an output with a code, or a `BlockchainHookError`, as in production.
   */
  processBuiltInFunction(input: ContractCallInput): VmOutput;

  /** Names of the built-in functions that are active. */
  getBuiltinFunctionNames(): ReadonlySet<string>;

  /** All storage of an account. */
  getAllState(address: Address): ReadonlyMap<ByteString, Uint8Array>;

  /** The account, or `undefined` if there is none in this shard. */
  getUserAccount(address: Address): UserAccount | undefined;

  /**
   * What contracts are told where they need an account that is missing. The node's words, `account was not found`, if the world has none of
   * its own.
   */
  accountNotFoundMessage?(address: Address): string;

  /** Code of an account; empty if it has none. The same array for the same code, so that it can key caches. */
  getCode(account: UserAccount): Uint8Array;

  getShardOfAddress(address: Address): number;

  /** Whether the address has the form of a contract's. */
  isSmartContract(address: Address): boolean;

  /** Whether `recvAddress` may receive from `sndAddress`. Throws a `BlockchainHookError` where production cannot tell. */
  isPayable(sndAddress: Address, recvAddress: Address): boolean;

  /** Stores what an executor compiled. Executors that cannot serialize make no use of it. */
  saveCompiledCode(codeHash: Uint8Array, code: Uint8Array): void;
  getCompiledCode(codeHash: Uint8Array): Uint8Array | undefined;
  clearCompiledCodes(): void;

  /** Token holding of an account; an empty holding (value 0) if there is none. Throws a `BlockchainHookError` for broken data. */
  getEsdtToken(address: Address, tokenIdentifier: Uint8Array, nonce: bigint): EsDigitalToken;

  /** Whether transfers of the token are paused everywhere. */
  isPaused(tokenIdentifier: Uint8Array): boolean;

  /** Whether only holders of the transfer role may move the token. */
  isLimitedTransfer(tokenIdentifier: Uint8Array): boolean;

  /** Marks the state; O(1). */
  getSnapshot(): number;

  /** Takes the state back to a mark; marks set later are void. */
  revertToSnapshot(snapshot: number): void;

  /** Runs a contract of another VM type. Throws a `BlockchainHookError` where there is none. */
  executeSmartContractCallOnOtherVM(input: ContractCallInput): VmOutput;
}
