// A world of shards: transactions run where their accounts are, and what crosses waits until it is delivered.
import { bytesToHex, isSystemAccountAddress } from "@mxvm/codec";
import {
  WorldError,
  type AccountChange,
  type AccountState,
  type Address,
  type ObservedCall,
  type PendingCall,
  type PortableWorld,
  type ShardedWorld,
  type Transaction,
  type TransactionResult,
} from "@mxvm/protocol-hooks";
import { accountStateFrom } from "./accounts.js";
import { METACHAIN_SHARD } from "./esdt/environment.js";
import { copyOfCall, withoutCall, withSent, type SentCall } from "./pending-calls.js";
import { deliverCall, type ShardOutcome } from "./shards/deliver.js";
import { sendTransaction } from "./shards/send.js";
import type { Shard } from "./shards/shards.js";
import { callFromDelivery, callFromSent, callFromTransaction } from "./transactions/observed-calls.js";
import type { TransactionEnvironment } from "./transactions/run.js";
import type { VmLease } from "./vm-pool.js";
import { MockWorld, type WorldParts } from "./world.js";

/** What `createMockWorld` makes of `shards`. */
export interface PortableShardedWorld extends ShardedWorld, PortableWorld {
  readonly supports: ShardedWorld["supports"] & PortableWorld["supports"];
  fork(): PortableShardedWorld;
}

/** Tokens that neither side accepts travel for ever, as in production. */
const maxDeliveriesAtOnce = 100_000;

/** A world of several shards and the metachain. */
export class ShardedMockWorld extends MockWorld implements PortableShardedWorld {
  declare readonly supports: PortableShardedWorld["supports"];
  readonly numberOfShards: number;

  constructor(parts: WorldParts, numberOfShards: number, createLease: (firstShard: Shard) => VmLease) {
    super(parts, createLease);
    this.numberOfShards = numberOfShards;
  }

  override execute(transaction: Transaction): TransactionResult {
    const home = this.home(transaction.kind === "validatorReward" ? transaction.receiver : transaction.sender);
    return this.runAndSend(
      home,
      (environment) => sendTransaction(environment, transaction),
      ({ result, sent }) => callFromSent(transaction, sent, result) ?? callFromTransaction(transaction, result),
    );
  }

  shardOf(address: Address): number {
    return this.home(address).selfShard;
  }

  getAccountInShard(address: Address, shard: number): AccountState | undefined {
    const account = this.shardOfNumber(shard).state.getAccount(address);
    return account === undefined ? undefined : accountStateFrom(account);
  }

  pendingCalls(): readonly PendingCall[] {
    return this.pending.calls.map(copyOfCall);
  }

  deliver(id: number): TransactionResult {
    const { call, rest } = withoutCall(this.pending, id);
    return this.runAndSend(
      this.shardOfNumber(call.receiverShard),
      (environment) => {
        this.pending = rest;
        return deliverCall(environment, call);
      },
      ({ result }) => callFromDelivery(call, result),
    );
  }

  deliverAll(): readonly TransactionResult[] {
    const results: TransactionResult[] = [];
    const before = this.pending.next + maxDeliveriesAtOnce;
    for (let first = this.pending.calls[0]; first !== undefined; first = this.pending.calls[0]) {
      if (first.id >= before) throw endlessDelivery(results.length);
      results.push(this.deliver(first.id));
    }
    return results;
  }

  override fork(): ShardedMockWorld {
    return new ShardedMockWorld(this.partsOfFork(), this.numberOfShards, () => this.forkOfVms());
  }

  /** Every shard has a system account; that of the first stands for them. */
  protected override home(address: Address): Shard {
    const first = this.firstShard();
    return isSystemAccountAddress(address) ? first : this.shardOfNumber(first.addressRules.shardOf(address));
  }

  protected override homesOf({ address, shard }: AccountChange): readonly Shard[] {
    if (isSystemAccountAddress(address)) return shard === undefined ? this.shards : [this.shardOfNumber(shard)];
    const home = this.home(address);
    if (shard === undefined || shard === home.selfShard) return [home];
    const isFree = !home.rules.addressesNameShards && home.state.getAccount(address) === undefined;
    if (isFree) return [this.shardOfNumber(shard)];
    const message = `account 0x${bytesToHex(address)} lives in shard ${home.selfShard}, not in ${shard}`;
    throw new WorldError("ACCOUNT_INVALID", message, { address, shard });
  }

  private runAndSend(
    shard: Shard,
    action: (environment: TransactionEnvironment) => ShardOutcome,
    callWithoutRun: (outcome: ShardOutcome) => ObservedCall,
  ): TransactionResult {
    let sent: readonly SentCall[] = [];
    const run = (environment: TransactionEnvironment): TransactionResult => {
      const outcome = action(environment);
      ({ sent } = outcome);
      this.pending = withSent(this.pending, sent);
      return outcome.result;
    };
    return this.runIn(shard, run, (result) => callWithoutRun({ result, sent }));
  }

  private shardOfNumber(shard: number): Shard {
    const found = shard === METACHAIN_SHARD ? this.shards.at(-1) : this.shards[shard];
    if (found?.selfShard === shard) return found;
    throw new TypeError(`there is no shard ${shard}; there are ${this.numberOfShards} and the metachain`);
  }
}

function endlessDelivery(delivered: number): WorldError {
  return new WorldError("DELIVERY_ENDLESS", `there is still something to deliver after ${delivered} deliveries`, { delivered });
}
