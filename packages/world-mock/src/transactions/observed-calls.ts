// What the world does itself, as an observer is told of it: built-in functions at the top, and requests that ran nothing.
import {
  CallType,
  ReturnCode,
  type Address,
  type ContractCallInput,
  type LogEntry,
  type ObservedCall,
  type ObservedCallKind,
  type ObservedStep,
  type PendingCall,
  type Query,
  type Transaction,
  type TransactionResult,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import type { SentCall } from "../pending-calls.js";
import { noBytes } from "../state/account.js";
import { parseEsdtTransfers } from "./esdt-transfers.js";
import { callInputFromCall, callInputFromQuery, callInputFromTransfer, callInputFromUpgrade, createInputFromDeploy } from "./input.js";

type OwnCall = Pick<ObservedCall, "kind" | "gasUsed" | "outcome"> & Partial<ObservedCall>;

/** A built-in function of which the world itself was asked, and how it went. `isFree` says that a success costs nothing. */
export function builtInCallFrom(input: ContractCallInput, output: VmOutput, isFree: boolean): ObservedCall {
  const isOk = output.returnCode === ReturnCode.ok;
  const moved = parseEsdtTransfers(input.callerAddress, input.recipientAddress, input.function, input.arguments);
  return callFrom(input, {
    kind: "builtInFunction",
    gasUsed: isOk ? (isFree ? 0n : gasUsedBy(input, output)) : input.gasProvided,
    outcome: outcomeFrom(output),
    esdtReceiver: moved?.receiver.slice(),
    esdtTransfers: (moved?.esdtTransfers ?? []).map(copyOfTransfer),
    steps: output.logs.map(logStep),
  });
}

/** A call of a contract that is part of the protocol, with what it sends. */
export function systemCallFrom(input: ContractCallInput, output: VmOutput): ObservedCall {
  const transfers = [...output.outputAccounts.values()].flatMap(({ address, outputTransfers }) =>
    outputTransfers.map(({ value, data, gasLimit, gasLocked, callType }) => ({ receiver: address.slice(), value, data: data.slice(), gasLimit, gasLocked, callType })),
  );
  return callFrom(input, {
    kind: "callOnOtherVm",
    gasUsed: output.returnCode === ReturnCode.ok ? input.gasProvided - output.gasRemaining : input.gasProvided,
    outcome: outcomeFrom(output),
    steps: [...output.logs.map(logStep), ...transfers.map((transfer) => ({ kind: "transfer" as const, transfer }))],
  });
}

function logStep({ identifier, address, topics, data }: LogEntry): ObservedStep {
  return { kind: "log", log: { identifier: identifier.slice(), address: address.slice(), topics: topics.map(copy), data: data.map(copy) } };
}

/** Gas that goes on with a call is that call's. */
function gasUsedBy({ gasProvided }: ContractCallInput, { gasRemaining, outputAccounts }: VmOutput): bigint {
  const transfers = [...outputAccounts.values()].flatMap(({ outputTransfers }) => outputTransfers);
  return transfers.reduce((gas, { gasLimit }) => gas - gasLimit, gasProvided - gasRemaining);
}

/** A transaction in which nothing was called: it could not be paid, or moves EGLD only. */
export function callFromTransaction(transaction: Transaction, result: TransactionResult): ObservedCall {
  if (transaction.kind === "validatorReward") {
    const { receiver, value: callValue } = transaction;
    return movement({ callerAddress: noBytes, recipientAddress: receiver, callValue, gasProvided: 0n, callType: CallType.directCall }, result);
  }
  return callFrom(inputFrom(transaction), { kind: transaction.kind, gasUsed: result.gasUsed, outcome: outcomeFrom(result) });
}

function inputFrom(transaction: Exclude<Transaction, { readonly kind: "validatorReward" }>): ContractCallInput {
  switch (transaction.kind) {
    case "deploy":
      return { ...createInputFromDeploy(transaction), recipientAddress: noBytes, function: "init", allowInitFunction: true };
    case "upgrade":
      return { ...callInputFromUpgrade(transaction), function: "upgrade", arguments: transaction.arguments };
    case "call":
      return callInputFromCall(transaction);
    case "transfer":
      return callInputFromTransfer(transaction);
  }
}

/** A transaction whose call is another shard's, as what it sent; `undefined` for any other. */
export function callFromSent(transaction: Transaction, sent: readonly SentCall[], result: TransactionResult): ObservedCall | undefined {
  const [call] = sent;
  if (call === undefined || call.data.length === 0 || transaction.kind === "transfer") return undefined;
  const { sender, receiver, value, data, gasLimit, callType } = call;
  const input = { callerAddress: sender, recipientAddress: receiver, callValue: value, gasProvided: gasLimit, callType };
  const transfer = { receiver: receiver.slice(), value, data: data.slice(), gasLimit, gasLocked: 0n, callType };
  return { ...movement(input, result), steps: [{ kind: "transfer", transfer }] };
}

/** A query in which nothing was called. */
export function callFromQuery(query: Query, result: TransactionResult): ObservedCall {
  return callFrom(callInputFromQuery(query), { kind: "call", gasUsed: result.gasUsed, outcome: outcomeFrom(result) });
}

/** A delivery in which nothing was called. */
export function callFromDelivery({ sender, receiver, value, gasLimit, callType }: PendingCall, result: TransactionResult): ObservedCall {
  const input = { callerAddress: sender, recipientAddress: receiver, callValue: value, gasProvided: gasLimit, callType };
  return movement(input, result);
}

type Movement = Pick<ObservedCall, "callerAddress" | "recipientAddress" | "callValue" | "gasProvided" | "callType">;

function movement(input: Movement, result: TransactionResult): ObservedCall {
  const kind: ObservedCallKind = "transfer";
  return callFrom({ ...input, function: "", arguments: [], esdtTransfers: [] }, { kind, gasUsed: result.gasUsed, outcome: outcomeFrom(result) });
}

function callFrom(input: Movement & Pick<ContractCallInput, "function" | "arguments" | "esdtTransfers">, own: OwnCall): ObservedCall {
  const recipientAddress: Address = input.recipientAddress.slice();
  return {
    callType: input.callType,
    isReadOnly: false,
    callerAddress: input.callerAddress.slice(),
    recipientAddress,
    codeAddress: recipientAddress,
    function: input.function,
    arguments: input.arguments.map(copy),
    callValue: input.callValue,
    esdtTransfers: input.esdtTransfers.map(copyOfTransfer),
    esdtReceiver: undefined,
    gasProvided: input.gasProvided,
    steps: [],
    storageChanges: [],
    ...own,
  };
}

function outcomeFrom({ returnCode, returnMessage, returnData }: TransactionResult | VmOutput): ObservedCall["outcome"] {
  return { returnCode, returnMessage, returnData: returnData.map(copy), trapMessage: undefined };
}

function copyOfTransfer(transfer: ObservedCall["esdtTransfers"][number]): ObservedCall["esdtTransfers"][number] {
  return { ...transfer, tokenIdentifier: transfer.tokenIdentifier.slice() };
}

function copy(bytes: Uint8Array): Uint8Array {
  return bytes.slice();
}
