// The world: state, chain and settings behind the World interface, and the loop that binds a VM to its hooks. Mirrors worldmock/worldDef.go
// of mx-chain-scenario-go.
import { assertAddress, bytesToByteString, bytesToHex, isSmartContractAddress } from "@mxvm/codec";
import {
  WorldError,
  WORLD_SPECIFICATION_VERSION,
  type AccountChange,
  type AccountState,
  type Address,
  type BlockInfo,
  type ByteString,
  type CallObserver,
  type EsdtState,
  type ExportedWorld,
  type FlagChoices,
  type Flags,
  type GasSchedule,
  type NewAddress,
  type ObservedCall,
  type PortableWorld,
  type Query,
  type Snapshot,
  type Transaction,
  type TransactionResult,
} from "@mxvm/protocol-hooks";
import { accountStateFrom, changeAccount } from "./accounts.js";
import { withBlockHashes, withCurrentBlock, withNewAddress, withNewTokenIdentifiers, withPreviousBlock, withShard, type Chain } from "./chain.js";
import type { CompatibilityRules } from "./compatibility.js";
import { readEsdtStates } from "./esdt/states.js";
import { exportWorld } from "./export/export-world.js";
import { importWorld } from "./export/import-world.js";
import type { PendingCalls } from "./pending-calls.js";
import { createSettings, type WorldSettings } from "./settings.js";
import { createShards, type Shard } from "./shards/shards.js";
import type { AccountsRoot, AccountsState } from "./state/accounts-state.js";
import { executeQuery, executeTransaction } from "./transactions/execute.js";
import { callFromQuery, callFromTransaction } from "./transactions/observed-calls.js";
import type { TransactionEnvironment } from "./transactions/run.js";
import type { PooledVm, VmLease } from "./vm-pool.js";

/** All that makes a world, but its VM. */
export interface WorldParts {
  readonly rules: CompatibilityRules;
  readonly settings: WorldSettings;
  /** One for each shard, the metachain last; one for all in a world without shards. */
  readonly states: readonly AccountsState[];
  /** Without the metachain; `undefined` in a world without shards. */
  readonly numberOfShards: number | undefined;
  readonly chain: Chain;
  readonly pending: PendingCalls;
}

/** Everything that a snapshot brings back. */
interface SavedWorld {
  readonly accounts: readonly AccountsRoot[];
  readonly chain: Chain;
  readonly pending: PendingCalls;
}

const supports: PortableWorld["supports"] = {
  snapshots: true,
  forks: true,
  settings: true,
  newAddresses: true,
  blockHashes: true,
  accountExport: true,
  accountDeletion: true,
  committedQueries: true,
  logs: true,
  stateExport: true,
  newTokenIdentifiers: true,
};

/** A world without shards: one that holds all accounts. Makes its first VM by `createLease`. */
export class MockWorld implements PortableWorld {
  readonly specificationVersion: typeof WORLD_SPECIFICATION_VERSION = WORLD_SPECIFICATION_VERSION;
  readonly supports: PortableWorld["supports"];
  readonly observeCalls: ((observer: CallObserver | undefined) => void) | undefined;

  protected readonly shards: readonly Shard[];
  protected chain: Chain;
  protected pending: PendingCalls;
  private readonly rules: CompatibilityRules;
  private readonly shardCount: number | undefined;
  private readonly vms: VmLease;
  private settings: WorldSettings;
  /** This world's alone: VMs, which it shares with its forks, are observed while they run for it. */
  private callObserver: CallObserver | undefined;
  /** Held weakly: a snapshot that nobody has any more frees its state. */
  private readonly savedWorlds = new WeakMap<Snapshot, SavedWorld>();

  constructor(parts: WorldParts, createLease: (firstShard: Shard) => VmLease) {
    this.rules = parts.rules;
    this.settings = parts.settings;
    this.chain = parts.chain;
    this.pending = parts.pending;
    this.shardCount = parts.numberOfShards;
    this.shards = createShards({ ...parts, getChain: () => this.chain });
    this.vms = createLease(this.firstShard());
    const { observesCalls } = this.vms;
    this.supports = Object.freeze({ ...supports, callObservation: observesCalls, shards: parts.numberOfShards !== undefined });
    this.observeCalls = observesCalls ? (observer) => { this.callObserver = observer; } : undefined;
  }

  execute(transaction: Transaction): TransactionResult {
    return this.runIn(
      this.firstShard(),
      (environment) => executeTransaction(environment, transaction),
      (result) => callFromTransaction(transaction, result),
    );
  }

  query(query: Query, { commit = false }: { readonly commit?: boolean } = {}): TransactionResult {
    return this.runIn(
      this.home(query.receiver),
      (environment) => executeQuery(environment, query, commit),
      (result) => callFromQuery(query, result),
    );
  }

  getAccount(address: Address): AccountState | undefined {
    const account = this.home(address).state.getAccount(address);
    return account === undefined ? undefined : accountStateFrom(account);
  }

  getEsdt(address: Address): readonly EsdtState[] {
    return readEsdtStates(this.home(address).state, address);
  }

  getStorage(address: Address, key: Uint8Array): Uint8Array {
    return this.home(address).state.getStorage(address, bytesToByteString(key));
  }

  addresses(): readonly Address[] {
    const addresses = new Map<ByteString, Address>();
    for (const { state } of this.shards) state.forEachAccount((account, key) => addresses.set(key, account.address));
    return [...addresses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, address]) => address.slice());
  }

  setAccount(account: AccountChange): void {
    this.atomically(() => {
      const homes = this.homesOf(account);
      for (const { state } of homes) state.deleteAccount(account.address);
      this.changeAccount(homes, account);
    });
  }

  updateAccount(account: AccountChange): void {
    if (this.home(account.address).state.getAccount(account.address) === undefined) {
      throw new WorldError("ACCOUNT_NOT_FOUND", `there is no account 0x${bytesToHex(account.address)}`, { address: account.address });
    }
    this.atomically(() => {
      this.changeAccount(this.homesOf(account), account);
    });
  }

  deleteAccount(address: Address): void {
    for (const { state } of this.shards) state.deleteAccount(address);
  }

  getCurrentBlock(): BlockInfo {
    return copyOf(this.chain.currentBlock);
  }

  setCurrentBlock(block: Partial<BlockInfo>): void {
    this.chain = withCurrentBlock(this.chain, block);
  }

  getPreviousBlock(): BlockInfo {
    return copyOf(this.chain.previousBlock);
  }

  setPreviousBlock(block: Partial<BlockInfo>): void {
    this.chain = withPreviousBlock(this.chain, block);
  }

  setBlockHashes(hashes: readonly Uint8Array[]): void {
    this.chain = withBlockHashes(this.chain, hashes);
  }

  setNewAddress(entry: NewAddress): void {
    assertAddress(entry.creatorAddress);
    assertAddress(entry.newAddress);
    if (!isSmartContractAddress(entry.newAddress)) {
      const { newAddress } = entry;
      throw new WorldError("ACCOUNT_INVALID", `0x${bytesToHex(newAddress)} is not a contract's address`, { address: newAddress });
    }
    this.chain = withNewAddress(this.chain, entry);
  }

  setNewTokenIdentifiers(identifiers: readonly string[]): void {
    this.chain = withNewTokenIdentifiers(this.chain, identifiers);
  }

  getGasSchedule(): GasSchedule {
    return this.settings.gasSchedule;
  }

  setGasSchedule(gasSchedule: GasSchedule): void {
    this.changeSettings(createSettings(gasSchedule, this.settings.flagChoices, this.rules));
  }

  getFlags(): Flags {
    return this.settings.flags;
  }

  setFlags(choices: FlagChoices): void {
    this.changeSettings(createSettings(this.settings.gasSchedule, choices, this.rules));
  }

  snapshot(): Snapshot {
    const snapshot = Object.freeze({}) as Snapshot;
    this.savedWorlds.set(snapshot, this.save());
    return snapshot;
  }

  revert(snapshot: Snapshot): void {
    const saved = this.savedWorlds.get(snapshot);
    if (saved === undefined) throw new WorldError("SNAPSHOT_INVALID", "the snapshot is not one of this world");
    this.restore(saved);
  }

  fork(): MockWorld {
    return new MockWorld(this.partsOfFork(), () => this.vms.fork());
  }

  exportState(): ExportedWorld {
    const states = this.shards.map(({ state }) => state);
    return exportWorld({ states, chain: this.chain, pending: this.pending, numberOfShards: this.shardCount });
  }

  importState(exported: ExportedWorld): void {
    this.atomically(() => {
      const states = this.shards.map(({ state }) => state);
      const { chain, pending } = importWorld(exported, states, this.shardCount);
      this.chain = chain;
      this.pending = pending;
    });
  }

  close(): void {
    this.vms.close();
  }

  /** The shard where an address has its account, or would have it. */
  protected home(_address: Address): Shard {
    return this.firstShard();
  }

  /** The shards in which a change of an account is to be made. */
  protected homesOf(_account: AccountChange): readonly Shard[] {
    return this.shards;
  }

  protected firstShard(): Shard {
    return this.shards[0]!;
  }

  protected partsOfFork(): WorldParts {
    const { rules, settings, shardCount: numberOfShards, chain, pending } = this;
    return { rules, settings, numberOfShards, chain, pending, states: this.shards.map(({ state }) => state.fork()) };
  }

  protected forkOfVms(): VmLease {
    return this.vms.fork();
  }

  /** Runs something on a VM that sees one shard, and tells the observer; `callWithoutRun` is what to tell where nothing was called. */
  protected runIn(
    shard: Shard,
    action: (environment: TransactionEnvironment) => TransactionResult,
    callWithoutRun: (result: TransactionResult) => ObservedCall,
  ): TransactionResult {
    const { callObserver } = this;
    if (callObserver === undefined) return this.runOnVm(shard, action, undefined);
    const calls: ObservedCall[] = [];
    try {
      const result = this.runOnVm(shard, action, calls);
      if (calls.length === 0) calls.push(callWithoutRun(result));
      return result;
    } finally {
      if (calls.length > 0) callObserver(calls);
    }
  }

  private runOnVm<Result>(
    shard: Shard,
    action: (environment: TransactionEnvironment) => Result,
    calls: ObservedCall[] | undefined,
  ): Result {
    return this.atomically(() => {
      const pooled = this.vms.acquire(shard, this.settings);
      try {
        if (calls !== undefined) pooled.vm.observeCalls?.((own) => calls.push(...own));
        return action(environmentOf(shard, pooled, calls));
      } finally {
        if (calls !== undefined) pooled.vm.observeCalls?.(undefined);
        this.vms.release(pooled);
      }
    });
  }

  /** Does it, or leaves the world as it was. */
  private atomically<Result>(action: () => Result): Result {
    const before = this.save();
    try {
      return action();
    } catch (error) {
      this.restore(before);
      throw error;
    } finally {
      for (const { state } of this.shards) state.dropSnapshots();
    }
  }

  private save(): SavedWorld {
    return { accounts: this.shards.map(({ state }) => state.getRoot()), chain: this.chain, pending: this.pending };
  }

  private restore({ accounts, chain, pending }: SavedWorld): void {
    this.shards.forEach(({ state }, index) => {
      state.setRoot(accounts[index]!);
    });
    this.chain = chain;
    this.pending = pending;
  }

  private changeAccount(shards: readonly Shard[], account: AccountChange): void {
    for (const { state } of shards) changeAccount(state, account);
    if (account.shard !== undefined) this.chain = withShard(this.chain, account.shard);
  }

  private changeSettings(settings: WorldSettings): void {
    const before = this.settings;
    this.vms.release(this.vms.acquire(this.firstShard(), settings));
    try {
      for (const { builtInFunctions } of this.shards) builtInFunctions.settingsChange(settings);
    } catch (error) {
      for (const { builtInFunctions } of this.shards) builtInFunctions.settingsChange(before);
      throw error;
    }
    this.settings = settings;
  }
}

function environmentOf(shard: Shard, { vm, hooks, settings }: PooledVm, calls: ObservedCall[] | undefined): TransactionEnvironment {
  const { state, rules, builtInFunctions } = shard;
  return { shard, state, rules, builtInFunctions, vm, hooks, settings, calls };
}

function copyOf(block: BlockInfo): BlockInfo {
  return { ...block, randomSeed: block.randomSeed.slice() };
}
