// The ManagedBuffer hooks. Mirrors vm-go vmhooks/manBufOps.go.
import { bytesToSigned, bytesToUnsigned, equalBytes, magnitudeToBytes, signedToBytes } from "@mxvm/codec";
import { failures } from "../failures.js";
import type { Host } from "../host.js";
import { panicked } from "../panic.js";
import type { HookDeclarations } from "./declaration.js";
import { bigFloatFromBuffer, bigFloatToBuffer } from "./shared/big-float-encoding.js";
import { storageLoadFromAddress } from "./shared/storage.js";
import { int64FromSignedBytes, int64FromUnsignedBytes, uint64FromInt64 } from "./shared/small-ints.js";

const SLICE_OUT_OF_BOUNDS = 1;
const MAX_INT32 = 0x7fff_ffff;

/**
 * Whether a slice lies within `length` bytes. Production adds in 32 bits: a sum beyond them passes its check and crashes its VM.
 */
function isSliceWithin(start: number, sliceLength: number, length: number): boolean {
  if (start < 0 || sliceLength < 0) return false;
  if (start + sliceLength > MAX_INT32) throw panicked("the end of a slice is beyond 32 bits");
  return start + sliceLength <= length;
}

function chargedBytes(host: Host, handle: number): Uint8Array {
  const bytes = host.managedTypes.getBytes(handle);
  host.managedTypes.consumeGasForBytes(bytes.length);
  return bytes;
}

function useGasToCopy(host: Host, length: number): void {
  host.metering.useGas(length * host.costs.BaseOperationCost.DataCopyPerByte);
}

function bytesForBigInt(host: Host, handle: number): Uint8Array {
  const bytes = host.managedTypes.getBytes(handle);
  if (host.flags.BarnardOpcodesFlag) useGasToCopy(host, bytes.length);
  return bytes;
}

function bytesForSmallInt(host: Host, handle: number): Uint8Array {
  const bytes = host.managedTypes.getBytes(handle);
  useGasToCopy(host, bytes.length);
  return bytes;
}

/**
 * Replaces part of a buffer. The bytes are changed in place before the buffer is replaced by a copy, as in production: what the contract
 * finished with this buffer before shows the change too.
 */
function setByteSlice(host: Host, handle: number, start: number, length: number, dataOffset: number): number {
  const data = host.memLoad(dataOffset, length);
  host.managedTypes.consumeGasForBytes(data.length);
  const bytes = host.managedTypes.getBytes(handle);
  if (!isSliceWithin(start, length, bytes.length)) return SLICE_OUT_OF_BOUNDS;
  bytes.set(data, start);
  host.managedTypes.setBytes(handle, bytes);
  return 0;
}

function setRandom(host: Host, destination: number, length: number): number {
  if (length < 1) throw failures.lengthOfBufferNotCorrect;
  const { BaseOperationCost, ManagedBufferAPICost } = host.costs;
  host.metering.useGas(ManagedBufferAPICost.MBufferSetRandom + length * BaseOperationCost.DataCopyPerByte);
  host.managedTypes.setOwnedBytes(destination, host.managedTypes.randomBytes(length));
  return 0;
}

function appendOrFail(host: Host, handle: number, bytes: Uint8Array): void {
  if (!host.managedTypes.appendBytes(handle, bytes)) throw failures.noManagedBufferUnderThisHandle;
}

export const managedBufferHooks: HookDeclarations<"managedBuffer"> = {
  mBufferNew: {
    gas: "ManagedBufferAPICost.MBufferNew",
    run: (host) => host.managedTypes.newManagedBuffer(),
  },
  mBufferNewFromBytes: {
    gas: "ManagedBufferAPICost.MBufferNewFromBytes",
    run: (host, offset, length) => {
      const bytes = host.memLoad(offset, length);
      const handle = host.managedTypes.newManagedBuffer();
      host.managedTypes.setOwnedBytes(handle, bytes);
      return handle;
    },
  },
  mBufferGetLength: {
    gas: "ManagedBufferAPICost.MBufferGetLength",
    run: (host, handle) => host.managedTypes.getBytes(handle).length,
  },
  mBufferGetBytes: {
    gas: "ManagedBufferAPICost.MBufferGetBytes",
    run: (host, handle, offset) => {
      host.memStore(offset, chargedBytes(host, handle));
      return 0;
    },
  },
  mBufferGetByteSlice: {
    gas: "ManagedBufferAPICost.MBufferGetByteSlice",
    run: (host, source, start, length, offset) => {
      const bytes = chargedBytes(host, source);
      if (!isSliceWithin(start, length, bytes.length)) return SLICE_OUT_OF_BOUNDS;
      host.memStore(offset, bytes.subarray(start, start + length));
      return 0;
    },
  },
  mBufferCopyByteSlice: {
    gas: "ManagedBufferAPICost.MBufferCopyByteSlice",
    run: (host, source, start, length, destination) => {
      const bytes = chargedBytes(host, source);
      if (!isSliceWithin(start, length, bytes.length)) return SLICE_OUT_OF_BOUNDS;
      host.managedTypes.setOwnedBytes(destination, bytes.slice(start, start + length));
      useGasToCopy(host, length);
      return 0;
    },
  },
  mBufferEq: {
    // Production charges the cost of a copied slice.
    gas: "ManagedBufferAPICost.MBufferCopyByteSlice",
    run: (host, left, right) => (equalBytes(chargedBytes(host, left), chargedBytes(host, right)) ? 1 : 0),
  },
  mBufferSetBytes: {
    gas: "ManagedBufferAPICost.MBufferSetBytes",
    run: (host, handle, offset, length) => {
      const bytes = host.memLoad(offset, length);
      host.managedTypes.consumeGasForBytes(bytes.length);
      host.managedTypes.setOwnedBytes(handle, bytes);
      return 0;
    },
  },
  mBufferSetByteSlice: {
    // Production charges the cost of setting bytes.
    gas: "ManagedBufferAPICost.MBufferSetBytes",
    run: setByteSlice,
  },
  mBufferAppend: {
    gas: "ManagedBufferAPICost.MBufferAppend",
    run: (host, accumulator, data) => {
      appendOrFail(host, accumulator, chargedBytes(host, data));
      return 0;
    },
  },
  mBufferAppendBytes: {
    gas: "ManagedBufferAPICost.MBufferAppendBytes",
    run: (host, accumulator, offset, length) => {
      const bytes = host.memLoad(offset, length);
      appendOrFail(host, accumulator, bytes);
      useGasToCopy(host, bytes.length);
      return 0;
    },
  },
  mBufferToBigIntUnsigned: {
    gas: "ManagedBufferAPICost.MBufferToBigIntUnsigned",
    run: (host, buffer, bigInt) => {
      host.managedTypes.setBigInt(bigInt, bytesToUnsigned(bytesForBigInt(host, buffer)));
      return 0;
    },
  },
  mBufferToBigIntSigned: {
    gas: "ManagedBufferAPICost.MBufferToBigIntSigned",
    run: (host, buffer, bigInt) => {
      host.managedTypes.setBigInt(bigInt, bytesToSigned(bytesForBigInt(host, buffer)));
      return 0;
    },
  },
  mBufferFromBigIntUnsigned: {
    gas: "ManagedBufferAPICost.MBufferFromBigIntUnsigned",
    run: (host, buffer, bigInt) => {
      host.managedTypes.setOwnedBytes(buffer, magnitudeToBytes(host.managedTypes.getBigInt(bigInt)));
      return 0;
    },
  },
  mBufferFromBigIntSigned: {
    gas: "ManagedBufferAPICost.MBufferFromBigIntSigned",
    run: (host, buffer, bigInt) => {
      host.managedTypes.setOwnedBytes(buffer, signedToBytes(host.managedTypes.getBigInt(bigInt)));
      return 0;
    },
  },
  mBufferToSmallIntUnsigned: {
    gas: "ManagedBufferAPICost.MBufferToSmallIntUnsigned",
    run: (host, buffer) => int64FromUnsignedBytes(bytesForSmallInt(host, buffer), failures.bytesExceedUint64),
  },
  mBufferToSmallIntSigned: {
    gas: "ManagedBufferAPICost.MBufferToSmallIntSigned",
    run: (host, buffer) => int64FromSignedBytes(bytesForSmallInt(host, buffer), failures.bytesExceedInt64),
  },
  mBufferFromSmallIntUnsigned: {
    gas: "ManagedBufferAPICost.MBufferFromSmallIntUnsigned",
    run: (host, buffer, value) => {
      host.managedTypes.setOwnedBytes(buffer, magnitudeToBytes(uint64FromInt64(value)));
    },
  },
  mBufferFromSmallIntSigned: {
    // The magnitude is stored: production loses the sign here.
    gas: "ManagedBufferAPICost.MBufferFromSmallIntSigned",
    run: (host, buffer, value) => {
      host.managedTypes.setOwnedBytes(buffer, magnitudeToBytes(value));
    },
  },
  mBufferToBigFloat: { gas: "ManagedBufferAPICost.MBufferToBigFloat", run: bigFloatFromBuffer },
  mBufferFromBigFloat: { gas: "ManagedBufferAPICost.MBufferFromBigFloat", run: bigFloatToBuffer },
  mBufferStorageStore: {
    gas: "ManagedBufferAPICost.MBufferStorageStore",
    run: (host, keyHandle, source) => {
      const key = host.managedTypes.getBytes(keyHandle);
      host.storage.setStorage(key, host.managedTypes.getBytes(source));
      return 0;
    },
  },
  mBufferStorageLoad: {
    run: (host, keyHandle, destination) => {
      const read = host.storage.getStorage(host.managedTypes.getBytes(keyHandle));
      host.storage.useGasForStorageLoad(read, host.costs.ManagedBufferAPICost.MBufferStorageLoad);
      host.managedTypes.setBytes(destination, read.value);
      return 0;
    },
  },
  mBufferStorageLoadFromAddress: {
    run: (host, addressHandle, keyHandle, destination) => {
      const key = host.managedTypes.getBytes(keyHandle);
      if (host.managedTypes.getLength(addressHandle) < 0) throw failures.argOutOfRange;
      const address = host.managedTypes.getBytes(addressHandle);
      host.managedTypes.setBytes(destination, storageLoadFromAddress(host, address, key));
    },
  },
  mBufferGetArgument: {
    gas: "ManagedBufferAPICost.MBufferGetArgument",
    run: (host, index, destination) => {
      const bytes = host.runtime.arguments()[index];
      if (bytes === undefined) throw failures.argOutOfRange;
      host.managedTypes.setBytes(destination, bytes);
      return 0;
    },
  },
  mBufferFinish: {
    gas: "ManagedBufferAPICost.MBufferFinish",
    run: (host, source) => {
      const bytes = host.managedTypes.getBytes(source);
      host.metering.useGas(bytes.length * host.costs.BaseOperationCost.PersistPerByte);
      host.output.finish(bytes);
      return 0;
    },
  },
  mBufferSetRandom: { run: setRandom },
};
