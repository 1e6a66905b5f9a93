// What accounts and contracts of one test world share: the world below, what was recorded, names and ABIs of addresses.
import { type ByteString, bytesToByteString } from "@mxvm/codec";
import { type Address, type Query, ReturnCode, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import type { CallTree } from "../calls/call-tree.js";
import { type CallWatch, watchCalls } from "../calls/observe-calls.js";
import type { Recorder } from "../record/recorder.js";
import type { SentTransaction } from "../record/steps.js";
import { createCodeExpressions } from "../record/write-scenario.js";
import type { Dialect } from "../values/dialect.js";
import { transactionHash } from "../run/transaction.js";
import { expressionFromBytes } from "../write/expression.js";
import { describe, explain, type Explained, type KnownAddress } from "./explain.js";
import { TransactionFailure } from "./failure.js";

/** What a test world tells of what happens in it. */
export interface Listener {
  /** Hears the explanation of every transaction and query, whether it succeeded or not. */
  readonly onTransaction?: ((explanation: string) => void) | undefined;
}

type Draft = SentTransaction extends infer T ? (T extends SentTransaction ? Omit<T, "txHash"> : never) : never;

/** How a test world reads and asks. */
export interface SessionSettings {
  /** Whether a query keeps what it changes. */
  readonly commitQueries: boolean;
  /** Whose reading of expectations counts. */
  readonly dialect: Dialect;
}

/** A result, and what was called, which is put into words when it is asked for. */
export interface Executed {
  readonly result: TransactionResult;
  readonly calls: () => readonly CallTree[];
}

export class Session {
  readonly recorder: Recorder;
  readonly #listener: Listener;
  readonly #settings: SessionSettings;
  readonly #calls: CallWatch;
  readonly #known: Map<ByteString, KnownAddress>;
  readonly codes: ReturnType<typeof createCodeExpressions>;

  constructor(recorder: Recorder, listener: Listener, settings: SessionSettings, from?: Session) {
    this.recorder = recorder;
    this.#calls = watchCalls(recorder.world);
    this.#listener = listener;
    this.#settings = settings;
    this.#known = new Map(from?.known);
    this.codes = from?.codes ?? createCodeExpressions();
  }

  /** The world below, recorded. */
  get world(): World {
    return this.recorder.world;
  }

  get dialect(): Dialect {
    return this.#settings.dialect;
  }

  get known(): ReadonlyMap<ByteString, KnownAddress> {
    return this.#known;
  }

  fork(): Session {
    return new Session(this.recorder.fork(), this.#listener, this.#settings, this);
  }

  /** Gives an address the name, and perhaps the ABI, by which it is shown. */
  know(address: Address, name: string, abi: Abi | undefined = this.abiOf(address)): void {
    this.#known.set(bytesToByteString(address), { name, abi });
  }

  abiOf(address: Address): Abi | undefined {
    return this.#known.get(bytesToByteString(address))?.abi;
  }

  nameOf(address: Address): string | undefined {
    return this.#known.get(bytesToByteString(address))?.name;
  }

  /** Sends a transaction. Throws a `TransactionFailure` where it fails. `abi` is that of the code that runs. */
  execute(draft: Draft, abi?: Abi, id: string = this.recorder.nextId()): Executed {
    const transaction: SentTransaction = { ...draft, txHash: transactionHash(id) };
    this.#requireSender(transaction.sender);
    this.#calls.take();
    const result = this.recorder.execute(id, transaction, abi);
    return this.#conclude({ kind: "transaction", transaction, abi }, result);
  }

  /** Asks a contract. Throws a `TransactionFailure` where that fails. */
  query(draft: Omit<Query, "txHash">, abi: Abi | undefined, id: string = this.recorder.nextId()): Executed {
    const query: Query = { ...draft, txHash: transactionHash(id) };
    const commit = this.#settings.commitQueries && this.world.supports.committedQueries;
    this.#calls.take();
    const result = this.recorder.query(id, query, commit, abi);
    return this.#conclude({ kind: "query", query, abi }, result);
  }

  #conclude(explained: Explained, result: TransactionResult): Executed {
    const observed = this.#calls.take();
    const calls = (): readonly CallTree[] => describe(explained, result, this.#known, observed);
    this.#listener.onTransaction?.(explain(calls()));
    if (result.returnCode !== ReturnCode.ok) throw new TransactionFailure(result, calls());
    return { result, calls };
  }

  /** Throws a `TypeError` that names the sender and says how it comes to be there, where the world's own would have bytes only. */
  #requireSender(sender: Address): void {
    if (this.world.getAccount(sender) !== undefined) return;
    const name = this.nameOf(sender) ?? expressionFromBytes(sender, "address");
    throw new TypeError(`there is no account ${JSON.stringify(name)} to send from: world.account(${JSON.stringify(name)}, { balance: … }) puts it`);
  }
}
