// What the running call was paid, read through memory. Mirrors vm-go vmhooks/baseOps.go.
import { magnitudeToBytes, padBytesLeft } from "@mxvm/codec";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { esdtTransferAt, failIfMoreThanOneEsdtTransfer } from "../shared/esdt.js";
import { BALANCE_LENGTH, noBytes } from "../shared/lengths.js";
import { int64FromUint64 } from "../shared/small-ints.js";

/** Amount in 32 bytes; zero has none. */
function amountBytes(value: bigint): Uint8Array {
  return padBytesLeft(magnitudeToBytes(value), BALANCE_LENGTH);
}

function store(host: Host, offset: number, bytes: Uint8Array): number {
  host.memStore(offset, bytes);
  return bytes.length;
}

/** Checks and charges for a hook about the only payment: more than one fails before anything is charged. */
function beginOnlyPayment(host: Host): void {
  failIfMoreThanOneEsdtTransfer(host);
  host.metering.useGas(host.costs.BaseOpsAPICost.GetCallValue);
}

export function checkNoPayment(host: Host): void {
  const input = host.runtime.getVmInput();
  if (input.callValue > 0n) throw failures.nonPayableFunctionEgld;
  if (input.esdtTransfers.length > 0) throw failures.nonPayableFunctionEsdt;
}

export function getCallValue(host: Host, resultOffset: number): number {
  return store(host, resultOffset, amountBytes(host.runtime.getVmInput().callValue));
}

export function getEsdtValueByIndex(host: Host, resultOffset: number, index: number): number {
  const { value } = esdtTransferAt(host, index);
  return store(host, resultOffset, value > 0n ? amountBytes(value) : noBytes);
}

export function getEsdtValue(host: Host, resultOffset: number): number {
  beginOnlyPayment(host);
  return getEsdtValueByIndex(host, resultOffset, 0);
}

export function getEsdtTokenNameByIndex(host: Host, resultOffset: number, index: number): number {
  return store(host, resultOffset, esdtTransferAt(host, index).tokenIdentifier);
}

export function getEsdtTokenName(host: Host, resultOffset: number): number {
  beginOnlyPayment(host);
  return getEsdtTokenNameByIndex(host, resultOffset, 0);
}

export function getEsdtTokenNonceByIndex(host: Host, index: number): bigint {
  return int64FromUint64(esdtTransferAt(host, index).nonce);
}

export function getEsdtTokenNonce(host: Host): bigint {
  beginOnlyPayment(host);
  return getEsdtTokenNonceByIndex(host, 0);
}

export function getEsdtTokenTypeByIndex(host: Host, index: number): number {
  return esdtTransferAt(host, index).tokenType;
}

export function getEsdtTokenType(host: Host): number {
  beginOnlyPayment(host);
  return getEsdtTokenTypeByIndex(host, 0);
}

export function getCallValueTokenNameByIndex(host: Host, callValueOffset: number, tokenNameOffset: number, index: number): number {
  const input = host.runtime.getVmInput();
  const transfer = input.esdtTransfers[index];
  // Production goes on after a wrong index, so that a pointer that is wrong too decides the message.
  if (transfer === undefined) host.failExecution(failures.invalidTokenIndex);
  const nameLength = store(host, tokenNameOffset, transfer?.tokenIdentifier ?? noBytes);
  host.memStore(callValueOffset, amountBytes(transfer?.value ?? input.callValue));
  return nameLength;
}

export function getCallValueTokenName(host: Host, callValueOffset: number, tokenNameOffset: number): number {
  beginOnlyPayment(host);
  return getCallValueTokenNameByIndex(host, callValueOffset, tokenNameOffset, 0);
}
