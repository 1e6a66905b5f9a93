// A world as plain data.
import { bytesToHex, byteStringToBytes } from "@mxvm/codec";
import {
  EXPORTED_WORLD_VERSION,
  type BlockInfo,
  type ByteString,
  type ExportedAccount,
  type ExportedBlock,
  type ExportedPendingCall,
  type ExportedWorld,
  type Hex,
  type PendingCall,
} from "@mxvm/protocol-hooks";
import { newAddressEntries, type Chain } from "../chain.js";
import type { PendingCalls } from "../pending-calls.js";
import type { AccountRecord } from "../state/account.js";
import type { AccountsState } from "../state/accounts-state.js";

/** What is written down. */
export interface WorldContents {
  readonly states: readonly AccountsState[];
  readonly chain: Chain;
  readonly pending: PendingCalls;
  readonly numberOfShards: number | undefined;
}

/** The contents as data that are the caller's. */
export function exportWorld({ states, chain, pending, numberOfShards }: WorldContents): ExportedWorld {
  const codes = new CodeTable();
  const accounts = sortedAccounts(states).map((account) => exportAccount(account, codes));
  return {
    format: "mxvm-world",
    version: EXPORTED_WORLD_VERSION,
    ...(numberOfShards === undefined ? {} : { numberOfShards }),
    codes: codes.codes,
    accounts,
    currentBlock: exportBlock(chain.currentBlock),
    previousBlock: exportBlock(chain.previousBlock),
    epochStartBlock: exportBlock(chain.epochStartBlock),
    blockHashes: chain.blockHashes.map(bytesToHex),
    newAddresses: newAddressEntries(chain).map(({ creatorAddress, creatorNonce, newAddress }) => ({
      creatorAddress: bytesToHex(creatorAddress),
      creatorNonce: String(creatorNonce),
      newAddress: bytesToHex(newAddress),
    })),
    ...(chain.newTokenIdentifiers === undefined ? {} : { newTokenIdentifiers: [...chain.newTokenIdentifiers] }),
    pendingCalls: pending.calls.map(exportCall),
    nextPendingCall: pending.next,
  };
}

/** Codes by the array that the state keeps for them. */
class CodeTable {
  readonly codes: Hex[] = [];
  private readonly indexOfCode = new Map<Uint8Array, number>();

  indexOf(code: Uint8Array): number {
    const known = this.indexOfCode.get(code);
    if (known !== undefined) return known;
    this.indexOfCode.set(code, this.codes.length);
    return this.codes.push(bytesToHex(code)) - 1;
  }
}

function sortedAccounts(states: readonly AccountsState[]): readonly AccountRecord[] {
  const keyed: (readonly [ByteString, AccountRecord])[] = [];
  for (const state of states) state.forEachAccount((account, key) => keyed.push([key, account]));
  keyed.sort(([a, { shard }], [b, { shard: other }]) => (a === b ? shard - other : a < b ? -1 : 1));
  return keyed.map(([, account]) => account);
}

/** Empty parts are left out. */
function exportAccount(account: AccountRecord, codes: CodeTable): ExportedAccount {
  const exported: { -readonly [Part in keyof ExportedAccount]: ExportedAccount[Part] } = { address: bytesToHex(account.address) };
  if (account.shard !== 0) exported.shard = account.shard;
  if (account.nonce !== 0n) exported.nonce = String(account.nonce);
  if (account.balance !== 0n) exported.balance = String(account.balance);
  if (account.username.length > 0) exported.username = bytesToHex(account.username);
  if (account.code.length > 0) exported.code = codes.indexOf(account.code);
  if (account.codeMetadata.length > 0) exported.codeMetadata = bytesToHex(account.codeMetadata);
  if (account.ownerAddress.length > 0) exported.ownerAddress = bytesToHex(account.ownerAddress);
  if (account.developerReward !== 0n) exported.developerReward = String(account.developerReward);
  if (account.asyncCallData.length > 0) exported.asyncCallData = bytesToHex(account.asyncCallData);
  const entries: (readonly [Hex, Hex])[] = [];
  account.storage.forEach((value, key) => entries.push([bytesToHex(byteStringToBytes(key)), bytesToHex(value)]));
  if (entries.length > 0) exported.storage = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return exported;
}

function exportBlock({ nonce, round, epoch, timestampMs, randomSeed }: BlockInfo): ExportedBlock {
  return { nonce: String(nonce), round: String(round), epoch, timestampMs: String(timestampMs), randomSeed: bytesToHex(randomSeed) };
}

function exportCall(call: PendingCall): ExportedPendingCall {
  return {
    id: call.id,
    kind: call.kind,
    hash: bytesToHex(call.hash),
    nonce: String(call.nonce),
    sender: bytesToHex(call.sender),
    receiver: bytesToHex(call.receiver),
    senderShard: call.senderShard,
    receiverShard: call.receiverShard,
    value: String(call.value),
    data: bytesToHex(call.data),
    gasLimit: String(call.gasLimit),
    gasPrice: String(call.gasPrice),
    callType: call.callType,
    returnMessage: call.returnMessage,
    originalTxHash: bytesToHex(call.originalTxHash),
    prevTxHash: bytesToHex(call.prevTxHash),
    originalSender: bytesToHex(call.originalSender),
    relayer: bytesToHex(call.relayer),
    guardian: bytesToHex(call.guardian),
  };
}

