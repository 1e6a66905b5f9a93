// A case on both worlds, step by step: what came of each step, and the whole state after it, is compared.
import { ADDRESS_LENGTH, bytesToHex, hexToBytes, systemAccountAddress } from "@mxvm/codec";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import {
  isVmError,
  isWorldError,
  ReturnCode,
  type AccountState,
  type Address,
  type EsdtState,
  type Transaction,
  type TransactionResult,
  type World,
} from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createLightSimulatorWorld, type LightSimulatorWorld } from "@mxvm/world-simulator";
import { blockGasLimit, foretellAddress, gasSchedule, txHash } from "../../../packages/world-simulator/test/differential/support/simulator-settings.js";
import { type Case, contractHoldings, type Step } from "../generate/case.js";
import { viewName } from "../generate/surroundings.js";
import { assembleProgram } from "../program/assemble.js";
import { count, countingExecutor, countingVm, type Coverage } from "./coverage.js";
import { differencesBetween, observe, type Difference, type Observation, type StepOutcome } from "./observation.js";

export const transferGas = 5_000_000n;
export const upgradeGas = 600_000_000n;

const executor = createWasmExecutor();

/**
 * There from the start: the simulator's world keeps what a failed call wrote into the system account if the account was not there before the
 * call. Source: LoadAccountStorageFrom in worldmock/worldAccountMap.go of mx-chain-scenario-go.
 */
export const systemAccount = { address: systemAccountAddress, storage: new Map([["key", Uint8Array.of(1)]]) };

/** What production made of an account. */
export interface ExpectedAccount {
  readonly account: AccountState;
  readonly esdt: readonly EsdtState[];
}

export interface CaseFailure {
  /** Position among the case's steps. */
  readonly step: number;
  readonly differences: readonly Difference[];
  /** What production has of the accounts that differ. */
  readonly expectedAccounts: readonly ExpectedAccount[];
}

/** What came of a case. It ends at its first difference. */
export interface CaseOutcome {
  readonly sent: number;
  readonly succeeded: number;
  /** What production made of each step. */
  readonly results: readonly StepOutcome[];
  readonly failure: CaseFailure | undefined;
}

export function runCase(generated: Case, coverage: Coverage): CaseOutcome {
  const vm = countingVm(createVm({ executor: countingExecutor(executor, coverage), blockGasLimit }), coverage);
  const ours = createMockWorld({ vm, gasSchedule });
  const production = createLightSimulatorWorld();
  try {
    setUp(generated, [ours, production]);
    compileInProduction(generated, production);
    return runSteps(generated, ours, production, coverage);
  } finally {
    ours.close();
    production.close();
  }
}

function setUp({ accounts, contracts }: Case, worlds: readonly World[]): void {
  const withCode = contracts.map(({ address, owner, codeMetadata, program }) => ({
    address,
    balance: 1_000_000n,
    esdt: contractHoldings()!,
    code: assembleProgram(program),
    codeMetadata,
    ownerAddress: owner,
  }));
  for (const world of worlds) {
    for (const account of [systemAccount, ...accounts, ...withCode]) world.setAccount(account);
  }
}

/**
 * Runs every contract once. Production finds compiled code by the hash that the world has of the account's code, and so runs the old code of
 * an account that was upgraded in the same transaction. Nodes compile code when it is deployed; the simulator has compiled only what ran.
 */
function compileInProduction({ contracts }: Case, production: World): void {
  for (const { address } of contracts) outcomeOf({ kind: "query", receiver: address, function: viewName, arguments: [] }, production);
}

function runSteps({ steps }: Case, ours: World, production: LightSimulatorWorld, coverage: Coverage): CaseOutcome {
  const outcome = { sent: 0, succeeded: 0, results: [] as StepOutcome[] };
  let before = observe(undefined, ours, ours.addresses());
  for (const [index, step] of steps.entries()) {
    const failedBefore = coverage.failedRuns;
    const expected = outcomeOf(step, production);
    if (step.kind === "deploy" && typeof expected === "object") foretellAddress(ours, step.sender, expected.deployedAddress);
    const own = step.kind === "query" ? withCountedQuery(step.receiver, ours, () => outcomeOf(step, ours)) : outcomeOf(step, ours);
    outcome.results.push(expected);
    if (step.kind !== "block") {
      countForms(step, coverage);
      outcome.sent++;
      if (typeof expected === "object" && expected.returnCode === ReturnCode.ok) outcome.succeeded++;
    }
    const addresses = comparableAddresses(ours, production);
    const observed = observe(own, ours, addresses);
    const all = differencesBetween(observed, observe(expected, production, addresses));
    const hasFailed = coverage.failedRuns > failedBefore || isFailure(expected);
    const differences = hasFailed ? all.filter((difference) => !isKeptByFailure(difference, before)) : all;
    before = observed;
    if (differences.length === 0) {
      for (const { path } of all) undoInProduction(path, ours, production);
      continue;
    }
    const differing = addresses.filter((address) => differences.some(({ path }) => path.includes(bytesToHex(address))));
    const expectedAccounts = differing.map((address) => ({
      account: production.getAccount(address) ?? emptyAccount(address),
      esdt: production.getEsdt(address),
    }));
    return { ...outcome, failure: { step: index, differences, expectedAccounts } };
  }
  return { ...outcome, failure: undefined };
}

/** A contract that returns can fail still, where the gas is not enough for the asynchronous calls that it registered. */
function isFailure(outcome: StepOutcome): boolean {
  return typeof outcome === "object" && outcome.returnCode !== ReturnCode.ok;
}

/**
 * Whether a failed call left in the simulator what built-in functions wrote beside storage and balances. The rollback of its world restores
 * these two alone. Source: LoadAccountStorageFrom in worldmock/worldAccountMap.go of mx-chain-scenario-go.
 */
function isKeptByFailure({ path, ours }: Difference, before: Observation): boolean {
  return /\.(codeMetadata|owner)$/.test(path) && ours === before.get(path);
}

function undoInProduction(path: string, ours: World, production: World): void {
  const address = hexToBytes(path.split(".")[1] ?? "");
  const { codeMetadata, ownerAddress } = ours.getAccount(address) ?? emptyAccount(address);
  production.updateAccount({ address, codeMetadata, ownerAddress });
}

/**
 * The simulator sends a query as a transaction of the contract to itself and takes it back afterwards: the contract's nonce, and with it the
 * address of what it deploys, are one further meanwhile.
 */
function withCountedQuery(address: Address, ours: World, query: () => StepOutcome): StepOutcome {
  const nonce = ours.getAccount(address)?.nonce ?? 0n;
  ours.updateAccount({ address, nonce: nonce + 1n });
  const outcome = query();
  ours.updateAccount({ address, nonce });
  return outcome;
}

/**
 * Contracts can pay an address of another length. The simulator then cannot list its accounts any more; those that it is known to have it
 * still shows one by one.
 */
function comparableAddresses(ours: World, production: LightSimulatorWorld): readonly Address[] {
  const isComplete = production.listsAllAccounts();
  const known = production.addresses();
  const addresses = isComplete ? [...known, ...ours.addresses()] : known;
  return [...new Map(addresses.map((address) => [bytesToHex(address), address])).values()].filter(({ length }) => length === ADDRESS_LENGTH);
}

function emptyAccount(address: Address): AccountState {
  const none = new Uint8Array();
  return {
    ...{ address, nonce: 0n, balance: 0n, username: none, storage: new Map<string, Uint8Array>(), code: none, codeHash: none },
    ...{ codeMetadata: none, ownerAddress: none, developerReward: 0n, shard: 0, asyncCallData: none },
  };
}

function countForms(step: Exclude<Step, { kind: "block" }>, coverage: Coverage): void {
  count(coverage.forms, `sent: ${step.kind}`);
  if ("esdt" in step && step.esdt.length > 0) count(coverage.forms, `sent: ${step.kind} with tokens`);
}

/** What worlds refuse, and faults of the VM (production's panics are to be ours), are outcomes too. */
function outcomeOf(step: Step, world: World): StepOutcome {
  try {
    return attempt(step, world);
  } catch (error) {
    if (isVmError(error) || isWorldError(error)) return error.code;
    throw error;
  }
}

function attempt(step: Step, world: World): TransactionResult | undefined {
  switch (step.kind) {
    case "block":
      if (step.which === "current") world.setCurrentBlock(step.block);
      else world.setPreviousBlock(step.block);
      return undefined;
    case "query":
      return world.query({ receiver: step.receiver, function: step.function, arguments: step.arguments, txHash });
    default:
      return world.execute(transactionOf(step));
  }
}

function transactionOf(step: Exclude<Step, { kind: "block" | "query" }>): Transaction {
  const common = { txHash, gasPrice: 0n };
  switch (step.kind) {
    case "call":
      return { ...common, ...step };
    case "transfer":
      return { ...common, ...step, gasLimit: transferGas };
    case "deploy":
      return { ...common, ...step, esdt: [] };
    case "upgrade":
      return { ...common, ...step, value: 0n, gasLimit: upgradeGas, arguments: [] };
  }
}
