// Transactions of a scenario as a world executes them. Mirrors mx-chain-scenario-go executor stepRunTx.go.

import { utf8ToBytes } from "@mxvm/codec";
import { ReturnCode, type Query, type TokenPayment, type Transaction, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import type { EsdtPayment } from "../model/esdt.js";
import type { TransactionStep } from "../model/scenario.js";
import type { ScenarioTransaction, ScQuery, Transfer } from "../model/transaction.js";
import { StepFailure } from "./step-failure.js";

const hashLength = 32;
const dot = 0x2e;
/** Upgradeable, readable, payable, payable by contracts. */
const defaultCodeMetadata = Uint8Array.of(0x05, 0x06);

/** What a step asks of its world. */
export type StepRequest = { readonly kind: "transaction"; readonly transaction: Transaction } | { readonly kind: "query"; readonly query: Query };

export function requestOf({ id, tx }: TransactionStep): StepRequest {
  const txHash = transactionHash(id);
  if (tx.kind !== "scQuery") return { kind: "transaction", transaction: toTransaction(tx, txHash) };
  return { kind: "query", query: { receiver: tx.to.bytes, function: tx.function?.text ?? "", arguments: argumentsOf(tx), txHash } };
}

/** Executes the transaction of a step. What a query changes stays changed, as in production's runner. */
export function executeTransaction(world: World, step: TransactionStep): TransactionResult {
  const request = requestOf(step);
  if (request.kind === "query") return world.query(request.query, { commit: world.supports.committedQueries });
  const result = world.execute(request.transaction);
  if (step.tx.kind === "transfer") requireTokensMoved(step.tx, result);
  return result;
}

/** A transfer has no `expect` that could tell of a failure. As in production, missing tokens end the run, while missing EGLD does not. */
function requireTokensMoved(tx: Transfer, result: TransactionResult): void {
  if (tx.esdtValue.length === 0 || result.returnCode === ReturnCode.ok || result.returnCode === ReturnCode.outOfFunds) return;
  throw new StepFailure(`the tokens could not be moved: ${result.returnMessage}`, tx);
}

/** The id, filled up with dots. */
export function transactionHash(id: string): Uint8Array {
  const hash = new Uint8Array(hashLength).fill(dot);
  hash.set(utf8ToBytes(id).subarray(0, hashLength));
  return hash;
}

function toTransaction(tx: Exclude<ScenarioTransaction, ScQuery>, txHash: Uint8Array): Transaction {
  const value = tx.egldValue?.value ?? 0n;
  if (tx.kind === "validatorReward") return { kind: tx.kind, receiver: tx.to.bytes, value };
  const base = { txHash, sender: tx.from.bytes, value, gasLimit: tx.gasLimit?.value ?? 0n, gasPrice: tx.gasPrice?.value ?? 0n };
  switch (tx.kind) {
    case "scDeploy":
      return { kind: "deploy", ...base, ...codeOf(tx), arguments: argumentsOf(tx), esdt: [] };
    case "scUpgrade":
      return { kind: "upgrade", ...base, ...codeOf(tx), receiver: tx.to.bytes, arguments: argumentsOf(tx) };
    case "scCall":
      return {
        kind: "call",
        ...base,
        receiver: tx.to.bytes,
        function: tx.function?.text ?? "",
        arguments: argumentsOf(tx),
        esdt: tx.esdtValue.map(toPayment),
      };
    case "transfer":
      return { kind: "transfer", ...base, receiver: tx.to.bytes, esdt: tx.esdtValue.map(toPayment) };
  }
}

function codeOf(tx: Extract<ScenarioTransaction, { kind: "scDeploy" | "scUpgrade" }>): { readonly code: Uint8Array; readonly codeMetadata: Uint8Array } {
  return { code: tx.contractCode?.bytes ?? new Uint8Array(), codeMetadata: tx.codeMetadata?.bytes ?? defaultCodeMetadata };
}

function argumentsOf(tx: ScenarioTransaction): Uint8Array[] {
  return tx.arguments.map(({ bytes }) => bytes);
}

function toPayment(payment: EsdtPayment): TokenPayment {
  return {
    tokenIdentifier: payment.tokenIdentifier?.bytes ?? new Uint8Array(),
    nonce: payment.nonce?.value ?? 0n,
    value: payment.value?.value ?? 0n,
  };
}
