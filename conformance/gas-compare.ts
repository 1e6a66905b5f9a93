// One transaction on a state, on the mock world and on the light simulator: both get the same copy of it, and what came of it is compared.
import { bytesToHex } from "@mxvm/codec";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { isVmError, isWorldError } from "@mxvm/protocol-hooks";
import type { AccountChange, BlockInfo, Transaction, TransactionResult, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createLightSimulatorWorld } from "@mxvm/world-simulator";
import type { LightSimulatorWorld } from "@mxvm/world-simulator";
import { blockGasLimit, foretellAddress, gasSchedule, txHash } from "../packages/world-simulator/test/differential/support/simulator-settings.js";
import { differencesBetween, observe } from "../test/differential/run/observation.js";
import type { Difference, StepOutcome } from "../test/differential/run/observation.js";

/** What came of a comparison: what differs, or why there is nothing to compare. */
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly incomparable?: string;
  /** Our result, where there is one. */
  readonly own?: TransactionResult;
}

/** Compares with one simulator at a time. */
export interface GasComparer {
  compare(world: World, transaction: Transaction): Comparison;
  close(): void;
}

const executor = createWasmExecutor();

export function createGasComparer(): GasComparer {
  let simulator: LightSimulatorWorld | undefined;
  const close = (): void => {
    simulator?.close();
    simulator = undefined;
  };
  /** The simulator deletes no accounts: one that has others than the state does is replaced. */
  const simulatorFor = (accounts: readonly AccountChange[]): LightSimulatorWorld => {
    const wanted = new Set(accounts.map(({ address }) => bytesToHex(address)));
    if (simulator?.addresses().some((address) => !wanted.has(bytesToHex(address))) || simulator?.listsAllAccounts() === false) close();
    simulator ??= createLightSimulatorWorld();
    return simulator;
  };
  return {
    close,
    compare: (world, transaction) => {
      if (transaction.kind === "validatorReward") return { differences: [], incomparable: "the light simulator knows no validator rewards" };
      const accounts = world.addresses().map((address) => accountOf(world, address));
      const vm = createVm({ executor, blockGasLimit });
      const ours = createMockWorld({ vm, gasSchedule });
      try {
        return compareOn(ours, simulatorFor(accounts), { accounts, world, transaction: { ...transaction, txHash } });
      } finally {
        ours.close();
      }
    },
  };
}

interface Task {
  readonly accounts: readonly AccountChange[];
  readonly world: World;
  readonly transaction: Exclude<Transaction, { kind: "validatorReward" }>;
}

function compareOn(ours: World, production: World, { accounts, world, transaction }: Task): Comparison {
  for (const copy of [ours, production]) {
    for (const account of accounts) copy.setAccount(account);
    copy.setCurrentBlock(settableBlock(world.getCurrentBlock()));
    copy.setPreviousBlock(settableBlock(world.getPreviousBlock()));
  }
  const expected = outcomeOf(production, transaction);
  if (expected.unsupported !== undefined) return { differences: [], incomparable: expected.unsupported };
  if (typeof expected.outcome === "object") foretellAddress(ours, transaction.sender, expected.outcome.deployedAddress);
  const own = outcomeOf(ours, transaction);
  const differences = differencesBetween(observe(own.outcome, ours, []), observe(expected.outcome, production, []));
  return { differences, ...(typeof own.outcome === "object" && { own: own.outcome }) };
}

/** Without what the simulator has no field for: neither side has it then. */
function accountOf(world: World, address: Uint8Array): AccountChange {
  const account = world.getAccount(address);
  if (account === undefined) return { address };
  const { nonce, balance, storage, code, codeMetadata, ownerAddress } = account;
  return { address, nonce, balance, storage, code, ownerAddress, ...(code.length > 0 && { codeMetadata }) };
}

/** In whole seconds and without a random seed, which the simulator does not take. */
function settableBlock({ timestampMs, ...block }: BlockInfo): BlockInfo {
  return { ...block, timestampMs: timestampMs - (timestampMs % 1000n), randomSeed: new Uint8Array() };
}

/** What worlds refuse, and faults of the VM, are outcomes too. */
function outcomeOf(world: World, transaction: Transaction): { readonly outcome: StepOutcome; readonly unsupported?: string } {
  try {
    return { outcome: world.execute(transaction) };
  } catch (error) {
    if (isWorldError(error) && error.code === "UNSUPPORTED") return { outcome: error.code, unsupported: error.message };
    if (isVmError(error) || isWorldError(error)) return { outcome: error.code };
    throw error;
  }
}
