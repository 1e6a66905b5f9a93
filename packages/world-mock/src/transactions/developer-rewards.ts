// What contracts earn: a share of the fee of the gas that they used goes to the developer reward of the contract, for its owner to claim.
// Mirrors updateDeveloperRewards of mx-chain-go process/smartContract/processorV2/processV2.go.
import { equalBytes, isEmptyAddress, isSmartContractAddress } from "@mxvm/codec";
import type { Address, OutputAccount, VmOutput } from "@mxvm/protocol-hooks";
import type { Shard } from "../shards/shards.js";

/** The economics of the main chain since 2021: 30 %. */
const rewardPercentage = 30n;

/** A run that succeeded, and what was paid for it. */
export interface PaidRun {
  /** `undefined` for a deployment. */
  readonly receiver: Address | undefined;
  readonly gasLimit: bigint;
  readonly gasPrice: bigint;
  /** Gas that a built-in function used; nobody earns of it. */
  readonly builtInGasUsed: bigint;
  readonly output: VmOutput;
}

/** Adds to the rewards of the shard's contracts that took part in a run, where the world has rewards. */
export function accrueDeveloperRewards({ shard }: { readonly shard: Shard }, run: PaidRun): void {
  if (!shard.rules.accruesDeveloperRewards || run.gasPrice === 0n) return;
  const { receiver, output, gasLimit, gasPrice, builtInGasUsed } = run;
  let gasOfReceiver = gasLimit - output.gasRemaining - builtInGasUsed;
  for (const account of output.outputAccounts.values()) {
    if (receiver !== undefined && equalBytes(account.address, receiver)) continue;
    gasOfReceiver -= gasSentTo(account) + account.gasUsed;
    addReward(shard, account.address, feeShare(account.gasUsed, gasPrice));
  }
  if (receiver !== undefined) addReward(shard, receiver, feeShare(gasOfReceiver, gasPrice));
}

/** Adds to the reward of a contract of the shard; does nothing for other accounts. */
export function addReward({ state, isHere }: Shard, address: Address, reward: bigint): void {
  if (reward <= 0n || isEmptyAddress(address) || !isSmartContractAddress(address) || !isHere(address)) return;
  state.setDeveloperReward(address, state.loadAccount(address).developerReward + reward);
}

function gasSentTo({ outputTransfers }: OutputAccount): bigint {
  return outputTransfers.reduce((sum, { gasLimit, gasLocked }) => sum + gasLimit + gasLocked, 0n);
}

function feeShare(gas: bigint, gasPrice: bigint): bigint {
  return (gas * gasPrice * rewardPercentage) / 100n;
}
