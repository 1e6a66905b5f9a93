// Storage and storage locks through memory. Mirrors vm-go vmhooks/baseOps.go.
import { ADDRESS_LENGTH, bytesToUnsigned, concatBytes, magnitudeToBytes } from "@mxvm/codec";
import type { Host } from "../../host.js";
import { int64FromUint64 } from "../shared/small-ints.js";
import * as storage from "../shared/storage.js";

const TIME_LOCK_KEY_PREFIX = "TIMELOCK";

export function storageStore(host: Host, keyOffset: number, keyLength: number, dataOffset: number, dataLength: number): number {
  const key = host.memLoad(keyOffset, keyLength);
  const data = host.memLoad(dataOffset, dataLength);
  host.metering.useGas(host.costs.BaseOpsAPICost.StorageStore);
  return host.storage.setStorage(key, data);
}

/** Length of a value; its bytes cost nothing. */
export function storageLoadLength(host: Host, keyOffset: number, keyLength: number): number {
  const read = host.storage.getStorageUnmetered(host.memLoad(keyOffset, keyLength));
  host.storage.useGasForStorageLoad(read, host.costs.BaseOpsAPICost.StorageLoad);
  return read.value.length;
}

export function storageLoadFromAddress(
  host: Host,
  addressOffset: number,
  keyOffset: number,
  keyLength: number,
  dataOffset: number,
): number {
  const key = host.memLoad(keyOffset, keyLength);
  const address = host.memLoad(addressOffset, ADDRESS_LENGTH);
  const value = storage.storageLoadFromAddress(host, address, key);
  host.memStore(dataOffset, value);
  return value.length;
}

export function storageLoad(host: Host, keyOffset: number, keyLength: number, dataOffset: number): number {
  const read = host.storage.getStorage(host.memLoad(keyOffset, keyLength));
  host.storage.useGasForStorageLoad(read, host.costs.BaseOpsAPICost.StorageLoad);
  host.memStore(dataOffset, read.value);
  return read.value.length;
}

function timeLockKey(host: Host, keyOffset: number, keyLength: number): Uint8Array {
  const key = host.memLoad(keyOffset, keyLength);
  return concatBytes(host.storage.getVmProtectedPrefix(TIME_LOCK_KEY_PREFIX), key);
}

/** Locks a key until a timestamp, in seconds; the sign is lost. */
export function setStorageLock(host: Host, keyOffset: number, keyLength: number, lockTimestamp: bigint): number {
  return host.storage.setProtectedStorage(timeLockKey(host, keyOffset, keyLength), magnitudeToBytes(lockTimestamp));
}

export function clearStorageLock(host: Host, keyOffset: number, keyLength: number): number {
  return setStorageLock(host, keyOffset, keyLength, 0n);
}

/** Timestamp until which a key is locked. Production charges the load twice: flat, and by depth. */
export function getStorageLock(host: Host, keyOffset: number, keyLength: number): bigint {
  const read = host.storage.getStorage(timeLockKey(host, keyOffset, keyLength));
  host.storage.useGasForStorageLoad(read, host.costs.BaseOpsAPICost.StorageLoad);
  return int64FromUint64(bytesToUnsigned(read.value));
}

/** 1 if a key is locked now, 0 if it is not, -1 for a lock beyond 63 bits. */
export function isStorageLocked(host: Host, keyOffset: number, keyLength: number): number {
  const timeLock = getStorageLock(host, keyOffset, keyLength);
  if (timeLock < 0n) return -1;
  host.metering.useGas(host.costs.BaseOpsAPICost.GetBlockTimeStamp);
  return timeLock <= host.blockchainHooks.currentTimeStamp() ? 0 : 1;
}
