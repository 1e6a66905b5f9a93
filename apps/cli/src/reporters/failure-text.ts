// A failure in words that need no layout, and what the failed step called.
import { callLines } from "@mxvm/scenario";
import { displayPath } from "../node-files.js";
import type { ScenarioFailure } from "../scenario-run.js";

/** `step 3 "id"`, or that no step ran. */
export function failedStep({ step, txId }: ScenarioFailure): string {
  if (step === 0) return "not run";
  return `step ${step}${txId === "" ? "" : ` ${JSON.stringify(txId)}`}`;
}

/** `file:line:column`, which terminals make a link. */
export function failurePlace({ file, line, column }: ScenarioFailure, cwd: string): string {
  return `${displayPath(file, cwd)}:${line}:${column}`;
}

export function failureText(failure: ScenarioFailure, cwd: string): string {
  const calls = failure.calls.length === 0 ? [] : ["", ...callLines(failure.calls)];
  return [`${failedStep(failure)}, ${failurePlace(failure, cwd)}`, failure.message, ...calls].join("\n");
}
