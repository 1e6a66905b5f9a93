// World: the protocol as its users see it. Tests, scenarios and tools drive a World and do not know what is below.
import type { AccountChange, AccountState, EsdtState } from "./account.js";
import type { Address } from "./bytes.js";
import type { CallObserver } from "./call-observation.js";
import type { EsdtTransfer } from "./esdt.js";
import type { FlagChoices, Flags } from "./flags.js";
import type { GasSchedule } from "./gas-schedule.js";
import type { LogEntry, VmOutput } from "./output.js";
import type { ReturnCodeValue } from "./return-code.js";

/** Version of the `World` interface. A driver refuses a world of another version. */
export const WORLD_SPECIFICATION_VERSION = 1;

/** A block's header, as far as contracts can see it. */
export interface BlockInfo {
  readonly nonce: bigint;
  readonly round: bigint;
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly timestampMs: bigint;
  /** 48 bytes, or empty. */
  readonly randomSeed: Uint8Array;
}

/** A token payment of a transaction. */
export type TokenPayment = Pick<EsdtTransfer, "tokenIdentifier" | "nonce" | "value">;

interface TransactionBase {
  /** 32 bytes; becomes the current and original transaction hash. All zeros where it does not matter. */
  readonly txHash: Uint8Array;
  readonly sender: Address;
  /** EGLD in 10^-18. */
  readonly value: bigint;
  readonly gasLimit: bigint;
  /** EGLD (10^-18) per unit of gas. */
  readonly gasPrice: bigint;
  readonly relayer?: Address;
  readonly guardian?: Address;
}

/** Deploys a contract. */
export interface DeployTransaction extends TransactionBase {
  readonly kind: "deploy";
  readonly code: Uint8Array;
  readonly codeMetadata: Uint8Array;
  readonly arguments: readonly Uint8Array[];
  readonly esdt: readonly TokenPayment[];
}

/** Upgrades a contract of which the sender is the owner. */
export interface UpgradeTransaction extends TransactionBase {
  readonly kind: "upgrade";
  readonly receiver: Address;
  readonly code: Uint8Array;
  readonly codeMetadata: Uint8Array;
  readonly arguments: readonly Uint8Array[];
}

/**
 * Calls an endpoint, or a built-in function where `function` names one. Tokens are moved before the endpoint runs; if they cannot be, the
 * result is a user error with the built-in function's message.
 */
export interface CallTransaction extends TransactionBase {
  readonly kind: "call";
  readonly receiver: Address;
  readonly function: string;
  readonly arguments: readonly Uint8Array[];
  readonly esdt: readonly TokenPayment[];
}

/** Moves EGLD or tokens without calling code. */
export interface TransferTransaction extends TransactionBase {
  readonly kind: "transfer";
  readonly receiver: Address;
  readonly esdt: readonly TokenPayment[];
}

/** EGLD that comes into being as a validator's reward: added to the balance and to the storage entry `ELRONDreward`. */
export interface ValidatorRewardTransaction {
  readonly kind: "validatorReward";
  readonly receiver: Address;
  readonly value: bigint;
}

/** What a world executes. */
export type Transaction =
  | DeployTransaction
  | UpgradeTransaction
  | CallTransaction
  | TransferTransaction
  | ValidatorRewardTransaction;

/** A call that is not a transaction: no sender, no fee, 2^63 - 1 units of gas, the contract itself as caller. */
export interface Query {
  readonly receiver: Address;
  readonly function: string;
  readonly arguments: readonly Uint8Array[];
  /** EGLD that the call pretends to carry. */
  readonly value?: bigint;
  /** 32 bytes. All zeros where it is not given. */
  readonly txHash?: Uint8Array;
}

/** What came of a transaction or query. The receiver owns it. */
export interface TransactionResult {
  readonly returnCode: ReturnCodeValue;
  readonly returnMessage: string;
  readonly returnData: readonly Uint8Array[];
  readonly logs: readonly LogEntry[];
  /** Gas limit minus gas remaining. */
  readonly gasUsed: bigint;
  readonly gasRemaining: bigint;
  readonly gasRefund: bigint;
  /** Address of the new contract, after a deployment that succeeded. */
  readonly deployedAddress: Address | undefined;
  /** The output that the world applied or discarded; `undefined` where the world cannot tell (production behind HTTP). */
  readonly vmOutput: VmOutput | undefined;
}

/** A state of a world that can be gone back to. */
export interface Snapshot {
  readonly worldSnapshot: unique symbol;
}

/** What a world can do beyond the mandatory behaviour. Frozen. */
export interface WorldSupports {
  /** `snapshot`, `revert`. */
  readonly snapshots: boolean;
  /** `fork`. */
  readonly forks: boolean;
  /** `setGasSchedule`, `setFlags`. */
  readonly settings: boolean;
  /** `setNewAddress`. */
  readonly newAddresses: boolean;
  /** `setBlockHashes`. */
  readonly blockHashes: boolean;
  /** `getAccount` answers whole accounts, and `addresses` lists them. */
  readonly accountExport: boolean;
  /** `deleteAccount`. */
  readonly accountDeletion: boolean;
  /** Queries may keep what they change. */
  readonly committedQueries: boolean;
  /** Results carry logs. */
  readonly logs: boolean;
  /** The world is a `ShardedWorld`. */
  readonly shards?: boolean;
  /** The world is a `PortableWorld`. */
  readonly stateExport?: boolean;
  /** `setNewTokenIdentifiers`. */
  readonly newTokenIdentifiers?: boolean;
  /** `observeCalls`. */
  readonly callObservation?: boolean;
}

/** Address that the next deployment by a creator at a nonce gets. */
export interface NewAddress {
  readonly creatorAddress: Address;
  readonly creatorNonce: bigint;
  readonly newAddress: Address;
}

/**
 * The protocol, as tests, scenarios and tools drive it.
 *
 * Synchronous. A failed transaction is a result; the state is then as before it, except for nonce and fee of the sender. A request that
 * cannot be carried out throws a `WorldError` and changes nothing. An engine fault (`VmError`, `ExecutorError`) that a transaction meets
 * is thrown, and the world is as it was before.
 */
export interface World {
  readonly specificationVersion: typeof WORLD_SPECIFICATION_VERSION;
  readonly supports: WorldSupports;

  /** Runs a transaction: nonce and fee, value and tokens, code, and the application of what came out. */
  execute(transaction: Transaction): TransactionResult;

  /** Runs a query. Changes nothing, unless `commit` asks for what scenario queries do: keep what the call changed. */
  query(query: Query, options?: { readonly commit?: boolean }): TransactionResult;

  /** The account, or `undefined`. Costs as much as its storage is large. */
  getAccount(address: Address): AccountState | undefined;

  /** Tokens and roles of an account, read from its storage; in order of token identifier bytes. */
  getEsdt(address: Address): readonly EsdtState[];

  /** One storage value; empty if there is none. Borrowed. */
  getStorage(address: Address, key: Uint8Array): Uint8Array;

  /** Addresses of all accounts, sorted by bytes. */
  addresses(): readonly Address[];

  /** Puts an account, replacing one that is there. */
  setAccount(account: AccountChange): void;

  /** Changes parts of an account that exists. */
  updateAccount(account: AccountChange): void;

  /** Removes an account; does nothing where there is none. */
  deleteAccount(address: Address): void;

  getCurrentBlock(): BlockInfo;
  setCurrentBlock(block: Partial<BlockInfo>): void;
  getPreviousBlock(): BlockInfo;
  setPreviousBlock(block: Partial<BlockInfo>): void;

  /** Hashes of the last blocks, the newest first; replaces those before. */
  setBlockHashes(hashes: readonly Uint8Array[]): void;

  /** Fixes the address of a deployment to come. Later entries for the same creator and nonce do not replace earlier ones. */
  setNewAddress(entry: NewAddress): void;

  /**
   * Fixes identifiers of tokens to be issued, after those that were fixed before: a token gets the first one of its ticker that no token
   * has. There where `supports.newTokenIdentifiers` says so.
   */
  setNewTokenIdentifiers?(identifiers: readonly string[]): void;

  getGasSchedule(): GasSchedule;
  /** Changes the schedule; VM and built-in functions follow. Flags that were not chosen follow the keys of the new schedule. */
  setGasSchedule(gasSchedule: GasSchedule): void;

  getFlags(): Flags;
  /** Chooses flags; VM and built-in functions follow. Throws `GAS_SCHEDULE_INCOMPLETE` if the schedule lacks the keys of a flag. */
  setFlags(choices: FlagChoices): void;

  /** Marks the state. Costs the same in a small and in a large world. */
  snapshot(): Snapshot;

  /** Goes back to a snapshot, which stays usable. */
  revert(snapshot: Snapshot): void;

  /** A second world with the same state, settings and blocks, and without observer; the two go on independently. */
  fork(): World;

  /**
   * Tells the observer of each transaction, query and delivery from the next one on, in place of an observer before; `undefined` ends that.
   * Changes no result. There where `supports.callObservation` is.
   */
  readonly observeCalls?: ((observer: CallObserver | undefined) => void) | undefined;

  /** Frees what the world holds. */
  close(): void;
}

