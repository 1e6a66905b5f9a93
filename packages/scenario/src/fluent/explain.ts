// A transaction or query as text: its calls, or what its result tells of it where the world does not tell of calls.
import { type ByteString, bytesToByteString, byteStringToBytes } from "@mxvm/codec";
import type { ObservedCall, Query, TransactionResult } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { callLines } from "../calls/call-lines.js";
import { type CallTree, type DescribedCall, describeCalls, type KnownAddresses } from "../calls/call-tree.js";
import { callFromQuery, callFromTransaction } from "../calls/calls-from-result.js";
import type { SentTransaction } from "../record/steps.js";

/** What is known of an address: its name, and the ABI where it is a contract's. */
export interface KnownAddress {
  readonly name: string;
  readonly abi: Abi | undefined;
}

type Known = ReadonlyMap<ByteString, KnownAddress>;

/** What was asked for; `abi` is that of the code that runs. */
export type Explained =
  | { readonly kind: "transaction"; readonly transaction: SentTransaction; readonly abi: Abi | undefined }
  | { readonly kind: "query"; readonly query: Query; readonly abi: Abi | undefined };

/** Calls as text. */
export function explain(calls: readonly CallTree[]): string {
  return callLines(calls).join("\n");
}

/** What was called, as data. `calls` are none where the world did not tell of them. */
export function describe(explained: Explained, result: TransactionResult, known: Known, calls: readonly ObservedCall[]): readonly CallTree[] {
  const told = calls.length > 0 ? calls : [callFromResult(explained, result)];
  return describeCalls(told, knownAddresses(known), { newCodeAbi: explained.abi, isQuery: explained.kind === "query" });
}

function callFromResult(explained: Explained, result: TransactionResult): DescribedCall {
  return explained.kind === "query" ? callFromQuery(explained.query, result) : callFromTransaction(explained.transaction, result);
}

function knownAddresses(known: Known): KnownAddresses {
  return {
    nameOf: (address) => known.get(bytesToByteString(address))?.name,
    abiOf: (address) => known.get(bytesToByteString(address))?.abi,
    addresses: [...known.keys()].map(byteStringToBytes),
  };
}
