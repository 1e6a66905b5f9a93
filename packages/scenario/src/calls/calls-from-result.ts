// A transaction or query as one call, as far as its result tells: for worlds that tell of no calls. Of a run that failed little remains.
import { CallType, type Query, type Transaction, type TransactionResult } from "@mxvm/protocol-hooks";
import type { DescribedCall, DescribedChange } from "./call-tree.js";

const noBytes: Uint8Array = new Uint8Array(0);
const DEPLOYED = "init";
const UPGRADED = "upgrade";

type Sent = Pick<DescribedCall, "kind" | "callerAddress" | "recipientAddress" | "function" | "arguments" | "callValue" | "esdtTransfers">;

/** The call of a transaction. */
export function callFromTransaction(transaction: Transaction, result: TransactionResult): DescribedCall {
  const common = { callerAddress: noBytes, recipientAddress: result.deployedAddress ?? noBytes, function: "", arguments: [], esdtTransfers: [] };
  switch (transaction.kind) {
    case "validatorReward":
      return withResult({ ...common, kind: "transfer", recipientAddress: transaction.receiver, callValue: transaction.value }, result);
    case "deploy":
      return withResult({ ...sentBy(transaction, common), kind: "deploy", function: DEPLOYED, arguments: transaction.arguments }, result);
    case "upgrade":
      return withResult({ ...sentBy(transaction, common), kind: "upgrade", recipientAddress: transaction.receiver, function: UPGRADED, arguments: transaction.arguments }, result);
    case "call": {
      const { receiver: recipientAddress, function: name, arguments: args } = transaction;
      return withResult({ ...sentBy(transaction, common), kind: "call", recipientAddress, function: name, arguments: args }, result);
    }
    case "transfer":
      return withResult({ ...sentBy(transaction, common), kind: "transfer", recipientAddress: transaction.receiver }, result);
  }
}

/** The call of a query. */
export function callFromQuery({ receiver, function: name, arguments: args, value = 0n }: Query, result: TransactionResult): DescribedCall {
  const sent = { callerAddress: receiver, recipientAddress: receiver, function: name, arguments: args, callValue: value, esdtTransfers: [] };
  return withResult({ kind: "call", ...sent }, result);
}

function sentBy(transaction: Exclude<Transaction, { readonly kind: "validatorReward" }>, common: Omit<Sent, "kind" | "callValue">): Omit<Sent, "kind"> {
  const esdt = "esdt" in transaction ? transaction.esdt : [];
  return {
    ...common,
    callerAddress: transaction.sender,
    callValue: transaction.value,
    esdtTransfers: esdt.map((payment) => ({ ...payment, tokenType: payment.nonce === 0n ? 0 : 1 })),
  };
}

function withResult(sent: Sent, result: TransactionResult): DescribedCall {
  const { returnCode, returnMessage, returnData, gasUsed, gasRemaining, logs, vmOutput } = result;
  const accounts = [...(vmOutput?.outputAccounts.values() ?? [])];
  const transfers = accounts.flatMap(({ address, outputTransfers }) => outputTransfers.map((transfer) => ({ ...transfer, receiver: address })));
  transfers.sort((one, other) => one.index - other.index);
  return {
    ...sent,
    callType: CallType.directCall,
    isReadOnly: false,
    codeAddress: sent.recipientAddress,
    esdtReceiver: undefined,
    gasProvided: gasUsed + gasRemaining,
    gasUsed,
    steps: [
      ...transfers.map((transfer) => ({ kind: "transfer" as const, transfer })),
      ...logs.map((log) => ({ kind: "log" as const, log })),
    ],
    storageChanges: accounts.flatMap(({ address, storageUpdates }) =>
      [...storageUpdates.values()].filter(({ written }) => written).map(({ offset, data }): DescribedChange => ({ address, key: offset, newValue: data })),
    ),
    outcome: { returnCode, returnMessage, returnData, trapMessage: undefined },
  };
}
