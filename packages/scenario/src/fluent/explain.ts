// A transaction as text: who called what with which values, what moved, was logged and stored, what it cost, how it ended.
import { type ByteString, addressToBech32, bytesToByteString, bytesToUtf8, byteStringToBytes, parseCallData } from "@mxvm/codec";
import {
  type Address,
  type LogEntry,
  type OutputAccount,
  type OutputTransfer,
  type Query,
  ReturnCode,
  type TokenPayment,
  type TransactionResult,
  returnCodeTexts,
} from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { decodeEvent, decodeInputs, decodeOutputs, functionOf, type NamedValues } from "../abi/functions.js";
import type { SentTransaction } from "../record/steps.js";
import { expressionFromBytes } from "../write/expression.js";
import { showValue } from "./show-value.js";

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

/** The explanation: the call, below it what it did in the order in which it did it, at the end how it came out. */
export function explain(explained: Explained, result: TransactionResult, known: Known): string {
  const text = new Explanation(known);
  const head = explained.kind === "query" ? text.query(explained.query) : text.transaction(explained.transaction, explained.abi);
  const lines = [...text.effects(result), text.outcome(explained, result)];
  return [head, ...lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}`)].join("\n");
}

class Explanation {
  readonly #known: Known;

  constructor(known: Known) {
    this.#known = known;
  }

  query({ receiver, function: endpoint, arguments: row }: Query): string {
    return `query ${this.#call(receiver, endpoint, row, this.#abiOf(receiver))}`;
  }

  transaction(transaction: SentTransaction, abi: Abi | undefined): string {
    const from = this.#nameOf(transaction.sender);
    const paid = this.#payment(transaction.value, "esdt" in transaction ? transaction.esdt : []);
    switch (transaction.kind) {
      case "deploy":
        return `${from} deploys ${abi?.name ?? "a contract"}${this.#arguments("init", transaction.arguments, abi)}${paid}`;
      case "upgrade":
        return `${from} upgrades ${this.#nameOf(transaction.receiver)} to ${abi?.name ?? "a contract"}${this.#arguments("upgrade", transaction.arguments, abi)}${paid}`;
      case "call":
        return `${from} calls ${this.#call(transaction.receiver, transaction.function, transaction.arguments, abi)}${paid}`;
      case "transfer":
        return `${from} transfers to ${this.#nameOf(transaction.receiver)}${paid}`;
    }
  }

  /** What a run did. Of a run that failed, nothing remains but production's notes. */
  effects(result: TransactionResult): string[] {
    const accounts = [...(result.vmOutput?.outputAccounts.values() ?? [])];
    const transfers = accounts.flatMap((account) => account.outputTransfers.map((transfer) => ({ account, transfer })));
    transfers.sort((a, b) => a.transfer.index - b.transfer.index);
    return [
      ...transfers.map(({ account, transfer }) => this.#transfer(account, transfer)),
      ...result.logs.map((log) => this.#log(log)),
      ...accounts.flatMap((account) => this.#storage(account)),
      ...accounts.filter(({ gasUsed }) => gasUsed > 0n).map(({ address, gasUsed }) => `gas of ${this.#nameOf(address)}: ${gasUsed}`),
    ];
  }

  outcome(explained: Explained, result: TransactionResult): string {
    const gas = `gas used: ${result.gasUsed}`;
    if (result.returnCode !== ReturnCode.ok) return `failed with ${returnCodeTexts[result.returnCode]}: ${result.returnMessage} (${gas})`;
    if (result.returnData.length === 0) return `ok (${gas})`;
    return `answers ${this.#results(explained, result.returnData)} (${gas})`;
  }

  #results(explained: Explained, row: readonly Uint8Array[]): string {
    const endpoint = explained.kind === "query" ? explained.query.function : "function" in explained.transaction ? explained.transaction.function : "init";
    const declared = explained.abi && functionOf(explained.abi, endpoint);
    if (explained.abi === undefined || declared === undefined) return bytesList(row);
    try {
      return showValue(decodeOutputs(explained.abi, declared, row), this.#names);
    } catch {
      // Not what the ABI says: shown as it is.
      return bytesList(row);
    }
  }

  #call(receiver: Address, endpoint: string, row: readonly Uint8Array[], abi: Abi | undefined): string {
    return `${this.#nameOf(receiver)}.${endpoint}${this.#arguments(endpoint, row, abi)}`;
  }

  #arguments(endpoint: string, row: readonly Uint8Array[], abi: Abi | undefined): string {
    const declared = abi && functionOf(abi, endpoint);
    const values = abi && declared && decodeInputs(abi, declared, row);
    return values === undefined ? `(${bytesList(row)})` : `(${this.#named(values)})`;
  }

  #named(values: NamedValues): string {
    return Object.entries(values)
      .map(([name, value]) => `${name}: ${showValue(value, this.#names)}`)
      .join(", ");
  }

  #payment(value: bigint, tokens: readonly TokenPayment[]): string {
    const egld = value > 0n ? [`${value} EGLD (10^-18)`] : [];
    const paid = [...egld, ...tokens.map(({ tokenIdentifier, nonce, value: amount }) => `${amount} ${textOf(tokenIdentifier)}${nonce > 0n ? ` (nonce ${nonce})` : ""}`)];
    return paid.length === 0 ? "" : `, paying ${paid.join(", ")}`;
  }

  #transfer({ address }: OutputAccount, { senderAddress, value, data }: OutputTransfer): string {
    const from = this.#nameOf(senderAddress);
    const call = data.length === 0 ? undefined : parseCallData(bytesToByteString(data));
    const paid = this.#payment(value, []);
    if (call?.ok !== true) return `${from} transfers to ${this.#nameOf(address)}${paid}`;
    return `${from} calls ${this.#call(address, call.value.functionName, call.value.arguments, this.#abiOf(address))}${paid}`;
  }

  #log(log: LogEntry): string {
    const abi = this.#abiOf(log.address);
    const event = abi && decodeEvent(abi, log);
    const emitter = this.#nameOf(log.address);
    if (event !== undefined) return `${emitter} logs ${event.name}(${this.#named(event.args)})`;
    const data = log.data.map((bytes) => bytesToUtf8(bytes) ?? expressionFromBytes(bytes, "hex")).join(" ").trim();
    return `${emitter} logs ${textOf(log.identifier)}(${bytesList(log.topics)})${data === "" ? "" : ` ${data}`}`;
  }

  #storage({ address, storageUpdates }: OutputAccount): string[] {
    return [...storageUpdates.values()]
      .filter(({ written }) => written)
      .map(({ offset, data }) => `${this.#nameOf(address)} stores ${expressionFromBytes(offset)}: ${data.length === 0 ? "nothing" : expressionFromBytes(data)}`);
  }

  #abiOf(address: Address): Abi | undefined {
    return this.#known.get(bytesToByteString(address))?.abi;
  }

  #nameOf(address: Address): string {
    return this.#known.get(bytesToByteString(address))?.name ?? expressionFromBytes(address, "address");
  }

  /** Names of addresses by their text. */
  get #names(): ReadonlyMap<string, string> {
    return new Map([...this.#known].map(([bytes, { name }]) => [addressToBech32(byteStringToBytes(bytes)), name]));
  }
}

function textOf(bytes: Uint8Array): string {
  return bytesToUtf8(bytes) ?? expressionFromBytes(bytes, "hex");
}

function bytesList(row: readonly Uint8Array[]): string {
  return row.map((bytes) => (bytes.length === 0 ? '""' : expressionFromBytes(bytes))).join(", ");
}
