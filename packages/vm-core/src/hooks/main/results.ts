// What a call gives back and tells: return data, logs, errors; and the return data of the calls it made. Mirrors vm-go vmhooks/baseOps.go.
import { bytesToByteString } from "@mxvm/codec";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { HASH_LENGTH } from "../shared/lengths.js";
import { loadArguments } from "../shared/memory-arguments.js";

const MAX_INT32 = 0x7fff_ffff;

export function finish(host: Host, pointer: number, length: number): void {
  host.metering.useGasPerUnit(host.costs.BaseOperationCost.PersistPerByte, length);
  host.output.finish(host.memLoad(pointer, length));
}

export function signalError(host: Host, messageOffset: number, messageLength: number): void {
  const { SignalError } = host.costs.BaseOpsAPICost;
  const { PersistPerByte } = host.costs.BaseOperationCost;
  // Not capped, unlike all other prices: for a negative length it wraps around, and can come out small.
  const price = BigInt.asUintN(64, BigInt(SignalError) + BigInt(PersistPerByte) * BigInt(messageLength));
  host.metering.useGasCompatible(Number(price));
  host.runtime.signalUserError(bytesToByteString(host.memLoad(messageOffset, messageLength)));
}

/** Deprecated in production; still there. */
export function writeLog(host: Host, dataPointer: number, dataLength: number, topicPointer: number, topicCount: number): void {
  if (topicCount < 0 || dataLength < 0) throw failures.negativeLength;
  host.metering.useGas(host.costs.BaseOpsAPICost.Log);
  // 32 bits, as in production: the sum can overflow.
  const pricedLength = (Math.imul(topicCount, HASH_LENGTH) + dataLength) | 0;
  host.metering.useGasPerUnit(host.costs.BaseOperationCost.PersistPerByte, pricedLength);
  const data = host.memLoad(dataPointer, dataLength);
  const topics: Uint8Array[] = [];
  for (let index = 0; index < topicCount; index++) {
    topics.push(host.memLoad(Math.min(topicPointer + index * HASH_LENGTH, MAX_INT32), HASH_LENGTH));
  }
  host.output.writeLog(host.runtime.getContextAddress(), topics, [data]);
}

export function writeEventLog(
  host: Host,
  topicCount: number,
  topicLengthsOffset: number,
  topicOffset: number,
  dataOffset: number,
  dataLength: number,
): void {
  const topics = loadArguments(host, topicCount, topicLengthsOffset, topicOffset);
  const data = host.memLoad(dataOffset, dataLength);
  host.metering.useGas(host.costs.BaseOpsAPICost.Log);
  const pricedLength = (topics.totalLength + dataLength) | 0;
  host.metering.useGasPerUnit(host.costs.BaseOperationCost.DataCopyPerByte, pricedLength);
  host.output.writeLog(host.runtime.getContextAddress(), [...topics.values], [data]);
}

function returnDataAt(host: Host, index: number): Uint8Array {
  const data = host.output.returnData()[index];
  if (data === undefined) throw failures.invalidArgument;
  return data;
}

export function getReturnDataSize(host: Host, resultId: number): number {
  return returnDataAt(host, resultId).length;
}

export function getReturnData(host: Host, resultId: number, dataOffset: number): number {
  const data = returnDataAt(host, resultId);
  host.memStore(dataOffset, data);
  return data.length;
}

/** Removes one item; a wrong index does nothing. */
export function deleteFromReturnData(host: Host, resultId: number): void {
  if (resultId >= 0 && resultId < host.output.returnData().length) host.output.removeReturnData(resultId);
}
