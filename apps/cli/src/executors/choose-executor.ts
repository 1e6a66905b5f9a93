// Which executor runs: the flag's, else the environment variable's, else the configuration's, else the default.
import type { ExecutorFactory } from "@mxvm/executor-api";
import type { FailureReport } from "@mxvm/executor-debug";
import type { ExecutorChoice, NamedExecutor } from "../config/config.js";
import type { LoadedConfig } from "../config/load-config.js";
import { DEBUG_EXECUTOR, DEFAULT_EXECUTOR } from "./executor-names.js";
import { loadExecutor } from "./load-executor.js";

export const EXECUTOR_VARIABLE = "MXVM_EXECUTOR";

export interface ExecutorWishes {
  /** Of `--executor`. */
  readonly flag: string | undefined;
  /** Of the environment variable; empty counts as not set. */
  readonly variable: string | undefined;
  readonly loaded: LoadedConfig;
  /** Whether the stack of this thread is larger than production's, so that recursion can end where it does there. */
  readonly hasLargeStack: boolean;
  /** Told where a TypeScript contract failed. */
  readonly onContractFailure?: (report: FailureReport) => void;
}

/** Options of the configuration belong to the executor that they stand with: they hold wherever that one is chosen. */
export function chooseExecutor(wishes: ExecutorWishes): Promise<ExecutorFactory> {
  const { loaded, hasLargeStack } = wishes;
  const choice = chosen(wishes);
  if (typeof choice === "function") return Promise.resolve(choice);
  const named: NamedExecutor = typeof choice === "string" ? { name: choice } : choice;
  if (named.name === DEBUG_EXECUTOR) return loadExecutor({ ...named, options: { ...debugOptions(wishes), ...named.options } }, loaded.folder);
  return loadExecutor(hasLargeStack && named.name === DEFAULT_EXECUTOR ? { ...named, options: { stack: "production", ...named.options } } : named, loaded.folder);
}

/** Whether contracts in TypeScript stand for builds: on the debug executor, or on one that the configuration has made itself. */
export function runsTypeScript(wishes: ExecutorWishes): boolean {
  const name = nameOf(chosen(wishes));
  return name === undefined || name === DEBUG_EXECUTOR;
}

function chosen({ flag, variable, loaded }: ExecutorWishes): ExecutorChoice {
  const configured = loaded.config.executor ?? DEFAULT_EXECUTOR;
  const name = flag ?? (variable === "" ? undefined : variable);
  return name === undefined || nameOf(configured) === name ? configured : name;
}

function debugOptions({ loaded, onContractFailure }: ExecutorWishes): Readonly<Record<string, unknown>> {
  return { contracts: Object.values(loaded.config.contracts ?? {}), onFailure: onContractFailure };
}

function nameOf(choice: ExecutorChoice): string | undefined {
  if (typeof choice === "function") return undefined;
  return typeof choice === "string" ? choice : choice.name;
}
