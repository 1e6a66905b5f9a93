// A world of several shards: what crosses from one to another waits until it is delivered. Mirrors the shards of production, where a block
// of the receiver's shard executes cross-shard transactions and smart contract results.
import type { AccountState } from "./account.js";
import type { Address } from "./bytes.js";
import type { CallTypeValue } from "./call-type.js";
import type { TransactionResult, World, WorldSupports } from "./world.js";

/** A transaction or smart contract result on its way to another shard. The receiver owns it. */
export interface PendingCall {
  /** Its number in the order of sending, from 1; names it for `deliver`. */
  readonly id: number;
  /** A user's transaction, of which the sender's shard has done its half, or what a run sent. */
  readonly kind: "transaction" | "smartContractResult";
  /** Hash of the transaction, or that of the smart contract result as production computes it. */
  readonly hash: Uint8Array;
  readonly nonce: bigint;
  readonly sender: Address;
  readonly receiver: Address;
  readonly senderShard: number;
  readonly receiverShard: number;
  /** EGLD that has left the sender. */
  readonly value: bigint;
  /** `function@hex@…`, with what smart contract results append: call ids, gas locked; `@code@hex@…` for an answer. May be empty. */
  readonly data: Uint8Array;
  /** Gas for the run, gas locked included. */
  readonly gasLimit: bigint;
  readonly gasPrice: bigint;
  readonly callType: CallTypeValue;
  /** Why value or tokens return; empty if nothing failed. */
  readonly returnMessage: string;
  /** Hash of the transaction that began it all. */
  readonly originalTxHash: Uint8Array;
  /** Hash of the transaction or result whose run sent this. */
  readonly prevTxHash: Uint8Array;
  /** Who sent the transaction that began it all; may be empty where value or tokens return. */
  readonly originalSender: Address;
  /** Empty if there is none. */
  readonly relayer: Address;
  /** Empty if there is none. */
  readonly guardian: Address;
}

/**
 * A world with shards, of which each has its own accounts, and its own system account. A transaction runs in the shard of its sender and,
 * if that is another, once more in that of its receiver; contracts see accounts of the shard that they run in only.
 *
 * What a run sends to another shard (transfers, asynchronous calls, callbacks, returns after a failure) is pending until it is delivered.
 * Snapshots and forks include it.
 */
export interface ShardedWorld extends World {
  readonly supports: WorldSupports & { readonly shards: true };

  /** How many shards there are, without the metachain. */
  readonly numberOfShards: number;

  /** The shard where an address has its account, or would have it. The metachain is 2^32 - 1. */
  shardOf(address: Address): number;

  /**
   * The account as one shard knows it, or `undefined`. Differs from `getAccount` for the system account, which every shard has;
   * `setAccount` and `updateAccount` change that of the shard they name, or all of them.
   */
  getAccountInShard(address: Address, shard: number): AccountState | undefined;

  /** What waits for delivery, in the order of sending. */
  pendingCalls(): readonly PendingCall[];

  /**
   * Delivers one pending call, whichever it is: a transaction of its own in the receiver's shard. A failure is a result; what it returns to
   * the sender is pending then. Throws `PENDING_CALL_NOT_FOUND`.
   */
  deliver(id: number): TransactionResult;

  /**
   * Delivers what is pending, and what that sends, in the order of sending, until nothing is left. Results are in the same
   * order. Throws `DELIVERY_ENDLESS` where that has no end, as with tokens that neither side accepts.
   */
  deliverAll(): readonly TransactionResult[];

  fork(): ShardedWorld;
}
