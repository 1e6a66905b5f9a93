// The shards of a world: what each has of its own, and which addresses are whose. A world that knows no shards is one that holds all.
import { codeMetadataFromBytes, isEmptyAddress, isSmartContractAddress, isSystemAccountAddress } from "@mxvm/codec";
import type { Address, VmSettings } from "@mxvm/protocol-hooks";
import type { AddressRules, HookSources } from "../blockchain-hooks.js";
import { createBuiltInFunctions, type BuiltInFunctions } from "../built-in-functions/index.js";
import type { Chain } from "../chain.js";
import type { CompatibilityRules } from "../compatibility.js";
import { METACHAIN_SHARD } from "../esdt/environment.js";
import type { AccountsState } from "../state/accounts-state.js";
import { createEsdtContract, type EsdtContract } from "../system-contract/esdt-contract.js";
import type { OutputTarget } from "../transactions/output.js";
import { shardFromAddress } from "./shard-from-address.js";

/** One shard. In a world without shards everything is here, and what goes to hidden accounts stays undone. */
export interface Shard extends HookSources, OutputTarget {}

export interface ShardsOptions {
  /** The accounts of each shard, the metachain last; of a world without shards, all. */
  readonly states: readonly AccountsState[];
  /** How many shards there are without the metachain; `undefined` in a world without shards. */
  readonly numberOfShards: number | undefined;
  readonly rules: CompatibilityRules;
  readonly settings: VmSettings;
  readonly getChain: () => Chain;
}

/** Numbers of the shards, in the order of their states. */
export function shardNumbers(numberOfShards: number | undefined): readonly number[] {
  return numberOfShards === undefined ? [0] : [...Array.from({ length: numberOfShards }, (_, shard) => shard), METACHAIN_SHARD];
}

/** Throws `GAS_SCHEDULE_INCOMPLETE` if the schedule lacks a cost of a built-in function. */
export function createShards(options: ShardsOptions): readonly Shard[] {
  return shardNumbers(options.numberOfShards).map((selfShard, index) => createShard(options, selfShard, options.states[index]!));
}

function createShard(options: ShardsOptions, selfShard: number, state: AccountsState): Shard {
  const { numberOfShards, rules, settings, getChain } = options;
  const isOneOfSeveral = numberOfShards !== undefined;
  const shardCount = (): number => numberOfShards ?? getChain().numberOfShards;
  const esdtContract = createEsdtContract({
    state,
    rules,
    isOneOfSeveral,
    builtInFunctions: () => builtInFunctions,
    numberOfShards: shardCount,
    getChain,
  });
  const shardOfAccount = shardFinder(options, selfShard, state);
  const shardOf = (address: Address): number => (esdtContract.isAt(address) ? METACHAIN_SHARD : shardOfAccount(address));
  const addressRules = createAddressRules(state, rules, shardOf, selfShard, isOneOfSeveral, esdtContract);
  const builtInFunctions: BuiltInFunctions = createBuiltInFunctions({
    state,
    settings,
    selfShard,
    shardOf,
    numberOfShards: shardCount,
    isPayable: addressRules.isPayable,
    currentRound: rules.connectsBuiltInFunctions ? () => getChain().currentBlock.round : () => 0n,
    pricesAsMade: !rules.connectsBuiltInFunctions,
    guardians:
      rules.guardianDelayEpochs === undefined
        ? undefined
        : { delayEpochs: rules.guardianDelayEpochs, currentEpoch: () => getChain().currentBlock.epoch },
  });
  const isHere = isOneOfSeveral ? (address: Address) => shardOf(address) === selfShard : () => true;
  return { selfShard, isOneOfSeveral, isHere, state, rules, addressRules, builtInFunctions, esdtContract, getChain };
}

/** Where addresses live, as one shard sees it: what nobody knows of lives with the one who asks. */
function shardFinder({ states, numberOfShards, rules }: ShardsOptions, selfShard: number, state: AccountsState): (address: Address) => number {
  if (numberOfShards === undefined) return (address) => state.getAccount(address)?.shard ?? rules.shardOfUnknown(address);
  if (rules.addressesNameShards) return (address) => (isEmptyAddress(address) ? selfShard : shardFromAddress(address, numberOfShards));
  return (address) => {
    if (state.getAccount(address) !== undefined) return selfShard;
    for (const other of states) {
      const account = other.getAccount(address);
      if (account !== undefined) return account.shard;
    }
    return selfShard;
  };
}

function createAddressRules(
  state: AccountsState,
  rules: CompatibilityRules,
  shardOf: (address: Address) => number,
  selfShard: number,
  isOneOfSeveral: boolean,
  esdtContract: EsdtContract,
): AddressRules {
  return {
    shardOf: (address) => (esdtContract.isLocal(address) ? selfShard : shardOf(address)),
    isSmartContract: (address) => esdtContract.isAt(address) || rules.isSmartContract(address, state.getAccount(address)),
    isPayable: (sender, receiver) => {
      const account = state.getAccount(receiver);
      if (rules.systemAccountRefusesPayments && isSystemAccountAddress(receiver)) return false;
      if (!rules.isSmartContract(receiver, account)) return true;
      // The receiver's shard decides.
      if (isOneOfSeveral && shardOf(receiver) !== selfShard) return true;
      if (!isOneOfSeveral && esdtContract.isAt(receiver)) return true;
      if (account === undefined) return rules.unknownContractsArePayable;
      const { payable, payableBySC } = codeMetadataFromBytes(account.codeMetadata);
      return payable || (payableBySC && isSmartContractAddress(sender));
    },
  };
}
