// Runs scenario files one after the other and collects what reporters show.
import { createScenarioLoader, isScenarioError, runScenario } from "@mxvm/scenario";
import type { FileSystem, RunError, WorldSettings } from "@mxvm/scenario";
import type { World } from "@mxvm/protocol-hooks";

/** Why a scenario failed: in a step, or before its first one. */
export interface ScenarioFailure {
  /** From 1; 0 if the file could not be read or parsed. */
  readonly step: number;
  /** Empty where the step has none. */
  readonly txId: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ScenarioOutcome {
  readonly path: string;
  readonly status: "passed" | "failed" | "skipped";
  /** Steps that ran without failing. */
  readonly steps: number;
  readonly durationMs: number;
  readonly error?: ScenarioFailure;
}

export interface RunSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly scenarios: readonly ScenarioOutcome[];
}

export interface ScenarioRunOptions {
  readonly createWorld: (settings: WorldSettings) => World;
  /** Stop at the first scenario that fails; the others are skipped. */
  readonly bail: boolean;
  readonly onOutcome: (outcome: ScenarioOutcome) => void;
  readonly files: FileSystem;
  /** Says where the message of a TypeScript contract arose, as further lines; nothing for messages that no contract failed with last. */
  readonly describeFailure: (message: string) => string;
}

function failureFromRunError(error: RunError, { describeFailure }: ScenarioRunOptions): ScenarioFailure {
  const { step, txId, message, file, line, column } = error;
  return { step, txId, message: message + describeFailure(message), file, line, column };
}

function attempt(path: string, options: ScenarioRunOptions): Pick<ScenarioOutcome, "status" | "steps" | "error"> {
  // A loader keeps what it has read, so each file gets one: contracts stay in memory for one scenario only.
  const loader = createScenarioLoader({ files: options.files });
  try {
    const { status, steps, error, world } = runScenario(loader.load(path), { loader, createWorld: options.createWorld });
    world.close();
    return { status, steps, ...(error && { error: failureFromRunError(error, options) }) };
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    return { status: "failed", steps: 0, error: { step: 0, txId: "", message: error.detail, ...error.position } };
  }
}

function runOne(path: string, options: ScenarioRunOptions): ScenarioOutcome {
  const start = performance.now();
  const result = attempt(path, options);
  return { path, ...result, durationMs: performance.now() - start };
}

/** Runs the files in order. */
export function runScenarioFiles(paths: readonly string[], options: ScenarioRunOptions): RunSummary {
  const scenarios: ScenarioOutcome[] = [];
  let stopped = false;
  for (const path of paths) {
    const outcome: ScenarioOutcome = stopped ? { path, status: "skipped", steps: 0, durationMs: 0 } : runOne(path, options);
    stopped ||= options.bail && outcome.status === "failed";
    scenarios.push(outcome);
    options.onOutcome(outcome);
  }
  const count = (status: ScenarioOutcome["status"]): number => scenarios.filter((outcome) => outcome.status === status).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped"), scenarios };
}
