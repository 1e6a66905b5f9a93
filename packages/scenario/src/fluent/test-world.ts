// The fluent world: accounts, contracts, time and transactions as tests write them, over any `World`.
import { type Bytes, wasmVmType } from "@mxvm/codec";
import { type BlockInfo, type Snapshot, WORLD_SPECIFICATION_VERSION, type World } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { otherAddresses } from "../check/accounts.js";
import { type RecordingOptions, writeScenario } from "../record/write-scenario.js";
import { Recorder } from "../record/recorder.js";
import type { Dialect } from "../values/dialect.js";
import { contractExpression } from "../values/addresses.js";
import { expressionFromBytes } from "../write/expression.js";
import { type AccountSetup, deployedAddress, returnedBytes, setupToChange, type TestAccount, UserAccount } from "./account.js";
import { type AddressLike, addressBytesOf, isAddressExpression, namedAddress } from "./addresses.js";
import { CallResult } from "./call-result.js";
import { codeParts, createTestContract, type Deployable, type DeployOptions, type QueryOptions, type TestContract } from "./contract.js";
import { type BytesLike, bytesFromLike } from "./expressions.js";
import { expectFailure, type ExpectedFailure, failAtCallersOf, isTransactionFailure, toExpectedFailure } from "./failure.js";
import { Session } from "./session.js";

/** Options of `createTestWorld`. */
export interface TestWorldOptions {
  /** Hears the explanation of every transaction and query, also of those that succeed: `onTransaction: console.log`. */
  readonly onTransaction?: (explanation: string) => void;
  /** Whether queries keep what they change, as those of scenarios do where the world can. Default: they change nothing. */
  readonly commitQueries?: boolean;
  /** Whose reading of expected accounts counts, as for scenarios. Default: `go`, production's. */
  readonly dialect?: Dialect;
}

/** A query by name and encoded arguments, of a contract without an ABI. */
export interface RawQueryOptions extends QueryOptions {
  readonly to: AddressLike;
  readonly function: string;
  readonly args?: readonly BytesLike[];
}

/** The address that a deployment to come gets. */
export interface NewAddressOptions {
  readonly creator: AddressLike;
  /** Of the creator, when it deploys. */
  readonly nonce: bigint;
  readonly address: AddressLike;
}

/** Parts of a block's header to be set. */
export interface BlockSetup extends Partial<Omit<BlockInfo, "randomSeed">> {
  /** 48 bytes. */
  readonly randomSeed?: BytesLike;
}

/** How far the chain goes on. */
export interface Advance {
  /** Blocks and rounds. */
  readonly blocks?: bigint;
  readonly seconds?: bigint;
  readonly milliseconds?: bigint;
  readonly epochs?: number;
}

/** A state that a test world can go back to. */
export interface WorldMark {
  readonly snapshot: Snapshot;
}

/** A world for tests: synchronous, typed, recorded. */
export interface TestWorld {
  /** The world below. What is done to it directly is recorded, too. */
  readonly world: World;
  /** The account `address:name`, or that of an expression such as `sc:adder`. With a setup it is put, replacing one that is there. */
  account(name: string, setup?: AccountSetup): TestAccount;
  /** Deploys a contract. Throws a `TransactionFailure` where that fails. */
  deploy<const A extends Abi>(contract: Deployable<A>, options: DeployOptions<A>): TestContract<A>;
  /** A contract that is there already, or will be. */
  contract<const A extends Abi>(abi: A, address: AddressLike): TestContract<A>;
  /** Asks a contract without an ABI, and answers what it returned. Throws a `TransactionFailure` where that fails. */
  query(options: RawQueryOptions): CallResult<readonly Bytes[]>;
  /** Gives a validator its reward: EGLD in 10^-18 that comes into being. */
  rewardValidator(validator: AddressLike, egld: bigint): void;
  /** Fixes the address of a deployment to come. Of two for the same creator and nonce the first holds. */
  setNewAddress(deployment: NewAddressOptions): void;
  /** Fixes the identifiers of tokens to be issued, in order. Throws a `TypeError` where the world issues none. */
  setNewTokenIdentifiers(identifiers: readonly string[]): void;
  /** Accounts that are in the world beside these, as expressions of their addresses. The system account is not among them, nor the contract that issued tokens. */
  otherAccounts(...known: readonly AddressLike[]): readonly string[];
  /** The current block. */
  readonly block: BlockInfo;
  setBlock(block: BlockSetup): void;
  setPreviousBlock(block: BlockSetup): void;
  /** Hashes of the last blocks, the newest first; replaces those before. */
  setBlockHashes(hashes: readonly BytesLike[]): void;
  /** Lets blocks and time pass. */
  advance(by: Advance): void;
  /** Does what must fail, and answers how it did. Throws where it succeeds. */
  fails(action: () => unknown): ExpectedFailure;
  /** Does what may fail, with one of these codes if some are named; answers what it answers, or how it failed. */
  attempt<T>(action: () => T, ...codes: readonly string[]): T | ExpectedFailure;
  snapshot(): WorldMark;
  /** Goes back; what happened since is no part of the recording. */
  revert(mark: WorldMark): void;
  /** A second world with the same state and recording; the two go on independently. */
  fork(): TestWorld;
  /**
   * Everything that happened, as the text of a `.scen.json` file that passes where it is replayed. Throws a `TypeError` that names what a
   * scenario cannot say, if something of that kind happened.
   */
  toScenario(options?: RecordingOptions): string;
  /** Frees what the world holds. */
  close(): void;
}

/** A test world over a world that the caller makes. Accounts that are in it already are part of the recording. */
export function createTestWorld(world: World, options: TestWorldOptions = {}): TestWorld {
  const version: number = world.specificationVersion;
  if (version !== WORLD_SPECIFICATION_VERSION) throw new TypeError(`a world of version ${version}; version ${WORLD_SPECIFICATION_VERSION} is needed`);
  const recorder = new Recorder(world);
  recorder.recordState();
  return new FluentWorld(new Session(recorder, options, { commitQueries: options.commitQueries ?? false, dialect: options.dialect ?? "go" }));
}

function setupToBlock({ randomSeed, ...block }: BlockSetup): Partial<BlockInfo> {
  return { ...block, ...(randomSeed !== undefined && { randomSeed: bytesFromLike(randomSeed) }) };
}

/** `alice` and not `address:alice`: the name that failures show. */
function shortName(name: string, address: Uint8Array): string {
  if (!isAddressExpression(name)) return name;
  const expression = expressionFromBytes(address, "address");
  return expression.slice(expression.indexOf(":") + 1);
}

const millisecondsPerSecond = 1000n;

class FluentWorld implements TestWorld {
  static {
    failAtCallersOf(this.prototype, "deploy", "query");
  }

  readonly world: World;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.world = session.world;
  }

  account(name: string, setup?: AccountSetup): TestAccount {
    const address = namedAddress(name);
    if (setup !== undefined) this.world.setAccount(setupToChange(address, setup));
    const known = this.#session.nameOf(address) ?? shortName(name, address);
    this.#session.know(address, known);
    return new UserAccount(this.#session, known, address);
  }

  deploy<const A extends Abi>(contract: Deployable<A>, options: DeployOptions<A>): TestContract<A> {
    const { name, ...code } = options as DeployOptions<Abi>;
    const draft = { kind: "deploy", esdt: [], ...codeParts(this.#session, contract, "init", code) } as const;
    if (name !== undefined) this.#fixAddress(draft.sender, contractExpression(name, 0, wasmVmType));
    const executed = this.#session.execute(draft, contract.abi, code.id);
    return this.#contractAt(contract.abi, deployedAddress(executed), name);
  }

  contract<const A extends Abi>(abi: A, address: AddressLike): TestContract<A> {
    const bytes = addressBytesOf(address);
    return this.#contractAt(abi, bytes, this.#session.nameOf(bytes));
  }

  query({ to, function: endpoint, args = [], id }: RawQueryOptions): CallResult<readonly Bytes[]> {
    const receiver = addressBytesOf(to);
    const executed = this.#session.query({ receiver, function: endpoint, arguments: args.map(bytesFromLike) }, this.#session.abiOf(receiver), id);
    return new CallResult(executed, returnedBytes(executed), []);
  }

  rewardValidator(validator: AddressLike, egld: bigint): void {
    this.world.execute({ kind: "validatorReward", receiver: addressBytesOf(validator), value: egld });
  }

  setNewAddress({ creator, nonce, address }: NewAddressOptions): void {
    this.world.setNewAddress({ creatorAddress: addressBytesOf(creator), creatorNonce: nonce, newAddress: addressBytesOf(address) });
  }

  setNewTokenIdentifiers(identifiers: readonly string[]): void {
    if (this.world.setNewTokenIdentifiers === undefined || this.world.supports.newTokenIdentifiers !== true) {
      throw new TypeError("this world has no system contract that would issue tokens under these identifiers");
    }
    this.world.setNewTokenIdentifiers(identifiers);
  }

  otherAccounts(...known: readonly AddressLike[]): readonly string[] {
    return otherAddresses(this.world, known.map(addressBytesOf)).map((address) => expressionFromBytes(address, "address"));
  }

  get block(): BlockInfo {
    return this.world.getCurrentBlock();
  }

  setBlock(block: BlockSetup): void {
    this.world.setCurrentBlock(setupToBlock(block));
  }

  setPreviousBlock(block: BlockSetup): void {
    this.world.setPreviousBlock(setupToBlock(block));
  }

  setBlockHashes(hashes: readonly BytesLike[]): void {
    this.world.setBlockHashes(hashes.map(bytesFromLike));
  }

  advance({ blocks = 0n, seconds = 0n, milliseconds = 0n, epochs = 0 }: Advance): void {
    const { nonce, round, epoch, timestampMs } = this.block;
    this.setBlock({
      nonce: nonce + blocks,
      round: round + blocks,
      epoch: epoch + epochs,
      timestampMs: timestampMs + seconds * millisecondsPerSecond + milliseconds,
    });
  }

  fails(action: () => unknown): ExpectedFailure {
    return expectFailure("the transaction", action);
  }

  attempt<T>(action: () => T, ...codes: readonly string[]): T | ExpectedFailure {
    try {
      return action();
    } catch (thrown) {
      if (!isTransactionFailure(thrown) || (codes.length > 0 && !codes.includes(thrown.code))) throw thrown;
      return toExpectedFailure(thrown);
    }
  }

  snapshot(): WorldMark {
    return Object.freeze({ snapshot: this.world.snapshot() });
  }

  revert({ snapshot }: WorldMark): void {
    this.world.revert(snapshot);
  }

  fork(): TestWorld {
    return new FluentWorld(this.#session.fork());
  }

  toScenario(options: RecordingOptions = {}): string {
    const session = this.#session;
    return writeScenario({ recorder: session.recorder, codeExpression: session.codes.write, abiOf: (address) => session.abiOf(address) }, options);
  }

  close(): void {
    this.world.close();
  }

  #fixAddress(creatorAddress: Uint8Array, newAddress: Uint8Array): void {
    this.world.setNewAddress({ creatorAddress, creatorNonce: this.world.getAccount(creatorAddress)?.nonce ?? 0n, newAddress });
  }

  #contractAt<A extends Abi>(abi: A, address: Uint8Array, name = abi.name ?? "contract"): TestContract<A> {
    this.#session.know(address, name, abi);
    return createTestContract(this.#session, abi, name, address);
  }
}
