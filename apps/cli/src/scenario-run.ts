// Runs scenario files and says what came of each, as plain data that can go from one thread to another.
import { createScenarioLoader, isScenarioError, runScenario } from "@mxvm/scenario";
import type { CallTree, Dialect, FileSystem, RunError, RunWarning, WorldSettings } from "@mxvm/scenario";
import type { World } from "@mxvm/protocol-hooks";
import type { StepTracer, TracedStep } from "./observation/step-trace.js";

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
  /** What the step called; none if it called nothing. */
  readonly calls: readonly CallTree[];
}

export interface ScenarioOutcome {
  readonly path: string;
  readonly status: "passed" | "failed" | "skipped";
  /** Steps that ran without failing. */
  readonly steps: number;
  readonly durationMs: number;
  /** What other tools of the format read differently. */
  readonly warnings: readonly RunWarning[];
  readonly error?: ScenarioFailure;
  /** Transactions and queries, where they were traced. */
  readonly trace?: readonly TracedStep[];
  /** Files that the scenario read, itself included. */
  readonly reads: readonly string[];
}

/** Counts of a run. */
export interface RunSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly warnings: number;
}

export interface ScenarioRunOptions {
  readonly createWorld: (settings: WorldSettings) => World;
  readonly files: FileSystem;
  readonly dialect: Dialect;
  /** Directory that files must not lie outside of. */
  readonly root: string | undefined;
  readonly tracer: StepTracer | undefined;
  /** Whether scenarios that pass show their trace, too. */
  readonly traceAll: boolean;
  /** Says where the message of a TypeScript contract arose, as further lines; nothing for messages that no contract failed with last. */
  readonly describeFailure: (message: string) => string;
}

type Result = Pick<ScenarioOutcome, "status" | "steps" | "error" | "warnings" | "trace">;

function failureFromRunError(error: RunError, { describeFailure }: ScenarioRunOptions): ScenarioFailure {
  const { step, txId, message, file, line, column, calls } = error;
  return { step, txId, message: message + describeFailure(message), file, line, column, calls };
}

function attempt(path: string, files: FileSystem, options: ScenarioRunOptions): Result {
  const { createWorld, dialect, root, tracer, traceAll } = options;
  // A loader keeps what it has read, so each file gets one: contracts stay in memory for one scenario only.
  const loader = createScenarioLoader({ files, dialect, ...(root !== undefined && { root }) });
  try {
    const { status, steps, error, world, warnings } = runScenario(loader.load(path), { loader, createWorld, ...(tracer && { observer: tracer.observer }) });
    world.close();
    const trace = tracer?.take(error);
    const showsTrace = trace !== undefined && (traceAll || status === "failed");
    return { status, steps, warnings, ...(error && { error: failureFromRunError(error, options) }), ...(showsTrace && { trace }) };
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    return { status: "failed", steps: 0, warnings: [], error: { step: 0, txId: "", message: error.detail, ...error.position, calls: [] } };
  }
}

/** Runs one file in a world of its own. */
export function runScenarioFile(path: string, options: ScenarioRunOptions): ScenarioOutcome {
  const reads = new Set<string>([path]);
  const files: FileSystem = {
    ...options.files,
    readFile: (file) => {
      reads.add(file);
      return options.files.readFile(file);
    },
  };
  const start = performance.now();
  const result = attempt(path, files, options);
  return { path, ...result, durationMs: performance.now() - start, reads: [...reads] };
}

/** A scenario that did not run. */
export function skippedOutcome(path: string): ScenarioOutcome {
  return { path, status: "skipped", steps: 0, durationMs: 0, warnings: [], reads: [] };
}

/** A scenario whose thread ended before it could tell. */
export function lostOutcome(path: string, reason: string): ScenarioOutcome {
  const message = `the thread that ran this file ended: ${reason}; run it alone with --workers 1`;
  return { ...skippedOutcome(path), status: "failed", reads: [path], error: { step: 0, txId: "", message, file: path, line: 1, column: 1, calls: [] } };
}
