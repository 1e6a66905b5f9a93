// A world of plain data: reads what `export-world.ts` writes into empty states.
import { ADDRESS_LENGTH, bytesToByteString, type ByteString } from "@mxvm/codec";
import { CallType, EXPORTED_WORLD_VERSION, type BlockInfo, type PendingCall } from "@mxvm/protocol-hooks";
import { createChain, withBlockHashes, withNewAddress, withNewTokenIdentifiers, withShard, type Chain } from "../chain.js";
import type { PendingCalls } from "../pending-calls.js";
import type { AccountUpdate } from "../state/account.js";
import type { AccountsState } from "../state/accounts-state.js";
import {
  readDecimal,
  readHex,
  readInteger,
  readList,
  readObject,
  readOneOf,
  readOptional,
  readText,
  wrong,
  type Place,
} from "./data-reader.js";

const worldFields = [
  "format",
  "version",
  "numberOfShards",
  "codes",
  "accounts",
  "currentBlock",
  "previousBlock",
  "epochStartBlock",
  "blockHashes",
  "newAddresses",
  "newTokenIdentifiers",
  "pendingCalls",
  "nextPendingCall",
] as const;

const accountFields = [
  "address",
  "shard",
  "nonce",
  "balance",
  "username",
  "code",
  "codeMetadata",
  "ownerAddress",
  "developerReward",
  "asyncCallData",
  "storage",
] as const;

const callFields = [
  "id",
  "kind",
  "hash",
  "nonce",
  "sender",
  "receiver",
  "senderShard",
  "receiverShard",
  "value",
  "data",
  "gasLimit",
  "gasPrice",
  "callType",
  "returnMessage",
  "originalTxHash",
  "prevTxHash",
  "originalSender",
  "relayer",
  "guardian",
] as const;

const maxShard = 0xffff_ffff;

/** Chain and queue of the data; the accounts go into the states, in place of what is there. Throws `STATE_INVALID` with states half changed. */
export function importWorld(
  data: unknown,
  states: readonly AccountsState[],
  numberOfShards: number | undefined,
): { readonly chain: Chain; readonly pending: PendingCalls } {
  const fields = readObject({ value: data, path: "" }, worldFields, ["numberOfShards", "newTokenIdentifiers"]);
  readOneOf(fields.format, ["mxvm-world"]);
  readOneOf(fields.version, [EXPORTED_WORLD_VERSION]);
  if (fields.numberOfShards.value !== numberOfShards) {
    throw wrong(fields.numberOfShards, numberOfShards === undefined ? "nothing, as this world has no shards" : String(numberOfShards));
  }
  const codes = readList(fields.codes, readHex);
  let chain: Chain = {
    ...createChain(),
    currentBlock: readBlock(fields.currentBlock),
    previousBlock: readBlock(fields.previousBlock),
    epochStartBlock: readBlock(fields.epochStartBlock),
  };
  chain = withBlockHashes(chain, readList(fields.blockHashes, readHex));
  for (const entry of readList(fields.newAddresses, readNewAddress)) chain = withNewAddress(chain, entry);
  const identifiers = readOptional(fields.newTokenIdentifiers, (field) => readList(field, readText));
  if (identifiers !== undefined) chain = withNewTokenIdentifiers(chain, identifiers);
  for (const state of states) state.clear();
  for (const shard of readList(fields.accounts, (place) => readAccount(place, states, codes))) chain = withShard(chain, shard);
  const calls = readList(fields.pendingCalls, (place) => readCall(place, states));
  return { chain, pending: { calls, next: readInteger(fields.nextPendingCall) } };
}

function readAddress(place: Place): Uint8Array {
  const address = readHex(place);
  if (address.length !== ADDRESS_LENGTH) throw wrong(place, `${ADDRESS_LENGTH} bytes`);
  return address;
}

/** Puts an account into its state. Answers its shard. */
function readAccount(place: Place, states: readonly AccountsState[], codes: readonly Uint8Array[]): number {
  const fields = readObject(place, accountFields, accountFields.slice(1));
  const shard = readOptional(fields.shard, (field) => readInteger(field, maxShard)) ?? 0;
  const update: { -readonly [Part in keyof AccountUpdate]: AccountUpdate[Part] } = { shard };
  for (const part of ["nonce", "balance", "developerReward"] as const) {
    const value = readOptional(fields[part], readDecimal);
    if (value !== undefined) update[part] = value;
  }
  for (const part of ["username", "codeMetadata", "ownerAddress", "asyncCallData"] as const) {
    const value = readOptional(fields[part], readHex);
    if (value !== undefined) update[part] = value;
  }
  const code = readOptional(fields.code, (field) => codes[readInteger(field)] ?? wrongCode(field, codes.length));
  if (code !== undefined) update.code = code;
  const storage = readOptional(fields.storage, (field) => readList(field, readEntry));
  if (storage !== undefined) update.storage = storage;
  stateOf(fields.shard, shard, states).update(readAddress(fields.address), update);
  return shard;
}

function wrongCode(place: Place, count: number): never {
  throw wrong(place, `the index of one of ${count} codes`);
}

function readEntry(place: Place): readonly [ByteString, Uint8Array] {
  const [key, value] = readList(place, readHex);
  if (key === undefined || value === undefined) throw wrong(place, "a key and a value");
  return [bytesToByteString(key), value];
}

/** A world without shards keeps all accounts in one state, whatever shard they name. */
function stateOf(place: Place, shard: number, states: readonly AccountsState[]): AccountsState {
  if (states.length === 1) return states[0]!;
  const state = shard === maxShard ? states.at(-1) : states.slice(0, -1)[shard];
  if (state === undefined) throw wrong(place, `a shard below ${states.length - 1}, or that of the metachain`);
  return state;
}

function readBlock(place: Place): BlockInfo {
  const fields = readObject(place, ["nonce", "round", "epoch", "timestampMs", "randomSeed"]);
  return {
    nonce: readDecimal(fields.nonce),
    round: readDecimal(fields.round),
    epoch: readInteger(fields.epoch),
    timestampMs: readDecimal(fields.timestampMs),
    randomSeed: readHex(fields.randomSeed),
  };
}

function readNewAddress(place: Place): { creatorAddress: Uint8Array; creatorNonce: bigint; newAddress: Uint8Array } {
  const fields = readObject(place, ["creatorAddress", "creatorNonce", "newAddress"]);
  return {
    creatorAddress: readAddress(fields.creatorAddress),
    creatorNonce: readDecimal(fields.creatorNonce),
    newAddress: readAddress(fields.newAddress),
  };
}

function readCall(place: Place, states: readonly AccountsState[]): PendingCall {
  const fields = readObject(place, callFields);
  const readShard = (field: Place): number => {
    const shard = readInteger(field, maxShard);
    stateOf(field, shard, states);
    return shard;
  };
  return {
    id: readInteger(fields.id),
    kind: readOneOf(fields.kind, ["transaction", "smartContractResult"]),
    hash: readHex(fields.hash),
    nonce: readDecimal(fields.nonce),
    sender: readAddress(fields.sender),
    receiver: readAddress(fields.receiver),
    senderShard: readShard(fields.senderShard),
    receiverShard: readShard(fields.receiverShard),
    value: readDecimal(fields.value),
    data: readHex(fields.data),
    gasLimit: readDecimal(fields.gasLimit),
    gasPrice: readDecimal(fields.gasPrice),
    callType: readOneOf(fields.callType, Object.values(CallType)),
    returnMessage: readText(fields.returnMessage),
    originalTxHash: readHex(fields.originalTxHash),
    prevTxHash: readHex(fields.prevTxHash),
    originalSender: readHex(fields.originalSender),
    relayer: readHex(fields.relayer),
    guardian: readHex(fields.guardian),
  };
}
