// The light simulator as a World: production's VM over the scenario runner's world, behind HTTP. It is the judge for gas and results.
import {
  addressToBech32,
  assertAddress,
  bech32ToAddress,
  bytesToByteString,
  bytesToHex,
  bytesToUnsigned,
  compareBytes,
  magnitudeToBytes,
  systemAccountAddress,
} from "@mxvm/codec";
import {
  ReturnCode,
  VmError,
  WorldError,
  assertAccountChange,
  assertSentTransaction,
  type AccountChange,
  type AccountState,
  type Address,
  type BlockInfo,
  type EsdtState,
  type Query,
  type SentTransaction,
  type Transaction,
  type TransactionResult,
  type ValidatorRewardTransaction,
  type World,
  type WorldSupports,
} from "@mxvm/protocol-hooks";
import { isSimulatorError } from "../errors.js";
import { esdtFromStorage } from "../esdt/states.js";
import { toJson } from "../process/json.js";
import { findProgram } from "../process/program.js";
import { startSimulator, type Simulator } from "../process/simulator.js";
import { SimulatorWorld } from "../simulator-world.js";
import { createResult } from "../transaction-data.js";
import { accountRequest, accountStateFrom, storageFrom, type AccountAnswer } from "./accounts.js";
import { executionLogFrom, type ExecutionLog } from "./execution-log.js";
import { createNewAddresses } from "./new-addresses.js";
import { lightSimulator } from "./source.js";
import {
  queryResultFrom,
  resultFrom,
  transactionRequest,
  userErrorResult,
  type QueryAnswer,
  type TransactionAnswer,
} from "./transactions.js";

/** Options of `createLightSimulatorWorld`. */
export interface LightSimulatorOptions {
  /** Path of the program `lsproxy`; where it is not given, that of the variable `MXVM_LIGHT_SIMULATOR` or of the npm package. */
  readonly program?: string;
  /** How long one answer of the simulator may take; a minute if not given. */
  readonly timeoutMs?: number;
}

/** A world on the light simulator, which also tells how the last run came about. */
export interface LightSimulatorWorld extends World {
  /** The VM's trace of the last transaction or query; `undefined` before the first one. */
  lastExecutionLog(): ExecutionLog | undefined;
  /**
   * Whether `addresses` lists every account. After a contract has touched an address that is not of 32 bytes, the simulator lists none, and
   * the world knows only those that it has seen before.
   */
  listsAllAccounts(): boolean;
}

const defaultTimeoutMs = 60_000;

/**
 * Starts a light simulator, empty at first, and waits until it is there (about 0.1 s). Close the world to stop it; it ends with this process
 * in any case. Throws a `SimulatorError`: `SIMULATOR_NOT_FOUND` with the way to get one, `SIMULATOR_FAILED` if it does not start.
 */
export function createLightSimulatorWorld(options: LightSimulatorOptions = {}): LightSimulatorWorld {
  const command = {
    program: findProgram(lightSimulator, options.program),
    arguments: ["--server-port", "0"],
    urlPattern: "Server running on (http://\\S+)",
  };
  return new LightWorld(startSimulator(command, options.timeoutMs ?? defaultTimeoutMs));
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
  logs: false,
});

const noBytes = new Uint8Array();
const noBlock: BlockInfo = { nonce: 0n, round: 0n, epoch: 0, timestampMs: 0n, randomSeed: noBytes };
const rewardKey = "ELRONDreward";
/** Source: ErrExecutionPanicked of vm-go vmhost/errors.go. */
const executionPanicked = "VM execution panicked";

class LightWorld extends SimulatorWorld implements LightSimulatorWorld {
  readonly supports = supports;

  /** All accounts as of the last change: the simulator's other routes create the account that they are asked for. */
  private accounts: ReadonlyMap<string, AccountAnswer> | undefined;
  private readonly knownAddresses = new Set<string>();
  private isListComplete = true;
  private currentBlock = noBlock;
  private previousBlock = noBlock;
  private log: ExecutionLog | undefined;
  private readonly newAddresses = createNewAddresses();

  constructor(simulator: Simulator) {
    super("the light simulator", simulator);
  }

  execute(transaction: Transaction): TransactionResult {
    return transaction.kind === "validatorReward" ? this.reward(transaction) : this.send(transaction);
  }

  query(query: Query, { commit = false }: { readonly commit?: boolean } = {}): TransactionResult {
    if (commit) throw this.unsupported("keeps nothing of what a query changes");
    const account = this.existing(query.receiver, "receiver");
    if (account.code === "") throw notAContract(query.receiver);
    const request = this.queryRequest(query);
    const { data } = this.ask(request);
    this.log = executionLogFrom(data.executionLogs);
    return queryResultFrom(data, this.log.gasRemaining ?? 0n);
  }

  getAccount(address: Address): AccountState | undefined {
    const account = this.find(address);
    return account === undefined ? undefined : accountStateFrom(account);
  }

  getEsdt(address: Address): readonly EsdtState[] {
    return esdtFromStorage(this.storageOf(address), this.storageOf(systemAccountAddress));
  }

  getStorage(address: Address, key: Uint8Array): Uint8Array {
    return this.storageOf(address).get(bytesToByteString(key)) ?? noBytes;
  }

  addresses(): readonly Address[] {
    return [...this.allAccounts().keys()].map(bech32ToAddress).sort(compareBytes);
  }

  setAccount(account: AccountChange): void {
    this.change("/admin/set-accounts", account);
  }

  updateAccount(account: AccountChange): void {
    this.existing(account.address, "update");
    this.change("/admin/update-accounts", account);
  }

  deleteAccount(address: Address): void {
    assertAddress(address);
    throw this.unsupported("deletes no accounts");
  }

  getCurrentBlock(): BlockInfo {
    return this.currentBlock;
  }

  setCurrentBlock(block: Partial<BlockInfo>): void {
    this.currentBlock = this.setBlock("/admin/set-current-block-info", this.currentBlock, block);
  }

  getPreviousBlock(): BlockInfo {
    return this.previousBlock;
  }

  setPreviousBlock(block: Partial<BlockInfo>): void {
    this.previousBlock = this.setBlock("/admin/set-previous-block-info", this.previousBlock, block);
  }

  setBlockHashes(): never {
    throw this.unsupported("takes no block hashes");
  }

  setNewAddress(): never {
    throw this.unsupported("chooses the addresses of contracts itself");
  }

  lastExecutionLog(): ExecutionLog | undefined {
    return this.log;
  }

  listsAllAccounts(): boolean {
    this.allAccounts();
    return this.isListComplete;
  }

  private send(transaction: SentTransaction): TransactionResult {
    assertSentTransaction(transaction);
    const { sender, gasLimit, gasPrice } = transaction;
    const { nonce, balance } = this.existing(sender, "sender");
    const fee = gasLimit * gasPrice;
    if (BigInt(balance) < fee) {
      throw new WorldError("FEE_NOT_COVERED", `0x${bytesToHex(sender)} has ${balance} and cannot pay the fee of ${fee}`, { address: sender });
    }
    const request = toJson(transactionRequest(transaction, BigInt(nonce)));
    const newAddress = transaction.kind === "deploy" ? this.newAddresses.next(sender, nonce) : undefined;
    this.accounts = undefined;
    let hash: string;
    try {
      hash = (this.simulator.post("/transaction/send", request) as { readonly txHash: string }).txHash;
    } catch (error) {
      if (!isSimulatorError(error) || error.code !== "SIMULATOR_REFUSED") throw error;
      const hasTokens = "esdt" in transaction && transaction.esdt.length > 0;
      if (hasTokens && error.message !== executionPanicked) return userErrorResult(error.message, gasLimit);
      // The simulator has taken nonce and fee already.
      this.change("/admin/update-accounts", { address: sender, nonce: BigInt(nonce), balance: BigInt(balance) });
      throw worldErrorFrom(error);
    }
    const answer = this.simulator.get(`/transaction/${hash}?withResults=true`) as TransactionAnswer;
    this.log = executionLogFrom(answer.transaction.executionLogs);
    return resultFrom(answer, gasLimit, newAddress);
  }

  private ask(request: string): { readonly data: QueryAnswer } {
    try {
      return this.simulator.post("/vm-values/query", request) as { readonly data: QueryAnswer };
    } catch (error) {
      throw isSimulatorError(error) && error.code === "SIMULATOR_REFUSED" ? worldErrorFrom(error) : error;
    }
  }

  /** The simulator has no such transaction; what it does is told by its definition. */
  private reward({ receiver, value }: ValidatorRewardTransaction): TransactionResult {
    const { balance } = this.existing(receiver, "receiver");
    const rewards = bytesToUnsigned(this.storageOf(receiver).get(rewardKey) ?? noBytes) + value;
    const storage = new Map([[rewardKey, magnitudeToBytes(rewards)]]);
    this.change("/admin/update-accounts", { address: receiver, balance: BigInt(balance) + value, storage });
    return createResult(ReturnCode.ok, 0n, 0n);
  }

  private change(path: string, account: AccountChange): void {
    assertAccountChange(account);
    const request = toJson([accountRequest(account)]);
    this.accounts = undefined;
    this.simulator.post(path, request);
    this.knownAddresses.add(addressToBech32(account.address));
  }

  private setBlock(path: string, before: BlockInfo, change: Partial<BlockInfo>): BlockInfo {
    const block = { ...before, ...change };
    const { timestampMs, nonce, round, epoch, randomSeed } = block;
    if (timestampMs % 1000n !== 0n) throw this.unsupported("counts time in whole seconds");
    if (randomSeed.some((byte) => byte !== 0)) throw this.unsupported("takes no random seeds");
    this.simulator.post(path, toJson({ timestamp: timestampMs / 1000n, nonce, round, epoch }));
    return block;
  }

  private allAccounts(): ReadonlyMap<string, AccountAnswer> {
    if (this.accounts === undefined) {
      const listed = this.listAccounts();
      this.isListComplete = listed !== undefined;
      const accounts = listed ?? this.readKnownAccounts();
      this.accounts = new Map(accounts.map((account) => [account.address, account]));
      for (const address of this.accounts.keys()) this.knownAddresses.add(address);
    }
    return this.accounts;
  }

  /** `undefined` where the simulator cannot write its accounts down, since the address of one has another length. */
  private listAccounts(): readonly AccountAnswer[] | undefined {
    try {
      const { accounts } = this.simulator.get("/admin/get-all-accounts") as { readonly accounts: readonly AccountAnswer[] | null };
      return accounts ?? [];
    } catch (error) {
      if (isSimulatorError(error) && error.code === "SIMULATOR_REFUSED") return undefined;
      throw error;
    }
  }

  private readKnownAccounts(): readonly AccountAnswer[] {
    return [...this.knownAddresses].map((address) => {
      const { account } = this.simulator.get(`/address/${address}?withKeys=true`) as { readonly account: AccountAnswer };
      return account;
    });
  }

  private find(address: Address): AccountAnswer | undefined {
    return this.allAccounts().get(addressToBech32(address));
  }

  private existing(address: Address, role: string): AccountAnswer {
    const account = this.find(address);
    if (account !== undefined) return account;
    throw new WorldError("ACCOUNT_NOT_FOUND", `there is no account 0x${bytesToHex(address)} (${role})`, { address });
  }

  private storageOf(address: Address): ReadonlyMap<string, Uint8Array> {
    const account = this.find(address);
    return account === undefined ? new Map() : storageFrom(account);
  }
}


function notAContract(address: Address): WorldError {
  return new WorldError("NOT_A_CONTRACT", `the account 0x${bytesToHex(address)} has no code`, { address });
}

/** What the simulator's executor refuses before it runs anything. Source: scenario/executor/stepRunTx.go of mx-chain-scenario-go. */
function worldErrorFrom(error: Error): Error {
  if (error.message.endsWith("is not a smart contract")) return new WorldError("NOT_A_CONTRACT", error.message, {}, { cause: error });
  if (error.message === executionPanicked) return new VmError("EXECUTION_PANICKED", error.message, {}, { cause: error });
  if (error.message.endsWith("does not exist")) return new WorldError("ACCOUNT_NOT_FOUND", error.message, {}, { cause: error });
  return error;
}
