// Smart contract results: what a run sends to another shard, as the node writes and hashes it. Mirrors smartContractResult.proto of
// mx-chain-core-go and createSmartContractResults of mx-chain-go.
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { buildCallData, byteStringToBytes, bytesToByteString, magnitudeToBytes, parseCallArguments, parseCallData, utf8ToBytes } from "@mxvm/codec";
import type { Address, CallTypeValue, PendingCall } from "@mxvm/protocol-hooks";
import { blake2b } from "@noble/hashes/blake2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { SentCall } from "../pending-calls.js";
import { noBytes } from "../state/account.js";
import type { Shard } from "./shards.js";

/** The transaction or smart contract result whose run sends others. */
export type Cause = Pick<
  PendingCall,
  "kind" | "hash" | "nonce" | "sender" | "receiver" | "value" | "data" | "gasLimit" | "gasPrice" | "callType" | "returnMessage" | "originalTxHash" | "originalSender" | "relayer"
>;

/** What is particular to one result. */
export interface ResultParts {
  readonly nonce: bigint;
  readonly sender: Address;
  readonly receiver: Address;
  readonly value: bigint;
  readonly data: Uint8Array;
  readonly gasLimit: bigint;
  readonly callType: CallTypeValue;
  /** New code of the receiver, which production repeats here. */
  readonly code?: Uint8Array;
  readonly returnMessage?: string;
  readonly originalSender?: Address;
  /** 0 where production leaves it out. */
  readonly gasPrice: bigint;
  /** Whether the relayer of the cause stays on. */
  readonly isRelayed: boolean;
}

/** A smart contract result. */
export function createResult({ selfShard, addressRules }: Shard, cause: Cause, parts: ResultParts): SentCall {
  const { code = noBytes, returnMessage = "", originalSender = noBytes, isRelayed, ...rest } = parts;
  const relayer = isRelayed && cause.kind === "smartContractResult" ? cause.relayer : noBytes;
  const { originalTxHash } = cause;
  const result = { ...rest, returnMessage, originalSender, relayer, originalTxHash, prevTxHash: cause.hash };
  return {
    ...result,
    kind: "smartContractResult",
    hash: blake2b(resultToBytes(result, code), { dkLen: 32 }),
    senderShard: selfShard,
    receiverShard: addressRules.shardOf(parts.receiver),
    guardian: noBytes,
  };
}

type HashedParts = Pick<
  PendingCall,
  "nonce" | "value" | "receiver" | "sender" | "relayer" | "data" | "prevTxHash" | "originalTxHash" | "gasLimit" | "gasPrice" | "callType" | "returnMessage" | "originalSender"
>;

/** Fields in order, empty ones left out, except that both values always stand. */
function resultToBytes(result: HashedParts, code: Uint8Array): Uint8Array {
  const writer = new BinaryWriter();
  const writeBytes = (field: number, bytes: Uint8Array): void => {
    if (bytes.length > 0) writer.tag(field, WireType.LengthDelimited).bytes(bytes);
  };
  const writeNumber = (field: number, value: bigint): void => {
    if (value !== 0n) writer.tag(field, WireType.Varint).uint64(value);
  };
  // A sign byte, then the magnitude; zero is one byte, and nothing is the sign alone.
  const writeValue = (field: number, value: bigint | undefined): void => {
    const magnitude = value === undefined ? noBytes : value === 0n ? Uint8Array.of(0) : magnitudeToBytes(value);
    writeBytes(field, Uint8Array.of(0, ...magnitude));
  };
  const isRelayed = result.relayer.length > 0;
  writeNumber(1, result.nonce);
  writeValue(2, result.value);
  writeBytes(3, result.receiver);
  writeBytes(4, result.sender);
  writeBytes(5, result.relayer);
  writeValue(6, isRelayed ? 0n : undefined);
  writeBytes(7, code);
  writeBytes(8, result.data);
  writeBytes(9, result.prevTxHash);
  writeBytes(10, result.originalTxHash);
  writeNumber(11, result.gasLimit);
  writeNumber(12, result.gasPrice);
  writeNumber(13, BigInt(result.callType));
  writeBytes(15, utf8ToBytes(result.returnMessage));
  writeBytes(16, result.originalSender);
  return writer.finish();
}

/** The four arguments that end a callback: its call id, that of the call and of its caller, and no gas. Source: asyncParams.go of vm-go. */
export function callbackArguments(callId: Uint8Array, callerCallId: Uint8Array): readonly Uint8Array[] {
  return [sha256(Uint8Array.of(...callId, 0)), callId, callerCallId, Uint8Array.of(0)];
}

/** Call data with what an asynchronous call adds. */
export function withAsyncData(data: Uint8Array, asyncData: Uint8Array): Uint8Array {
  if (asyncData.length === 0 || data.length === 0) return data;
  const call = parseCallArguments(bytesToByteString(data));
  const added = parseCallArguments(bytesToByteString(asyncData));
  if (!call.ok || !added.ok) return noBytes;
  return dataFrom(bytesToByteString(call.value[0]!), [...call.value.slice(1), ...added.value.slice(1)]);
}

/** `function@hex@…` as bytes; without function it starts with `@`. */
export function dataFrom(functionName: string, args: readonly Uint8Array[]): Uint8Array {
  return byteStringToBytes(buildCallData(functionName, args));
}

/** Function and arguments of a data field, with no function where it does not parse. */
export function callFrom(data: Uint8Array): { readonly functionName: string; readonly args: readonly Uint8Array[] } {
  const parsed = parseCallData(bytesToByteString(data));
  return parsed.ok ? { functionName: parsed.value.functionName, args: parsed.value.arguments } : { functionName: "", args: [] };
}
