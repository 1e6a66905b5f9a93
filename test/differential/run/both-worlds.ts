// A case on both worlds, step by step: what came of each step, and the whole state after it, is compared.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { Transaction, TransactionResult, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createLightSimulatorWorld, type LightSimulatorWorld } from "@mxvm/world-simulator";
import { type Case, contractHoldings, type Step } from "../generate/case.js";
import { assembleProgram } from "../program/assemble.js";
import { count, countingExecutor, countingVm, type Coverage } from "./coverage.js";
import { differencesBetween, observe, type Difference } from "./observation.js";

/** The hash that the light simulator gives every transaction. */
const txHash: Uint8Array = new Uint8Array(32).fill(0x2e);
/** What the scenario runner, and with it the light simulator, says a block may use. */
const blockGasLimit = 10_000_000n;
const transferGas = 5_000_000n;
const upgradeGas = 600_000_000n;

const executor = createWasmExecutor();

/** What came of a case. It ends at its first difference. */
export interface CaseOutcome {
  readonly sent: number;
  readonly succeeded: number;
  /** The results of production, by step; `undefined` for steps that have none. */
  readonly results: readonly (TransactionResult | undefined)[];
  readonly failure: { readonly step: number; readonly differences: readonly Difference[] } | undefined;
  /** Messages of failed transactions. */
  readonly messages: readonly string[];
}

export function runCase(generated: Case, coverage: Coverage): CaseOutcome {
  const vm = countingVm(createVm({ executor: countingExecutor(executor, coverage), blockGasLimit }), coverage);
  const ours = createMockWorld({ vm, gasSchedule: gasSchedules.default });
  const production = createLightSimulatorWorld();
  try {
    setUp(generated, [ours, production]);
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
    for (const account of [...accounts, ...withCode]) world.setAccount(account);
  }
}

function runSteps({ steps }: Case, ours: World, production: LightSimulatorWorld, coverage: Coverage): CaseOutcome {
  const outcome = { sent: 0, succeeded: 0, results: [] as (TransactionResult | undefined)[], messages: [] as string[] };
  for (const [index, step] of steps.entries()) {
    const expected = attempt(step, production);
    if (step.kind === "deploy" && expected?.deployedAddress !== undefined) {
      const creatorNonce = ours.getAccount(step.sender)!.nonce;
      ours.setNewAddress({ creatorAddress: step.sender, creatorNonce, newAddress: expected.deployedAddress });
    }
    const own = attempt(step, ours);
    outcome.results.push(expected);
    if (step.kind !== "block") {
      count(coverage.forms, `sent: ${step.kind}`);
      outcome.sent++;
      if (expected?.returnCode === 0) outcome.succeeded++;
      else outcome.messages.push(own?.logs.map((l) => Buffer.from(l.data[0] ?? []).toString()).join("|") ?? "refused");
    }
    const differences = differencesBetween(observe(own, ours), observe(expected, production));
    if (differences.length > 0) return { ...outcome, failure: { step: index, differences } };
  }
  return { ...outcome, failure: undefined };
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
