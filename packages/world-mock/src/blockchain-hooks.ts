// Blockchain Hooks over the state of a world. Mirrors worldmock/worldBlockchainHook.go of mx-chain-scenario-go.
import {
  bytesToByteString,
  codeMetadataFromBytes,
  isSmartContractAddress,
  isSystemAccountAddress,
  vmTypeFromAddress,
} from "@mxvm/codec";
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
import { noBytes, type AccountRecord } from "./state/account.js";
import type { AccountsState } from "./state/accounts-state.js";
import { createEmptyOutput } from "./transactions/output.js";

/** The shard whose accounts the VM may see. */
export const SELF_SHARD = 0;

/** What an address is, for VM and built-in functions alike. */
export interface AddressRules {
  readonly shardOf: (address: Address) => number;
  readonly isSmartContract: (address: Address) => boolean;
  readonly isPayable: (sender: Address, receiver: Address) => boolean;
}

/** What the hooks answer from. */
export interface HookSources {
  readonly state: AccountsState;
  readonly rules: CompatibilityRules;
  readonly addressRules: AddressRules;
  readonly builtInFunctions: BuiltInFunctions;
  /** The chain as of now. */
  readonly getChain: () => Chain;
}

/** Hooks, and what a transaction wants to know of their use. */
export interface MockBlockchainHooks extends BlockchainHooks {
  /** Forgets the addresses that were given out. */
  resetNewAddresses(): void;
  /** The first address that was given out since: that of the contract a transaction deploys. */
  firstNewAddress(): Address | undefined;
}

export function createAddressRules(state: AccountsState, rules: CompatibilityRules): AddressRules {
  const isSmartContract = (address: Address): boolean => rules.isSmartContract(address, state.getAccount(address));
  return {
    shardOf: (address) => state.getAccount(address)?.shard ?? rules.shardOfUnknown(address),
    isSmartContract,
    isPayable: (sender, receiver) => {
      const account = state.getAccount(receiver);
      if (rules.systemAccountRefusesPayments && isSystemAccountAddress(receiver)) return false;
      if (!rules.isSmartContract(receiver, account)) return true;
      if (account === undefined) {
        if (rules.unknownContractsArePayable) return true;
        throw new BlockchainHookError(rules.accountNotFoundMessage(receiver));
      }
      const { payable, payableBySC } = codeMetadataFromBytes(account.codeMetadata);
      return payable || (payableBySC && isSmartContractAddress(sender));
    },
  };
}

export function createBlockchainHooks(sources: HookSources): MockBlockchainHooks {
  return new StateBlockchainHooks(sources);
}

class StateBlockchainHooks implements MockBlockchainHooks {
  private readonly state: AccountsState;
  private readonly rules: CompatibilityRules;
  private readonly addressRules: AddressRules;
  private readonly builtInFunctions: BuiltInFunctions;
  private readonly getChain: () => Chain;
  private readonly compiledCodes = new Map<ByteString, Uint8Array>();
  private firstAddress: Address | undefined;

  constructor(sources: HookSources) {
    this.state = sources.state;
    this.rules = sources.rules;
    this.addressRules = sources.addressRules;
    this.builtInFunctions = sources.builtInFunctions;
    this.getChain = sources.getChain;
  }

  resetNewAddresses(): void {
    this.firstAddress = undefined;
  }

  firstNewAddress(): Address | undefined {
    return this.firstAddress;
  }

  newAddress(creatorAddress: Address, creatorNonce: bigint, vmType: Uint8Array): Address {
    const address =
      newAddressOf(this.getChain(), creatorAddress, creatorNonce) ?? this.rules.newAddress(creatorAddress, creatorNonce, vmType);
    this.firstAddress ??= address;
    return address;
  }

  getStorageData(accountAddress: Address, index: Uint8Array): StorageValue {
    return { value: this.state.getStorage(accountAddress, bytesToByteString(index)), trieDepth: 0 };
  }

  getBlockhash(nonce: bigint): Uint8Array | undefined {
    return blockHashOf(this.getChain(), nonce);
  }

  lastNonce(): bigint {
    return this.getChain().previousBlock.nonce;
  }

  lastRound(): bigint {
    return this.getChain().previousBlock.round;
  }

  lastTimeStamp(): bigint {
    return secondsFrom(this.lastTimeStampMs());
  }

  lastTimeStampMs(): bigint {
    return this.getChain().previousBlock.timestampMs;
  }

  lastRandomSeed(): Uint8Array {
    return this.getChain().previousBlock.randomSeed;
  }

  lastEpoch(): number {
    return this.getChain().previousBlock.epoch;
  }

  getStateRootHash(): Uint8Array {
    return noBytes;
  }

  currentNonce(): bigint {
    return this.getChain().currentBlock.nonce;
  }

  currentRound(): bigint {
    return this.getChain().currentBlock.round;
  }

  currentTimeStamp(): bigint {
    return secondsFrom(this.currentTimeStampMs());
  }

  currentTimeStampMs(): bigint {
    return this.getChain().currentBlock.timestampMs;
  }

  currentRandomSeed(): Uint8Array {
    return this.getChain().currentBlock.randomSeed;
  }

  currentEpoch(): number {
    return this.getChain().currentBlock.epoch;
  }

  roundTime(): bigint {
    return this.rules.roundTimeMs;
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
    return this.builtInFunctions.process(input);
  }

  getBuiltinFunctionNames(): ReadonlySet<string> {
    return this.builtInFunctions.names();
  }

  getAllState(address: Address): ReadonlyMap<ByteString, Uint8Array> {
    const account = this.state.getAccount(address);
    if (account === undefined) throw new BlockchainHookError(this.rules.accountNotFoundMessage(address));
    const entries = new Map<ByteString, Uint8Array>();
    account.storage.forEach((value, key) => entries.set(key, value));
    return entries;
  }

  getUserAccount(address: Address): AccountRecord | undefined {
    const account = this.state.getAccount(address);
    return account?.shard === SELF_SHARD ? account : undefined;
  }

  accountNotFoundMessage(address: Address): string {
    return this.rules.accountNotFoundMessage(address);
  }

  getCode(account: UserAccount): Uint8Array {
    return this.getUserAccount(account.address)?.code ?? noBytes;
  }

  getShardOfAddress(address: Address): number {
    return this.addressRules.shardOf(address);
  }

  isSmartContract(address: Address): boolean {
    return this.addressRules.isSmartContract(address);
  }

  isPayable(sndAddress: Address, recvAddress: Address): boolean {
    return this.addressRules.isPayable(sndAddress, recvAddress);
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
    return readEsdtToken(this.state, address, tokenIdentifier, nonce);
  }

  isPaused(tokenIdentifier: Uint8Array): boolean {
    return this.rules.showsGlobalTokenSettings && isPaused(this.state, tokenIdentifier);
  }

  isLimitedTransfer(tokenIdentifier: Uint8Array): boolean {
    return this.rules.showsGlobalTokenSettings && isLimitedTransfer(this.state, tokenIdentifier);
  }

  getSnapshot(): number {
    return this.state.getSnapshot();
  }

  revertToSnapshot(snapshot: number): void {
    this.state.revertToSnapshot(snapshot);
  }

  executeSmartContractCallOnOtherVM(input: ContractCallInput): VmOutput {
    if (this.rules.otherVmsSucceed) return createEmptyOutput(ReturnCode.ok);
    const vmType = vmTypeFromAddress(input.recipientAddress);
    throw new BlockchainHookError(`element does not exist in container in vm container for key [${vmType.join(" ")}]`);
  }

  private epochStartBlock(): Chain["currentBlock"] {
    const chain = this.getChain();
    return this.rules.epochStartsAtCurrentBlock ? chain.currentBlock : chain.epochStartBlock;
  }
}

function secondsFrom(milliseconds: bigint): bigint {
  return milliseconds / 1000n;
}
