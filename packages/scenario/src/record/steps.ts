// What happened in a test world, in order: enough to write it down as a scenario.
import type { AccountChange, AccountState, Address, BlockInfo, EsdtState, NewAddress, Query, Transaction, TransactionResult } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";

/** An account that was put or changed. */
export interface AccountStep {
  readonly kind: "account";
  readonly change: AccountChange;
  readonly isUpdate: boolean;
  /** Of an update. */
  readonly before: AccountState | undefined;
  readonly after: AccountState;
  /** Afterwards. */
  readonly tokens: readonly EsdtState[];
}

export interface SentStep {
  readonly kind: "transaction";
  readonly id: string;
  readonly transaction: SentTransaction;
  readonly result: TransactionResult;
  readonly abi: Abi | undefined;
  /** Of the sender, afterwards. */
  readonly nonce: bigint;
  readonly balance: bigint;
}

export interface QueryStep {
  readonly kind: "query";
  readonly id: string;
  readonly query: Query;
  readonly result: TransactionResult;
  readonly abi: Abi | undefined;
  /** Whether a replay, which keeps what queries change, would come to another state. */
  readonly leavesNothing: boolean;
}

/** One thing that happened. Later changes do not reach what is kept here. */
export type RecordedStep =
  | AccountStep
  | { readonly kind: "block"; readonly which: "currentBlockInfo" | "previousBlockInfo"; readonly block: Partial<BlockInfo> }
  | { readonly kind: "blockHashes"; readonly hashes: readonly Uint8Array[] }
  | { readonly kind: "newAddress"; readonly entry: NewAddress }
  | { readonly kind: "newTokenIdentifiers"; readonly identifiers: readonly string[] }
  | { readonly kind: "validatorReward"; readonly receiver: Address; readonly value: bigint }
  | SentStep
  | QueryStep
  /** Something for which scenarios have no words. */
  | { readonly kind: "unsayable"; readonly what: string; readonly why: string };

/** Transactions that somebody sends. */
export type SentTransaction = Exclude<Transaction, { readonly kind: "validatorReward" }>;
