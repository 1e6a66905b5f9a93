// Storage of the running contract and of others, through what the run has read and written. Mirrors vm-go contexts/storage.go.
import { ADDRESS_LENGTH, bytesToByteString, codeMetadataFromBytes, equalBytes, isSmartContractAddress, utf8ToBytes } from "@mxvm/codec";
import type { ByteString, OutputAccount } from "@mxvm/protocol-hooks";
import { failures } from "../failures.js";
import { ownStorageUpdates } from "../frame/output-state.js";
import type { StorageRead, StorageStatus } from "../host.js";
import type { Machine, StorageRules } from "../machine.js";
import { storageLoadCost } from "../metering/gas-costs.js";

const StorageChange = { unchanged: 0, modified: 1, added: 2, deleted: 3 } as const satisfies Record<string, StorageStatus>;

const noBytes: Uint8Array = new Uint8Array(0);
const nothingRead: StorageRead = { value: noBytes, trieDepth: 0, usedCache: false };

/** Keys that begin with it are the protocol's. */
const protectedPrefix: Uint8Array = utf8ToBytes("ELROND");
/** Of those, the ones that the VM writes. */
const vmProtectedPrefix: Uint8Array = utf8ToBytes("ELRONDVM@");

function hasPrefix(key: Uint8Array, prefix: Uint8Array): boolean {
  if (key.length < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) {
    if (key[i] !== prefix[i]) return false;
  }
  return true;
}

export function createStorage(machine: Machine): StorageRules {
  return new FrameStorage(machine);
}

class FrameStorage implements StorageRules {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get #address(): Uint8Array {
    return this.#machine.frames.current.storageAddress;
  }

  getVmProtectedPrefix(suffix: string): Uint8Array {
    return utf8ToBytes(`ELRONDVM@${suffix}`);
  }

  getStorage(key: Uint8Array): StorageRead {
    const read = this.getStorageUnmetered(key);
    this.#useGasForRead(key, read);
    return read;
  }

  getStorageUnmetered(key: Uint8Array): StorageRead {
    return this.#read(this.#address, key);
  }

  getStorageFromAddress(address: Uint8Array, key: Uint8Array): StorageRead {
    const read = this.#mayRead(address) ? this.#read(address, key) : nothingRead;
    this.#useGasForRead(key, read);
    return read;
  }

  getStorageFromAddressNoChecks(address: Uint8Array, key: Uint8Array): StorageRead {
    return this.#read(address, key);
  }

  /** A contract reads its own storage, that of readable contracts and, since CryptoOpcodesV2, that of users. */
  #mayRead(address: Uint8Array): boolean {
    if (equalBytes(address, this.#address)) return true;
    const account = this.#machine.blockchain.getUserAccount(address);
    if (account === undefined) return false;
    const isReadFromUser = this.#machine.flags.CryptoOpcodesV2Flag && !isSmartContractAddress(address);
    return isReadFromUser || codeMetadataFromBytes(account.codeMetadata).readable;
  }

  #read(address: Uint8Array, key: Uint8Array): StorageRead {
    const { blockchainHooks, output } = this.#machine;
    // Built-in functions change the protocol's keys behind the VM's back.
    if (hasPrefix(key, protectedPrefix) && !hasPrefix(key, vmProtectedPrefix)) {
      return { ...blockchainHooks.getStorageData(address, key), usedCache: false };
    }
    return this.#readCached(output.getOutputAccount(address), address, key, bytesToByteString(key));
  }

  /** Through what the run has read and written. `storageKey` is the key as a string, made once, since that is a large part of an access. */
  #readCached(account: OutputAccount, address: Uint8Array, key: Uint8Array, storageKey: ByteString): StorageRead {
    const update = account.storageUpdates.get(storageKey);
    if (update !== undefined) return { value: update.data, trieDepth: 0, usedCache: true };
    const { value, trieDepth } = this.#machine.blockchainHooks.getStorageData(address, key);
    ownStorageUpdates(account).set(storageKey, { offset: key, data: value, written: false });
    return { value, trieDepth, usedCache: false };
  }

  #useGasForRead(key: Uint8Array, read: StorageRead): void {
    if (read.usedCache) return;
    const { metering } = this.#machine;
    const { DataCopyPerByte } = this.#machine.costs.BaseOperationCost;
    const extraBytes = key.length - ADDRESS_LENGTH;
    if (extraBytes > 0) metering.useGas(DataCopyPerByte * extraBytes);
    metering.useGas(DataCopyPerByte * read.value.length);
  }

  useGasForStorageLoad(read: StorageRead, staticCost: number): void {
    const { costs, metering } = this.#machine;
    const cost = read.usedCache
      ? costs.BaseOpsAPICost.CachedStorageLoad
      : storageLoadCost(metering.dynamicStorageLoad, read.trieDepth, staticCost);
    metering.useGas(cost);
  }

  setStorage(key: Uint8Array, value: Uint8Array): StorageStatus {
    this.#failIfNotWritable(key, false);
    return this.#set(key, value);
  }

  setProtectedStorage(key: Uint8Array, value: Uint8Array): StorageStatus {
    this.#failIfNotWritable(key, true);
    return this.#set(key, value);
  }

  setProtectedStorageToAddressUnmetered(address: Uint8Array, key: Uint8Array, value: Uint8Array): void {
    this.#failIfNotWritable(key, true);
    const account = this.#machine.output.getOutputAccount(address);
    const storageKey = bytesToByteString(key);
    this.#machine.calls?.storageWritten(address, key, account.storageUpdates.get(storageKey)?.data, value);
    writeTo(account, storageKey, key, value);
  }

  #failIfNotWritable(key: Uint8Array, isVmWriting: boolean): void {
    if (this.#machine.runtime.readOnly()) throw failures.cannotWriteOnReadOnly;
    if (!hasPrefix(key, protectedPrefix)) return;
    const isVmProtected = hasPrefix(key, vmProtectedPrefix);
    if (!isVmProtected) throw failures.storeReservedKey;
    if (!isVmWriting) throw failures.cannotWriteProtectedKey;
  }

  #set(key: Uint8Array, value: Uint8Array): StorageStatus {
    const { metering, output } = this.#machine;
    const { DataCopyPerByte, PersistPerByte, StorePerByte, ReleasePerByte } = this.#machine.costs.BaseOperationCost;
    const account = output.getOutputAccount(this.#address);
    const storageKey = bytesToByteString(key);
    const old = this.#readCached(account, this.#address, key, storageKey);
    const extraBytes = key.length - ADDRESS_LENGTH;
    metering.useGas(extraBytes > 0 && !old.usedCache ? DataCopyPerByte * extraBytes : 0);

    if (equalBytes(old.value, value)) {
      metering.useGas(old.usedCache ? 0 : DataCopyPerByte * value.length);
      return StorageChange.unchanged;
    }

    // Counted and written before gas is checked: a call that fails takes it back, a failure that flags forgive does not.
    const growth = value.length - old.value.length;
    if (growth > 0) account.bytesAddedToStorage += BigInt(growth);
    else account.bytesDeletedFromStorage += BigInt(-growth);
    this.#machine.calls?.storageWritten(this.#address, key, old.value, value);
    writeTo(account, storageKey, key, value);

    if (old.value.length === 0) {
      metering.useGas(StorePerByte * value.length);
      return StorageChange.added;
    }
    if (value.length === 0) {
      metering.freeGas(ReleasePerByte * old.value.length);
      return StorageChange.deleted;
    }
    if (growth > 0) metering.useGas(PersistPerByte * old.value.length + StorePerByte * growth);
    else if (growth < 0) {
      metering.useGas(PersistPerByte * value.length);
      metering.freeGas(ReleasePerByte * -growth);
    }
    return StorageChange.modified;
  }
}

/**
 * Keeps a new value. The key is kept as it is, the value as a copy, as in production: a contract that changes the key's buffer in place
 * afterwards moves the entry, which the world finds under its `offset`.
 */
function writeTo(account: OutputAccount, storageKey: ByteString, key: Uint8Array, value: Uint8Array): void {
  ownStorageUpdates(account).set(storageKey, { offset: key, data: value.slice(), written: true });
}
