// A world that keeps what is done to it, by the fluent world or directly: a recording misses nothing that changes state.
import { equalBytes, hexToBytes, textFromBytes } from "@mxvm/codec";
import type { AccountChange, PortableWorld, Query, Snapshot, Transaction, TransactionResult, World } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { transactionHash } from "../run/transaction.js";
import type { RecordedStep, SentTransaction } from "./steps.js";

/** What changes a world and has a step of its own, or takes steps back. */
type Operations = Pick<
  Required<World>,
  | ("setAccount" | "updateAccount" | "setCurrentBlock" | "setPreviousBlock" | "setBlockHashes" | "setNewAddress" | "setNewTokenIdentifiers")
  | ("execute" | "query" | "snapshot" | "revert" | "fork")
>;

/** What reads a world, or ends it. Anything else that is not recorded is unsayable. */
const readers: ReadonlySet<string> = new Set([
  ...["getAccount", "getEsdt", "getStorage", "addresses", "getCurrentBlock", "getPreviousBlock", "getGasSchedule", "getFlags"],
  ...["observeCalls", "exportState", "shardOf", "getAccountInShard", "pendingCalls", "close"],
]);

/** Steps are kept as a list that shares its beginnings, so that a snapshot is a reference. */
interface StepsSoFar {
  readonly step: RecordedStep;
  readonly before: StepsSoFar | undefined;
  readonly count: number;
}

const settings: ReadonlySet<string> = new Set(["setGasSchedule", "setFlags"]);

const noHash = new Uint8Array(32);

/** The world below, and what was done to it. */
export class Recorder {
  /** As the world below, but recorded. */
  readonly world: World;
  readonly #below: World;
  readonly #stepsAt = new WeakMap<Snapshot, { readonly steps: StepsSoFar | undefined }>();
  #steps: StepsSoFar | undefined;

  constructor(below: World, from?: Recorder) {
    this.#below = below;
    this.#steps = from === undefined ? undefined : from.#steps;
    this.world = recordedWorld(below, this.#operations(), (what, why) => this.#unsayable(what, why));
  }

  /** In order. */
  get steps(): readonly RecordedStep[] {
    const steps: RecordedStep[] = [];
    for (let last = this.#steps; last !== undefined; last = last.before) steps.push(last.step);
    return steps.reverse();
  }

  /** Keeps what is in the world already. */
  recordState(): void {
    const below = this.#below;
    if (below.supports.accountExport) {
      for (const address of below.addresses()) this.#keepAccount({ address }, undefined, false);
    }
    this.#keepExported();
    for (const [which, block] of [["previousBlockInfo", below.getPreviousBlock()], ["currentBlockInfo", below.getCurrentBlock()]] as const) {
      if (block.nonce > 0n || block.round > 0n || block.epoch > 0 || block.timestampMs > 0n || block.randomSeed.length > 0) this.#keep({ kind: "block", which, block });
    }
  }

  /** What can be read of a world only where it exports itself. */
  #keepExported(): void {
    const below = this.#below;
    if (below.supports.stateExport !== true) return;
    const { blockHashes, newAddresses, newTokenIdentifiers = [], pendingCalls } = (below as PortableWorld).exportState();
    if (blockHashes.length > 0) this.#keep({ kind: "blockHashes", hashes: blockHashes.map(hexToBytes) });
    for (const { creatorAddress, creatorNonce, newAddress } of newAddresses) {
      this.#keep({ kind: "newAddress", entry: { creatorAddress: hexToBytes(creatorAddress), creatorNonce: BigInt(creatorNonce), newAddress: hexToBytes(newAddress) } });
    }
    if (newTokenIdentifiers.length > 0) this.#keep({ kind: "newTokenIdentifiers", identifiers: newTokenIdentifiers });
    if (pendingCalls.length > 0) this.#unsayable("calls that wait for delivery to another shard", "scenarios have one shard");
  }

  /** `abi` is that of the code that runs. */
  execute(id: string, transaction: SentTransaction, abi: Abi | undefined): TransactionResult {
    const result = this.#below.execute(transaction);
    const { nonce = 0n, balance = 0n } = this.#below.getAccount(transaction.sender) ?? {};
    this.#keep({ kind: "transaction", id, transaction: copyOf(transaction), result, abi, nonce, balance });
    return result;
  }

  query(id: string, query: Query, commit: boolean, abi: Abi | undefined): TransactionResult {
    const result = this.#below.query(query, { commit });
    this.#keep({ kind: "query", id, query: copyOf(query), result, abi, leavesNothing: !commit && changesState(result) });
    return result;
  }

  fork(): Recorder {
    return new Recorder(this.#below.fork(), this);
  }

  /** The world below in a second world, to try things in; `undefined` where it has no forks. */
  scratch(): World | undefined {
    return this.#below.supports.forks ? this.#below.fork() : undefined;
  }

  nextId(): string {
    return `step-${(this.#steps?.count ?? 0) + 1}`;
  }

  #keep(step: RecordedStep): void {
    this.#steps = { step, before: this.#steps, count: (this.#steps?.count ?? 0) + 1 };
  }

  #keepAccount(change: AccountChange, before: ReturnType<World["getAccount"]>, isUpdate: boolean): void {
    const after = this.#below.getAccount(change.address);
    if (after === undefined) return;
    this.#keep({ kind: "account", change: copyOf(change), isUpdate, before, after, tokens: this.#below.getEsdt(change.address) });
  }

  #operations(): Operations {
    const below = this.#below;
    return {
      setAccount: (change) => {
        below.setAccount(change);
        this.#keepAccount(change, undefined, false);
      },
      updateAccount: (change) => {
        const before = below.getAccount(change.address);
        below.updateAccount(change);
        this.#keepAccount(change, before, true);
      },
      setCurrentBlock: (block) => {
        below.setCurrentBlock(block);
        this.#keep({ kind: "block", which: "currentBlockInfo", block: copyOf(block) });
      },
      setPreviousBlock: (block) => {
        below.setPreviousBlock(block);
        this.#keep({ kind: "block", which: "previousBlockInfo", block: copyOf(block) });
      },
      setBlockHashes: (hashes) => {
        below.setBlockHashes(hashes);
        this.#keep({ kind: "blockHashes", hashes: copyOf(hashes) });
      },
      setNewAddress: (entry) => {
        below.setNewAddress(entry);
        this.#keep({ kind: "newAddress", entry: copyOf(entry) });
      },
      setNewTokenIdentifiers: (identifiers) => {
        below.setNewTokenIdentifiers?.(identifiers);
        this.#keep({ kind: "newTokenIdentifiers", identifiers: copyOf(identifiers) });
      },
      execute: (transaction) => this.#executeDirectly(transaction),
      query: (query, options) => {
        const id = this.#idOf(query.txHash ?? noHash);
        if (query.value !== undefined && query.value > 0n) this.#unsayable("a query that carries EGLD", "scenarios' queries carry none");
        return this.query(id, query, options?.commit ?? false, undefined);
      },
      snapshot: () => {
        const snapshot = below.snapshot();
        this.#stepsAt.set(snapshot, { steps: this.#steps });
        return snapshot;
      },
      revert: (snapshot) => {
        below.revert(snapshot);
        const taken = this.#stepsAt.get(snapshot);
        if (taken === undefined) this.#unsayable("going back to a snapshot", "it was not taken in this test world");
        else this.#steps = taken.steps;
      },
      fork: () => this.fork().world,
    };
  }

  #executeDirectly(transaction: Transaction): TransactionResult {
    if (transaction.kind === "validatorReward") {
      const result = this.#below.execute(transaction);
      this.#keep({ kind: "validatorReward", receiver: transaction.receiver.slice(), value: transaction.value });
      return result;
    }
    return this.execute(this.#idOf(transaction.txHash), transaction, undefined);
  }

  /** The id that a step needs for a transaction to have the hash. A hash of zeros does not matter. */
  #idOf(txHash: Uint8Array): string {
    if (txHash.every((byte) => byte === 0)) return this.nextId();
    const id = textFromBytes(txHash).replace(/\.+$/, "");
    if (!equalBytes(transactionHash(id), txHash)) this.#unsayable("a transaction's hash", "scenarios make hashes of ids, which are text filled up with dots");
    return id;
  }

  #unsayable(what: string, why: string): void {
    this.#keep({ kind: "unsayable", what, why });
  }
}

/** A copy that later changes do not reach. */
function copyOf<T>(value: T): T {
  if (value instanceof Uint8Array) return value.slice() as T;
  if (value instanceof Map) return new Map(Array.from(value as ReadonlyMap<unknown, unknown>, ([key, item]) => [key, copyOf(item)])) as T;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copyOf(item as unknown)])) as T;
  return value;
}

/** The world below with these operations in place of its own. A proxy, since worlds may have more methods than `World` says. */
function recordedWorld(below: World, operations: Operations, onUnsayable: (what: string, why: string) => void): World {
  const members: Readonly<Record<PropertyKey, unknown>> = below as unknown as Record<PropertyKey, unknown>;
  return new Proxy({} as World, {
    has: (_target, name) => name in below,
    get: (_target, name) => {
      const member = members[name];
      if (typeof member !== "function") return member;
      if (Object.hasOwn(operations, name)) return operations[name as keyof Operations];
      return (...parameters: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, below, parameters);
        if (typeof name === "string" && !readers.has(name)) {
          onUnsayable(`${name}() of the world`, settings.has(name) ? "scenarios choose a gas schedule by its name, and no flags" : "scenarios have no step for it");
        }
        return result;
      };
    },
  });
}

/** A scenario's query keeps what it changes, a test's does not. */
function changesState({ vmOutput }: TransactionResult): boolean {
  if (vmOutput === undefined) return false;
  return [...vmOutput.outputAccounts.values()].some(
    ({ storageUpdates, outputTransfers, balanceDelta, code }) =>
      balanceDelta !== 0n || code.length > 0 || outputTransfers.length > 0 || [...storageUpdates.values()].some(({ written }) => written),
  );
}
