// The ESDT system contract of a world: where it answers, and its calls from input to output. Mirrors vm/process/systemVM.go of
// mx-chain-go.
import { bytesToByteString, equalBytes, esdtSystemContractAddress, isSmartContractAddress, isSystemAccountAddress, parseCallData } from "@mxvm/codec";
import {
  CallType,
  isBlockchainHookError,
  ReturnCode,
  VmError,
  type Address,
  type ContractCallInput,
  type GasSchedule,
  type LogEntry,
  type OutputAccount,
  type OutputTransfer,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import type { BuiltInFunctions } from "../built-in-functions/index.js";
import type { Chain } from "../chain.js";
import type { CompatibilityRules } from "../compatibility.js";
import { METACHAIN_SHARD } from "../esdt/environment.js";
import { noBytes } from "../state/account.js";
import type { AccountsState } from "../state/accounts-state.js";
import { esdtTransfer } from "../transactions/esdt-transfers.js";
import { createEmptyOutput } from "../transactions/output.js";
import { frameworkFunctions, productionFunctions } from "./functions.js";
import { messageOf, SystemCallRefusal } from "./messages.js";
import { createSystemCall, type SystemCosts } from "./system-call.js";

const initFunction = "_init";

export interface EsdtContractOptions {
  /** The accounts of the shard; the contract's own is among them where it answers. */
  readonly state: AccountsState;
  readonly rules: CompatibilityRules;
  /** Whether the shard is one of several, so that the contract has a shard of its own. */
  readonly isOneOfSeveral: boolean;
  readonly builtInFunctions: () => BuiltInFunctions;
  /** Without the metachain. */
  readonly numberOfShards: () => number;
  readonly getChain: () => Chain;
}

/** The contract as a shard knows it. */
export interface EsdtContract {
  /** Whether there is a contract at this address: in scenario worlds from the first identifier on that was fixed, and never beside code. */
  isAt(address: Address): boolean;
  /** Whether contracts reach it within their own run, as nobody delivers to it. */
  isLocal(address: Address): boolean;
  /**
   * Runs a call. Among shards it changes nothing: what it sends and stores is in the output, for whoever applies and delivers it. In a world
   * without shards that has happened, and the output has balances, and the tokens that a contract gets which called. As in production,
   * what an account refuses does not make the call fail.
   */
  run(input: ContractCallInput): VmOutput;
}

export function createEsdtContract(options: EsdtContractOptions): EsdtContract {
  return new ShardEsdtContract(options);
}

class ShardEsdtContract implements EsdtContract {
  private readonly options: EsdtContractOptions;

  constructor(options: EsdtContractOptions) {
    this.options = options;
  }

  isAt(address: Address): boolean {
    const { rules, getChain, state } = this.options;
    if (!equalBytes(address, esdtSystemContractAddress)) return false;
    const isThere = rules.systemContract.isAlwaysThere || getChain().newTokenIdentifiers !== undefined;
    return isThere && (state.getAccount(address)?.code.length ?? 0) === 0;
  }

  isLocal(address: Address): boolean {
    const { rules, isOneOfSeveral } = this.options;
    return !isOneOfSeveral && !rules.systemContract.isProduction && this.isAt(address);
  }

  run(input: ContractCallInput): VmOutput {
    const output = this.execute(input);
    return this.options.isOneOfSeveral || output.returnCode !== ReturnCode.ok ? output : this.happened(input, output);
  }

  private execute(input: ContractCallInput): VmOutput {
    const { rules, state, getChain, numberOfShards, builtInFunctions } = this.options;
    const { gasSchedule, flags } = builtInFunctions().settings();
    const { currentBlock, newTokenIdentifiers = [] } = getChain();
    if (input.function === "") return createEmptyOutput(ReturnCode.userError);
    if (input.function === initFunction) return createEmptyOutput(ReturnCode.userError, messageOf("initCalled"));
    const functions = rules.systemContract.isProduction ? productionFunctions : frameworkFunctions;
    const run = functions.get(input.function);
    if (run === undefined) return createEmptyOutput(ReturnCode.functionNotFound, messageOf("invalidMethod"));
    const account = state.getAccount(esdtSystemContractAddress);
    const call = createSystemCall(input, {
      flags,
      costs: rules.systemContract.isProduction ? costsOf(gasSchedule) : noCosts,
      getStorage: (key) => state.getStorage(esdtSystemContractAddress, key),
      balance: (account?.balance ?? 0n) + input.callValue,
      numberOfShards: numberOfShards(),
      randomSeed: currentBlock.randomSeed,
      newTokenIdentifiers,
    });
    try {
      run(call);
    } catch (error) {
      if (error instanceof SystemCallRefusal) return createEmptyOutput(error.returnCode, error.message);
      if (isBlockchainHookError(error)) return createEmptyOutput(ReturnCode.userError, error.message);
      throw error;
    }
    return call.toOutput();
  }

  /** Stores and delivers at once what an output says. */
  private happened({ callerAddress }: ContractCallInput, output: VmOutput): VmOutput {
    const transfers = [...output.outputAccounts.values()].flatMap(transfersOf).sort((a, b) => a.transfer.index - b.transfer.index);
    for (const [key, account] of output.outputAccounts) {
      this.store(account);
      if (isSystemAccountAddress(account.address)) output.outputAccounts.delete(key);
      const isContract = equalBytes(account.address, callerAddress) && isSmartContractAddress(callerAddress);
      account.storageUpdates = new Map();
      account.outputTransfers = isContract ? account.outputTransfers.filter(movesTokens) : [];
    }
    for (const { receiver, transfer } of transfers) output.logs.push(...this.deliver(receiver, transfer));
    return output;
  }

  /** The account comes into being as one of the metachain. */
  private store({ address, storageUpdates }: OutputAccount): void {
    if (storageUpdates.size === 0) return;
    const storage = [...storageUpdates].map(([key, { data }]) => [key, data] as const);
    this.options.state.update(address, { storage, shard: METACHAIN_SHARD });
  }

  /** Runs a built-in function as the receiver's shard does. Answers its events; none where it is refused. */
  private deliver(receiver: Address, { data }: OutputTransfer): readonly LogEntry[] {
    const call = parseCallData(bytesToByteString(data));
    if (!call.ok) return [];
    const { state, builtInFunctions } = this.options;
    const { functionName, arguments: args } = call.value;
    const before = state.getSnapshot();
    try {
      return builtInFunctions().process({ ...deliveredCall, recipientAddress: receiver, function: functionName, arguments: args }).logs;
    } catch (error) {
      if (!isBlockchainHookError(error)) throw error;
      state.revertToSnapshot(before);
      return [];
    }
  }
}

interface AddressedTransfer {
  readonly receiver: Address;
  readonly transfer: OutputTransfer;
}

/** Settings of all shards go to the first address of the system account. */
function transfersOf({ address, outputTransfers }: OutputAccount): readonly AddressedTransfer[] {
  if (isSystemAccountAddress(address) && address.at(-1) !== 0) return [];
  return outputTransfers.map((transfer) => ({ receiver: address, transfer }));
}

function movesTokens({ data }: OutputTransfer): boolean {
  return bytesToByteString(data).startsWith(`${esdtTransfer}@`);
}

/** What all calls have in common that the contract sends. */
const deliveredCall: Omit<ContractCallInput, "recipientAddress" | "function" | "arguments"> = {
  callerAddress: esdtSystemContractAddress,
  asyncArguments: undefined,
  callValue: 0n,
  callType: CallType.directCall,
  gasPrice: 0n,
  gasProvided: 0n,
  gasLocked: 0n,
  originalTxHash: noBytes,
  currentTxHash: noBytes,
  prevTxHash: noBytes,
  esdtTransfers: [],
  returnCallAfterError: false,
  txGuardian: noBytes,
  originalCallerAddress: noBytes,
  relayerAddress: noBytes,
  allowInitFunction: false,
};

/** The framework's VM charges nothing. */
const noCosts: SystemCosts = { issue: 0n, operation: 0n };

const costsOfSchedule = new WeakMap<GasSchedule, SystemCosts>();

/** Throws `GAS_SCHEDULE_INCOMPLETE`. */
function costsOf(gasSchedule: GasSchedule): SystemCosts {
  const known = costsOfSchedule.get(gasSchedule);
  if (known !== undefined) return known;
  const section = "MetaChainSystemSCsCost";
  const { ESDTIssue: issue, ESDTOperations: operation } = gasSchedule[section] ?? {};
  if (issue === undefined || operation === undefined) {
    const keys = ["ESDTIssue", "ESDTOperations"].map((key) => ({ section, key }));
    const names = keys.map(({ key }) => `${section}.${key}`).join(", ");
    throw new VmError("GAS_SCHEDULE_INCOMPLETE", `the ESDT system contract needs keys that the gas schedule lacks: ${names}`, { keys });
  }
  const costs = { issue: BigInt(issue), operation: BigInt(operation) };
  costsOfSchedule.set(gasSchedule, costs);
  return costs;
}
