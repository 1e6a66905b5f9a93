// What happened in a test world, in order: enough to write it down as a scenario.
import type { Address, BlockInfo, NewAddress, Query, Transaction, TransactionResult } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import type { JsonValue } from "../write/json.js";

/** One thing that happened. Later changes do not reach what is kept here. */
export type RecordedStep =
  | { readonly kind: "account"; readonly address: Address; readonly account: ReadonlyMap<string, JsonValue>; readonly isUpdate: boolean }
  | { readonly kind: "block"; readonly block: Partial<BlockInfo> }
  | { readonly kind: "newAddress"; readonly entry: NewAddress }
  | {
      readonly kind: "transaction";
      readonly id: string;
      readonly transaction: SentTransaction;
      readonly result: TransactionResult;
      readonly abi: Abi | undefined;
      /** Of the sender, afterwards. */
      readonly nonce: bigint;
    }
  | { readonly kind: "query"; readonly id: string; readonly query: Query; readonly result: TransactionResult; readonly abi: Abi | undefined };

/** Transactions that somebody sends. */
export type SentTransaction = Exclude<Transaction, { readonly kind: "validatorReward" }>;
