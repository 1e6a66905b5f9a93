// Delivery of one pending call in the shard of its receiver. Mirrors ProcessSmartContractResult, ExecuteSmartContractTransaction and
// ExecuteBuiltInFunction of mx-chain-go process/smartContract/processorV2/processV2.go, and ComputeTransactionType.
import { bytesToByteString, bytesToUnsigned, isSmartContractAddress, parseCallArguments } from "@mxvm/codec";
import {
  CallType,
  ReturnCode,
  returnCodeTexts,
  type AsyncArguments,
  type ContractCallInput,
  type PendingCall,
  type TransactionResult,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import type { SentCall } from "../pending-calls.js";
import { noBytes } from "../state/account.js";
import { accrueDeveloperRewards, addReward } from "../transactions/developer-rewards.js";
import { parseEsdtTransfers, type ParsedTransfers } from "../transactions/esdt-transfers.js";
import { resultFrom } from "../transactions/execute.js";
import { applyOutput, assertBalanced, createEmptyOutput, createOutputAccount } from "../transactions/output.js";
import { flatCostOf, processBuiltInFunction, runContract, type TransactionEnvironment } from "../transactions/run.js";
import { resultsOfFailure } from "./failure.js";
import { callbackResult, resultsOfOutput, returnCodeByte } from "./results-of-output.js";
import { callFrom } from "./smart-contract-result.js";

/** What came of a transaction in one shard, and what it sent to others. */
export interface ShardOutcome {
  readonly result: TransactionResult;
  readonly sent: readonly SentCall[];
}

/** A run that succeeded. */
interface Success {
  readonly output: VmOutput;
  readonly sent: readonly SentCall[];
  readonly builtInGasUsed: bigint;
}

/** A run that failed, and the state that stays: that before the run, or after tokens that have to arrive. */
interface Refusal {
  readonly output: VmOutput;
  readonly gasLocked: bigint;
  /** What the protocol says of it, if not the words for the return code. */
  readonly errorText?: string;
  readonly restore: () => void;
}

const callBackFunction = "callBack";
const notPayable = "sending value to non payable contract";
const wrongData = "cannot create VMInput, check the transaction data field";

/** Delivers a call. What is thrown leaves the state half changed; the caller restores it. */
export function deliverCall(environment: TransactionEnvironment, call: PendingCall): ShardOutcome {
  const { shard } = environment;
  const outcome = run(environment, call);
  if ("restore" in outcome) {
    const { output, gasLocked, restore } = outcome;
    restore();
    const { returnCode, returnMessage } = output;
    const sent = resultsOfFailure(shard, call, { errorText: outcome.errorText ?? returnCodeTexts[returnCode], returnMessage, gasLocked });
    return { result: resultFrom({ ...output, gasRemaining: 0n }, call.gasLimit, undefined), sent };
  }
  const { output, sent, builtInGasUsed } = outcome;
  accrueDeveloperRewards(environment, { ...call, builtInGasUsed, output });
  // Gas that a callback leaves is its contract's.
  const isPaidBack = shard.rules.accruesDeveloperRewards && call.callType === CallType.asynchronousCallBack;
  if (isPaidBack) addReward(shard, call.receiver, output.gasRemaining * call.gasPrice);
  return { result: resultFrom(output, call.gasLimit, undefined), sent };
}

function run(environment: TransactionEnvironment, call: PendingCall): Success | Refusal {
  const { functionName } = callFrom(call.data);
  if (call.data.length > 0 && environment.shard.esdtContract.isAt(call.receiver)) return callContract(environment, call);
  if (environment.builtInFunctions.names().has(functionName)) return runBuiltInFunction(environment, call);
  const isCallback = call.data.length > 0 && call.callType === CallType.asynchronousCallBack;
  const isContractCall = functionName !== "" && isSmartContractAddress(call.receiver);
  return isCallback || isContractCall ? callContract(environment, call) : moveValue(environment, call);
}

function refusal({ state }: TransactionEnvironment, output: VmOutput, gasLocked: bigint = 0n): Refusal {
  const root = state.getRoot();
  return { output, gasLocked, restore: () => { state.setRoot(root); } };
}

function moveValue(environment: TransactionEnvironment, call: PendingCall): Success | Refusal {
  const { shard } = environment;
  const { sender, receiver, value } = call;
  const output = createEmptyOutput(ReturnCode.ok);
  if (value > 0n) {
    const isReturn = call.originalSender.length > 0 && bytesToByteString(call.originalSender) === bytesToByteString(receiver);
    if (!isReturn && !shard.addressRules.isPayable(sender, receiver)) {
      const refused = refusal(environment, createEmptyOutput(ReturnCode.userError, call.returnMessage === "" ? notPayable : call.returnMessage));
      return { ...refused, errorText: notPayable };
    }
    output.outputAccounts.set(bytesToByteString(receiver), createOutputAccount(receiver, value));
    applyOutput(shard, output);
  }
  return { output, sent: [], builtInGasUsed: call.gasLimit };
}

function callContract(environment: TransactionEnvironment, call: PendingCall): Success | Refusal {
  const { shard } = environment;
  const input = inputFrom(call, false);
  if (input === undefined) return refusal(environment, createEmptyOutput(ReturnCode.userError, wrongData));
  const before = refusal(environment, createEmptyOutput(ReturnCode.ok), input.gasLocked);
  const output = runContract(environment, input);
  if (output.returnCode !== ReturnCode.ok) return { ...before, output };
  output.gasRemaining += input.gasLocked;
  assertBalanced(output, call.value);
  applyOutput(shard, output);
  return { output, sent: answered(environment, call, input, output), builtInGasUsed: 0n };
}

/** What an output sends, and the answer to an asynchronous call where no transfer is one. */
function answered(
  { shard }: TransactionEnvironment,
  call: PendingCall,
  { asyncArguments }: ContractCallInput,
  output: VmOutput,
): readonly SentCall[] {
  const source = { shard, cause: call, asyncArguments };
  const { sent, answersCaller } = resultsOfOutput(source, output);
  const isAnswerMissing = call.callType === CallType.asynchronousCall && !answersCaller;
  return [...sent, ...(isAnswerMissing ? [callbackResult(source, output)] : [])];
}

function runBuiltInFunction(environment: TransactionEnvironment, call: PendingCall): Success | Refusal {
  const { shard } = environment;
  const input = inputFrom(call, true);
  if (input === undefined) return refusal(environment, createEmptyOutput(ReturnCode.userError, wrongData));
  const before = refusal(environment, createEmptyOutput(ReturnCode.ok), input.gasLocked);
  const output = processBuiltInFunction(environment, input);
  if (output.returnCode !== ReturnCode.ok) return { ...before, output };
  const isCallback = call.callType === CallType.asynchronousCallBack;
  if (input.returnCallAfterError && !isCallback) return { output, sent: [], builtInGasUsed: call.gasLimit - output.gasRemaining };

  const transfers = parseEsdtTransfers(input.callerAddress, input.recipientAddress, input.function, input.arguments);
  const following = transfers === undefined ? undefined : callAfter(environment, call, input, output, transfers);
  applyOutput(shard, output);
  // Tokens that return in a callback arrive, whatever becomes of it.
  const beforeCall = isCallback ? refusal(environment, output, input.gasLocked) : before;
  if (following !== undefined) return runFollowingCall(environment, call, following, output, beforeCall);
  const goesOn = transfers !== undefined && transfers.callFunction.length > 0 && isSmartContractAddress(transfers.receiver);
  if (goesOn) return { output, sent: resultsOfOutput({ shard, cause: call, asyncArguments: input.asyncArguments }, output).sent, builtInGasUsed: 0n };
  const builtInGasUsed = input.gasProvided - output.gasRemaining;
  output.gasRemaining += input.gasLocked;
  return { output, sent: answered(environment, call, input, output), builtInGasUsed };
}

function runFollowingCall(
  environment: TransactionEnvironment,
  call: PendingCall,
  input: ContractCallInput,
  builtInOutput: VmOutput,
  beforeCall: Refusal,
): Success | Refusal {
  const output = environment.vm.runSmartContractCall(input);
  if (output.returnCode !== ReturnCode.ok) return { ...beforeCall, output };
  output.gasRemaining += input.gasLocked;
  assertBalanced(output, input.callValue);
  applyOutput(environment.shard, output);
  output.logs.unshift(...builtInOutput.logs);
  const isSenderHere = environment.shard.isHere(call.sender);
  const builtInGasUsed = isSenderHere ? flatCostOf(environment, callFrom(call.data).functionName) : 0n;
  return { output, sent: answered(environment, call, input, output), builtInGasUsed };
}

/** The call of this shard's contract that follows a transfer: that of its arguments, or the callback that the transfer is part of. */
function callAfter(
  { shard }: TransactionEnvironment,
  call: PendingCall,
  input: ContractCallInput,
  output: VmOutput,
  transfers: ParsedTransfers,
): ContractCallInput | undefined {
  const { receiver, esdtTransfers, callFunction, callArguments } = transfers;
  if (!isSmartContractAddress(receiver) || !shard.isHere(receiver)) return undefined;
  const outputTransfers = output.outputAccounts.get(bytesToByteString(receiver))?.outputTransfers ?? [];
  const transfer = outputTransfers.length === 1 ? outputTransfers[0] : undefined;
  const common = { ...input, callValue: 0n, esdtTransfers };
  if (call.callType === CallType.asynchronousCallBack) {
    const parsed = parseCallArguments(transfer === undefined ? "" : bytesToByteString(transfer.data));
    const args = transfer === undefined ? [returnCodeByte(output.returnCode)] : parsed.ok ? parsed.value : [];
    return { ...common, function: callBackFunction, arguments: args, gasProvided: transfer?.gasLimit ?? output.gasRemaining };
  }
  if (callFunction.length === 0 || transfer === undefined) return undefined;
  const functionName = bytesToByteString(callFunction);
  return { ...common, recipientAddress: receiver, function: functionName, arguments: callArguments, gasProvided: transfer.gasLimit };
}

/** The call as the VM or a built-in function is given it; `undefined` if the data field is wrong. */
function inputFrom(call: PendingCall, isBuiltIn: boolean): ContractCallInput | undefined {
  const { callType } = call;
  const isCallback = callType === CallType.asynchronousCallBack;
  const { args, functionName } = callFrom(call.data);
  const parsed = isCallback && !isBuiltIn ? callbackArgumentsFrom(call.data) : { functionName, args };
  if (parsed.functionName === "") return undefined;
  const split = splitArguments(callType, parsed.args);
  if (split === undefined || split.gasLocked > call.gasLimit) return undefined;
  const { ownArguments, asyncArguments, gasLocked } = split;
  return {
    callerAddress: call.sender,
    arguments: ownArguments,
    asyncArguments,
    callValue: call.value,
    callType,
    gasPrice: call.gasPrice,
    gasProvided: call.gasLimit - gasLocked,
    gasLocked,
    originalTxHash: call.originalTxHash,
    currentTxHash: call.hash,
    prevTxHash: call.prevTxHash,
    esdtTransfers: [],
    returnCallAfterError: call.kind === "smartContractResult" && call.returnMessage !== "",
    txGuardian: call.guardian,
    originalCallerAddress: call.originalSender,
    relayerAddress: call.relayer,
    recipientAddress: call.receiver,
    function: parsed.functionName,
    allowInitFunction: false,
  };
}

/** A callback names no function; its data begin with `@`. */
function callbackArgumentsFrom(data: Uint8Array): ReturnType<typeof callFrom> {
  const parsed = parseCallArguments(callBackFunction + bytesToByteString(data));
  return parsed.ok ? { functionName: callBackFunction, args: parsed.value.slice(1) } : { functionName: "", args: [] };
}

interface SplitArguments {
  readonly ownArguments: readonly Uint8Array[];
  readonly asyncArguments: AsyncArguments | undefined;
  readonly gasLocked: bigint;
}

/** Takes off what smart contract results append: call ids and gas locked of a call, call ids and gas of a callback. */
function splitArguments(callType: number, args: readonly Uint8Array[]): SplitArguments | undefined {
  if (callType === CallType.asynchronousCall) {
    const [callId, callerCallId, gasLocked] = args.slice(-3);
    if (callId === undefined || callerCallId === undefined || gasLocked === undefined) return undefined;
    const asyncArguments = { callId, callerCallId, callbackAsyncInitiatorCallId: noBytes, gasAccumulated: 0n };
    return { ownArguments: args.slice(0, -3), asyncArguments, gasLocked: BigInt.asUintN(64, bytesToUnsigned(gasLocked)) };
  }
  if (callType === CallType.asynchronousCallBack) {
    const [callId, callerCallId, callbackAsyncInitiatorCallId, gas] = args.slice(-4);
    if (callId === undefined || callerCallId === undefined || callbackAsyncInitiatorCallId === undefined || gas === undefined) return undefined;
    const gasAccumulated = BigInt.asUintN(64, bytesToUnsigned(gas));
    const asyncArguments = { callId, callerCallId, callbackAsyncInitiatorCallId, gasAccumulated };
    return { ownArguments: args.slice(0, -4), asyncArguments, gasLocked: 0n };
  }
  return { ownArguments: args, asyncArguments: undefined, gasLocked: 0n };
}
