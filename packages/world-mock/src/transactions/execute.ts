// One transaction or query, from its fee to the application of its output. Mirrors scenario/executor/stepRunTx.go of
// mx-chain-scenario-go; what a failure undoes follows production, which undoes all but nonce and fee.
import { assertAddress, bytesToByteString, bytesToUnsigned, byteStringToBytes, magnitudeToBytes } from "@mxvm/codec";
import {
  ReturnCode,
  assertSentTransaction,
  assertUnsigned,
  type Address,
  type Query,
  type SentTransaction,
  type Transaction,
  type TransactionResult,
  type ValidatorRewardTransaction,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import { accrueDeveloperRewards } from "./developer-rewards.js";
import { canPay, existingAccount, payFee, takeValue } from "./fee.js";
import { callInputFromQuery, QUERY_GAS } from "./input.js";
import { applyOutput, assertBalanced, createEmptyOutput, createOutputAccount } from "./output.js";
import { assertContract, runContract, runSent, type TransactionEnvironment } from "./run.js";

/** Storage entry of a validator's rewards. Mirrors RewardKey of mx-chain-scenario-go. */
const rewardKey = "ELRONDreward";

/** Runs a transaction. What is thrown leaves the state half changed; the caller restores it. */
export function executeTransaction(environment: TransactionEnvironment, transaction: Transaction): TransactionResult {
  return transaction.kind === "validatorReward" ? executeReward(environment, transaction) : executeSent(environment, transaction);
}

/** Runs a query; its changes stay in the state only if they are to be kept. What is thrown leaves the state half changed. */
export function executeQuery(environment: TransactionEnvironment, query: Query, commit: boolean): TransactionResult {
  const { shard, state } = environment;
  assertAddress(query.receiver);
  assertUnsigned("value", query.value ?? 0n);
  if (!shard.esdtContract.isAt(query.receiver)) assertContract(state, query.receiver);
  const before = state.getRoot();
  const output = runContract(environment, callInputFromQuery(query));
  if (commit && output.returnCode === ReturnCode.ok) applyOutput(shard, output);
  else state.setRoot(before);
  return resultFrom(output, QUERY_GAS, undefined);
}

function executeSent(environment: TransactionEnvironment, transaction: SentTransaction): TransactionResult {
  const { state, hooks } = environment;
  assertSentTransaction(transaction);
  payFee(state, transaction);
  const afterFee = state.getRoot();
  hooks.resetNewAddresses();
  const output = outputOf(environment, transaction);
  const isOk = output.returnCode === ReturnCode.ok;
  if (!isOk) state.setRoot(afterFee);
  return resultFrom(output, transaction.gasLimit, isOk && transaction.kind === "deploy" ? hooks.firstNewAddress() : undefined);
}

/** Runs and, on success, moves the value and applies the output. */
function outputOf(environment: TransactionEnvironment, transaction: SentTransaction): VmOutput {
  const { state, rules } = environment;
  const { sender, value, gasLimit, gasPrice } = transaction;
  const isPaid = rules.takesValueFirst ? takeValue(state, sender, value) : canPay(state, sender, value);
  if (!isPaid) return createEmptyOutput(ReturnCode.outOfFunds);
  const { output, builtInGasUsed } = runSent(environment, transaction);
  if (output.returnCode !== ReturnCode.ok) return output;
  assertBalanced(output, value);
  // A token payment may have spent EGLD of the same balance meanwhile.
  if (!rules.takesValueFirst && !takeValue(state, sender, value)) return createEmptyOutput(ReturnCode.outOfFunds);
  applyOutput(environment.shard, output);
  const receiver = transaction.kind === "deploy" ? undefined : transaction.receiver;
  // Field by field: spreading transactions, whose shapes differ, takes longer than the rest of a transfer.
  accrueDeveloperRewards(environment, { receiver, gasLimit, gasPrice, builtInGasUsed, output });
  return output;
}

function executeReward({ shard, state }: TransactionEnvironment, { receiver, value }: ValidatorRewardTransaction): TransactionResult {
  assertUnsigned("value", value);
  assertAddress(receiver);
  const { storage } = existingAccount(state, receiver, "receiver");
  const stored = storage.get(rewardKey);
  const rewards = (stored === undefined ? 0n : bytesToUnsigned(stored)) + value;
  const account = createOutputAccount(receiver, value);
  account.storageUpdates.set(rewardKey, { offset: byteStringToBytes(rewardKey), data: magnitudeToBytes(rewards), written: true });
  const output = createEmptyOutput(ReturnCode.ok);
  output.outputAccounts.set(bytesToByteString(receiver), account);
  applyOutput(shard, output);
  return resultFrom(output, 0n, undefined);
}

export function resultFrom(output: VmOutput, gasLimit: bigint, deployedAddress: Address | undefined): TransactionResult {
  return {
    returnCode: output.returnCode,
    returnMessage: output.returnMessage,
    returnData: output.returnData,
    logs: output.logs,
    gasUsed: gasLimit - output.gasRemaining,
    gasRemaining: output.gasRemaining,
    gasRefund: output.gasRefund,
    deployedAddress,
    vmOutput: output,
  };
}
