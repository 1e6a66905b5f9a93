// The fluent world: accounts, contracts, time and transactions as tests write them, over any `World`.
import { wasmVmType } from "@mxvm/codec";
import { type BlockInfo, type Snapshot, WORLD_SPECIFICATION_VERSION, type World } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { type RecordingOptions, writeScenario } from "../record/write-scenario.js";
import { addressExpression, contractExpression } from "../values/addresses.js";
import { type AccountSetup, type AddressLike, addressBytesOf, setupToChange, type TestAccount, UserAccount } from "./account.js";
import { codeParts, createTestContract, type Deployable, type DeployOptions, type TestContract } from "./contract.js";
import { expectFailure, type ExpectedFailure } from "./failure.js";
import { Session } from "./session.js";

export interface TestWorldOptions {
  /** Hears the explanation of every transaction and query, also of those that succeed: `onTransaction: console.log`. */
  readonly onTransaction?: (explanation: string) => void;
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
  readonly steps: number;
}

/** A world for tests: synchronous, typed, recorded. */
export interface TestWorld {
  /** The world below. What is done to it directly is not recorded. */
  readonly world: World;
  /** The account `address:name`. With a setup it is put, replacing one that is there. */
  account(name: string, setup?: AccountSetup): TestAccount;
  /** Deploys a contract. Throws a `TransactionFailure` where that fails. */
  deploy<const A extends Abi>(contract: Deployable<A>, options: DeployOptions<A>): TestContract<A>;
  /** A contract that is there already. */
  contract<const A extends Abi>(abi: A, address: AddressLike): TestContract<A>;
  /** The current block. */
  readonly block: BlockInfo;
  setBlock(block: Partial<BlockInfo>): void;
  /** Lets blocks and time pass. */
  advance(by: Advance): void;
  /** Does what must fail, and answers how it did. Throws where it succeeds. */
  fails(action: () => unknown): ExpectedFailure;
  snapshot(): WorldMark;
  /** Goes back; what happened since is no part of the recording. */
  revert(mark: WorldMark): void;
  /** A second world with the same state and recording; the two go on independently. */
  fork(): TestWorld;
  /** Everything that happened, as the text of a `.scen.json` file that passes where it is replayed. */
  toScenario(options?: RecordingOptions): string;
  /** Frees what the world holds. */
  close(): void;
}

/** A test world over a world that the caller makes. Accounts that are in it already are part of the recording. */
export function createTestWorld(world: World, options: TestWorldOptions = {}): TestWorld {
  const version: number = world.specificationVersion;
  if (version !== WORLD_SPECIFICATION_VERSION) throw new TypeError(`a world of version ${version}; version ${WORLD_SPECIFICATION_VERSION} is needed`);
  const session = new Session(world, options);
  if (world.supports.accountExport) for (const address of world.addresses()) session.recordAccount(address, false);
  session.recordBlock();
  return new FluentWorld(session);
}

const millisecondsPerSecond = 1000n;

class FluentWorld implements TestWorld {
  readonly world: World;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.world = session.world;
  }

  account(name: string, setup?: AccountSetup): TestAccount {
    const address = addressExpression(name, 0);
    if (setup !== undefined) this.#session.setAccount(setupToChange(address, setup));
    this.#session.know(address, name);
    return new UserAccount(this.#session, name, address);
  }

  deploy<const A extends Abi>(contract: Deployable<A>, options: DeployOptions<A>): TestContract<A> {
    const { name, ...code } = options as DeployOptions<Abi>;
    const draft = { kind: "deploy", esdt: [], ...codeParts(this.#session, contract, "init", code) } as const;
    if (name !== undefined) this.#session.setNewAddress(draft.sender, contractExpression(name, 0, wasmVmType));
    const { deployedAddress } = this.#session.execute(draft, contract.abi).result;
    if (deployedAddress === undefined) throw new TypeError("the world does not say at which address it deployed the contract");
    return this.#contractAt(contract.abi, deployedAddress, name);
  }

  contract<const A extends Abi>(abi: A, address: AddressLike): TestContract<A> {
    const bytes = addressBytesOf(address);
    return this.#contractAt(abi, bytes, this.#session.nameOf(bytes));
  }

  get block(): BlockInfo {
    return this.world.getCurrentBlock();
  }

  setBlock(block: Partial<BlockInfo>): void {
    this.#session.setBlock(block);
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

  snapshot(): WorldMark {
    return Object.freeze({ snapshot: this.world.snapshot(), steps: this.#session.steps.length });
  }

  revert({ snapshot, steps }: WorldMark): void {
    this.world.revert(snapshot);
    this.#session.forgetAfter(steps);
  }

  fork(): TestWorld {
    return new FluentWorld(this.#session.fork());
  }

  toScenario(options: RecordingOptions = {}): string {
    const { steps, codes } = this.#session;
    return writeScenario({ steps, world: this.world, codeExpression: codes.write, abiOf: (address) => this.#session.abiOf(address) }, options);
  }

  close(): void {
    this.world.close();
  }

  #contractAt<A extends Abi>(abi: A, address: Uint8Array, name = abi.name ?? "contract"): TestContract<A> {
    this.#session.know(address, name, abi);
    return createTestContract(this.#session, abi, name, address);
  }
}
