// What is not compared, each by a rule with a name; runs print how often each applied.
import { isExecutorError } from "@mxvm/executor-api";
import type { ModuleRuns } from "./run-module.js";

/**
 * - `native stack`: this machine's stack or production's ended; their depths are not the same, as the READMEs say.
 * - `reset of production`: agrees with fresh instances of production, but not with one that production has reset.
 * - `names of the C interface`: the library lists exports in one C string, separated by bars, so that names with either cannot be read.
 */
export type ExclusionRule = "native stack" | "reset of production" | "names of the C interface";

/** Why a difference does not count; `undefined` if it does. */
export function exclusionOf(ours: ModuleRuns, production: ModuleRuns): ExclusionRule | undefined {
  if (ours.endpoints.some((name) => name.includes("\0") || name.includes("|"))) return "names of the C interface";
  return production.runs.some(({ message }) => message?.includes("stack") === true) ? "native stack" : undefined;
}

/** The same for what ours throws. */
export function exclusionOfFault(error: unknown): ExclusionRule | undefined {
  return isExecutorError(error) && error.code === "NATIVE_STACK_EXHAUSTED" ? "native stack" : undefined;
}
