// Calls, token transfers and asynchronous calls with arguments under handles. Mirrors vm-go vmhooks/managedei.go.
import { buildCallData, byteStringToBytes, bytesToByteString, magnitudeToBytes } from "@mxvm/codec";
import { failureFromCause, failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { createAsyncCall, registerLegacyAsyncCall } from "../shared/async-calls.js";
import { executeOnDestContext, executeOnSameContext, executeReadOnly } from "../shared/calls.js";
import { readEsdtTransfers } from "../shared/esdt-transfers.js";
import { readCall } from "../shared/managed-arguments.js";
import { chargeArguments } from "../shared/memory-arguments.js";
import { callWithReturnData } from "../shared/return-data.js";
import { uint64FromInt64 } from "../shared/small-ints.js";
import { transferEsdtExecuteByUser } from "../shared/transfers.js";
import type { TokenTransferCall } from "../shared/transfers.js";

export function executeReadOnlyWithResult(
  host: Host,
  gasLimit: bigint,
  addressHandle: number,
  functionHandle: number,
  argumentsHandle: number,
  resultHandle: number,
): number {
  const call = readCall(host, gasLimit, addressHandle, undefined, functionHandle, argumentsHandle);
  return callWithReturnData(host, resultHandle, () => executeReadOnly(host, call));
}

export function executeOnSameContextWithResult(
  host: Host,
  gasLimit: bigint,
  addressHandle: number,
  valueHandle: number,
  functionHandle: number,
  argumentsHandle: number,
  resultHandle: number,
): number {
  const call = readCall(host, gasLimit, addressHandle, valueHandle, functionHandle, argumentsHandle);
  return callWithReturnData(host, resultHandle, () => executeOnSameContext(host, call));
}

export function executeOnDestContextWithResult(
  host: Host,
  failsCaller: boolean,
  gasLimit: bigint,
  addressHandle: number,
  valueHandle: number,
  functionHandle: number,
  argumentsHandle: number,
  resultHandle: number,
): number {
  const call = readCall(host, gasLimit, addressHandle, valueHandle, functionHandle, argumentsHandle);
  return callWithReturnData(host, resultHandle, () => executeOnDestContext(host, call, failsCaller));
}

/** Reads a call with tokens. */
export function readTokenCall(
  host: Host,
  addressHandle: number,
  tokenTransfersHandle: number,
  gasLimit: bigint,
  functionHandle: number,
  argumentsHandle: number,
): TokenTransferCall {
  const call = readCall(host, gasLimit, addressHandle, undefined, functionHandle, argumentsHandle);
  return { ...call, transfers: readEsdtTransfers(host, tokenTransfersHandle) };
}

/** Moves tokens and calls on behalf of a user; only for contracts that production lists. */
export function transferEsdtExecuteByUserHandle(
  host: Host,
  userHandle: number,
  ...call: [number, number, bigint, number, number]
): number {
  if (!host.isAllowedToExecute("managedMultiTransferESDTNFTExecuteByUser")) throw failures.opcodeIsNotAllowed;
  const user = host.managedTypes.getBytes(userHandle);
  return transferEsdtExecuteByUser(host, readTokenCall(host, ...call), user);
}

/** Big-endian bytes of a value; a handle without one is an argument out of range in the asynchronous hooks. Throws engine faults on. */
function readValueBytes(host: Host, valueHandle: number): Uint8Array {
  try {
    return magnitudeToBytes(host.managedTypes.getBigInt(valueHandle));
  } catch (cause) {
    failureFromCause(cause);
    throw failures.argOutOfRange;
  }
}

/** The legacy asynchronous call; stops the contract. */
export function asyncCall(
  host: Host,
  addressHandle: number,
  valueHandle: number,
  functionHandle: number,
  argumentsHandle: number,
): void {
  const call = readCall(host, 0n, addressHandle, undefined, functionHandle, argumentsHandle);
  const data = byteStringToBytes(buildCallData(call.function, call.arguments));
  const value = readValueBytes(host, valueHandle);
  chargeArguments(host, data.length);
  registerLegacyAsyncCall(host, call.destination, data, value);
}

export function createAsyncCallFromHandles(
  host: Host,
  addressHandle: number,
  valueHandle: number,
  functionHandle: number,
  argumentsHandle: number,
  successOffset: number,
  successLength: number,
  errorOffset: number,
  errorLength: number,
  gas: bigint,
  extraGasForCallback: bigint,
  callbackClosureHandle: number,
): number {
  const call = readCall(host, gas, addressHandle, undefined, functionHandle, argumentsHandle);
  return createAsyncCall(host, {
    destination: call.destination,
    data: byteStringToBytes(buildCallData(call.function, call.arguments)),
    value: readValueBytes(host, valueHandle),
    successCallback: bytesToByteString(host.memLoad(successOffset, successLength)),
    errorCallback: bytesToByteString(host.memLoad(errorOffset, errorLength)),
    gas: uint64FromInt64(gas),
    extraGasForCallback: uint64FromInt64(extraGasForCallback),
    callbackClosure: host.managedTypes.getBytes(callbackClosureHandle),
  });
}
