// Output of a run: made where no VM ran, and applied to the accounts. Mirrors worldmock/worldUpdate.go of mx-chain-scenario-go.
import { bytesToByteString, codeMetadataFromBytes, codeMetadataToBytes } from "@mxvm/codec";
import {
  WorldError,
  type Address,
  type ByteString,
  type OutputAccount,
  type ReturnCodeValue,
  type StorageUpdate,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import type { AccountUpdate } from "../state/account.js";
import type { AccountsState } from "../state/accounts-state.js";

/** An output that says nothing but how it ended. */
export function createEmptyOutput(returnCode: ReturnCodeValue, returnMessage: string = ""): VmOutput {
  return {
    returnData: [],
    returnCode,
    returnMessage,
    gasRemaining: 0n,
    gasRefund: 0n,
    outputAccounts: new Map(),
    deletedAccounts: [],
    touchedAccounts: [],
    logs: [],
  };
}

/** An output account in which nothing changes but the balance. */
export function createOutputAccount(address: Uint8Array, balanceDelta: bigint): OutputAccount {
  return {
    address,
    nonce: 0n,
    balance: undefined,
    balanceDelta,
    storageUpdates: new Map(),
    code: new Uint8Array(0),
    codeMetadata: new Uint8Array(0),
    codeDeployerAddress: undefined,
    outputTransfers: [],
    gasUsed: 0n,
    bytesAddedToStorage: 0n,
    bytesDeletedFromStorage: 0n,
    bytesConsumedByTxAsNetworking: 0n,
  };
}

/** Throws `BALANCE_MISMATCH` unless the accounts gain together what was sent. */
export function assertBalanced(output: VmOutput, value: bigint): void {
  let sum = 0n;
  for (const { balanceDelta } of output.outputAccounts.values()) sum += balanceDelta;
  if (sum === value) return;
  throw new WorldError("BALANCE_MISMATCH", `balances change by ${sum} in sum, while the call value is ${value}`, {
    sumOfBalanceDeltas: sum,
    callValue: value,
  });
}

/** Where an output is applied. */
export interface OutputTarget {
  readonly state: AccountsState;
  /** Whether the account of an address is one of them. */
  readonly isHere: (address: Address) => boolean;
  /** Whether calls of other accounts are delivered to them. */
  readonly isOneOfSeveral: boolean;
}

/** Changes the shard's accounts as an output says; deletions come last. Accounts that are listed come into being. */
export function applyOutput(target: OutputTarget, output: VmOutput): void {
  for (const account of output.outputAccounts.values()) {
    if (target.isHere(account.address)) applyOutputAccount(target, account);
  }
  for (const address of output.deletedAccounts) {
    if (target.isHere(address)) target.state.deleteAccount(address);
  }
}

function applyOutputAccount({ state, isOneOfSeveral }: OutputTarget, output: OutputAccount): void {
  const account = state.loadAccount(output.address);
  const update: { -readonly [Part in keyof AccountUpdate]: AccountUpdate[Part] } = {};
  let isChanged = false;
  if (output.balanceDelta !== 0n) {
    update.balance = account.balance + output.balanceDelta;
    isChanged = true;
  }
  if (output.nonce > account.nonce) {
    update.nonce = output.nonce;
    isChanged = true;
  }
  if (output.code.length > 0) {
    update.code = output.code;
    update.codeMetadata = codeMetadataToBytes(codeMetadataFromBytes(output.codeMetadata));
    if (output.codeDeployerAddress !== undefined && account.code.length === 0 && account.ownerAddress.length === 0) {
      update.ownerAddress = output.codeDeployerAddress.slice();
    }
    isChanged = true;
  }
  // What goes elsewhere is shown with the account only where it is not delivered.
  const firstData = isOneOfSeveral ? undefined : output.outputTransfers[0]?.data;
  if (firstData !== undefined && firstData.length > 0) {
    update.asyncCallData = firstData.slice();
    isChanged = true;
  }
  const entries = entriesOf(output.storageUpdates);
  if (entries.length > 0) {
    update.storage = entries;
    isChanged = true;
  }
  if (isChanged) state.update(output.address, update);
}

/**
 * Entries by their `offset`, which is the key that counts: a contract can change it after the entry was made, and then also what it only
 * read is here. Values are copied, since the output goes on to whoever asked for the transaction.
 */
function entriesOf(updates: ReadonlyMap<ByteString, StorageUpdate>): (readonly [ByteString, Uint8Array])[] {
  return [...updates.values()].map(({ offset, data }) => [bytesToByteString(offset), data.slice()]);
}
