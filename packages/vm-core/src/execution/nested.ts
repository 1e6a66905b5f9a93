// Calls between contracts: on the destination's context and on the caller's own, and deployments. Mirrors ExecuteOnDestContext,
// ExecuteOnSameContext and CreateNewContract of vm-go hostCore/execution.go.
import { byteStringToBytes, bytesToByteString, equalBytes, magnitudeToBytes, parseCallData, vmTypeFromAddress } from "@mxvm/codec";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { ContractCallInput, ObservedCallKind, OutputTransfer, VmOutput } from "@mxvm/protocol-hooks";
import { failureFromCause, failures } from "../failures.js";
import type { ContractFailure } from "../failures.js";
import type { FrameForm } from "../frame/travel.js";
import type { IndirectDeployInput, NestedCallResult } from "../host.js";
import type { Machine } from "../machine.js";
import type { CallEnd } from "../observation/call-recorder.js";
import { callBuiltInFunction, callFunctionOnOtherVm } from "./built-in-functions.js";
import type { BuiltInResult } from "./built-in-functions.js";
import { callTexts, logDataForCall, transferValueOnlyIdentifier } from "./call-texts.js";
import { callConstructor, checkUpgradePermission, startNewCode } from "./contract-code.js";
import { parseEsdtTransfers } from "./esdt-transfer-parser.js";
import { functionNames } from "./function-names.js";

const noBytes: Uint8Array = new Uint8Array(0);

/** Where the VM type ends in the address of a contract. */
const VM_TYPE_END = 10;

/** Runs a built-in function, a contract, or both, on the destination's context. */
export function executeOnDestContext(machine: Machine, input: ContractCallInput): NestedCallResult {
  const state = machine.blockchain.getSnapshot();
  if (!machine.isBuiltinFunctionName(input.function)) return executeCall(machine, formOf(input), input, state);
  let builtIn: BuiltInResult;
  try {
    builtIn = callBuiltInFunction(machine, input);
  } catch (cause) {
    machine.blockchain.revertToSnapshot(state);
    return failedCall(machine, input, failureFromCause(cause));
  }
  const { output, followUp } = builtIn;
  if (followUp === undefined) return { output, failure: undefined, isChildComplete: true };
  const form = formOf(followUp);
  return executeCall(machine, form === "destination" ? "builtInThenCall" : form, followUp, state);
}

function formOf(input: ContractCallInput): FrameForm {
  if (input.callType === CallType.asynchronousCallBack) return "callback";
  if (input.function === functionNames.upgradeContract) return "upgrade";
  return input.allowInitFunction ? "create" : "destination";
}

function executeCall(machine: Machine, form: FrameForm, call: ContractCallInput, state: number): NestedCallResult {
  const result = isOnOtherVm(machine, call)
    ? executeOnOtherVm(machine, call, state)
    : executeContract(machine, form, call, state);
  if (result.output !== undefined) addBackTransfers(machine, result.output, call.callerAddress, call.recipientAddress);
  return result;
}

/** The answer of a call that did not begin. */
function failedCall(machine: Machine, input: ContractCallInput, failure: ContractFailure): NestedCallResult {
  machine.runtime.addError(failure, input.function);
  return { output: machine.output.createVmOutputInCaseOfError(failure), failure, isChildComplete: true };
}

function isOnOtherVm(machine: Machine, { recipientAddress }: ContractCallInput): boolean {
  const namesVmType = recipientAddress.length >= VM_TYPE_END && machine.blockchain.isSmartContract(recipientAddress);
  if (!namesVmType) return false;
  return !equalBytes(vmTypeFromAddress(recipientAddress), machine.runtime.getVmType());
}

function executeOnOtherVm(machine: Machine, input: ContractCallInput, state: number): NestedCallResult {
  try {
    const output = callFunctionOnOtherVm(machine, input);
    if (output.returnCode === ReturnCode.ok) return { output, failure: undefined, isChildComplete: true };
    machine.runtime.addError(failures.executionFailed, input.function);
    machine.blockchain.revertToSnapshot(state);
    return { output, failure: failures.executionFailed, isChildComplete: true };
  } catch (cause) {
    machine.blockchain.revertToSnapshot(state);
    return failedCall(machine, input, failureFromCause(cause));
  }
}

/** A synchronous call keeps the transaction's hashes; legs of asynchronous calls bring their own. */
function withTxHashes(machine: Machine, input: ContractCallInput): ContractCallInput {
  if (input.callType !== CallType.directCall) return input;
  const caller = machine.runtime.getVmInput();
  return {
    ...input,
    originalTxHash: caller.originalTxHash.length > 0 ? caller.originalTxHash : input.originalTxHash,
    currentTxHash: caller.currentTxHash.length > 0 ? caller.currentTxHash : input.currentTxHash,
    prevTxHash: caller.prevTxHash.length > 0 ? caller.prevTxHash : input.prevTxHash,
  };
}

function executeContract(machine: Machine, form: FrameForm, call: ContractCallInput, state: number): NestedCallResult {
  const { async, frames, metering, runtime } = machine;
  const vmInput = withTxHashes(machine, call);
  const input = { vmInput, codeAddress: vmInput.recipientAddress, functionName: vmInput.function };
  machine.calls?.begin({ kind: kindOf(form, vmInput), input: vmInput, isReadOnly: runtime.readOnly() });
  frames.enter(form, { input, storageAddress: vmInput.recipientAddress, state });
  let failure: ContractFailure | undefined;
  let isChildComplete = true;
  try {
    async.initStateFromInput(vmInput);
    metering.initState(vmInput);
    transferCallValue(machine, vmInput);
    execute(machine, vmInput);
    async.execute();
    isChildComplete = async.isComplete();
  } catch (cause) {
    failure = failureFromCause(cause);
  }
  const output = finishContract(machine, form, failure);
  machine.calls?.end(output);
  if (failure === undefined && output.returnCode !== ReturnCode.ok) failure = failures.executionFailed;
  if (failure !== undefined) runtime.addError(failure, vmInput.function);
  return { output, failure, isChildComplete };
}

function kindOf(form: FrameForm, input: ContractCallInput): ObservedCallKind {
  switch (form) {
    case "create":
      return "deploy";
    case "callback":
    case "upgrade":
      return form;
    default:
      return input.function === functionNames.deleteContract ? "delete" : "call";
  }
}

/** Ends a call on the destination's context and goes back to the caller. */
function finishContract(machine: Machine, form: FrameForm, failure: ContractFailure | undefined): VmOutput {
  const { async, frames, metering, output: outputContext, runtime } = machine;
  let output = failure === undefined ? outputContext.getVmOutput() : outputContext.createVmOutputInCaseOfError(failure);
  async.setResults(output);
  if (!async.isComplete() || async.hasLegacyGroup()) {
    try {
      async.save();
    } catch (cause) {
      output = outputContext.createVmOutputInCaseOfError(failureFromCause(cause));
    }
  }
  const isAsyncCall = runtime.getVmInput().callType === CallType.asynchronousCall;
  const isComplete = async.isComplete();
  frames.leave(form, output.returnCode === ReturnCode.ok);
  // What an incomplete asynchronous call has left waits for its callback.
  if (!isAsyncCall || isComplete) metering.restoreGas(output.gasRemaining);
  return output;
}

/** Moves the value of a call. The value of a callback was moved when the destination sent it back. */
function transferCallValue(machine: Machine, input: ContractCallInput): void {
  if (input.esdtTransfers.length > 0) return;
  const { callerAddress, recipientAddress, callValue } = input;
  const isCallbackWithValue = input.callType === CallType.asynchronousCallBack && callValue !== 0n;
  if (!isCallbackWithValue) machine.output.transferValueOnly(recipientAddress, callerAddress, callValue, false);
  logCallValue(machine, input, isCallbackWithValue ? 0n : callValue, "");
}

function logCallValue(machine: Machine, input: ContractCallInput, value: bigint, callType: string): void {
  machine.output.writeLogWithIdentifier(
    input.callerAddress,
    [magnitudeToBytes(value), input.recipientAddress],
    logDataForCall(callType, byteStringToBytes(input.function), input.arguments),
    transferValueOnlyIdentifier,
  );
}

/** Runs a function of a contract while its caller waits. */
function execute(machine: Machine, input: ContractCallInput): void {
  const { blockchain, frames, metering, output, runtime } = machine;
  if (runtime.functionName() === functionNames.init && !input.allowInitFunction) throw failures.initFuncCalledInRun;
  // The caller pays for all gas at first, and gets back what is left.
  metering.useGasForContractInit(metering.getGasProvided());
  if (input.function === functionNames.upgradeContract) {
    executeUpgrade(machine, input);
  } else if (input.function === functionNames.deleteContract) {
    executeDelete(machine, input);
    return;
  } else {
    const code = blockchain.getCode(frames.current.input.codeAddress);
    metering.deductInitialGasForExecution(code);
    runtime.startInstance(code, false);
    callFunction(machine);
  }
  if (output.getReturnCode() !== ReturnCode.ok) throw failures.returnCodeNotOk;
}

/** A contract without a callback function has nothing to say to an answer. */
function callFunction(machine: Machine): void {
  let name: string;
  try {
    name = machine.runtime.functionNameChecked();
  } catch (cause) {
    if (cause === failures.nilCallbackFunction) return;
    throw cause;
  }
  machine.runtime.callFunction(name);
}

function executeUpgrade(machine: Machine, input: ContractCallInput): void {
  const { output, runtime } = machine;
  checkUpgradePermission(machine, input);
  const { code, codeMetadata } = runtime.extractCodeUpgradeFromArguments();
  startNewCode(machine, code);
  callConstructor(machine, functionNames.upgrade);
  output.deployCode(input.recipientAddress, code, codeMetadata, input.callerAddress);
}

/** A deletion that is not allowed does nothing, and the call goes on as if it had been. */
function executeDelete(machine: Machine, input: ContractCallInput): void {
  const { output } = machine;
  try {
    checkUpgradePermission(machine, input);
  } catch (cause) {
    output.createVmOutputInCaseOfError(failureFromCause(cause));
    return;
  }
  output.getVmOutput().deletedAccounts.push(input.recipientAddress);
}

/** Collects what the callee sent back without a call. */
function addBackTransfers(machine: Machine, output: VmOutput, parent: Uint8Array, child: Uint8Array): void {
  if (output.returnCode !== ReturnCode.ok) return;
  const transfers = output.outputAccounts.get(bytesToByteString(parent))?.outputTransfers ?? [];
  for (const transfer of transfers) {
    const isFromChild = equalBytes(transfer.senderAddress, child) && transfer.callType !== CallType.asynchronousCallBack;
    if (isFromChild) addBackTransfer(machine, transfer, parent, child);
  }
}

function addBackTransfer(machine: Machine, transfer: OutputTransfer, parent: Uint8Array, child: Uint8Array): void {
  const { managedTypes } = machine;
  if (transfer.value > 0n) {
    if (transfer.data.length === 0) managedTypes.addBackTransfers(transfer.value, [], transfer.index);
    return;
  }
  const call = parseCallData(bytesToByteString(transfer.data));
  if (!call.ok) return;
  const parsed = parseEsdtTransfers(child, parent, call.value.functionName, call.value.arguments);
  if (parsed?.callFunction === "") managedTypes.addBackTransfers(0n, parsed.transfers, transfer.index);
}

/** Runs another contract's code on the caller's own context. Throws if it fails. */
export function executeOnSameContext(machine: Machine, input: ContractCallInput): void {
  if (machine.isBuiltinFunctionName(input.function)) throw failures.builtinCallOnSameContextDisallowed;
  const { blockchain, frames, metering, output, runtime } = machine;
  const vmInput = withTxHashes(machine, { ...input, recipientAddress: input.callerAddress });
  machine.calls?.begin({ kind: "callOnSameContext", input: vmInput, isReadOnly: runtime.readOnly(), codeAddress: input.recipientAddress });
  frames.enter("sameContext", {
    input: { vmInput, codeAddress: input.recipientAddress, functionName: input.function },
    storageAddress: noBytes,
    state: blockchain.getSnapshot(),
  });
  let failure: ContractFailure | undefined;
  try {
    metering.initState(vmInput);
    output.transferValueOnly(vmInput.recipientAddress, vmInput.callerAddress, vmInput.callValue, false);
    logCallValue(machine, vmInput, vmInput.callValue, callTexts.executeOnSameContext);
    execute(machine, vmInput);
  } catch (cause) {
    failure = failureFromCause(cause);
  }
  if (failure !== undefined) runtime.addError(failure, input.function);
  // Only what a hook failed counts: after a trap, say, the callee's output stays, and the caller sees its return data.
  const succeeded = output.getReturnCode() === ReturnCode.ok;
  const gasRemaining = succeeded ? output.getVmOutput().gasRemaining : 0n;
  machine.calls?.end(endOnSameContext(machine, failure, gasRemaining));
  frames.leave("sameContext", succeeded);
  if (succeeded) metering.restoreGas(gasRemaining);
  if (failure !== undefined) throw failure;
}

/** How the call ended, in words and data of its own: its output began as its caller's. */
function endOnSameContext({ frames, output }: Machine, failure: ContractFailure | undefined, gasRemaining: bigint): CallEnd {
  const callersData = frames.waiting.at(-1)?.output.returnData.length ?? 0;
  const returnData = output.returnData().slice(callersData);
  if (failure === undefined) return { returnCode: ReturnCode.ok, returnMessage: "", returnData, gasRemaining };
  return { returnCode: failure.returnCode, returnMessage: output.messageOf(failure), returnData: [], gasRemaining };
}

/** Deploys a contract from the running one; answers its address. Throws if that fails. */
export function createNewContract(machine: Machine, input: IndirectDeployInput): Uint8Array {
  const { async, blockchain, metering, output, runtime } = machine;
  const creator = runtime.getVmInput();
  const creatorAddress = runtime.getContextAddress();
  metering.deductInitialGasForIndirectDeployment(input.code);
  if (runtime.readOnly()) throw failures.invalidCallOnReadOnlyMode;
  const address = blockchain.newAddress(creatorAddress);
  if (blockchain.accountExists(address)) throw failures.deploymentOverExistingAccount;
  output.deployCode(address, input.code, input.codeMetadata, creatorAddress);
  try {
    const result = executeOnDestContext(machine, {
      callerAddress: creatorAddress,
      arguments: input.arguments,
      asyncArguments: async.newAsyncArgumentsForCall(),
      callValue: input.callValue,
      callType: CallType.directCall,
      gasPrice: 0n,
      gasProvided: input.gasProvided,
      gasLocked: 0n,
      originalTxHash: noBytes,
      currentTxHash: noBytes,
      prevTxHash: noBytes,
      esdtTransfers: [],
      returnCallAfterError: false,
      txGuardian: noBytes,
      originalCallerAddress: creator.originalCallerAddress,
      relayerAddress: creator.relayerAddress,
      recipientAddress: address,
      function: functionNames.init,
      allowInitFunction: true,
    });
    if (result.failure !== undefined) throw result.failure;
    if (result.output !== undefined) machine.completeLogEntriesWithCallType(result.output, input.callType);
    async.completeChildConditional(result.isChildComplete, undefined, 0n);
  } catch (cause) {
    output.deleteOutputAccount(address);
    throw cause;
  }
  blockchain.increaseNonce(creatorAddress);
  return address;
}
