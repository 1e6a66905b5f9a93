// Transactions as the node takes them, and what its answer tells: return code and data stand in events and smart-contract results.
import { addressToBech32, bech32ToAddress, utf8ToBytes } from "@mxvm/codec";
import { ReturnCode, returnCodeTexts, type LogEntry, type ReturnCodeValue, type SentTransaction, type TransactionResult } from "@mxvm/protocol-hooks";
import { base64ToBytes } from "../base64.js";
import type { JsonValue } from "../process/json.js";
import { createResult, dataOf, receiverOf, returnDataFrom } from "../transaction-data.js";

/** An event; texts are base64. */
interface EventAnswer {
  readonly address: string;
  readonly identifier: string;
  readonly topics: readonly string[] | null;
  readonly data: string | null;
  readonly additionalData: readonly string[] | null;
}

/** A transaction or a smart-contract result. */
interface ResultAnswer {
  readonly data?: string;
  readonly nonce: string;
  readonly returnMessage?: string;
  readonly logs?: { readonly events: readonly EventAnswer[] };
}

/** What `/transaction/{hash}?withResults=true` answers. */
export interface TransactionAnswer {
  readonly transaction: ResultAnswer & {
    readonly status: string;
    readonly gasUsed: string;
    readonly receipt?: { readonly data?: string };
    readonly smartContractResults?: readonly ResultAnswer[];
  };
}

/** The request that sends a transaction. */
export function transactionRequest(transaction: SentTransaction, nonce: bigint): JsonValue {
  const { sender, value, gasLimit, gasPrice, relayer, guardian } = transaction;
  const data = dataOf(transaction);
  return {
    nonce,
    value: value.toString(),
    sender: addressToBech32(sender),
    receiver: addressToBech32(receiverOf(transaction)),
    gasPrice,
    gasLimit,
    data: data === "" ? undefined : Buffer.from(data, "latin1").toString("base64"),
    // Not checked, but it has to be there.
    signature: "00",
    relayer: relayer === undefined ? undefined : addressToBech32(relayer),
    relayerSignature: relayer === undefined ? undefined : "00",
    guardian: guardian === undefined ? undefined : addressToBech32(guardian),
    guardianSignature: guardian === undefined ? undefined : "00",
    options: guardian === undefined ? undefined : 2,
    chainID: "chain",
    version: 2,
  };
}

/** Gas is the node's: it counts the move of balance and every byte of data. */
export function resultFrom({ transaction }: TransactionAnswer, { kind, gasLimit }: SentTransaction): TransactionResult {
  const { smartContractResults = [], gasUsed } = transaction;
  const events = [transaction, ...smartContractResults].flatMap(({ logs }) => logs?.events ?? []);
  const failure = failureFrom(transaction, events);
  const result = createResult(failure?.code ?? ReturnCode.ok, gasLimit, gasLimit - BigInt(gasUsed));
  const logs = events.map(logFrom);
  if (failure !== undefined) return { ...result, logs, returnMessage: failure.message };
  const deployed = kind === "deploy" ? events.find(({ identifier }) => identifier === "SCDeploy")?.address : undefined;
  return {
    ...result,
    logs,
    returnData: returnDataFrom(answerFrom(events, smartContractResults)),
    deployedAddress: deployed === undefined ? undefined : bech32ToAddress(deployed),
  };
}

/** The data field that holds the return data: of the event `writeLog` where gas was left in excess, else of a smart-contract result. */
function answerFrom(events: readonly EventAnswer[], results: readonly ResultAnswer[]): string {
  const written = events.find(({ identifier }) => identifier === "writeLog")?.data;
  if (written !== undefined && written !== null) return textFrom(written);
  return results.find(({ data }) => data?.startsWith(okData) === true)?.data ?? okData;
}

const okData = "@6f6b";

function failureFrom(
  transaction: TransactionAnswer["transaction"],
  events: readonly EventAnswer[],
): { readonly code: ReturnCodeValue; readonly message: string } | undefined {
  const signalled = events.find(({ identifier }) => identifier === "signalError");
  if (signalled !== undefined) {
    return { code: returnCodeFrom(textFrom(signalled.data ?? "")), message: textFrom(signalled.topics?.[1] ?? "") };
  }
  if (transaction.status === "success") return undefined;
  const refused = transaction.smartContractResults?.find(({ returnMessage }) => returnMessage !== undefined)?.returnMessage;
  return { code: ReturnCode.executionFailed, message: refused ?? transaction.receipt?.data ?? transaction.status };
}

/** The code's text is the first value: `@75736572206572726f72`. */
function returnCodeFrom(data: string): ReturnCodeValue {
  const text = Buffer.from(data.split("@")[1] ?? "", "hex").toString();
  const entry = Object.entries(returnCodeTexts).find(([, each]) => each === text);
  return entry === undefined ? ReturnCode.executionFailed : (Number(entry[0]) as ReturnCodeValue);
}

function logFrom({ address, identifier, topics, data, additionalData }: EventAnswer): LogEntry {
  return {
    address: bech32ToAddress(address),
    identifier: utf8ToBytes(identifier),
    topics: (topics ?? []).map(base64ToBytes),
    data: (additionalData ?? (data === null ? [] : [data])).map(base64ToBytes),
  };
}

function textFrom(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}
