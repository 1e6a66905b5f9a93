// The factory of the package: a world in memory, of one piece or of shards.
import type { FlagChoices, GasSchedule, PortableWorld, VmFactory } from "@mxvm/protocol-hooks";
import { createChain } from "./chain.js";
import { compatibilityRules, type Compatibility } from "./compatibility.js";
import { noPendingCalls } from "./pending-calls.js";
import { createSettings } from "./settings.js";
import { shardNumbers, type Shard } from "./shards/shards.js";
import { ShardedMockWorld, type PortableShardedWorld } from "./sharded-world.js";
import { createAccountsState } from "./state/accounts-state.js";
import { createCodeStore } from "./state/code-store.js";
import { createVmLease, type VmLease } from "./vm-pool.js";
import { MockWorld, type WorldParts } from "./world.js";

const maxShards = 256;

/** Options of `createMockWorld`. */
export interface MockWorldOptions {
  /** Makes the VM; called once for a world, its shards and its forks together, and again only for a run inside a run. */
  readonly vm: VmFactory;
  readonly gasSchedule: GasSchedule;
  /** Flags that are not given are on as far as the schedule has their keys; `GlobalMintBurnFlag` is off in production worlds. */
  readonly flags?: FlagChoices;
  /** Whose answers the world gives where production and its scenario runner differ; `scenario` if not given. */
  readonly compatibility?: Compatibility;
  /**
   * How many shards there are besides the metachain, from 1 to 256; calls between them are delivered. If it is not given, the world is of
   * one piece: accounts may name a shard, and those of another shard than 0 are hidden from contracts, but nothing is delivered to them. In
   * production worlds that holds for the contract that issues tokens, too: users reach it, contracts do with `shards` only.
   */
  readonly shards?: number;
}

/**
 * A world in memory, empty at first. Throws `GAS_SCHEDULE_INCOMPLETE` if a flag is asked for whose gas keys the schedule lacks, a
 * `TypeError` for a number of shards that cannot be, and whatever the VM factory throws.
 */
export function createMockWorld(options: MockWorldOptions & { readonly shards: number }): PortableShardedWorld;
export function createMockWorld(options: MockWorldOptions): PortableWorld;
export function createMockWorld(options: MockWorldOptions): PortableWorld {
  const { vm, gasSchedule, flags = {}, compatibility = "scenario", shards } = options;
  if (shards !== undefined && (!Number.isInteger(shards) || shards < 1 || shards > maxShards)) {
    throw new TypeError(`shards is ${shards}, expected a whole number from 1 to ${maxShards}`);
  }
  const rules = compatibilityRules[compatibility];
  const settings = createSettings(gasSchedule, flags, rules);
  const codeStore = createCodeStore();
  const parts: WorldParts = {
    rules,
    settings,
    states: shardNumbers(shards).map((shard) => createAccountsState(shard, codeStore)),
    numberOfShards: shards,
    chain: createChain(),
    pending: noPendingCalls,
  };
  const createLease = (firstShard: Shard): VmLease => createVmLease(vm, firstShard, settings);
  return shards === undefined ? new MockWorld(parts, createLease) : new ShardedMockWorld(parts, shards, createLease);
}
