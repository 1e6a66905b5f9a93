// Which executor runs: the flag's, else the environment variable's, else the configuration's, else the default.
import type { ExecutorFactory } from "@mxvm/executor-api";
import type { ExecutorChoice, NamedExecutor } from "../config/config.js";
import type { LoadedConfig } from "../config/load-config.js";
import { DEFAULT_EXECUTOR } from "./executor-names.js";
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
}

/** Options of the configuration belong to the executor that they stand with: they hold wherever that one is chosen. */
export function chooseExecutor({ flag, variable, loaded, hasLargeStack }: ExecutorWishes): Promise<ExecutorFactory> {
  const configured = loaded.config.executor ?? DEFAULT_EXECUTOR;
  const name = flag ?? (variable === "" ? undefined : variable);
  const choice = name === undefined || nameOf(configured) === name ? configured : name;
  if (typeof choice === "function") return Promise.resolve(choice);
  const named: NamedExecutor = typeof choice === "string" ? { name: choice } : choice;
  return loadExecutor(hasLargeStack && named.name === DEFAULT_EXECUTOR ? { ...named, options: { stack: "production", ...named.options } } : named, loaded.folder);
}

function nameOf(choice: ExecutorChoice): string | undefined {
  if (typeof choice === "function") return undefined;
  return typeof choice === "string" ? choice : choice.name;
}
