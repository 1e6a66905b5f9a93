// Transfers of EGLD and tokens, with or without a call. Mirrors TransferValueExecuteWithTypedArgs and its ESDT relatives in vm-go
// vmhooks/baseOps.go.
import { buildCallData, byteStringToBytes, bytesToByteString, parseCallData } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import type { EsdtTransfer } from "@mxvm/protocol-hooks";
import { failureFromCause, failures } from "../../failures.js";
import type { EsdtTransfersArguments, Host } from "../../host.js";
import { draftCallInput, executeChild } from "./calls.js";
import type { CallInputDraft, ContractCall } from "./calls.js";
import { noBytes } from "./lengths.js";
import { uint64FromInt64 } from "./small-ints.js";

/** Tokens to be moved, and the call that follows if `function` is not empty. */
export interface TokenTransferCall extends ContractCall {
  readonly transfers: readonly EsdtTransfer[];
}

/** Whether call data name a built-in function. */
export function isBuiltinFunctionCall(host: Host, data: Uint8Array): boolean {
  const parsed = parseCallData(bytesToByteString(data));
  return parsed.ok && host.isBuiltinFunctionName(parsed.value.functionName);
}

/** Moves EGLD to any account; no code runs in this transaction. */
export function transferValue(host: Host, destination: Uint8Array, value: bigint, gasLimit: bigint, input: Uint8Array): void {
  host.output.transfer({
    destination,
    sender: host.runtime.getContextAddress(),
    gasLimit,
    gasLocked: 0n,
    value,
    asyncData: noBytes,
    input,
    callType: CallType.directCall,
  });
}

/** Moves EGLD and calls: at once if the destination is a contract of this shard, else by a transfer that carries the call. */
export function transferValueExecute(host: Host, call: ContractCall): number {
  host.metering.useGasCompatible(host.costs.BaseOpsAPICost.TransferValue);
  const { destination } = call;
  const callInput = call.function.length > 0 ? draftCallInput(host, call) : undefined;
  if (callInput !== undefined && host.isBuiltinFunctionName(callInput.function)) throw failures.nilESDTData;
  const data = callInput === undefined ? noBytes : byteStringToBytes(buildCallData(call.function, call.arguments));
  // A name that holds `@` is no built-in function's, but the data made of it can be a call of one. Production checks from the round of the
  // flag's epoch number on, far earlier than the epoch itself.
  if (
    host.flags.CheckBuiltInCallOnTransferValueAndFailExecutionFlag &&
    call.function.includes("@") &&
    isBuiltinFunctionCall(host, data)
  ) {
    throw failures.transferValueOnESDTCall;
  }
  if (callInput !== undefined && isLocalContract(host, destination)) {
    const { output, failure } = executeChild(host, callInput);
    if (failure !== undefined) throw failure;
    if (output !== undefined) host.completeLogEntriesWithCallType(output, "TransferAndExecute");
    return 0;
  }
  const gasLimit = uint64FromInt64(call.gasLimit);
  host.metering.useGasLimitCompatible(gasLimit);
  transferValue(host, destination, call.value, gasLimit, data);
  return 0;
}

function isLocalContract(host: Host, destination: Uint8Array): boolean {
  return host.areInSameShard(host.runtime.getContextAddress(), destination) && host.blockchain.isSmartContract(destination);
}

function draftTokenCallInput(host: Host, call: TokenTransferCall): CallInputDraft | undefined {
  if (call.function.length === 0) return undefined;
  const input = draftCallInput(host, call);
  // Calls with tokens carry no EGLD; the value of the hook for one token is its amount.
  input.callValue = 0n;
  input.esdtTransfers = call.transfers;
  return input;
}

function transferArguments(
  host: Host,
  call: TokenTransferCall,
  parties: Pick<EsdtTransfersArguments, "destination" | "sender" | "senderForExecution" | "returnAfterError">,
): EsdtTransfersArguments {
  return {
    ...parties,
    originalCaller: host.runtime.getOriginalCallerAddress(),
    transfers: call.transfers,
    function: "",
    arguments: [],
  };
}

/** The gas for the call that follows, or `undefined` for a failed transfer, which is the contract's to deal with. Throws engine faults. */
function tryTransferEsdt(host: Host, transfer: EsdtTransfersArguments, callInput: CallInputDraft | undefined): bigint | undefined {
  try {
    return host.output.transferEsdt(transfer, callInput);
  } catch (cause) {
    failureFromCause(cause);
    return undefined;
  }
}

/** Moves tokens and calls. Answers 0, or 1 for a failure that is not to fail the caller. */
export function transferEsdtExecute(host: Host, call: TokenTransferCall, failsCaller: boolean): number {
  host.metering.useGasCompatible(host.costs.BaseOpsAPICost.TransferValue * call.transfers.length);
  const sender = host.runtime.getContextAddress();
  const { destination } = call;
  const callInput = draftTokenCallInput(host, call);
  const snapshot = host.blockchain.getSnapshot();
  const transfer = transferArguments(host, call, { destination, sender, senderForExecution: sender, returnAfterError: false });
  const gasForCall = failsCaller ? host.output.transferEsdt(transfer, callInput) : tryTransferEsdt(host, transfer, callInput);
  if (gasForCall === undefined) return 1;
  if (callInput === undefined || !isLocalContract(host, destination)) return 0;
  callInput.gasProvided = gasForCall;
  const { output, failure } = executeChild(host, callInput);
  if (failure === undefined) return 0;
  host.blockchain.revertToSnapshot(snapshot);
  if (output === undefined || failsCaller) throw failure;
  return 1;
}

/**
 * Moves tokens and calls on behalf of `user`, to whom the tokens go if the call fails. Answers 1 for a failed transfer or call. Fails only
 * where the tokens cannot go back, since they are then with the destination.
 */
export function transferEsdtExecuteByUser(host: Host, call: TokenTransferCall, user: Uint8Array): number {
  host.metering.useGas(host.costs.BaseOpsAPICost.TransferValue * call.transfers.length);
  const sender = host.runtime.getContextAddress();
  const { destination } = call;
  const callInput = draftTokenCallInput(host, call);
  const transfer = transferArguments(host, call, { destination, sender, senderForExecution: user, returnAfterError: false });
  const gasForCall = tryTransferEsdt(host, transfer, callInput);
  if (gasForCall === undefined) return 1;
  if (callInput === undefined || !isLocalContract(host, destination)) return 0;
  callInput.gasProvided = gasForCall;
  callInput.callerAddress = user;
  if (executeChild(host, callInput).failure === undefined) return 0;
  const parties = { destination: user, sender: destination, senderForExecution: destination, returnAfterError: true };
  host.output.transferEsdt(transferArguments(host, call, parties), undefined);
  return 1;
}
