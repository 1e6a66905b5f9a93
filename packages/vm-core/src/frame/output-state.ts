// Output of a run while it grows: copied, censored and merged as calls nest. Mirrors mergeVMOutputs and its relatives in vm-go
// contexts/output.go.
import { bytesToByteString } from "@mxvm/codec";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { ByteString, OutputAccount, OutputTransfer, StorageUpdate, VmOutput } from "@mxvm/protocol-hooks";

const noBytes: Uint8Array = new Uint8Array(0);

export function createVmOutput(): VmOutput {
  return {
    returnData: [],
    returnCode: ReturnCode.ok,
    returnMessage: "",
    gasRemaining: 0n,
    gasRefund: 0n,
    outputAccounts: new Map(),
    deletedAccounts: [],
    touchedAccounts: [],
    logs: [],
  };
}

export function createOutputAccount(address: Uint8Array): OutputAccount {
  return {
    address,
    nonce: 0n,
    balance: undefined,
    balanceDelta: 0n,
    storageUpdates: new Map(),
    code: noBytes,
    codeMetadata: noBytes,
    codeDeployerAddress: undefined,
    outputTransfers: [],
    gasUsed: 0n,
    bytesAddedToStorage: 0n,
    bytesDeletedFromStorage: 0n,
    bytesConsumedByTxAsNetworking: 0n,
  };
}

/** Puts transfers behind `existing`; only those that are appended count as bytes for the network. */
export function appendOutputTransfers(
  account: OutputAccount,
  existing: readonly OutputTransfer[],
  transfers: readonly OutputTransfer[],
): void {
  account.outputTransfers = [...existing, ...transfers];
  for (const transfer of transfers) account.bytesConsumedByTxAsNetworking += BigInt(transfer.data.length);
}

/**
 * Accounts of a callee whose storage updates still are its caller's map. It is copied when it changes, so that a call costs nothing for
 * storage that it does not touch: copying all of it took half of the 18 ms of 100 calls over 1,000 entries.
 */
const borrowers = new WeakSet<OutputAccount>();

/** The account's storage updates, to be changed. */
export function ownStorageUpdates(account: OutputAccount): Map<ByteString, StorageUpdate> {
  if (borrowers.delete(account)) account.storageUpdates = new Map(account.storageUpdates);
  return account.storageUpdates;
}

/** A copy in its own accounts and lists. Storage updates, transfers and log entries themselves are shared: they are replaced, not changed. */
export function copyOutput(output: VmOutput): VmOutput {
  const copy = createVmOutput();
  mergeOutput(copy, output);
  for (const account of copy.outputAccounts.values()) borrowers.add(account);
  return copy;
}

/**
 * A copy as a callee may see it. Storage updates stay, since they are the storage cache; so do transfers that are not asynchronous, since
 * the merge counts them.
 */
export function censoredOutput(output: VmOutput): VmOutput {
  const copy = copyOutput(output);
  copy.returnData = [];
  copy.returnCode = ReturnCode.ok;
  copy.returnMessage = "";
  copy.gasRemaining = 0n;
  copy.gasRefund = 0n;
  copy.logs = [];
  for (const account of copy.outputAccounts.values()) {
    account.outputTransfers = account.outputTransfers.filter(isNotAsynchronous);
  }
  return copy;
}

/** Merges the output of a callee, which began as a copy of `left`, into `left`. */
export function mergeOutput(left: VmOutput, right: VmOutput): void {
  mergeOutputs(left, right, false);
}

/** Merges an output that began empty, such as a built-in function's. Changes `right`: its deltas become sums. */
export function addOutput(left: VmOutput, right: VmOutput): void {
  right.gasRefund += left.gasRefund;
  for (const account of right.outputAccounts.values()) {
    const known = left.outputAccounts.get(bytesToByteString(account.address));
    if (known !== undefined) account.balanceDelta += known.balanceDelta;
  }
  mergeOutputs(left, right, true);
}

function mergeOutputs(left: VmOutput, right: VmOutput, isNew: boolean): void {
  for (const rightAccount of right.outputAccounts.values()) {
    const key = bytesToByteString(rightAccount.address);
    let leftAccount = left.outputAccounts.get(key);
    if (leftAccount === undefined) {
      leftAccount = createOutputAccount(rightAccount.address);
      left.outputAccounts.set(key, leftAccount);
    }
    mergeOutputAccounts(leftAccount, rightAccount, isNew);
  }
  left.logs = left.logs.concat(right.logs);
  left.returnData = left.returnData.concat(right.returnData);
  left.gasRemaining = right.gasRemaining;
  // Replaced, not added: a callee's refund takes the place of its caller's.
  left.gasRefund = right.gasRefund;
  left.returnCode = right.returnCode;
  left.returnMessage = right.returnMessage;
  // A callee begins with its caller's deleted accounts, so that they are listed again after each call.
  left.deletedAccounts = left.deletedAccounts.concat(right.deletedAccounts);
}

function mergeOutputAccounts(left: OutputAccount, right: OutputAccount, isNew: boolean): void {
  if (isNew) addStorageUpdates(left, right);
  else takeStorageUpdates(left, right);
  if (right.balance !== undefined) left.balance = right.balance;
  left.balanceDelta = right.balanceDelta;
  if (right.code.length > 0) left.code = right.code;
  if (right.codeMetadata.length > 0) left.codeMetadata = right.codeMetadata;
  if (right.nonce > left.nonce) left.nonce = right.nonce;
  mergeTransfers(left, right, isNew);
  left.gasUsed = right.gasUsed;
  if (right.codeDeployerAddress !== undefined) left.codeDeployerAddress = right.codeDeployerAddress;
  if (right.bytesAddedToStorage > left.bytesAddedToStorage) left.bytesAddedToStorage = right.bytesAddedToStorage;
  if (right.bytesDeletedFromStorage > left.bytesDeletedFromStorage) left.bytesDeletedFromStorage = right.bytesDeletedFromStorage;
}

/** A callee's storage updates began as its caller's, so that they are all of them. */
function takeStorageUpdates(left: OutputAccount, right: OutputAccount): void {
  if (left.storageUpdates === right.storageUpdates) return;
  left.storageUpdates = right.storageUpdates;
  borrowers.delete(left);
}

function addStorageUpdates(left: OutputAccount, right: OutputAccount): void {
  if (right.storageUpdates.size === 0) return;
  const updates = ownStorageUpdates(left);
  for (const [key, update] of right.storageUpdates) updates.set(key, update);
}

/** Asynchronous transfers come first and are all new; of the others a callee's copy begins with its caller's. */
function mergeTransfers(left: OutputAccount, right: OutputAccount, areAllNew: boolean): void {
  const leftOthers = left.outputTransfers.filter(isNotAsynchronous);
  const rightOthers = right.outputTransfers.filter(isNotAsynchronous);
  const asynchronous = left.outputTransfers.filter(isAsynchronous).concat(right.outputTransfers.filter(isAsynchronous));
  left.bytesConsumedByTxAsNetworking = 0n;
  appendOutputTransfers(left, asynchronous, leftOthers.concat(areAllNew ? rightOthers : rightOthers.slice(leftOthers.length)));
}

function isAsynchronous(transfer: OutputTransfer): boolean {
  return transfer.callType === CallType.asynchronousCall || transfer.callType === CallType.asynchronousCallBack;
}

function isNotAsynchronous(transfer: OutputTransfer): boolean {
  return !isAsynchronous(transfer);
}
