// How a value moved, as the logs of transfers say it. Mirrors vm-go vmhost/common.go.
import { utf8ToBytes } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";

export const callTexts: {
  readonly backTransfer: "BackTransfer";
  readonly directCall: "DirectCall";
  readonly executeOnDestContext: "ExecuteOnDestContext";
  readonly executeOnSameContext: "ExecuteOnSameContext";
  readonly asyncCall: "AsyncCall";
  readonly asyncCallback: "AsyncCallback";
  readonly transferAndExecute: "TransferAndExecute";
  readonly upgradeFromSource: "UpgradeFromSource";
  readonly deploySmartContract: "DeploySmartContract";
  readonly deployFromSource: "DeployFromSource";
} = {
  backTransfer: "BackTransfer",
  directCall: "DirectCall",
  executeOnDestContext: "ExecuteOnDestContext",
  executeOnSameContext: "ExecuteOnSameContext",
  asyncCall: "AsyncCall",
  asyncCallback: "AsyncCallback",
  transferAndExecute: "TransferAndExecute",
  upgradeFromSource: "UpgradeFromSource",
  deploySmartContract: "DeploySmartContract",
  deployFromSource: "DeployFromSource",
};

/** Identifier of the log that every move of EGLD between contracts leaves. */
export const transferValueOnlyIdentifier: Uint8Array = utf8ToBytes("transferValueOnly");

const transferIdentifiers = ["transferValueOnly", "ESDTTransfer", "ESDTNFTTransfer", "MultiESDTNFTTransfer"].map(utf8ToBytes);

function isTransferLog(identifier: Uint8Array): boolean {
  return transferIdentifiers.some((known) => {
    if (known.length !== identifier.length) return false;
    return known.every((byte, index) => byte === identifier[index]);
  });
}

/** Fills in the call type in transfer logs that have none yet. */
export function completeLogEntriesWithCallType(output: VmOutput, callType: string): void {
  for (const entry of output.logs) {
    if (entry.data[0]?.length === 0 && isTransferLog(entry.identifier)) entry.data[0] = utf8ToBytes(callType);
  }
}

/** Data of a transfer log: call type (which may be filled in later), function and arguments. */
export function logDataForCall(callType: string, functionName: Uint8Array, args: readonly Uint8Array[]): Uint8Array[] {
  return [utf8ToBytes(callType), functionName, ...args];
}
