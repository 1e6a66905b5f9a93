// What a call gives back and tells, through handles. Mirrors vm-go vmhooks/managedei.go.
import { bytesToByteString } from "@mxvm/codec";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";

export function signalError(host: Host, errorHandle: number): void {
  const message = host.managedTypes.getBytes(errorHandle);
  host.managedTypes.consumeGasForBytes(message.length);
  host.metering.useGasPerUnitCompatible(host.costs.BaseOperationCost.PersistPerByte, message.length);
  host.runtime.signalUserError(bytesToByteString(message));
}

/** Production charges for copying topics and data twice. */
export function writeLog(host: Host, topicsHandle: number, dataHandle: number): void {
  const topics = host.managedTypes.readManagedVecOfManagedBuffers(topicsHandle);
  const data = host.managedTypes.getBytes(dataHandle);
  host.managedTypes.consumeGasForBytes(data.length);
  host.metering.useGas(host.costs.BaseOpsAPICost.Log);
  host.metering.useGasPerUnit(host.costs.BaseOperationCost.DataCopyPerByte, topics.totalLength + data.length);
  host.output.writeLog(host.runtime.getContextAddress(), topics.buffers, [data]);
}

export function getReturnData(host: Host, resultId: number, resultHandle: number): void {
  const data = host.output.returnData()[resultId];
  if (data === undefined) throw failures.argOutOfRange;
  host.managedTypes.setBytes(resultHandle, data);
}
