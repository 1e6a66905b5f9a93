// Built-in functions that contracts call, and the contract call that may follow. Mirrors callBuiltinFunction and its relatives in vm-go
// hostCore/execution.go.
import { buildCallData, byteStringToBytes, bytesToByteString, parseCallData } from "@mxvm/codec";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { ContractCallInput, VmOutput } from "@mxvm/protocol-hooks";
import { addAsyncArgumentsToOutputTransfers } from "../async/params.js";
import { failureFromCause, failureWithMessage, failures } from "../failures.js";
import { appendOutputTransfers, createOutputAccount } from "../frame/output-state.js";
import type { Machine } from "../machine.js";
import { callTexts, completeLogEntriesWithCallType } from "./call-texts.js";
import { parseEsdtTransfers } from "./esdt-transfer-parser.js";

const noBytes: Uint8Array = new Uint8Array(0);

/** What came of a built-in function. */
export interface BuiltInResult {
  readonly output: VmOutput;
  /** The contract call that tokens were sent for. */
  readonly followUp: ContractCallInput | undefined;
}

/** Runs a built-in function and adds its output to the running contract's. */
export function callBuiltInFunction(machine: Machine, input: ContractCallInput): BuiltInResult {
  return observed(machine, "builtInFunction", input, () => runBuiltInFunction(machine, input));
}

/** Runs something outside of the VM, under the eyes of whoever observes it. It costs what its caller has less afterwards. */
export function observed<Result extends { readonly output: VmOutput }>(
  machine: Machine,
  kind: "builtInFunction" | "callOnOtherVm",
  input: ContractCallInput,
  run: () => Result,
): Result {
  const { calls, metering } = machine;
  if (calls === undefined) return run();
  const gasBefore = metering.gasLeft();
  calls.begin({ kind, input, isReadOnly: machine.runtime.readOnly() });
  try {
    const result = run();
    for (const log of result.output.logs) calls.logged(log);
    calls.endWithCost(result.output, gasBefore - metering.gasLeft());
    return result;
  } catch (cause) {
    const { returnCode, message } = failureFromCause(cause);
    calls.endWithCost({ returnCode, returnMessage: message, returnData: [] }, gasBefore - metering.gasLeft());
    throw cause;
  }
}

function runBuiltInFunction(machine: Machine, input: ContractCallInput): BuiltInResult {
  const { metering, output: outputContext, runtime } = machine;
  if (runtime.readOnly()) throw failures.invalidCallOnReadOnlyMode;
  const { output, followUp } = processBuiltInFunction(machine, input);
  if (followUp !== undefined) {
    // The call is made here and now: no transfer carries it.
    for (const account of output.outputAccounts.values()) account.outputTransfers = [];
  }
  outputContext.reindexTransfers(output);
  metering.trackGasUsedByOutOfVmFunction(input, output, followUp);
  addEsdtTransferToOutput(machine, input, output);
  addAsyncArgumentsToOutputTransfers(output, input.asyncArguments, CallType.asynchronousCall);
  outputContext.addToActiveState(output);
  completeLogEntriesWithCallType(output, callTextOf(input));
  return { output, followUp: followUp && { ...followUp, asyncArguments: input.asyncArguments } };
}

/** A failure costs all gas that the call was given. */
function processBuiltInFunction(machine: Machine, input: ContractCallInput): BuiltInResult {
  try {
    const output = machine.blockchain.processBuiltInFunction(input);
    return { output, followUp: contractCallAfter(machine, input, output) };
  } catch (cause) {
    const failure = failureFromCause(cause);
    useGasOfFailedCall(machine, input);
    throw failure;
  }
}

/** Charges what a call was given, or what is left if that is less. */
function useGasOfFailedCall(machine: Machine, input: ContractCallInput): void {
  const { metering } = machine;
  const gasLeft = metering.gasLeft();
  metering.useGasUnchecked(gasLeft < input.gasProvided ? gasLeft : input.gasProvided);
}

function callTextOf(input: ContractCallInput): string {
  if (input.callType === CallType.asynchronousCall) return callTexts.asyncCall;
  return input.callType === CallType.asynchronousCallBack ? callTexts.asyncCallback : callTexts.executeOnDestContext;
}

/** The call that the tokens were sent for, if a contract of this shard is to be called. */
function contractCallAfter(machine: Machine, input: ContractCallInput, output: VmOutput): ContractCallInput | undefined {
  if (output.returnCode !== ReturnCode.ok) return undefined;
  if (input.returnCallAfterError && input.callType !== CallType.asynchronousCallBack) return undefined;
  const parsed = parseEsdtTransfers(input.callerAddress, input.recipientAddress, input.function, input.arguments);
  if (parsed === undefined || !machine.areInSameShard(input.callerAddress, parsed.receiver)) return undefined;
  if (!machine.blockchain.isSmartContract(parsed.receiver)) return undefined;
  const transfers = output.outputAccounts.get(bytesToByteString(parsed.receiver))?.outputTransfers ?? [];
  const [transfer] = transfers;
  if (transfer === undefined || transfers.length !== 1) return undefined;
  const call = parseCallData(bytesToByteString(transfer.data));
  if (!call.ok) throw failureWithMessage(call.error);
  return {
    callerAddress: input.callerAddress,
    arguments: call.value.arguments,
    asyncArguments: undefined,
    callValue: 0n,
    callType: input.callType,
    gasPrice: input.gasPrice,
    gasProvided: transfer.gasLimit,
    gasLocked: transfer.gasLocked,
    originalTxHash: input.originalTxHash,
    currentTxHash: input.currentTxHash,
    prevTxHash: input.prevTxHash,
    esdtTransfers: parsed.transfers,
    returnCallAfterError: false,
    txGuardian: noBytes,
    originalCallerAddress: input.originalCallerAddress,
    relayerAddress: input.relayerAddress,
    recipientAddress: parsed.receiver,
    function: call.value.functionName,
    allowInitFunction: false,
  };
}

/** Records a token transfer inside the shard as an output transfer, so that it shows who sent what to whom. */
export function addEsdtTransferToOutput(machine: Machine, input: ContractCallInput, output: VmOutput): void {
  if (output.returnCode !== ReturnCode.ok) return;
  const parsed = parseEsdtTransfers(input.callerAddress, input.recipientAddress, input.function, input.arguments);
  if (parsed === undefined || !machine.areInSameShard(input.callerAddress, parsed.receiver)) return;
  const key = bytesToByteString(parsed.receiver);
  const account = output.outputAccounts.get(key) ?? createOutputAccount(parsed.receiver);
  output.outputAccounts.set(key, account);
  appendOutputTransfers(account, account.outputTransfers, [
    {
      index: machine.output.nextOutputTransferIndex(),
      value: 0n,
      gasLimit: 0n,
      gasLocked: 0n,
      asyncData: noBytes,
      data: byteStringToBytes(buildCallData(input.function, input.arguments)),
      callType: input.callType,
      senderAddress: input.callerAddress,
    },
  ]);
}

/** Runs a contract of another VM. */
export function callFunctionOnOtherVm(machine: Machine, input: ContractCallInput): VmOutput {
  return observed(machine, "callOnOtherVm", input, () => ({ output: runOnOtherVm(machine, input) })).output;
}

function runOnOtherVm(machine: Machine, input: ContractCallInput): VmOutput {
  const { blockchain, metering, output: outputContext } = machine;
  let output: VmOutput;
  try {
    output = blockchain.executeSmartContractCallOnOtherVm(input);
  } catch (cause) {
    const failure = failureFromCause(cause);
    useGasOfFailedCall(machine, input);
    throw failure;
  }
  checkFunds(machine, input, output);
  outputContext.reindexTransfers(output);
  metering.trackGasUsedByOutOfVmFunction(input, output, undefined);
  addEsdtTransferToOutput(machine, input, output);
  outputContext.addToActiveState(output);
  return output;
}

/** Where the other VM takes the call's value from the caller, it cannot know what the caller has got in this run. */
function checkFunds({ blockchain }: Machine, { callerAddress }: ContractCallInput, { outputAccounts }: VmOutput): void {
  const { balanceDelta = 0n } = outputAccounts.get(bytesToByteString(callerAddress)) ?? {};
  if (balanceDelta < 0n && blockchain.getBalance(callerAddress) < -balanceDelta) throw failures.transferInsufficientFunds;
}
