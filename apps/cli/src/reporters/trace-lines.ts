// Calls of scenarios as lines for people.
import { type CallTree, callLines } from "@mxvm/scenario";
import type { TracedStep } from "../observation/step-trace.js";
import type { Colors } from "./colors.js";

/** Longer lines are harder to read than broken ones. */
const MOST_COLUMNS = 120;

/** The tree of calls, in the colours of the report. `columns` are those that are left for it. */
export function callTreeLines(calls: readonly CallTree[], colors: Colors, columns: number): string[] {
  return callLines(calls, { width: Math.min(columns, MOST_COLUMNS), paint: { call: colors.bold, failure: colors.red, faint: colors.dim } });
}

function stepLines({ step, id, kind, calls }: TracedStep, colors: Colors, columns: number): string[] {
  return [colors.dim(`step ${step} ${kind}${id === "" ? "" : ` ${JSON.stringify(id)}`}`), ...callTreeLines(calls, colors, columns)];
}

export function traceLines(trace: readonly TracedStep[], colors: Colors, columns: number): string[] {
  return trace.flatMap((step) => stepLines(step, colors, columns));
}
