// Blockchain Hooks over a few accounts, for VM handlers that are tested without a world. There are no built-in functions.
import type { BlockchainHooks, StorageValue, UserAccount } from "../blockchain-hooks.js";
import type { Address, ByteString } from "../bytes.js";
import { BlockchainHookError } from "../errors.js";
import type { EsDigitalToken } from "../esdt.js";
import type { VmOutput } from "../output.js";
import { contractAddress, keyOf, noBytes } from "./accounts.js";

/** An account of the fixture. */
export interface FixtureAccount {
  readonly balance?: bigint;
  readonly nonce?: bigint;
  readonly code?: Uint8Array;
  readonly codeMetadata?: Uint8Array;
  readonly ownerAddress?: Address;
  readonly storage?: ReadonlyMap<ByteString, Uint8Array>;
}

/** Address of the contract that is deployed next. */
export const deployedAddress: Address = contractAddress("deployed");

/** Shard of addresses whose last byte is not zero. */
const farShard = 1;

export const currentBlockNonce = 1234n;

/** Hooks that never change: outputs are looked at, not applied. */
export function createFixtureHooks(accounts: readonly (readonly [Address, FixtureAccount])[]): BlockchainHooks {
  return new FixtureHooks(accounts);
}

class FixtureHooks implements BlockchainHooks {
  private readonly accounts: ReadonlyMap<ByteString, FixtureAccount>;
  private readonly compiledCodes = new Map<ByteString, Uint8Array>();

  constructor(accounts: readonly (readonly [Address, FixtureAccount])[]) {
    this.accounts = new Map(accounts.map(([address, account]) => [keyOf(address), account]));
  }

  newAddress(): Address {
    return deployedAddress;
  }

  getStorageData(accountAddress: Address, index: Uint8Array): StorageValue {
    return { value: this.accounts.get(keyOf(accountAddress))?.storage?.get(keyOf(index)) ?? noBytes, trieDepth: 0 };
  }

  getBlockhash(): Uint8Array | undefined {
    return undefined;
  }

  lastNonce(): bigint {
    return currentBlockNonce - 1n;
  }

  lastRound(): bigint {
    return this.lastNonce();
  }

  lastTimeStamp(): bigint {
    return this.lastTimeStampMs() / 1000n;
  }

  lastTimeStampMs(): bigint {
    return this.lastNonce() * this.roundTime();
  }

  lastRandomSeed(): Uint8Array {
    return new Uint8Array(48).fill(1);
  }

  lastEpoch(): number {
    return 1;
  }

  getStateRootHash(): Uint8Array {
    return noBytes;
  }

  currentNonce(): bigint {
    return currentBlockNonce;
  }

  currentRound(): bigint {
    return currentBlockNonce;
  }

  currentTimeStamp(): bigint {
    return this.currentTimeStampMs() / 1000n;
  }

  currentTimeStampMs(): bigint {
    return currentBlockNonce * this.roundTime();
  }

  currentRandomSeed(): Uint8Array {
    return new Uint8Array(48).fill(2);
  }

  currentEpoch(): number {
    return 1;
  }

  roundTime(): bigint {
    return 6000n;
  }

  epochStartBlockTimeStampMs(): bigint {
    return 0n;
  }

  epochStartBlockNonce(): bigint {
    return 0n;
  }

  epochStartBlockRound(): bigint {
    return 0n;
  }

  processBuiltInFunction(): VmOutput {
    throw new BlockchainHookError("there are no built-in functions");
  }

  getBuiltinFunctionNames(): ReadonlySet<string> {
    return new Set();
  }

  getAllState(address: Address): ReadonlyMap<ByteString, Uint8Array> {
    return this.accounts.get(keyOf(address))?.storage ?? new Map<ByteString, Uint8Array>();
  }

  getUserAccount(address: Address): UserAccount | undefined {
    const account = this.accounts.get(keyOf(address));
    if (account === undefined) return undefined;
    const { balance = 0n, nonce = 0n, code = noBytes, codeMetadata = noBytes, ownerAddress = noBytes } = account;
    const codeHash = code.length === 0 ? noBytes : new Uint8Array(32).fill(code.length & 0xff);
    return { address, balance, nonce, codeHash, codeMetadata, ownerAddress, username: noBytes, developerReward: 0n, rootHash: noBytes };
  }

  getCode({ address }: UserAccount): Uint8Array {
    return this.accounts.get(keyOf(address))?.code ?? noBytes;
  }

  getShardOfAddress(address: Address): number {
    return address.at(-1) === 0 ? 0 : farShard;
  }

  isSmartContract(address: Address): boolean {
    return address.subarray(0, 8).every((byte) => byte === 0);
  }

  isPayable(): boolean {
    return true;
  }

  saveCompiledCode(codeHash: Uint8Array, code: Uint8Array): void {
    this.compiledCodes.set(keyOf(codeHash), code);
  }

  getCompiledCode(codeHash: Uint8Array): Uint8Array | undefined {
    return this.compiledCodes.get(keyOf(codeHash));
  }

  clearCompiledCodes(): void {
    this.compiledCodes.clear();
  }

  getEsdtToken(): EsDigitalToken {
    return { type: 0, value: 0n, properties: noBytes, metadata: undefined, reserved: noBytes };
  }

  isPaused(): boolean {
    return false;
  }

  isLimitedTransfer(): boolean {
    return false;
  }

  getSnapshot(): number {
    return 0;
  }

  revertToSnapshot(): void {
    // Nothing changes, so there is nothing to take back.
  }

  executeSmartContractCallOnOtherVM(): VmOutput {
    throw new BlockchainHookError("there is no other VM");
  }
}
