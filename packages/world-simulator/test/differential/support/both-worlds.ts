// Our world and production's side by side: the same accounts and transactions go to both, and what came of them is compared whole.
import { ADDRESS_LENGTH, bytesToHex, bytesToUtf8, byteStringToBytes } from "@mxvm/codec";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { isVmError, type AccountChange, type Address, type BlockInfo, type Query, type Transaction, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import { createVm, type GasTraceEntry } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createLightSimulatorWorld, type LightSimulatorWorld } from "@mxvm/world-simulator";
import { expect } from "vitest";
import { blockGasLimit, gasSchedule, txHash } from "./simulator-settings.js";

export { txHash };

/** What can be seen of a run, as texts that a difference shows well. */
export interface Observation {
  /** The VM's fault, where there is no result. */
  readonly fault?: string;
  readonly returnCode: number;
  readonly returnMessage: string;
  readonly returnData: readonly string[];
  readonly gasUsed: bigint;
  readonly deployedAddress?: string;
  /** By address; accounts in which there is nothing are left out. */
  readonly accounts: Readonly<Record<string, unknown>>;
  /** Gas and calls by hook. */
  readonly hooks: readonly string[];
}

export interface BothWorlds {
  readonly ours: World;
  readonly production: LightSimulatorWorld;
  setAccount(account: AccountChange): void;
  setBlock(which: "current" | "previous", block: Partial<BlockInfo>): void;
  /** Runs a transaction on both and expects the same of both; answers it. */
  execute(transaction: Transaction): Observation;
  /** Runs a query on both and expects the same of both. */
  query(query: Query): Observation;
  close(): void;
}

export function createBothWorlds(): BothWorlds {
  let trace: readonly GasTraceEntry[] = [];
  const vm = createVm({ executor: createWasmExecutor(), blockGasLimit, onGasTrace: (entries) => (trace = entries) });
  const ours = createMockWorld({ vm, gasSchedule });
  const production = createLightSimulatorWorld();
  let deployments = 0n;

  const compare = (run: (world: World) => TransactionResult): Observation => {
    trace = [];
    const own = observe(outcomeOf(run, ours), ours, traceLines(trace));
    const expected = observe(outcomeOf(run, production), production, productionLines(production));
    // The trace is for the reader of a difference: after a failure the two write down different parts of it.
    const shown = own.gasUsed === expected.gasUsed ? { hooks: [] } : {};
    expect({ ...own, ...shown }).toEqual({ ...expected, ...shown });
    return expected;
  };

  return {
    ours,
    production,
    setAccount: (account) => {
      ours.setAccount(account);
      production.setAccount(account);
    },
    setBlock: (which, block) => {
      for (const world of [ours, production]) {
        if (which === "current") world.setCurrentBlock(block);
        else world.setPreviousBlock(block);
      }
    },
    execute: (transaction) => {
      if (transaction.kind === "deploy") {
        deployments++;
        const creatorNonce = ours.getAccount(transaction.sender)?.nonce ?? 0n;
        ours.setNewAddress({ creatorAddress: transaction.sender, creatorNonce, newAddress: simulatorAddress(deployments) });
      }
      return compare((world) => world.execute(transaction));
    },
    query: (query) => compare((world) => world.query({ ...query, txHash })),
    close: () => {
      ours.close();
      production.close();
    },
  };
}

/** Address that the light simulator gives its nth deployment. */
export function simulatorAddress(deployment: bigint): Address {
  const address = new Uint8Array(32);
  address[8] = 5;
  new DataView(address.buffer).setBigUint64(10, deployment);
  return address;
}

/** A fault of the VM is an outcome too: production's panics are to be ours. */
function outcomeOf(run: (world: World) => TransactionResult, world: World): TransactionResult | string {
  try {
    return run(world);
  } catch (error) {
    if (isVmError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
}

function observe(outcome: TransactionResult | string, world: World, hooks: readonly string[]): Observation {
  const accounts = Object.fromEntries(world.addresses().flatMap((address) => accountEntry(world, address)));
  if (typeof outcome === "string") return { fault: outcome, returnCode: -1, returnMessage: "", returnData: [], gasUsed: 0n, accounts, hooks: [] };
  return {
    returnCode: outcome.returnCode,
    returnMessage: messageAsText(outcome.returnMessage),
    returnData: outcome.returnData.map(bytesToHex),
    gasUsed: outcome.gasUsed,
    ...(outcome.deployedAddress === undefined ? {} : { deployedAddress: bytesToHex(outcome.deployedAddress) }),
    accounts,
    hooks,
  };
}

/** What follows are the words of the engine that compiles. */
const instanceFailure = "could not create wasmer instance: ";

/** Bytes that are not UTF-8 come from the simulator as U+FFFD. */
function messageAsText(message: string): string {
  if (message.startsWith(instanceFailure)) return instanceFailure;
  if ([...message].some((character) => character > "\u00ff")) return message;
  const bytes = byteStringToBytes(message);
  return bytesToUtf8(bytes) ?? new TextDecoder().decode(bytes);
}

function accountEntry(world: World, address: Address): [string, unknown][] {
  const account = world.getAccount(address);
  // Contracts can send to an address that is too short; the simulator cannot tell such accounts.
  if (account === undefined || address.length !== ADDRESS_LENGTH) return [];
  const { nonce, balance, storage, code, codeHash, codeMetadata, ownerAddress } = account;
  if (nonce === 0n && balance === 0n && storage.size === 0 && code.length === 0) return [];
  const entries = [...storage].map(([key, value]) => [bytesToHex(byteStringToBytes(key)), bytesToHex(value)] as const);
  // The simulator makes up code metadata for accounts without code.
  const metadata = code.length === 0 ? "" : bytesToHex(codeMetadata);
  const shown = {
    nonce,
    balance,
    storage: Object.fromEntries(entries),
    codeLength: code.length,
    codeHash: code.length === 0 ? "" : bytesToHex(codeHash),
    codeMetadata: metadata,
    ownerAddress: bytesToHex(ownerAddress),
  };
  return [[bytesToHex(address), shown]];
}

function traceLines(trace: readonly GasTraceEntry[]): string[] {
  return trace
    .filter(({ hook }) => hook !== "")
    .map(({ hook, gas }) => `${hook}: ${gas.reduce((sum, each) => sum + each, 0)} in ${gas.length}`)
    .sort();
}

function productionLines(world: LightSimulatorWorld): string[] {
  const hooks = world.lastExecutionLog()?.hooks ?? [];
  return hooks
    .filter(({ hook }) => hook !== "")
    .map(({ hook, gas, calls }) => `${hook}: ${gas} in ${calls}`)
    .sort();
}
