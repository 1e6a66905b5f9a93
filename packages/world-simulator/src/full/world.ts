// The full simulator as a World: a node with three shards and the metachain, behind HTTP. It is the judge for what is the protocol's
// rather than the VM's: events, fees, token payments, built-in functions, calls across shards.
import { addressToBech32, assertAddress, bytesToHex, systemAccountAddress } from "@mxvm/codec";
import {
  ReturnCode,
  returnCodeTexts,
  WorldError,
  assertAccountChange,
  assertSentTransaction,
  type AccountChange,
  type AccountState,
  type Address,
  type BlockInfo,
  type EsdtState,
  type Query,
  type ReturnCodeValue,
  type Transaction,
  type TransactionResult,
  type World,
  type WorldSupports,
} from "@mxvm/protocol-hooks";
import { base64ToBytes } from "../base64.js";
import { isSimulatorError } from "../errors.js";
import { esdtFromStorage } from "../esdt/states.js";
import { toJson } from "../process/json.js";
import { startSimulator, type Simulator } from "../process/simulator.js";
import { createResult } from "../transaction-data.js";
import { accountRequest, accountStateFrom, type AccountAnswer } from "./accounts.js";
import { SimulatorWorld } from "../simulator-world.js";
import { fullSimulatorCommand } from "./source.js";
import { resultFrom, transactionRequest, type TransactionAnswer } from "./transactions.js";

/** Options of `createFullSimulatorWorld`. */
export interface FullSimulatorOptions {
  /** Path of the program `fsproxy`; where it is not given, that of the variable `MXVM_FULL_SIMULATOR` or of the npm package. */
  readonly program?: string;
  /** Folder of its configuration; that of the npm package `@xsuite/full-simulnet` if not given. */
  readonly configuration?: string;
  /** How long one answer of the simulator may take; a minute if not given. */
  readonly timeoutMs?: number;
}

/** A world on the full simulator. */
export interface FullSimulatorWorld extends World {
  /**
   * The account as one shard knows it, or `undefined`. Differs from `getAccount` for the system account, which every shard has. The
   * metachain is 2^32 - 1.
   */
  getAccountInShard(address: Address, shard: number): AccountState | undefined;
}

const defaultTimeoutMs = 60_000;

/**
 * Starts a full simulator and waits until it is there (about a second). Close the world to stop it; it ends with this process in any case.
 * Throws a `SimulatorError`: `SIMULATOR_NOT_FOUND` with the way to get one, `SIMULATOR_FAILED` if it does not start.
 */
export function createFullSimulatorWorld(options: FullSimulatorOptions = {}): FullSimulatorWorld {
  const command = fullSimulatorCommand(options.program, options.configuration);
  return new FullWorld(startSimulator(command, options.timeoutMs ?? defaultTimeoutMs));
}

const supports: WorldSupports = Object.freeze({
  snapshots: false,
  forks: false,
  settings: false,
  newAddresses: false,
  blockHashes: false,
  accountExport: false,
  accountDeletion: false,
  committedQueries: false,
  logs: true,
});

/** An attempt takes about a millisecond. */
const maxAttempts = 1_000;

const noBytes = new Uint8Array();

/** What `/network/status/{shard}` answers. */
interface StatusAnswer {
  readonly status: {
    readonly erd_nonce: number;
    readonly erd_current_round: number;
    readonly erd_epoch_number: number;
    readonly erd_block_timestamp: number;
  };
}

/** What `/vm-values/query` answers. */
interface QueryAnswer {
  readonly data: {
    readonly returnCode: string;
    readonly returnMessage: string;
    readonly returnData: readonly (string | null)[] | null;
    readonly gasRemaining: number;
  };
}

class FullWorld extends SimulatorWorld implements FullSimulatorWorld {
  readonly supports = supports;

  /** What a query may use, as the node's configuration says. */
  private readonly queryGas: bigint;

  constructor(simulator: Simulator) {
    super("the full simulator", simulator);
    // Without a block the node knows no accounts.
    simulator.post("/simulator/generate-blocks/1", "{}");
    const { config } = simulator.get("/network/config") as { readonly config: { readonly erd_max_gas_per_transaction: number } };
    this.queryGas = BigInt(config.erd_max_gas_per_transaction);
  }

  execute(transaction: Transaction): TransactionResult {
    if (transaction.kind === "validatorReward") throw this.unsupported("pays validator rewards at the end of epochs only");
    assertSentTransaction(transaction);
    const { sender, gasLimit, gasPrice } = transaction;
    const { nonce, balance } = this.read(sender);
    if (BigInt(balance) < gasLimit * gasPrice) {
      throw new WorldError("FEE_NOT_COVERED", `0x${bytesToHex(sender)} has ${balance} and cannot pay the fee`, { address: sender });
    }
    const request = toJson(transactionRequest(transaction, BigInt(nonce)));
    const { txHash } = this.simulator.post("/transaction/send", request) as { readonly txHash: string };
    this.process(txHash);
    return resultFrom(this.simulator.get(`/transaction/${txHash}?withResults=true`) as TransactionAnswer, transaction);
  }

  query(query: Query, { commit = false }: { readonly commit?: boolean } = {}): TransactionResult {
    if (commit) throw this.unsupported("keeps nothing of what a query changes");
    const request = this.queryRequest(query);
    const { data } = this.simulator.post("/vm-values/query", request) as QueryAnswer;
    const code = Object.entries(returnCodeTexts).find(([, text]) => text === data.returnCode)?.[0];
    const returnCode = code === undefined ? ReturnCode.executionFailed : (Number(code) as ReturnCodeValue);
    return {
      ...createResult(returnCode, this.queryGas, BigInt(data.gasRemaining)),
      returnMessage: data.returnMessage,
      returnData: (data.returnData ?? []).map(base64ToBytes),
    };
  }

  getAccount(address: Address): AccountState | undefined {
    return accountStateFrom(this.read(address), this.shardOf(address));
  }

  getAccountInShard(address: Address, shard: number): AccountState | undefined {
    return accountStateFrom(this.read(address, `&forced-shard-id=${shard}`), shard);
  }

  getEsdt(address: Address): readonly EsdtState[] {
    return esdtFromStorage(this.getAccount(address)?.storage ?? new Map(), this.getAccount(systemAccountAddress)?.storage ?? new Map());
  }

  getStorage(address: Address, key: Uint8Array): Uint8Array {
    const { value } = this.simulator.get(`/address/${addressToBech32(address)}/key/${bytesToHex(key)}`) as { readonly value: string };
    return Uint8Array.from(Buffer.from(value, "hex"));
  }

  addresses(): never {
    throw this.unsupported("lists no accounts");
  }

  setAccount(account: AccountChange): void {
    this.change("/simulator/set-state-overwrite", account);
  }

  updateAccount(account: AccountChange): void {
    if (this.getAccount(account.address) === undefined) {
      throw new WorldError("ACCOUNT_NOT_FOUND", `there is no account 0x${bytesToHex(account.address)}`, { address: account.address });
    }
    this.change("/simulator/set-state", account);
  }

  deleteAccount(): never {
    throw this.unsupported("deletes no accounts");
  }

  /** The last block of shard 0. Its random seed is not told. */
  getCurrentBlock(): BlockInfo {
    const { status } = this.simulator.get("/network/status/0") as StatusAnswer;
    return {
      nonce: BigInt(status.erd_nonce),
      round: BigInt(status.erd_current_round),
      epoch: status.erd_epoch_number,
      timestampMs: BigInt(status.erd_block_timestamp) * 1000n,
      randomSeed: noBytes,
    };
  }

  setCurrentBlock(): never {
    throw this.unsupported("makes its blocks itself");
  }

  getPreviousBlock(): never {
    throw this.unsupported("tells of its last block only");
  }

  setPreviousBlock(): never {
    throw this.unsupported("makes its blocks itself");
  }

  setBlockHashes(): never {
    throw this.unsupported("makes its blocks itself");
  }

  setNewAddress(): never {
    throw this.unsupported("derives the addresses of contracts");
  }

  /** Makes blocks until the transaction is final. The node takes what was sent into its pool a moment after it has answered. */
  private process(txHash: string): void {
    for (let attempt = 1; ; attempt++) {
      try {
        this.simulator.post(`/simulator/generate-blocks-until-transaction-processed/${txHash}`, "{}");
        return;
      } catch (error) {
        if (!isSimulatorError(error) || !error.message.endsWith("transaction not found") || attempt === maxAttempts) throw error;
      }
    }
  }

  private read(address: Address, options = ""): AccountAnswer {
    assertAddress(address);
    const path = `/address/${addressToBech32(address)}?withKeys=true${options}`;
    return (this.simulator.get(path) as { readonly account: AccountAnswer }).account;
  }

  private shardOf(address: Address): number {
    const { shardID } = this.simulator.get(`/address/${addressToBech32(address)}/shard`) as { readonly shardID: number };
    return shardID;
  }

  private change(path: string, account: AccountChange): void {
    assertAccountChange(account);
    this.simulator.post(path, toJson([accountRequest(account)]));
  }
}
