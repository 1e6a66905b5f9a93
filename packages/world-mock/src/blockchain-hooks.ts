// Blockchain Hooks over the state of a world. Mirrors worldmock/worldBlockchainHook.go of mx-chain-scenario-go.
import { bytesToByteString, vmTypeFromAddress } from "@mxvm/codec";
import {
  BlockchainHookError,
  ReturnCode,
  type Address,
  type BlockchainHooks,
  type ByteString,
  type ContractCallInput,
  type EsDigitalToken,
  type StorageValue,
  type UserAccount,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import type { BuiltInFunctions } from "./built-in-functions/index.js";
import { blockHashOf, newAddressOf, type Chain } from "./chain.js";
import type { CompatibilityRules } from "./compatibility.js";
import { isLimitedTransfer, isPaused, readEsdtToken } from "./esdt/states.js";
import { createAccountRecord, noBytes, type AccountRecord } from "./state/account.js";
import type { AccountsState } from "./state/accounts-state.js";
import type { EsdtContract } from "./system-contract/esdt-contract.js";
import { createEmptyOutput, createOutputAccount } from "./transactions/output.js";

/** What an address is, for VM and built-in functions alike. */
export interface AddressRules {
  readonly shardOf: (address: Address) => number;
  readonly isSmartContract: (address: Address) => boolean;
  readonly isPayable: (sender: Address, receiver: Address) => boolean;
}

/** What the hooks answer from. */
export interface HookSources {
  /** The shard whose accounts the VM may see. */
  readonly selfShard: number;
  readonly state: AccountsState;
  readonly rules: CompatibilityRules;
  readonly addressRules: AddressRules;
  readonly builtInFunctions: BuiltInFunctions;
  readonly esdtContract: EsdtContract;
  /** The chain as of now. */
  readonly getChain: () => Chain;
}

/** Hooks, and what a transaction wants to know of their use. */
export interface MockBlockchainHooks extends BlockchainHooks {
  /** Answers from other sources from now on. */
  bind(sources: HookSources): void;
  /** Forgets the addresses that were given out. */
  resetNewAddresses(): void;
  /** The first address that was given out since: that of the contract a transaction deploys. */
  firstNewAddress(): Address | undefined;
}

export function createBlockchainHooks(sources: HookSources): MockBlockchainHooks {
  return new StateBlockchainHooks(sources);
}

class StateBlockchainHooks implements MockBlockchainHooks {
  private sources: HookSources;
  private readonly compiledCodes = new Map<ByteString, Uint8Array>();
  private firstAddress: Address | undefined;

  constructor(sources: HookSources) {
    this.sources = sources;
  }

  bind(sources: HookSources): void {
    this.sources = sources;
  }

  resetNewAddresses(): void {
    this.firstAddress = undefined;
  }

  firstNewAddress(): Address | undefined {
    return this.firstAddress;
  }

  newAddress(creatorAddress: Address, creatorNonce: bigint, vmType: Uint8Array): Address {
    const address =
      newAddressOf(this.sources.getChain(), creatorAddress, creatorNonce) ?? this.sources.rules.newAddress(creatorAddress, creatorNonce, vmType);
    this.firstAddress ??= address;
    return address;
  }

  getStorageData(accountAddress: Address, index: Uint8Array): StorageValue {
    return { value: this.sources.state.getStorage(accountAddress, bytesToByteString(index)), trieDepth: 0 };
  }

  getBlockhash(nonce: bigint): Uint8Array | undefined {
    return blockHashOf(this.sources.getChain(), nonce);
  }

  lastNonce(): bigint {
    return this.sources.getChain().previousBlock.nonce;
  }

  lastRound(): bigint {
    return this.sources.getChain().previousBlock.round;
  }

  lastTimeStamp(): bigint {
    return secondsFrom(this.lastTimeStampMs());
  }

  lastTimeStampMs(): bigint {
    return this.sources.getChain().previousBlock.timestampMs;
  }

  lastRandomSeed(): Uint8Array {
    return this.sources.getChain().previousBlock.randomSeed;
  }

  lastEpoch(): number {
    return this.sources.getChain().previousBlock.epoch;
  }

  getStateRootHash(): Uint8Array {
    return noBytes;
  }

  currentNonce(): bigint {
    return this.sources.getChain().currentBlock.nonce;
  }

  currentRound(): bigint {
    return this.sources.getChain().currentBlock.round;
  }

  currentTimeStamp(): bigint {
    return secondsFrom(this.currentTimeStampMs());
  }

  currentTimeStampMs(): bigint {
    return this.sources.getChain().currentBlock.timestampMs;
  }

  currentRandomSeed(): Uint8Array {
    return this.sources.getChain().currentBlock.randomSeed;
  }

  currentEpoch(): number {
    return this.sources.getChain().currentBlock.epoch;
  }

  roundTime(): bigint {
    return this.sources.rules.roundTimeMs;
  }

  epochStartBlockTimeStampMs(): bigint {
    return this.epochStartBlock().timestampMs;
  }

  epochStartBlockNonce(): bigint {
    return this.epochStartBlock().nonce;
  }

  epochStartBlockRound(): bigint {
    return this.epochStartBlock().round;
  }

  processBuiltInFunction(input: ContractCallInput): VmOutput {
    return this.sources.builtInFunctions.process(input);
  }

  getBuiltinFunctionNames(): ReadonlySet<string> {
    return this.sources.builtInFunctions.names();
  }

  getAllState(address: Address): ReadonlyMap<ByteString, Uint8Array> {
    const account = this.sources.state.getAccount(address);
    if (account === undefined) throw new BlockchainHookError(this.sources.rules.accountNotFoundMessage(address));
    const entries = new Map<ByteString, Uint8Array>();
    account.storage.forEach((value, key) => entries.set(key, value));
    return entries;
  }

  getUserAccount(address: Address): AccountRecord | undefined {
    const { state, esdtContract, selfShard } = this.sources;
    const account = state.getAccount(address);
    // Contracts call what has code; in production the code of a system contract is its address.
    if (esdtContract.isLocal(address)) return { ...(account ?? createAccountRecord(address, selfShard)), code: address };
    return account?.shard === this.sources.selfShard ? account : undefined;
  }

  accountNotFoundMessage(address: Address): string {
    return this.sources.rules.accountNotFoundMessage(address);
  }

  getCode(account: UserAccount): Uint8Array {
    return this.getUserAccount(account.address)?.code ?? noBytes;
  }

  getShardOfAddress(address: Address): number {
    return this.sources.rules.shardShown?.(address) ?? this.sources.addressRules.shardOf(address);
  }

  isSmartContract(address: Address): boolean {
    return this.sources.addressRules.isSmartContract(address);
  }

  isPayable(sndAddress: Address, recvAddress: Address): boolean {
    return this.sources.addressRules.isPayable(sndAddress, recvAddress);
  }

  saveCompiledCode(codeHash: Uint8Array, code: Uint8Array): void {
    this.compiledCodes.set(bytesToByteString(codeHash), code);
  }

  getCompiledCode(codeHash: Uint8Array): Uint8Array | undefined {
    return this.compiledCodes.get(bytesToByteString(codeHash));
  }

  clearCompiledCodes(): void {
    this.compiledCodes.clear();
  }

  getEsdtToken(address: Address, tokenIdentifier: Uint8Array, nonce: bigint): EsDigitalToken {
    return readEsdtToken(this.sources.state, address, tokenIdentifier, nonce);
  }

  isPaused(tokenIdentifier: Uint8Array): boolean {
    return this.sources.rules.showsGlobalTokenSettings && isPaused(this.sources.state, tokenIdentifier);
  }

  isLimitedTransfer(tokenIdentifier: Uint8Array): boolean {
    return this.sources.rules.showsGlobalTokenSettings && isLimitedTransfer(this.sources.state, tokenIdentifier);
  }

  getSnapshot(): number {
    return this.sources.state.getSnapshot();
  }

  revertToSnapshot(snapshot: number): void {
    this.sources.state.revertToSnapshot(snapshot);
  }

  executeSmartContractCallOnOtherVM(input: ContractCallInput): VmOutput {
    if (this.sources.esdtContract.isLocal(input.recipientAddress)) return this.callEsdtContract(input);
    if (this.sources.rules.otherVmsSucceed) return createEmptyOutput(ReturnCode.ok);
    const vmType = vmTypeFromAddress(input.recipientAddress);
    throw new BlockchainHookError(`element does not exist in container in vm container for key [${vmType.join(" ")}]`);
  }

  /** The caller pays what it sends; a refusal is a failure of the call. */
  private callEsdtContract(input: ContractCallInput): VmOutput {
    const output = this.sources.esdtContract.run(input);
    if (output.returnCode !== ReturnCode.ok) throw new BlockchainHookError(output.returnMessage);
    const key = bytesToByteString(input.callerAddress);
    const caller = output.outputAccounts.get(key) ?? createOutputAccount(input.callerAddress, 0n);
    caller.balanceDelta -= input.callValue;
    output.outputAccounts.set(key, caller);
    return output;
  }

  private epochStartBlock(): Chain["currentBlock"] {
    const chain = this.sources.getChain();
    return this.sources.rules.epochStartsAtCurrentBlock ? chain.currentBlock : chain.epochStartBlock;
  }
}

function secondsFrom(milliseconds: bigint): bigint {
  return milliseconds / 1000n;
}
