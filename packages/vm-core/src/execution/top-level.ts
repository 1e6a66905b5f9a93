// Transactions: deployment, call, upgrade and deletion, each in a frame of its own. Mirrors the doRun… functions of vm-go
// hostCore/execution.go.
import { CallType } from "@mxvm/protocol-hooks";
import type { ByteString, ContractCallInput, ContractCreateInput, VmOutput } from "@mxvm/protocol-hooks";
import { failureFromCause, failures } from "../failures.js";
import { createTopLevelFrame } from "../frame/frame.js";
import type { Machine } from "../machine.js";
import { callTexts } from "./call-texts.js";
import { callConstructor, checkUpgradePermission, startNewCode } from "./contract-code.js";
import { functionNames } from "./function-names.js";

const noBytes: Uint8Array = new Uint8Array(0);

/** Runs a transaction's steps; a failure of the contract is an output. */
function outputOf(machine: Machine, run: () => VmOutput): VmOutput {
  try {
    return run();
  } catch (cause) {
    return machine.output.createVmOutputInCaseOfError(failureFromCause(cause));
  }
}

function beginFrame(machine: Machine, vmInput: ContractCallInput, functionName: ByteString = vmInput.function): void {
  machine.frames.begin(createTopLevelFrame({ vmInput, codeAddress: vmInput.recipientAddress, functionName }));
}

export function runCreate(machine: Machine, input: ContractCreateInput): VmOutput {
  const { blockchain, metering, output } = machine;
  const { contractCode, contractCodeMetadata, ...vmInput } = input;
  const callInput: ContractCallInput = { ...vmInput, recipientAddress: noBytes, function: "", allowInitFunction: false };
  machine.calls?.begin({ kind: "deploy", input: callInput, isReadOnly: false });
  beginFrame(machine, callInput);
  const result = outputOf(machine, () => {
    const address = blockchain.newAddress(input.callerAddress);
    machine.calls?.deployingTo(address);
    const initInput = { ...callInput, recipientAddress: address, function: functionNames.init };
    // The deployer, whose nonce has been read, is in the output.
    const { outputAccounts } = machine.frames.current.output;
    // A deployment has no function name of its own: the logs that `init` writes have an empty identifier.
    beginFrame(machine, initInput, "");
    machine.frames.current.output.outputAccounts = outputAccounts;
    metering.initState(initInput);
    output.addTxValueToAccount(address, input.callValue);
    startNewCode(machine, contractCode);
    callConstructor(machine, functionNames.init);
    output.deployCode(address, contractCode, contractCodeMetadata, input.callerAddress);
    output.removeNonUpdatedStorage();
    return output.getVmOutput();
  });
  machine.completeLogEntriesWithCallType(result, callTexts.deploySmartContract);
  return result;
}

export function runUpgrade(machine: Machine, input: ContractCallInput): VmOutput {
  const { metering, output, runtime } = machine;
  machine.calls?.begin({ kind: "upgrade", input, isReadOnly: false });
  beginFrame(machine, input);
  return outputOf(machine, () => {
    checkUpgradePermission(machine, input);
    metering.initState(input);
    output.addTxValueToAccount(input.recipientAddress, input.callValue);
    const { code, codeMetadata } = runtime.extractCodeUpgradeFromArguments();
    startNewCode(machine, code);
    callConstructor(machine, functionNames.upgrade);
    output.deployCode(input.recipientAddress, code, codeMetadata, input.callerAddress);
    output.removeNonUpdatedStorage();
    return output.getVmOutput();
  });
}

/**
 * Deletes a contract. No code runs and no gas is given back.
 *
 * Production forgets to begin anew here, so that what is left of the transaction before comes out again; a VM that has just been made answers
 * as this one does.
 */
export function runDelete(machine: Machine, input: ContractCallInput): VmOutput {
  machine.calls?.begin({ kind: "delete", input, isReadOnly: false });
  beginFrame(machine, input);
  return outputOf(machine, () => {
    checkUpgradePermission(machine, input);
    const { output } = machine.frames.current;
    output.deletedAccounts.push(input.recipientAddress);
    return output;
  });
}

export function runCall(machine: Machine, input: ContractCallInput): VmOutput {
  const { async, blockchain, costs, metering, output, runtime } = machine;
  const isCallback = input.callType === CallType.asynchronousCallBack;
  machine.calls?.begin({ kind: isCallback ? "callback" : "call", input, isReadOnly: false });
  beginFrame(machine, input);
  const result = outputOf(machine, () => {
    async.initStateFromInput(input);
    metering.initState(input);
    output.addTxValueToAccount(input.recipientAddress, input.callValue);
    if (metering.getGasProvided() < BigInt(costs.BaseOperationCost.GetCode)) throw failures.notEnoughGas;
    const code = failingWith(failures.contractNotFound, () => blockchain.getCode(input.recipientAddress));
    metering.deductInitialGasForExecution(code);
    failingWith(failures.contractInvalid, () => runtime.startInstance(code, false));
    callContract(machine);
    output.removeNonUpdatedStorage();
    const succeeded = output.getVmOutput();
    machine.completeLogEntriesWithCallType(succeeded, callTexts.directCall);
    return succeeded;
  });
  return result;
}

/** Runs a step whose every failure counts as one. */
function failingWith<Result>(failure: typeof failures.contractInvalid, step: () => Result): Result {
  try {
    return step();
  } catch (cause) {
    failureFromCause(cause);
    throw failure;
  }
}

function callContract(machine: Machine): void {
  switch (machine.runtime.getVmInput().callType) {
    case CallType.directCall:
    case CallType.asynchronousCall:
      callFunctionAndExecuteAsync(machine);
      return;
    case CallType.asynchronousCallBack:
      callCallback(machine);
      return;
    default:
      throw failures.unknownCallType;
  }
}

/** Runs the function and what it registered. */
function callFunctionAndExecuteAsync(machine: Machine): void {
  callFunction(machine, functionToCall(machine));
  executeAsync(machine);
}

function functionToCall(machine: Machine): ByteString {
  const { runtime } = machine;
  const name = runtime.functionName();
  if (name === "") throw failures.invalidFunction;
  if (name === functionNames.init || name === functionNames.upgrade) throw failures.initFuncCalledInRun;
  const isCallback = runtime.getVmInput().callType === CallType.asynchronousCallBack;
  if (name === functionNames.callback && !isCallback) throw failures.callBackFuncCalledInRun;
  return runtime.functionNameChecked();
}

function callFunction(machine: Machine, name: ByteString): void {
  machine.runtime.callFunction(name);
  machine.metering.checkFinalGasAfterExit();
}

/** Runs what the call registered; answers whether nothing is outstanding. */
function executeAsync(machine: Machine): boolean {
  const { async, output } = machine;
  async.execute();
  if (async.isComplete() && !async.hasLegacyGroup()) return true;
  async.setResults(output.getVmOutput());
  async.save();
  return false;
}

/** The answer to a call that went to another shard. */
function callCallback(machine: Machine): void {
  const leg = machine.async.beginCallback();
  if (leg.callbackName !== "") {
    machine.runtime.setCustomCallFunction(leg.callbackName);
    const name = usingAllGasOnFailure(machine, () => functionToCall(machine));
    if (!runCallbackFunction(machine, name)) return;
  }
  leg.complete();
}

/**
 * Runs the callback; answers whether the call is complete. The callback's own failure costs all gas and completes the call all the same: what
 * it did until then stays, as in production.
 */
function runCallbackFunction(machine: Machine, name: ByteString): boolean {
  try {
    callFunction(machine, name);
  } catch (cause) {
    failureFromCause(cause);
    machine.metering.useAllGas();
    return true;
  }
  return usingAllGasOnFailure(machine, () => executeAsync(machine));
}

function usingAllGasOnFailure<Result>(machine: Machine, step: () => Result): Result {
  try {
    return step();
  } catch (cause) {
    const failure = failureFromCause(cause);
    machine.metering.useAllGas();
    throw failure;
  }
}
