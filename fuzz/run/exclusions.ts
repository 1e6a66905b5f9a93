// What is not compared, each by a rule with a name; runs print how often each applied.
import { isExecutorError } from "@mxvm/executor-api";
import type { ModuleRuns } from "./run-module.js";

/**
 * - `native stack`: this machine's stack or production's ended; their depths are not the same, as the READMEs say.
 * - `reset of production`: agrees with fresh instances of production, but not with one that production has reset.
 * - `crash of production`, `hang of production`: the library ended its process, or did not end.
 */
export type ExclusionRule = "native stack" | "reset of production" | "crash of production" | "hang of production";

/** Why a difference does not count; `undefined` if it does. */
export function exclusionOf(production: ModuleRuns): ExclusionRule | undefined {
  return production.runs.some(({ message }) => message?.includes("stack") === true) ? "native stack" : undefined;
}

/** The same for what ours throws. */
export function exclusionOfFault(error: unknown): ExclusionRule | undefined {
  return isExecutorError(error) && error.code === "NATIVE_STACK_EXHAUSTED" ? "native stack" : undefined;
}
