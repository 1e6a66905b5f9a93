// Transfers and asynchronous calls with arguments in memory. Mirrors vm-go vmhooks/baseOps.go.
import { ADDRESS_LENGTH, bytesToByteString, bytesToUnsigned } from "@mxvm/codec";
import type { EsdtTransfer } from "@mxvm/protocol-hooks";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { panicked } from "../../panic.js";
import { createAsyncCall, registerLegacyAsyncCall } from "../shared/async-calls.js";
import { esdtTransfer } from "../shared/esdt-transfers.js";
import { BALANCE_LENGTH, noBytes } from "../shared/lengths.js";
import { chargeArguments, loadArguments, loadCall } from "../shared/memory-arguments.js";
import type { FunctionLocation } from "../shared/memory-arguments.js";
import { uint64FromInt64 } from "../shared/small-ints.js";
import { isBuiltinFunctionCall, transferEsdtExecute, transferValue } from "../shared/transfers.js";

/** Arguments of a token transfer: identifier, nonce and value. */
const ARGUMENTS_PER_TRANSFER = 3;

/** Moves EGLD with data. */
export function transferValueWithData(host: Host, addressOffset: number, valueOffset: number, dataOffset: number, length: number): number {
  const destination = host.memLoad(addressOffset, ADDRESS_LENGTH);
  const value = bytesToUnsigned(host.memLoad(valueOffset, BALANCE_LENGTH));
  host.metering.useGasPerUnitCompatible(host.costs.BaseOperationCost.PersistPerByte, length);
  const data = host.memLoad(dataOffset, length);
  if (isBuiltinFunctionCall(host, data)) throw failures.transferValueOnESDTCall;
  transferValue(host, destination, value, 0n, data);
  return 0;
}

/** Moves one token and calls. Production charges for the arguments twice. */
export function transferEsdtNftExecute(
  host: Host,
  addressOffset: number,
  tokenIdOffset: number,
  tokenIdLength: number,
  valueOffset: number,
  nonce: bigint,
  gasLimit: bigint,
  ...location: FunctionLocation
): number {
  const tokenIdentifier = host.memLoad(tokenIdOffset, tokenIdLength);
  const call = loadCall(host, gasLimit, addressOffset, valueOffset, location);
  chargeArguments(host, call.argumentsTotalLength);
  // The type follows the signed nonce here, and the unsigned one in the hooks for several tokens.
  const transfer = esdtTransfer(tokenIdentifier, uint64FromInt64(nonce), call.value, nonce > 0n);
  return transferEsdtExecute(host, { ...call, transfers: [transfer] }, true);
}

export function transferEsdtExecuteWithoutNonce(
  host: Host,
  addressOffset: number,
  tokenIdOffset: number,
  tokenIdLength: number,
  valueOffset: number,
  gasLimit: bigint,
  ...location: FunctionLocation
): number {
  return transferEsdtNftExecute(host, addressOffset, tokenIdOffset, tokenIdLength, valueOffset, 0n, gasLimit, ...location);
}

function loadTransfers(host: Host, transferCount: number, lengthsOffset: number, dataOffset: number): EsdtTransfer[] {
  const argumentCount = Math.imul(transferCount, ARGUMENTS_PER_TRANSFER);
  const { values, totalLength } = loadArguments(host, argumentCount, lengthsOffset, dataOffset);
  chargeArguments(host, totalLength);
  if (argumentCount !== transferCount * ARGUMENTS_PER_TRANSFER) throw panicked(`${transferCount} token transfers`);
  const transfers: EsdtTransfer[] = [];
  for (let index = 0; index < values.length; index += ARGUMENTS_PER_TRANSFER) {
    const [tokenIdentifier, nonce, value] = values.slice(index, index + ARGUMENTS_PER_TRANSFER) as [Uint8Array, Uint8Array, Uint8Array];
    transfers.push(esdtTransfer(tokenIdentifier, uint64FromInt64(bytesToUnsigned(nonce)), bytesToUnsigned(value)));
  }
  return transfers;
}

/** Moves several tokens and calls. Production charges for the arguments of the call twice. */
export function multiTransferEsdtNftExecute(
  host: Host,
  addressOffset: number,
  transferCount: number,
  transferLengthsOffset: number,
  transferDataOffset: number,
  gasLimit: bigint,
  ...location: FunctionLocation
): number {
  if (transferCount === 0) throw failures.failedTransfer;
  const call = loadCall(host, gasLimit, addressOffset, undefined, location);
  chargeArguments(host, call.argumentsTotalLength);
  const transfers = loadTransfers(host, transferCount, transferLengthsOffset, transferDataOffset);
  return transferEsdtExecute(host, { ...call, transfers }, true);
}

export function createAsyncCallFromMemory(
  host: Host,
  addressOffset: number,
  valueOffset: number,
  dataOffset: number,
  dataLength: number,
  successOffset: number,
  successLength: number,
  errorOffset: number,
  errorLength: number,
  gas: bigint,
  extraGasForCallback: bigint,
): number {
  return createAsyncCall(host, {
    destination: host.memLoad(addressOffset, ADDRESS_LENGTH),
    value: host.memLoad(valueOffset, BALANCE_LENGTH),
    data: host.memLoad(dataOffset, dataLength),
    successCallback: bytesToByteString(host.memLoad(successOffset, successLength)),
    errorCallback: bytesToByteString(host.memLoad(errorOffset, errorLength)),
    gas: uint64FromInt64(gas),
    extraGasForCallback: uint64FromInt64(extraGasForCallback),
    callbackClosure: noBytes,
  });
}

/** Always fails: production has context callbacks switched off. */
export function setAsyncContextCallback(
  host: Host,
  callbackOffset: number,
  callbackLength: number,
  dataOffset: number,
  dataLength: number,
): number {
  host.memLoad(callbackOffset, callbackLength);
  host.memLoad(dataOffset, dataLength);
  throw failures.contextCallbackDisabled;
}

/** The legacy asynchronous call; stops the contract. */
export function asyncCall(host: Host, addressOffset: number, valueOffset: number, dataOffset: number, length: number): void {
  const destination = host.memLoad(addressOffset, ADDRESS_LENGTH);
  const value = host.memLoad(valueOffset, BALANCE_LENGTH);
  chargeArguments(host, length);
  registerLegacyAsyncCall(host, destination, host.memLoad(dataOffset, length), value);
}
