// A transaction in the shard of its sender: all of it, if its receiver lives there too; else nonce, fee, value and the sender's half of a
// built-in function, and the transaction goes on. Mirrors shardProcess.go and processV2.go of mx-chain-go.
import {
  CallType,
  ReturnCode,
  assertSentTransaction,
  type Address,
  type ContractCallInput,
  type SentTransaction,
  type Transaction,
} from "@mxvm/protocol-hooks";
import type { SentCall } from "../pending-calls.js";
import { noBytes } from "../state/account.js";
import { executeTransaction, resultFrom } from "../transactions/execute.js";
import { payFee, takeValue } from "../transactions/fee.js";
import { callInputFromCall, callInputFromTransfer, callInputFromUpgrade } from "../transactions/input.js";
import { applyOutput, createEmptyOutput } from "../transactions/output.js";
import { processBuiltInFunction, type TransactionEnvironment } from "../transactions/run.js";
import { paymentInputFrom } from "../transactions/token-payment.js";
import type { ShardOutcome } from "./deliver.js";
import { resultsOfOutput } from "./results-of-output.js";
import { dataFrom } from "./smart-contract-result.js";

/** Runs a transaction in the shard of its sender. What is thrown leaves the state half changed; the caller restores it. */
export function sendTransaction(environment: TransactionEnvironment, transaction: Transaction): ShardOutcome {
  const { shard } = environment;
  const isWhole = transaction.kind === "validatorReward" || transaction.kind === "deploy" || shard.isHere(transaction.receiver);
  if (!isWhole) return sendAcross(environment, transaction);
  const result = executeTransaction(environment, transaction);
  const { vmOutput, returnCode } = result;
  if (transaction.kind === "validatorReward" || vmOutput === undefined || returnCode !== ReturnCode.ok) return { result, sent: [] };
  const receiver = transaction.kind === "deploy" ? (result.deployedAddress ?? noBytes) : transaction.receiver;
  const cause = callFromTransaction(environment, transaction, receiver, noBytes);
  return { result, sent: resultsOfOutput({ shard, cause, asyncArguments: undefined }, vmOutput).sent };
}

type AddressedTransaction = Exclude<SentTransaction, { readonly kind: "deploy" }>;

function sendAcross(environment: TransactionEnvironment, transaction: AddressedTransaction): ShardOutcome {
  const { state, shard, builtInFunctions } = environment;
  assertSentTransaction(transaction);
  payFee(state, transaction);
  const afterFee = state.getRoot();
  const { sender, value, gasLimit } = transaction;
  if (!takeValue(state, sender, value)) return { result: resultFrom(createEmptyOutput(ReturnCode.outOfFunds), gasLimit, undefined), sent: [] };
  const input = inputFrom(transaction);
  const data = input.function === "" ? noBytes : dataFrom(input.function, input.arguments);
  const call = callFromTransaction(environment, transaction, input.recipientAddress, data);
  if (!builtInFunctions.names().has(input.function)) {
    // The gas goes on with the call.
    return { result: resultFrom({ ...createEmptyOutput(ReturnCode.ok), gasRemaining: gasLimit }, gasLimit, undefined), sent: [call] };
  }
  const output = processBuiltInFunction(environment, input);
  const result = resultFrom(output, gasLimit, undefined);
  if (output.returnCode !== ReturnCode.ok) {
    state.setRoot(afterFee);
    return { result, sent: [] };
  }
  applyOutput(shard, output);
  const { sent } = resultsOfOutput({ shard, cause: call, asyncArguments: undefined }, output);
  return { result, sent: shard.isHere(input.recipientAddress) ? sent : [call, ...sent] };
}

/** The call as the node knows it: tokens are arguments of the built-in function that moves them. */
function inputFrom(transaction: AddressedTransaction): ContractCallInput {
  switch (transaction.kind) {
    case "upgrade":
      return callInputFromUpgrade(transaction);
    case "call": {
      const input = callInputFromCall(transaction);
      return input.esdtTransfers.length === 0 ? input : paymentInputFrom(input);
    }
    case "transfer": {
      const input = callInputFromTransfer(transaction);
      if (input.esdtTransfers.length === 0) return input;
      if (transaction.value !== 0n) throw new TypeError("a transfer moves either EGLD or tokens");
      return paymentInputFrom(input);
    }
  }
}

function callFromTransaction(
  { shard, state }: TransactionEnvironment,
  transaction: SentTransaction,
  receiver: Address,
  data: Uint8Array,
): SentCall {
  const { txHash, sender, value, gasLimit, gasPrice, relayer = noBytes, guardian = noBytes } = transaction;
  return {
    kind: "transaction",
    hash: txHash.slice(),
    nonce: (state.getAccount(sender)?.nonce ?? 1n) - 1n,
    sender: sender.slice(),
    receiver: receiver.slice(),
    senderShard: shard.selfShard,
    receiverShard: receiver.length === 0 ? shard.selfShard : shard.addressRules.shardOf(receiver),
    value,
    data,
    gasLimit,
    gasPrice,
    callType: CallType.directCall,
    returnMessage: "",
    originalTxHash: txHash.slice(),
    prevTxHash: txHash.slice(),
    originalSender: sender.slice(),
    relayer: relayer.slice(),
    guardian: guardian.slice(),
  };
}
