// Output of the VM and of built-in functions. Mirrors vmcommon.VMOutput and its parts.
import type { Address, ByteString } from "./bytes.js";
import type { CallTypeValue } from "./call-type.js";
import type { ReturnCodeValue } from "./return-code.js";

/** New value of a storage entry. */
export interface StorageUpdate {
  /** Storage key under which the value is to be kept. */
  offset: Uint8Array;
  /** New value; empty deletes the entry. */
  data: Uint8Array;
  /** Whether the value was written, not only read. */
  written: boolean;
}

/** A transfer or call that leaves the run; calls inside the shard are recorded too. */
export interface OutputTransfer {
  /** Position in the order of transfers of the transaction, from 1. */
  index: number;
  value: bigint;
  gasLimit: bigint;
  /** Gas kept aside for the callback. */
  gasLocked: bigint;
  /** `@callID@callerCallID` of an asynchronous call, hex, or empty. */
  asyncData: Uint8Array;
  /** Call data `function@arg@…`, or empty. */
  data: Uint8Array;
  callType: CallTypeValue;
  senderAddress: Address;
}

/** How one account changes. Accounts that were only looked at may be listed too. */
export interface OutputAccount {
  address: Address;
  /** New nonce; 0 where the VM did not learn it. */
  nonce: bigint;
  /** Balance as first seen, where the VM looked at it. */
  balance: bigint | undefined;
  /** By how much the balance changes. */
  balanceDelta: bigint;
  /** By storage key as it was when the entry was made; a contract can change `offset` afterwards, and `offset` counts. */
  storageUpdates: Map<ByteString, StorageUpdate>;
  /** New code, where a contract was deployed or upgraded; else empty. */
  code: Uint8Array;
  codeMetadata: Uint8Array;
  /** Who deployed or upgraded the contract; `undefined` where neither happened. */
  codeDeployerAddress: Address | undefined;
  outputTransfers: OutputTransfer[];
  gasUsed: bigint;
  bytesAddedToStorage: bigint;
  bytesDeletedFromStorage: bigint;
  bytesConsumedByTxAsNetworking: bigint;
}

/** An event. */
export interface LogEntry {
  identifier: Uint8Array;
  address: Address;
  topics: Uint8Array[];
  data: Uint8Array[];
}

/**
 * Result of a run. The receiver owns it.
 *
 * Invariants: if `returnCode` is not `ok`, there are no return data, output accounts or refund, `gasRemaining` is 0, and logs hold
 * at most the entry `internalVMErrors`. On success gas used by accounts, plus gas of transfers, plus `gasRemaining` equals the gas
 * provided.
 */
export interface VmOutput {
  returnData: Uint8Array[];
  returnCode: ReturnCodeValue;
  /** The contract's or production's words; empty on success. Bytes that are not UTF-8 are kept one per character. */
  returnMessage: string;
  gasRemaining: bigint;
  /** Gas given back for released storage; not part of `gasRemaining`. */
  gasRefund: bigint;
  /** By address, in order of first touch. */
  outputAccounts: Map<ByteString, OutputAccount>;
  deletedAccounts: Address[];
  touchedAccounts: Address[];
  logs: LogEntry[];
}
