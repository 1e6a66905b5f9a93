// Storage loads that legacy and managed hooks share. Mirrors vm-go vmhooks/baseOps.go.
import type { Host } from "../../host.js";

/** Reads storage of any account that allows it, and charges the load. */
export function storageLoadFromAddress(host: Host, address: Uint8Array, key: Uint8Array): Uint8Array {
  const read = host.storage.getStorageFromAddress(address, key);
  host.storage.useGasForStorageLoad(read, host.costs.BaseOpsAPICost.StorageLoad);
  return read.value;
}
