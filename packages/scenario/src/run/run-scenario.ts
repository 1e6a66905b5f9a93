// Runs scenarios on a world. Mirrors mx-chain-scenario-go executor execScenario.go, stepSelector.go, stepExternal.go.

import type { TransactionResult, World } from "@mxvm/protocol-hooks";
import { WORLD_SPECIFICATION_VERSION } from "@mxvm/protocol-hooks";
import type { CallTree } from "../calls/call-tree.js";
import { type CallWatch, watchCalls } from "../calls/observe-calls.js";
import { checkAccounts } from "../check/accounts.js";
import type { Mismatch, RunWarning } from "../check/mismatch.js";
import { Mismatches } from "../check/mismatch.js";
import { checkResult } from "../check/result.js";
import { ScenarioError, formatPosition, isScenarioError } from "../errors.js";
import type { ExternalStepsStep, GasScheduleName, Scenario, Step, TransactionStep } from "../model/scenario.js";
import type { SourcePosition } from "../model/source.js";
import { positionAt } from "../model/source.js";
import type { ScenarioLoader } from "../parse/loader.js";
import { writeAccounts } from "../write/accounts.js";
import { setState } from "./set-state.js";
import { CheckFailure, StepFailure } from "./step-failure.js";
import { describeStep } from "./describe-step.js";
import { executeTransaction } from "./transaction.js";

/** What a scenario asks of its world. */
export interface WorldSettings {
  readonly gasSchedule: GasScheduleName;
}

/** A step that starts or has ended. Steps of other files come between start and end of their `externalSteps`. */
export interface StepEvent {
  readonly scenario: Scenario;
  readonly step: Step;
  /** From 1, in its file. */
  readonly number: number;
  /** Whether the scenario asks for a gas trace of this step. */
  readonly traceGas: boolean;
}

/** Hears how a run goes. What it throws ends the run and is thrown on. */
export interface RunObserver {
  onStepStart?(event: StepEvent): void;
  /**
   * After a step that did not fail; `result` is there for transactions and queries, and `describeCalls` then tells what they did, if it is
   * asked before the next step.
   */
  onStepEnd?(event: StepEvent, result: TransactionResult | undefined, describeCalls: () => readonly CallTree[]): void;
  /** For a `dumpState` step: all accounts, as a `setState` step would write them. */
  onDumpState?(accounts: string): void;
}

/** Options of `runScenario`. */
export interface RunOptions {
  /** Loads the files that `externalSteps` name; the loader that gave the scenario. */
  readonly loader: ScenarioLoader;
  /** Makes the world, once for the whole run. Its owner closes it. */
  readonly createWorld: (settings: WorldSettings) => World;
  readonly observer?: RunObserver;
}

/** The step that failed, and why. */
export interface RunError extends SourcePosition {
  /** From 1, in its file. */
  readonly step: number;
  readonly kind: Step["kind"];
  /** `id` or `txId` of the step; empty where it has none. */
  readonly txId: string;
  /** One line for each part of a check that does not hold, or why the step could not be carried out. */
  readonly message: string;
  /** The parts of a check that do not hold; none if the step failed otherwise. */
  readonly mismatches: readonly Mismatch[];
  /** What was thrown, if the step did not fail in a check. */
  readonly cause?: unknown;
  /** What the step called, if it is a transaction or query that ran. Contracts' values are those of the ABIs beside their files. */
  readonly calls: readonly CallTree[];
}

/** What became of a run. */
export interface RunResult {
  readonly status: "passed" | "failed";
  /** How many steps ran without failing, those of other files included. */
  readonly steps: number;
  /** The world as the run left it. */
  readonly world: World;
  /** What other tools of the format read differently, in the order in which the run met it. */
  readonly warnings: readonly RunWarning[];
  /** The first step that failed, where the run ended. */
  readonly error?: RunError;
}

/**
 * Runs all steps of a scenario, up to the first that fails. Observes the world, where it can be, in place of who did before.
 *
 * Everything that goes wrong inside a step, faults of the engine included, is the result's `error`. Throws what `createWorld` or the
 * observer throw, and a `TypeError` if the world is of another version of its interface.
 */
export function runScenario(scenario: Scenario, options: RunOptions): RunResult {
  const world = options.createWorld({ gasSchedule: scenario.gasSchedule });
  const version: number = world.specificationVersion;
  if (version !== WORLD_SPECIFICATION_VERSION) throw new TypeError(`a world of version ${version}; version ${WORLD_SPECIFICATION_VERSION} is needed`);
  const run = new Run(world, options);
  const error = run.runSteps(scenario, scenario.traceGas);
  world.observeCalls?.(undefined);
  return { status: error === undefined ? "passed" : "failed", steps: run.completed, world, warnings: run.warnings, ...(error && { error }) };
}

/** A run error as one text: place, step, message. */
export function formatRunError(error: RunError): string {
  const id = error.txId === "" ? "" : ` "${error.txId}"`;
  return `${formatPosition(error)}: step ${error.step}, ${error.kind}${id}: ${error.message}`;
}

class Run {
  readonly #world: World;
  readonly #calls: CallWatch;
  readonly #loader: ScenarioLoader;
  readonly #observer: RunObserver;
  /** Files whose steps are being run. */
  readonly #open: string[] = [];
  #checkGas = true;
  /** Of the transaction that runs, once it has run. */
  #result: TransactionResult | undefined;
  completed = 0;
  readonly warnings: RunWarning[] = [];

  constructor(world: World, options: RunOptions) {
    this.#world = world;
    this.#calls = watchCalls(world);
    this.#loader = options.loader;
    this.#observer = options.observer ?? {};
  }

  runSteps(scenario: Scenario, traceGas: boolean): RunError | undefined {
    // As in production, what another file says about gas also holds for the steps after it.
    this.#checkGas = scenario.checkGas;
    this.#open.push(scenario.source.path);
    for (const { start, message } of scenario.warnings) this.warnings.push({ ...positionAt(scenario.source, start), message });
    for (const [index, step] of scenario.steps.entries()) {
      const error = this.#runStep({ scenario, step, number: index + 1, traceGas });
      if (error !== undefined) return error;
      this.completed++;
    }
    this.#open.pop();
    return undefined;
  }

  #runStep(event: StepEvent): RunError | undefined {
    const { step } = event;
    this.#observer.onStepStart?.(event);
    this.#result = undefined;
    const outcome = step.kind === "externalSteps" ? this.#runExternal(event, step) : this.#attempt(event, () => this.#execute(event, step));
    if (outcome.error !== undefined) return outcome.error;
    const { result } = outcome;
    if (outcome.dump !== undefined) this.#observer.onDumpState?.(outcome.dump);
    this.#observer.onStepEnd?.(event, result, () => this.#describeCalls(step, result));
    return undefined;
  }

  #runExternal(event: StepEvent, step: ExternalStepsStep): Outcome {
    let external: Scenario | undefined;
    const loaded = this.#attempt(event, () => {
      external = this.#loader.loadExternal(step, event.scenario);
      if (this.#open.includes(external.source.path)) throw cyclicSteps(step, event.scenario, external.source.path);
      return {};
    });
    if (external === undefined || loaded.error !== undefined) return loaded;
    return { error: this.runSteps(external, step.traceGas ?? event.traceGas) };
  }

  #execute(event: StepEvent, step: Exclude<Step, ExternalStepsStep>): Outcome {
    switch (step.kind) {
      case "setState":
        setState(this.#world, step);
        return {};
      case "checkState":
        this.#check(event.scenario, (mismatches) => checkAccounts(mismatches, step.accounts, this.#world));
        return {};
      case "dumpState":
        return { dump: writeAccounts(this.#world) };
      default:
        return { result: this.#executeTransaction(event, step) };
    }
  }

  #describeCalls(step: Step, result: TransactionResult | undefined): readonly CallTree[] {
    return "tx" in step ? describeStep(step, this.#calls.take(), result, this.#world, this.#loader) : [];
  }

  #executeTransaction({ scenario }: StepEvent, step: TransactionStep): TransactionResult {
    this.#calls.take();
    const result = executeTransaction(this.#world, step);
    this.#result = result;
    const { expect } = step;
    if (expect !== undefined) this.#check(scenario, (mismatches) => checkResult(mismatches, expect, result, this.#checkGas));
    return result;
  }

  #check(scenario: Scenario, compare: (mismatches: Mismatches) => void): void {
    const mismatches = new Mismatches(scenario.source, scenario.dialect);
    compare(mismatches);
    this.warnings.push(...mismatches.warnings);
    if (mismatches.found.length > 0) throw new CheckFailure(mismatches.found);
  }

  /** Turns what a step throws into the error of the run. */
  #attempt(event: StepEvent, action: () => Outcome): Outcome {
    try {
      return action();
    } catch (thrown) {
      return { error: { ...errorOf(event, thrown), calls: this.#describeCalls(event.step, this.#result) } };
    }
  }
}

/** What came of a step. */
interface Outcome {
  readonly error?: RunError | undefined;
  readonly result?: TransactionResult;
  readonly dump?: string;
}

/** Steps of a file that is being run. */
export function cyclicSteps(step: ExternalStepsStep, scenario: Scenario, path: string): ScenarioError {
  const found = `steps of "${path}" inside themselves`;
  return new ScenarioError({ code: "CYCLIC_STEPS", found, expected: "a file that is not being run" }, positionAt(scenario.source, step.path.start));
}

function errorOf({ scenario, step, number }: StepEvent, thrown: unknown): Omit<RunError, "calls"> {
  const base = { step: number, kind: step.kind, txId: "id" in step ? step.id : "" };
  if (thrown instanceof CheckFailure) {
    const { mismatches, message } = thrown;
    return { ...base, ...(mismatches[0]?.position ?? positionAt(scenario.source, step.start)), message, mismatches };
  }
  if (isScenarioError(thrown)) return { ...base, ...thrown.position, message: thrown.detail, mismatches: [], cause: thrown };
  const span = thrown instanceof StepFailure ? thrown.span : "tx" in step ? step.tx : step;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { ...base, ...positionAt(scenario.source, span.start), message, mismatches: [], cause: thrown };
}
