// What accounts and contracts of one test world share: the world below, what was recorded, names and ABIs of addresses.
import { type ByteString, bytesToByteString } from "@mxvm/codec";
import { type AccountChange, type Address, type BlockInfo, type Query, ReturnCode, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { type CallWatch, watchCalls } from "../calls/observe-calls.js";
import type { RecordedStep, SentTransaction } from "../record/steps.js";
import { createCodeExpressions } from "../record/write-scenario.js";
import { transactionHash } from "../run/transaction.js";
import { accountToJson } from "../write/accounts.js";
import { explain, type Explained, type KnownAddress } from "./explain.js";
import { TransactionFailure } from "./failure.js";

/** What a test world tells of what happens in it. */
export interface Listener {
  /** Hears the explanation of every transaction and query, whether it succeeded or not. */
  readonly onTransaction?: ((explanation: string) => void) | undefined;
}

type Draft = SentTransaction extends infer T ? (T extends SentTransaction ? Omit<T, "txHash"> : never) : never;

/** A result with its explanation, which is made when it is asked for. */
export interface Executed {
  readonly result: TransactionResult;
  readonly explain: () => string;
}

export class Session {
  readonly world: World;
  readonly #listener: Listener;
  readonly #calls: CallWatch;
  readonly #known: Map<ByteString, KnownAddress>;
  readonly codes: ReturnType<typeof createCodeExpressions>;
  #steps: RecordedStep[];

  constructor(world: World, listener: Listener, from?: Session) {
    this.world = world;
    this.#calls = watchCalls(world);
    this.#listener = listener;
    this.#known = new Map(from?.known);
    this.codes = from?.codes ?? createCodeExpressions();
    this.#steps = from === undefined ? [] : [...from.steps];
  }

  get known(): ReadonlyMap<ByteString, KnownAddress> {
    return this.#known;
  }

  get steps(): readonly RecordedStep[] {
    return this.#steps;
  }

  fork(): Session {
    return new Session(this.world.fork(), this.#listener, this);
  }

  /** Forgets the steps after the first so many: the world went back to where it was then. */
  forgetAfter(steps: number): void {
    this.#steps = this.#steps.slice(0, steps);
  }

  /** Gives an address the name, and perhaps the ABI, by which it is shown. */
  know(address: Address, name: string, abi?: Abi): void {
    this.#known.set(bytesToByteString(address), { name, abi });
  }

  abiOf(address: Address): Abi | undefined {
    return this.#known.get(bytesToByteString(address))?.abi;
  }

  nameOf(address: Address): string | undefined {
    return this.#known.get(bytesToByteString(address))?.name;
  }

  setAccount(change: AccountChange): void {
    this.world.setAccount(change);
    this.recordAccount(change.address, false);
  }

  updateAccount(change: AccountChange): void {
    this.world.updateAccount(change);
    this.recordAccount(change.address, true);
  }

  /** Keeps an account as it is now. */
  recordAccount(address: Address, isUpdate: boolean): void {
    const state = this.world.getAccount(address);
    if (state === undefined) return;
    const account = accountToJson(state, this.world.getEsdt(address), this.codes.write);
    this.#steps.push({ kind: "account", address: address.slice(), account, isUpdate });
  }

  setBlock(block: Partial<BlockInfo>): void {
    this.world.setCurrentBlock(block);
    this.#steps.push({ kind: "block", block });
  }

  /** Keeps the current block as it is now, if there is one. */
  recordBlock(): void {
    const block = this.world.getCurrentBlock();
    if (block.nonce > 0n || block.round > 0n || block.epoch > 0 || block.timestampMs > 0n) this.#steps.push({ kind: "block", block });
  }

  setNewAddress(creatorAddress: Address, newAddress: Address): void {
    const entry = { creatorAddress, creatorNonce: this.world.getAccount(creatorAddress)?.nonce ?? 0n, newAddress };
    this.world.setNewAddress(entry);
    this.#steps.push({ kind: "newAddress", entry });
  }

  /** Sends a transaction. Throws a `TransactionFailure` where it fails. `abi` is that of the code that runs. */
  execute(draft: Draft, abi?: Abi): Executed {
    const id = this.#nextId();
    const transaction: SentTransaction = { ...draft, txHash: transactionHash(id) };
    this.#calls.take();
    const result = this.world.execute(transaction);
    const nonce = this.world.getAccount(transaction.sender)?.nonce ?? 0n;
    this.#steps.push({ kind: "transaction", id, transaction, result, abi, nonce });
    return this.#conclude({ kind: "transaction", transaction, abi }, result);
  }

  /** Asks a contract. Throws a `TransactionFailure` where that fails. Nothing changes, and a query that would change something is not recorded. */
  query(draft: Omit<Query, "txHash">, abi: Abi): Executed {
    const id = this.#nextId();
    const query: Query = { ...draft, txHash: transactionHash(id) };
    this.#calls.take();
    const result = this.world.query(query);
    if (!changesState(result)) this.#steps.push({ kind: "query", id, query, result, abi });
    return this.#conclude({ kind: "query", query, abi }, result);
  }

  #conclude(explained: Explained, result: TransactionResult): Executed {
    const calls = this.#calls.take();
    const explanation = (): string => explain(explained, result, this.#known, calls);
    this.#listener.onTransaction?.(explanation());
    if (result.returnCode !== ReturnCode.ok) throw new TransactionFailure(result, explanation());
    return { result, explain: explanation };
  }

  #nextId(): string {
    return `step-${this.#steps.length + 1}`;
  }
}

/** A scenario's query keeps what it changes, a test's does not. */
function changesState({ vmOutput }: TransactionResult): boolean {
  if (vmOutput === undefined) return false;
  return [...vmOutput.outputAccounts.values()].some(
    ({ storageUpdates, outputTransfers, balanceDelta, code }) =>
      balanceDelta !== 0n || code.length > 0 || outputTransfers.length > 0 || [...storageUpdates.values()].some(({ written }) => written),
  );
}
