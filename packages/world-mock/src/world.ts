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
  type EsdtState,
  type FlagChoices,
  type Flags,
  type GasSchedule,
  type NewAddress,
  type Query,
  type Snapshot,
  type Transaction,
  type TransactionResult,
  type VmFactory,
  type World,
  type WorldSupports,
} from "@mxvm/protocol-hooks";
import { accountStateFrom, changeAccount } from "./accounts.js";
import { createAddressRules, createBlockchainHooks, SELF_SHARD } from "./blockchain-hooks.js";
import { createBuiltInFunctions } from "./built-in-functions/index.js";
import { createChain, withBlockHashes, withCurrentBlock, withNewAddress, withPreviousBlock, withShard, type Chain } from "./chain.js";
import { compatibilityRules, type Compatibility, type CompatibilityRules } from "./compatibility.js";
import { readEsdtStates } from "./esdt/states.js";
import { commonFlags, createSettings, type WorldSettings } from "./settings.js";
import { createAccountsState, type AccountsRoot, type AccountsState } from "./state/accounts-state.js";
import { executeQuery, executeTransaction } from "./transactions/execute.js";
import type { TransactionEnvironment } from "./transactions/run.js";

/** Options of `createMockWorld`. */
export interface MockWorldOptions {
  /** Makes the VM; called once, and once more for every fork. */
  readonly vm: VmFactory;
  readonly gasSchedule: GasSchedule;
  /** Flags that are not given are on as far as the schedule has their keys. */
  readonly flags?: FlagChoices;
  /** Whose answers the world gives where production and its scenario runner differ; `scenario` if not given. */
  readonly compatibility?: Compatibility;
}

/**
 * A world in memory, empty at first. Throws `GAS_SCHEDULE_INCOMPLETE` if a flag is asked for whose gas keys the schedule lacks, and whatever
 * the VM factory throws.
 */
export function createMockWorld({ vm, gasSchedule, flags = {}, compatibility = "scenario" }: MockWorldOptions): World {
  return new MockWorld({
    createVm: vm,
    rules: compatibilityRules[compatibility],
    settings: createSettings(gasSchedule, flags),
    state: createAccountsState(),
    chain: createChain(),
  });
}

/** All that makes a world. */
interface WorldParts {
  readonly createVm: VmFactory;
  readonly rules: CompatibilityRules;
  readonly settings: WorldSettings;
  readonly state: AccountsState;
  readonly chain: Chain;
}

interface SavedWorld {
  readonly accounts: AccountsRoot;
  readonly chain: Chain;
}

const supports: WorldSupports = Object.freeze({
  snapshots: true,
  forks: true,
  settings: true,
  newAddresses: true,
  blockHashes: true,
  accountExport: true,
  logs: true,
});

class MockWorld implements World {
  readonly specificationVersion = WORLD_SPECIFICATION_VERSION;
  readonly supports = supports;

  private readonly createVm: VmFactory;
  private readonly rules: CompatibilityRules;
  private readonly state: AccountsState;
  private readonly environment: TransactionEnvironment;
  private settings: WorldSettings;
  private chain: Chain;
  /** Held weakly: a snapshot that nobody has any more frees its state. */
  private readonly savedWorlds = new WeakMap<Snapshot, SavedWorld>();

  constructor({ createVm, rules, settings, state, chain }: WorldParts) {
    this.createVm = createVm;
    this.rules = rules;
    this.settings = settings;
    this.state = state;
    this.chain = chain;
    const addressRules = createAddressRules(state, rules);
    const builtInFunctions = createBuiltInFunctions({
      state,
      settings,
      selfShard: SELF_SHARD,
      shardOf: addressRules.shardOf,
      numberOfShards: () => this.chain.numberOfShards,
      isPayable: addressRules.isPayable,
      currentRound: () => this.chain.currentBlock.round,
    });
    const hooks = createBlockchainHooks({ state, rules, addressRules, builtInFunctions, getChain: () => this.chain });
    const vm = createVm(hooks, { gasSchedule: settings.gasSchedule, flags: settings.flags });
    this.environment = { state, rules, hooks, builtInFunctions, vm };
  }

  execute(transaction: Transaction): TransactionResult {
    return this.atomically(() => executeTransaction(this.environment, transaction));
  }

  query(query: Query, { commit = false }: { readonly commit?: boolean } = {}): TransactionResult {
    return this.atomically(() => executeQuery(this.environment, query, commit));
  }

  getAccount(address: Address): AccountState | undefined {
    const account = this.state.getAccount(address);
    return account === undefined ? undefined : accountStateFrom(account);
  }

  getEsdt(address: Address): readonly EsdtState[] {
    return readEsdtStates(this.state, address);
  }

  getStorage(address: Address, key: Uint8Array): Uint8Array {
    return this.state.getStorage(address, bytesToByteString(key));
  }

  addresses(): readonly Address[] {
    const keyed: (readonly [ByteString, Address])[] = [];
    this.state.forEachAccount((account, key) => keyed.push([key, account.address.slice()]));
    return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, address]) => address);
  }

  setAccount(account: AccountChange): void {
    this.atomically(() => {
      this.state.deleteAccount(account.address);
      this.changeAccount(account);
    });
  }

  updateAccount(account: AccountChange): void {
    if (this.state.getAccount(account.address) === undefined) {
      throw new WorldError("ACCOUNT_NOT_FOUND", `there is no account 0x${bytesToHex(account.address)}`, { address: account.address });
    }
    this.atomically(() => {
      this.changeAccount(account);
    });
  }

  deleteAccount(address: Address): void {
    this.state.deleteAccount(address);
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

  getGasSchedule(): GasSchedule {
    return this.settings.gasSchedule;
  }

  setGasSchedule(gasSchedule: GasSchedule): void {
    this.changeSettings(createSettings(gasSchedule, this.settings.flagChoices));
  }

  getFlags(): Flags {
    return this.settings.flags;
  }

  setFlags(choices: FlagChoices): void {
    this.changeSettings(createSettings(this.settings.gasSchedule, choices));
  }

  snapshot(): Snapshot {
    const snapshot = Object.freeze({}) as Snapshot;
    this.savedWorlds.set(snapshot, { accounts: this.state.getRoot(), chain: this.chain });
    return snapshot;
  }

  revert(snapshot: Snapshot): void {
    const saved = this.savedWorlds.get(snapshot);
    if (saved === undefined) throw new WorldError("SNAPSHOT_INVALID", "the snapshot is not one of this world");
    this.state.setRoot(saved.accounts);
    this.chain = saved.chain;
  }

  fork(): World {
    const { createVm, rules, settings, chain } = this;
    return new MockWorld({ createVm, rules, settings, state: this.state.fork(), chain });
  }

  close(): void {
    this.environment.vm.close();
  }

  private changeAccount(account: AccountChange): void {
    changeAccount(this.state, account);
    if (account.shard !== undefined) this.chain = withShard(this.chain, account.shard);
  }

  /** Does it, or leaves the state as it was. */
  private atomically<Result>(action: () => Result): Result {
    const before = this.state.getRoot();
    try {
      return action();
    } catch (error) {
      this.state.setRoot(before);
      throw error;
    } finally {
      this.state.dropSnapshots();
    }
  }

  private changeSettings(settings: WorldSettings): void {
    const before = this.settings;
    try {
      this.passOnSettings(before, settings);
      this.settings = settings;
    } catch (error) {
      this.passOnSettings(settings, before);
      throw error;
    }
  }

  /** No step leaves a flag on whose gas keys are missing: flags go off before the schedule changes, and on after it. */
  private passOnSettings(before: WorldSettings, after: WorldSettings): void {
    const { builtInFunctions, vm } = this.environment;
    vm.flagsChange(commonFlags(before.flags, after.flags));
    vm.gasScheduleChange(after.gasSchedule);
    vm.flagsChange(after.flags);
    builtInFunctions.settingsChange(after);
  }
}

function copyOf(block: BlockInfo): BlockInfo {
  return { ...block, randomSeed: block.randomSeed.slice() };
}
