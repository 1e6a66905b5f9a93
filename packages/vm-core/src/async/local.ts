// Asynchronous calls that this shard can run: destination and callback, one after the other, in the same run. Mirrors vm-go
// contexts/asyncLocal.go.
import { byteStringToBytes, bytesToByteString, bytesToUnsigned, magnitudeToBytes, parseCallData } from "@mxvm/codec";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { AsyncArguments, ByteString, ContractCallInput, EsdtTransfer, VmOutput } from "@mxvm/protocol-hooks";
import { callTexts } from "../execution/call-texts.js";
import { parseEsdtTransfers } from "../execution/esdt-transfer-parser.js";
import { functionNames } from "../execution/function-names.js";
import { failureFromCause, failureWithMessage, failures } from "../failures.js";
import type { ContractFailure } from "../failures.js";
import type { Machine } from "../machine.js";
import { addUint64, mulUint64 } from "../metering/uint64.js";
import { AsyncCallStatus, callbackName, updateStatus } from "./async-state.js";
import type { AsyncCall, AsyncState, ChildResults } from "./async-state.js";
import { completeChild } from "./children.js";
import { destinationOfAsyncCall } from "./execution-mode.js";
import { newCallId } from "./params.js";

const noBytes: Uint8Array = new Uint8Array(0);

/** What a destination answered: its results and, unless they were read from storage, its whole output. */
export interface DestinationAnswer {
  readonly results: ChildResults;
  readonly output: VmOutput | undefined;
  readonly failure: ContractFailure | undefined;
  readonly gasAccumulated: bigint;
}

export interface CallbackResult {
  /** Absent if the callback could not be paid for. */
  readonly output: VmOutput | undefined;
  readonly isComplete: boolean;
}

/** Counts a child of the call and names it. */
function newChildCallId(state: AsyncState): Uint8Array {
  state.totalCallsCounter += 1n;
  return newCallId(state.callId, state.totalCallsCounter);
}

/** Counts and names a child that the call waits for. */
export function newAsyncArgumentsForCall(state: AsyncState): AsyncArguments {
  const callId = newChildCallId(state);
  state.callsCounter += 1n;
  return { callId, callerCallId: state.callId, callbackAsyncInitiatorCallId: noBytes, gasAccumulated: 0n };
}

/** Runs a call and, once it is complete, its callback. */
export function executeAsyncLocalCall(machine: Machine, state: AsyncState, call: AsyncCall): void {
  const input = inputOfDestination(machine, state, call);
  // The gas limit was charged when the call was registered; the call charges it again.
  machine.metering.restoreGas(call.gasLimit);
  const { output, failure, isChildComplete } = machine.executeOnDestContext(input);
  if (output === undefined) throw failures.nilDestinationCallVMOutput;
  const isUpgrade = input.function === functionNames.upgradeContract;
  machine.completeLogEntriesWithCallType(output, isUpgrade ? callTexts.upgradeFromSource : callTexts.asyncCall);
  updateStatus(call, output.returnCode);
  if (!isChildComplete) return;
  if (callbackName(call) === "") {
    completeChild(state, call.callId, 0n);
    return;
  }
  const callback = runCallback(machine, state, call, { results: output, output, failure, gasAccumulated: 0n });
  if (callback.output === undefined) throw failures.asyncNoOutputFromCallback;
  machine.completeLogEntriesWithCallType(callback.output, callTexts.asyncCallback);
  if (!callback.isComplete) return;
  const { gasRemaining } = callback.output;
  callback.output.gasRemaining = 0n;
  completeChild(state, call.callId, gasRemaining);
}

/**
 * The half of a built-in function's call that is this shard's. The other half leaves as a transfer in its output, which the call has merged;
 * the call's status stays open until its answer comes.
 */
export function executeSyncHalfOfBuiltInFunction(machine: Machine, state: AsyncState, call: AsyncCall): void {
  const input = inputOfDestination(machine, state, call);
  machine.metering.restoreGas(call.gasLimit);
  const { output, failure } = machine.executeOnDestContext(input);
  if (failure !== undefined) throw failure;
  if (output === undefined) throw failures.nilDestinationCallVMOutput;
  if (output.returnCode !== ReturnCode.ok) {
    call.status = AsyncCallStatus.rejected;
    if (callbackName(call) !== "") runCallback(machine, state, call, { results: output, output, failure, gasAccumulated: 0n });
  }
  call.gasLimit = output.gasRemaining;
}

/** Runs the callback of a call whose destination has answered. */
export function runCallback(machine: Machine, state: AsyncState, call: AsyncCall, answer: DestinationAnswer): CallbackResult {
  const result = executeCallback(machine, state, call, answer);
  machine.runtime.setGasProvidedOfInput(0n);
  return result;
}

function executeCallback(machine: Machine, state: AsyncState, call: AsyncCall, answer: DestinationAnswer): CallbackResult {
  let input: ContractCallInput;
  try {
    input = inputOfCallback(machine, state, call, answer);
  } catch (cause) {
    failureFromCause(cause);
    return { output: undefined, isComplete: true };
  }
  machine.metering.restoreGas(call.gasLocked);
  const { output, isChildComplete } = machine.executeOnDestContext(input);
  return { output, isComplete: isChildComplete };
}

function inputOfDestination(machine: Machine, state: AsyncState, call: AsyncCall): ContractCallInput {
  const { costs, runtime } = machine;
  const parsed = parseCallData(bytesToByteString(call.data));
  if (!parsed.ok) throw failureWithMessage(parsed.error);
  if (call.gasLimit <= BigInt(costs.BaseOpsAPICost.AsyncCallStep)) throw failures.notEnoughGas;
  const asyncArguments = newAsyncArgumentsForCall(state);
  call.callId = asyncArguments.callId;
  return {
    ...inputOfLeg(machine),
    callerAddress: runtime.getContextAddress(),
    recipientAddress: call.destination,
    function: parsed.value.functionName,
    arguments: parsed.value.arguments,
    asyncArguments,
    callValue: bytesToUnsigned(call.valueBytes),
    callType: CallType.asynchronousCall,
    gasProvided: call.gasLimit,
    gasLocked: call.gasLocked,
  };
}

/** What the legs of an asynchronous call have in common. */
function inputOfLeg(machine: Machine): ContractCallInput {
  const { runtime } = machine;
  return {
    callerAddress: noBytes,
    recipientAddress: noBytes,
    function: "",
    arguments: [],
    asyncArguments: undefined,
    callValue: 0n,
    callType: CallType.asynchronousCall,
    gasPrice: runtime.getVmInput().gasPrice,
    gasProvided: 0n,
    gasLocked: 0n,
    originalTxHash: runtime.getOriginalTxHash(),
    currentTxHash: runtime.getCurrentTxHash(),
    prevTxHash: runtime.getPrevTxHash(),
    esdtTransfers: [],
    returnCallAfterError: false,
    txGuardian: noBytes,
    originalCallerAddress: runtime.getOriginalCallerAddress(),
    relayerAddress: noBytes,
    allowInitFunction: false,
  };
}

function inputOfCallback(machine: Machine, state: AsyncState, call: AsyncCall, answer: DestinationAnswer): ContractCallInput {
  const callerAddress = destinationOfAsyncCall(machine, call.destination, call.data);
  const isFailed = answer.failure !== undefined || answer.results.returnCode !== ReturnCode.ok;
  const args = argumentsOfCallback(answer.results, isFailed);
  const name = callbackName(call);
  const gasProvided = gasLimitOfCallback(machine, call, answer.results, name, args);
  const transfer = lastTransferWithoutData(machine, state.address, answer);
  return {
    ...inputOfLeg(machine),
    callerAddress,
    recipientAddress: state.address,
    function: name,
    arguments: args,
    asyncArguments: {
      callId: newChildCallId(state),
      callerCallId: call.callId,
      callbackAsyncInitiatorCallId: state.callId,
      gasAccumulated: answer.gasAccumulated,
    },
    callValue: transfer.callValue,
    callType: CallType.asynchronousCallBack,
    gasProvided,
    esdtTransfers: transfer.esdtTransfers,
    returnCallAfterError: isFailed,
  };
}

/** `0` and the results, or the return code and the message. */
function argumentsOfCallback(results: ChildResults, isFailed: boolean): readonly Uint8Array[] {
  const isOk = results.returnCode === ReturnCode.ok;
  const returnCode = isOk ? Uint8Array.of(0) : magnitudeToBytes(BigInt(results.returnCode));
  return isFailed ? [returnCode, byteStringToBytes(results.returnMessage)] : [returnCode, ...results.returnData];
}

/** What the destination left and what was locked, less the step and the callback's data. */
function gasLimitOfCallback(
  machine: Machine,
  call: AsyncCall,
  results: ChildResults,
  name: ByteString,
  args: readonly Uint8Array[],
): bigint {
  const { BaseOpsAPICost, BaseOperationCost } = machine.costs;
  // The length that `name@hex@hex…` would have.
  const dataLength = args.reduce((length, argument) => length + 1 + 2 * argument.length, name.length);
  const gasLimit = addUint64(results.gasRemaining, call.gasLocked);
  const dataCost = mulUint64(BigInt(BaseOperationCost.DataCopyPerByte), BigInt(dataLength));
  const cost = addUint64(BigInt(BaseOpsAPICost.AsyncCallStep), dataCost);
  if (gasLimit <= cost) throw failures.notEnoughGas;
  return gasLimit - cost;
}

interface LastTransfer {
  readonly callValue: bigint;
  readonly esdtTransfers: readonly EsdtTransfer[];
}

/** What the destination sent back last, if it returned no data: the callback receives it. */
function lastTransferWithoutData(machine: Machine, caller: Uint8Array, { output, results }: DestinationAnswer): LastTransfer {
  const receiver = bytesToByteString(machine.runtime.getContextAddress());
  const transfer = output?.outputAccounts.get(receiver)?.outputTransfers.at(-1);
  if (transfer === undefined || results.returnData.length > 0) return { callValue: 0n, esdtTransfers: [] };
  const callValue = transfer.value;
  const call = parseCallData(bytesToByteString(transfer.data));
  if (!call.ok || !machine.isBuiltinFunctionName(call.value.functionName)) return { callValue, esdtTransfers: [] };
  const parsed = parseEsdtTransfers(transfer.senderAddress, caller, call.value.functionName, call.value.arguments);
  const hasTokens = parsed !== undefined && parsed.callFunction === "";
  return { callValue, esdtTransfers: hasTokens ? parsed.transfers : [] };
}
