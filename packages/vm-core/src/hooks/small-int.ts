// The SmallInt hooks: 64-bit arguments, results and storage. Mirrors vm-go vmhooks/smallIntOps.go.
import { magnitudeToBytes, signedToBytes } from "@mxvm/codec";
import { failures } from "../failures.js";
import type { Host } from "../host.js";
import type { HookDeclarations } from "./declaration.js";
import { int64FromSignedBytes, int64FromUnsignedBytes, uint64FromInt64 } from "./shared/small-ints.js";

function argument(host: Host, index: number): Uint8Array {
  const bytes = host.runtime.arguments()[index];
  if (bytes === undefined) throw failures.argIndexOutOfRange;
  return bytes;
}

function getUnsignedArgument(host: Host, index: number): bigint {
  return int64FromUnsignedBytes(argument(host, index), failures.argOutOfRange);
}

function getSignedArgument(host: Host, index: number): bigint {
  return int64FromSignedBytes(argument(host, index), failures.argOutOfRange);
}

function finishUnsigned(host: Host, value: bigint): void {
  host.output.finish(magnitudeToBytes(uint64FromInt64(value)));
}

function finishSigned(host: Host, value: bigint): void {
  host.output.finish(signedToBytes(value));
}

function storeUnsigned(host: Host, keyOffset: number, keyLength: number, value: bigint): number {
  return host.storage.setStorage(host.memLoad(keyOffset, keyLength), magnitudeToBytes(uint64FromInt64(value)));
}

function storeSigned(host: Host, keyOffset: number, keyLength: number, value: bigint): number {
  return host.storage.setStorage(host.memLoad(keyOffset, keyLength), signedToBytes(value));
}

function load(host: Host, keyOffset: number, keyLength: number): Uint8Array {
  const read = host.storage.getStorage(host.memLoad(keyOffset, keyLength));
  host.storage.useGasForStorageLoad(read, host.costs.BaseOpsAPICost.Int64StorageLoad);
  return read.value;
}

function loadUnsigned(host: Host, keyOffset: number, keyLength: number): bigint {
  return int64FromUnsignedBytes(load(host, keyOffset, keyLength), failures.storageValueOutOfRange);
}

function loadSigned(host: Host, keyOffset: number, keyLength: number): bigint {
  return int64FromSignedBytes(load(host, keyOffset, keyLength), failures.storageValueOutOfRange);
}

export const smallIntHooks: HookDeclarations<"smallInt"> = {
  smallIntGetUnsignedArgument: { gas: "BaseOpsAPICost.Int64GetArgument", run: getUnsignedArgument },
  smallIntGetSignedArgument: { gas: "BaseOpsAPICost.Int64GetArgument", run: getSignedArgument },
  smallIntFinishUnsigned: { gas: "BaseOpsAPICost.Int64Finish", run: finishUnsigned },
  smallIntFinishSigned: { gas: "BaseOpsAPICost.Int64Finish", run: finishSigned },
  smallIntStorageStoreUnsigned: { gas: "BaseOpsAPICost.Int64StorageStore", run: storeUnsigned },
  smallIntStorageStoreSigned: { gas: "BaseOpsAPICost.Int64StorageStore", run: storeSigned },
  smallIntStorageLoadUnsigned: { run: loadUnsigned },
  smallIntStorageLoadSigned: { run: loadSigned },
  int64getArgument: { gas: "BaseOpsAPICost.Int64GetArgument", run: getSignedArgument },
  int64finish: { gas: "BaseOpsAPICost.Int64Finish", run: finishSigned },
  // In storage the int64 aliases are unsigned, as production has them.
  int64storageStore: { gas: "BaseOpsAPICost.Int64StorageStore", run: storeUnsigned },
  int64storageLoad: { run: loadUnsigned },
};
