// Our world of three shards and the full simulator side by side: built-in functions, transfers, what the ESDT system contract does.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bytesToHex,
  bytesToUtf8,
  byteStringToBytes,
  esdtSystemContractAddress,
  magnitudeToBytes,
  systemAccountAddress,
  utf8ToBytes,
} from "@mxvm/codec";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { ReturnCode, type AccountChange, type AccountState, type Address, type CallTransaction, type LogEntry, type ShardedWorld, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createFullSimulatorWorld, type FullSimulatorWorld } from "@mxvm/world-simulator";
import { expect } from "vitest";
import { simulatorPackage } from "./contracts.js";
import { difference } from "./difference.js";

export type Argument = Uint8Array | string | number | bigint;

/** A call of a built-in function, or of a contract. */
export interface Step {
  readonly sender: Address;
  readonly receiver: Address;
  readonly function: string;
  readonly arguments: readonly Argument[];
  readonly value?: bigint;
}

export interface ProtocolWorlds {
  readonly ours: World;
  readonly production: FullSimulatorWorld;
  readonly differences: string[];
  setAccount(account: AccountChange): void;
  /** Runs a step on both, until nothing crosses shards any more, and notes what differs. */
  play(step: Step): void;
  /** Runs a step of production, and on ours what the ESDT system contract sends to the shards because of it. */
  playSystem(step: Step, sent: readonly Step[]): void;
  /**
   * Runs a step of the ESDT system contract on both, ours among shards. A token that it issues has production's identifier on ours, too.
   * Notes what differs, records of `tokens` included. Answers the identifier of the token; empty if there is none.
   */
  playContract(step: Step, tokens: readonly string[]): string;
  /** Runs a step of production, and takes over what it does to the accounts. Answers the identifier of the token that it issues. */
  issue(step: Step): string;
  close(): void;
}

/** An address that reads as a name; the last byte says the shard. */
export function addressInShard(name: string, shard: number): Address {
  const address = Uint8Array.from({ length: 32 }, (_, index) => utf8ToBytes(name)[index] ?? 0x5f);
  address[31] = shard;
  return address;
}

export interface ProtocolWorldsOptions {
  /** The accounts that are compared, besides system accounts. */
  readonly watched: readonly Address[];
  /** How many shards ours has. With one, all watched accounts are of shard 0, and system contracts can be senders. */
  readonly shards: 1 | 3;
}

/** More than any built-in function needs. */
const plenty = 50_000_000n;
const systemGas = 60_000_000n;
const metachain = 0xffff_ffff;

/** What a node charges before it runs anything. */
const minGasLimit = 50_000n;
const gasPerDataByte = 1_500n;

/** What production asks for a unit of gas; ours runs without fees. A unit that a run takes costs a hundredth. */
const gasPrice = 1_000_000_000n;
const gasPriceDivisor = 100n;

/** Events that the node itself adds. */
const eventsOfNode: ReadonlySet<string> = new Set(["completedTxEvent", "writeLog", "signalError", "internalVMErrors"]);

export function createProtocolWorlds({ watched, shards }: ProtocolWorldsOptions): ProtocolWorlds {
  const vm = createVm({ executor: createWasmExecutor() });
  const settings = { vm, gasSchedule: gasSchedules.v9, compatibility: "production" } as const;
  const ours = shards === 1 ? createMockWorld(settings) : createMockWorld({ ...settings, shards });
  const { configuration, remove } = configurationOfMainnet();
  const production = createFullSimulatorWorld({ configuration });
  const differences: string[] = [];
  if (shards === 1) ours.setAccount({ address: esdtSystemContractAddress, shard: metachain });

  /** What production has taken, by payer. */
  const fees = new Map<string, bigint>();

  /** `paid` is what accounts would have, had they not paid it. */
  const accountsOf = (world: World, paid: ReadonlyMap<string, bigint> = new Map()): Readonly<Record<string, unknown>> => {
    const accounts = watched.map((address) => [bytesToHex(address), world.getAccount(address)] as const);
    const system = Array.from({ length: shards }, (_, shard) => [`system account ${shard}`, systemAccountOf(world, shard)] as const);
    return Object.fromEntries([...accounts, ...system].map(([name, account]) => [name, accountText(account, paid.get(name) ?? 0n)]));
  };
  const compare = (title: string, own: object, expected: object): void => {
    try {
      expect({ ...own, accounts: accountsOf(ours) }).toEqual({ ...expected, accounts: accountsOf(production, fees) });
    } catch (error) {
      differences.push(`${title}: ${difference(error)}`);
    }
  };
  const pay = (payer: Address, moveGas: bigint, gas: bigint): void => {
    const fee = moveGas * gasPrice + (gas * gasPrice) / gasPriceDivisor;
    fees.set(bytesToHex(payer), (fees.get(bytesToHex(payer)) ?? 0n) + fee);
  };
  const synchronize = (): void => {
    const { nonce, round, epoch, timestampMs } = production.getCurrentBlock();
    ours.setCurrentBlock({ nonce: nonce + 1n, round: round + 1n, epoch, timestampMs });
  };

  return {
    ours,
    production,
    differences,
    setAccount: (account) => {
      ours.setAccount(account);
      production.setAccount(account);
    },
    play: (step) => {
      synchronize();
      const transaction = transactionOf(step);
      const needed = gasNeeded(ours, transaction);
      const moveGas = moveGasOf(step);
      const results = runAll(ours, { ...transaction, gasLimit: needed });
      const theirs = production.execute({ ...transaction, gasLimit: needed + moveGas, gasPrice });
      const gasUsed = gasSpent(results, needed);
      // Of what crosses shards or fails the node may tell another figure than it takes the fee for: there the balance alone is compared.
      const isToldRight = results.length === 1 && theirs.returnCode === ReturnCode.ok;
      const expected = observationOf([theirs], isToldRight ? theirs.gasUsed - moveGas : gasUsed);
      pay(step.sender, moveGas, expected.gasUsed);
      compare(titleOf(step), observationOf(results, gasUsed), expected);
    },
    playSystem: (step, sent) => {
      synchronize();
      const result = production.execute({ ...transactionOf(step), gasLimit: systemGas, gasPrice });
      pay(step.sender, moveGasOf(step), result.gasUsed - moveGasOf(step));
      const messages = sent.flatMap((each) => runAll(ours, { ...transactionOf(each), gasLimit: 0n }).map(({ returnMessage }) => returnMessage));
      const { nonce = 0n } = ours.getAccount(step.sender) ?? {};
      ours.updateAccount({ address: step.sender, nonce: nonce + 1n });
      compare(titleOf(step), { message: messages.join("") }, { message: result.returnMessage });
    },
    playContract: (step, tokens) => {
      synchronize();
      const result = production.execute({ ...transactionOf(step), gasLimit: systemGas, gasPrice });
      pay(step.sender, moveGasOf(step), result.gasUsed - moveGasOf(step));
      const issued = bytesToUtf8(issuedBy(step, result) ?? new Uint8Array()) ?? "";
      if (issued !== "") ours.setNewTokenIdentifiers?.([issued]);
      const results = runAll(ours, { ...transactionOf(step), gasLimit: systemGas - moveGasOf(step) });
      const records = (world: World): readonly string[] =>
        [...tokens, ...(issued === "" ? [] : [issued])].map((token) => bytesToHex(world.getStorage(esdtSystemContractAddress, utf8ToBytes(token))));
      const told = (observed: readonly TransactionResult[], gasUsed: bigint, world: World) => ({ ...observationOf(observed, gasUsed), records: records(world) });
      const isOk = result.returnCode === ReturnCode.ok;
      const gasOf = (gasUsed: bigint): bigint => (isOk ? gasUsed : 0n);
      const spent = gasSpent(results, systemGas - moveGasOf(step));
      compare(titleOf(step), told(results, gasOf(spent), ours), told([result], gasOf(result.gasUsed - moveGasOf(step)), production));
      return issued;
    },
    issue: (step) => {
      const { logs } = production.execute({ ...transactionOf(step), gasLimit: systemGas, gasPrice });
      for (const address of watched) ours.setAccount({ ...production.getAccount(address), address });
      fees.clear();
      const storage = production.getAccountInShard(systemAccountAddress, 0)?.storage ?? new Map<string, Uint8Array>();
      ours.setAccount({ address: systemAccountAddress, storage });
      const identifier = issuedBy(step, { logs });
      if (identifier === undefined) throw new TypeError(`${step.function} issues no token`);
      return bytesToUtf8(identifier) ?? "";
    },
    close: () => {
      ours.close();
      production.close();
      remove();
    },
  };
}

function issuedBy(step: Step, { logs }: Pick<TransactionResult, "logs">): Uint8Array | undefined {
  return logs.find((entry) => bytesToUtf8(entry.identifier) === step.function)?.topics[0];
}

/** The simulator's configuration with the one figure changed that its authors lowered for tests. */
function configurationOfMainnet(): { readonly configuration: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "mxvm-configuration-"));
  cpSync(join(simulatorPackage(), "config"), folder, { recursive: true });
  const file = join(folder, "node/config/config.toml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/SetGuardianEpochsDelay = \d+/, "SetGuardianEpochsDelay = 20"));
  return { configuration: folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** A call that the ESDT system contract sends; to the system account if no receiver is given. */
export function fromSystemContract(name: string, args: readonly Argument[], receiver: Address = systemAccountAddress): Step {
  return { sender: esdtSystemContractAddress, receiver, function: name, arguments: args };
}

function transactionOf({ sender, receiver, function: name, arguments: args, value = 0n }: Step): CallTransaction {
  const common = { txHash: new Uint8Array(32), gasLimit: plenty, gasPrice: 0n, esdt: [] };
  return { ...common, kind: "call", sender, receiver, function: name, arguments: args.map(bytesOf), value };
}

/** Twice what the run takes, so that production keeps nothing of what is left; little for one that fails. */
function gasNeeded(ours: World, transaction: CallTransaction): bigint {
  const fork = ours.fork();
  const results = runAll(fork, transaction);
  fork.close();
  if (results.some(({ returnCode }) => returnCode !== ReturnCode.ok)) return 5_000_000n;
  return 2n * gasSpent(results, transaction.gasLimit);
}

/** Gas that travels to another shard is counted there; what fails takes all. */
function gasSpent(results: readonly TransactionResult[], gasLimit: bigint): bigint {
  if (results.some(({ returnCode }) => returnCode !== ReturnCode.ok)) return gasLimit;
  return results.reduce((sum, { gasUsed }) => sum + (results.length > 1 && gasUsed === gasLimit ? 0n : gasUsed), 0n);
}

function runAll(world: World, transaction: CallTransaction): readonly TransactionResult[] {
  const result = world.execute(transaction);
  return isShardedWorld(world) ? [result, ...world.deliverAll()] : [result];
}

function isShardedWorld(world: World): world is ShardedWorld {
  return world.supports.shards === true;
}

function systemAccountOf(world: World | FullSimulatorWorld, shard: number): AccountState | undefined {
  return "getAccountInShard" in world ? world.getAccountInShard(systemAccountAddress, shard) : world.getAccount(systemAccountAddress);
}

function observationOf(results: readonly TransactionResult[], gasUsed: bigint) {
  const failed = results.find(({ returnCode }) => returnCode !== ReturnCode.ok);
  const logs = failed === undefined ? results.flatMap((result) => result.logs) : [];
  // Of a transaction that two shards run, the node tells the events once.
  const lines = [...new Set(logs.flatMap(logLine))].sort();
  return { isOk: failed === undefined, message: failed?.returnMessage ?? "", gasUsed, logs: lines };
}

function logLine({ identifier, address, topics, data }: LogEntry): string[] {
  const name = bytesToUtf8(identifier) ?? "";
  if (eventsOfNode.has(name)) return [];
  // A node tells no data and one empty piece alike.
  const pieces = data.length === 1 && data[0]?.length === 0 ? [] : data;
  return [[name, bytesToHex(address), ...topics.map(bytesToHex), "data", ...pieces.map(bytesToHex)].join(" ")];
}

function accountText(account: AccountState | undefined, fees: bigint): unknown {
  if (account === undefined) return {};
  const { balance, nonce, storage, ownerAddress, username, developerReward } = account;
  const entries = [...storage].filter(([, value]) => value.length > 0).map(([key, value]) => [bytesToHex(byteStringToBytes(key)), bytesToHex(value)] as const);
  return { balance: balance + fees, nonce, storage: Object.fromEntries(entries), ownerAddress: bytesToHex(ownerAddress), username: bytesToHex(username), developerReward };
}

function moveGasOf(step: Step): bigint {
  return minGasLimit + gasPerDataByte * BigInt(dataOf(step).length);
}

function titleOf(step: Step): string {
  return `${bytesToUtf8(step.sender.subarray(0, 5)) ?? ""}: ${dataOf(step)}`;
}

function dataOf({ function: name, arguments: args }: Step): string {
  return [name, ...args.map((each) => bytesToHex(bytesOf(each)))].join("@");
}

function bytesOf(argument: Argument): Uint8Array {
  if (typeof argument === "string") return utf8ToBytes(argument);
  return argument instanceof Uint8Array ? argument : magnitudeToBytes(BigInt(argument));
}
