// What each kind of transaction does, short of applying it. Mirrors scenario/executor/stepRunTx.go of mx-chain-scenario-go and, for calls
// of built-in functions by users, ExecuteBuiltInFunction of mx-chain-go.
import { bytesToByteString, bytesToHex, isSmartContractAddress } from "@mxvm/codec";
import {
  isBlockchainHookError,
  ReturnCode,
  WorldError,
  type Address,
  type CallTransaction,
  type ContractCallInput,
  type ObservedCall,
  type SentTransaction,
  type TransferTransaction,
  type VmHandler,
  type VmSettings,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import type { MockBlockchainHooks } from "../blockchain-hooks.js";
import type { BuiltInFunctions } from "../built-in-functions/index.js";
import type { CompatibilityRules } from "../compatibility.js";
import type { Shard } from "../shards/shards.js";
import type { AccountsState } from "../state/accounts-state.js";
import { existingAccount } from "./fee.js";
import { callInputFromCall, callInputFromTransfer, callInputFromUpgrade, createInputFromDeploy } from "./input.js";
import { builtInCallFrom, systemCallFrom } from "./observed-calls.js";
import { createEmptyOutput, createOutputAccount } from "./output.js";
import { followingCallFrom, paymentInputFrom } from "./token-payment.js";

/** What a transaction works on. */
export interface TransactionEnvironment {
  readonly shard: Shard;
  /** Prices and flags that hold for it. */
  readonly settings: VmSettings;
  readonly state: AccountsState;
  readonly rules: CompatibilityRules;
  readonly hooks: MockBlockchainHooks;
  readonly builtInFunctions: BuiltInFunctions;
  readonly vm: VmHandler;
  /** Where calls are put down for an observer; the VM puts its own there. */
  readonly calls: ObservedCall[] | undefined;
}

/** What came of a run. */
export interface RunResult {
  readonly output: VmOutput;
  /** Gas that a built-in function used, and no contract. */
  readonly builtInGasUsed: bigint;
}

/** Runs what a sender asked for. Tokens move in the state, everything else waits in the output. */
export function runSent(environment: TransactionEnvironment, transaction: SentTransaction): RunResult {
  switch (transaction.kind) {
    case "deploy":
      return withoutBuiltIn(environment.vm.runSmartContractCreate(createInputFromDeploy(transaction)));
    case "upgrade":
      assertContract(environment.state, transaction.receiver);
      return withoutBuiltIn(environment.vm.runSmartContractCall(callInputFromUpgrade(transaction)));
    case "call":
      return runCall(environment, transaction);
    case "transfer":
      return runTransfer(environment, transaction);
  }
}

/** Throws `ACCOUNT_NOT_FOUND` or `NOT_A_CONTRACT`. */
export function assertContract(state: AccountsState, address: Address): void {
  if (existingAccount(state, address, "receiver").code.length > 0) return;
  throw new WorldError("NOT_A_CONTRACT", `the account 0x${bytesToHex(address)} has no code`, { address });
}

function withoutBuiltIn(output: VmOutput): RunResult {
  return { output, builtInGasUsed: 0n };
}

function runCall(environment: TransactionEnvironment, transaction: CallTransaction): RunResult {
  const input = callInputFromCall(transaction);
  if (input.esdtTransfers.length === 0 && environment.builtInFunctions.names().has(input.function)) {
    return runBuiltInFunction(environment, input);
  }
  if (environment.shard.esdtContract.isAt(transaction.receiver)) return withoutBuiltIn(runContract(environment, input));
  assertContract(environment.state, transaction.receiver);
  const payment = input.esdtTransfers.length === 0 ? undefined : processBuiltInFunction(environment, paymentInputFrom(input), true);
  if (payment !== undefined && payment.returnCode !== ReturnCode.ok) return withoutBuiltIn(payment);
  return withoutBuiltIn(environment.vm.runSmartContractCall(input));
}

/** Runs a contract: the system contract that issues tokens, or one of the VM's. */
export function runContract({ shard: { esdtContract }, vm, calls }: TransactionEnvironment, input: ContractCallInput): VmOutput {
  if (!esdtContract.isAt(input.recipientAddress)) return vm.runSmartContractCall(input);
  const output = esdtContract.run(input);
  calls?.push(systemCallFrom(input, output));
  return output;
}

/** A built-in function, and the call that a token transfer may carry. */
function runBuiltInFunction(environment: TransactionEnvironment, input: ContractCallInput): RunResult {
  const output = processBuiltInFunction(environment, input);
  const builtInGasUsed = input.gasProvided - output.gasRemaining;
  if (output.returnCode !== ReturnCode.ok) return { output, builtInGasUsed };
  const followingCall = followingCallFrom(input, output.gasRemaining);
  if (followingCall === undefined || !isCallHere(environment.shard, followingCall)) return { output, builtInGasUsed };
  const callOutput = environment.vm.runSmartContractCall(followingCall);
  if (callOutput.returnCode === ReturnCode.ok) callOutput.logs.unshift(...output.logs);
  return { output: callOutput, builtInGasUsed: flatCostOf(environment, input.function) };
}

function isCallHere({ isHere }: Shard, { recipientAddress }: ContractCallInput): boolean {
  return isSmartContractAddress(recipientAddress) && isHere(recipientAddress);
}

/** What production takes for the gas of a built-in function that a call follows: a cost under the function's name, if there is one. */
export function flatCostOf({ settings }: TransactionEnvironment, functionName: string): bigint {
  return BigInt(settings.gasSchedule["BuiltInCost"]?.[functionName] ?? 0);
}

function runTransfer(environment: TransactionEnvironment, transaction: TransferTransaction): RunResult {
  if (transaction.esdt.length > 0) {
    if (transaction.value !== 0n) throw new TypeError("a transfer moves either EGLD or tokens");
    return runBuiltInFunction(environment, paymentInputFrom(callInputFromTransfer(transaction)));
  }
  const output = createEmptyOutput(ReturnCode.ok);
  const account = createOutputAccount(transaction.receiver, transaction.value);
  output.outputAccounts.set(bytesToByteString(transaction.receiver), account);
  return { output, builtInGasUsed: transaction.gasLimit };
}

/** A refusal is a user error with the function's message. `isFree` says that a success costs the transaction nothing. */
export function processBuiltInFunction(environment: TransactionEnvironment, input: ContractCallInput, isFree: boolean = false): VmOutput {
  const output = outputOfBuiltInFunction(environment, input);
  environment.calls?.push(builtInCallFrom(input, output, isFree));
  return output;
}

function outputOfBuiltInFunction({ builtInFunctions }: TransactionEnvironment, input: ContractCallInput): VmOutput {
  try {
    return builtInFunctions.process(input);
  } catch (error) {
    if (!isBlockchainHookError(error)) throw error;
    return createEmptyOutput(ReturnCode.userError, error.message);
  }
}
