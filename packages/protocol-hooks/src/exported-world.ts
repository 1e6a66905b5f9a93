// A world as plain data: what JSON can say, in an order that depends on the contents only.
import type { World, WorldSupports } from "./world.js";

/** Version of the format. Data of another version are refused. */
export const EXPORTED_WORLD_VERSION = 1;

/** Bytes in hexadecimal, lower case, without prefix. */
export type Hex = string;

/** An unsigned number in decimal digits. */
export type Decimal = string;

/** An account. What is not there is empty or zero. */
export interface ExportedAccount {
  readonly address: Hex;
  readonly shard?: number;
  readonly nonce?: Decimal;
  readonly balance?: Decimal;
  readonly username?: Hex;
  /** Index into `codes`. */
  readonly code?: number;
  readonly codeMetadata?: Hex;
  readonly ownerAddress?: Hex;
  readonly developerReward?: Decimal;
  readonly asyncCallData?: Hex;
  /** Keys and values of every storage entry, in order of keys. */
  readonly storage?: readonly (readonly [key: Hex, value: Hex])[];
}

/** A block, as an exported world has it. */
export interface ExportedBlock {
  readonly nonce: Decimal;
  readonly round: Decimal;
  readonly epoch: number;
  readonly timestampMs: Decimal;
  readonly randomSeed: Hex;
}

/** What waits for another shard. Fields as in `PendingCall`. */
export interface ExportedPendingCall {
  readonly id: number;
  readonly kind: "transaction" | "smartContractResult";
  readonly hash: Hex;
  readonly nonce: Decimal;
  readonly sender: Hex;
  readonly receiver: Hex;
  readonly senderShard: number;
  readonly receiverShard: number;
  readonly value: Decimal;
  readonly data: Hex;
  readonly gasLimit: Decimal;
  readonly gasPrice: Decimal;
  readonly callType: number;
  readonly returnMessage: string;
  readonly originalTxHash: Hex;
  readonly prevTxHash: Hex;
  readonly originalSender: Hex;
  readonly relayer: Hex;
  readonly guardian: Hex;
}

/** What a snapshot of a world holds, as data. Gas schedule and flags are no part of it. */
export interface ExportedWorld {
  readonly format: "mxvm-world";
  readonly version: typeof EXPORTED_WORLD_VERSION;
  /** How many shards the world delivers between; absent where it does not. */
  readonly numberOfShards?: number;
  /** Each once, in order of first use. */
  readonly codes: readonly Hex[];
  /** In order of address, then of shard. */
  readonly accounts: readonly ExportedAccount[];
  readonly currentBlock: ExportedBlock;
  readonly previousBlock: ExportedBlock;
  /** The first block that was current in the epoch of the current one. */
  readonly epochStartBlock: ExportedBlock;
  /** The newest first. */
  readonly blockHashes: readonly Hex[];
  /** In order of creator, then of nonce. */
  readonly newAddresses: readonly { readonly creatorAddress: Hex; readonly creatorNonce: Decimal; readonly newAddress: Hex }[];
  /** Of tokens to come; absent where none were ever fixed. */
  readonly newTokenIdentifiers?: readonly string[];
  readonly pendingCalls: readonly ExportedPendingCall[];
  /** Number that the next pending call gets. */
  readonly nextPendingCall: number;
}

/** A world that can be written down and read again. */
export interface PortableWorld extends World {
  readonly supports: WorldSupports & { readonly stateExport: true };

  /** The state as data, which the caller owns. The same state gives the same data, and so the same JSON. */
  exportState(): ExportedWorld;

  /**
   * Takes over a state that a world of the same kind exported, in place of its own; settings stay. Throws `STATE_INVALID`, which names the
   * place and what was expected, and changes nothing.
   */
  importState(state: ExportedWorld): void;

  fork(): PortableWorld;
}
