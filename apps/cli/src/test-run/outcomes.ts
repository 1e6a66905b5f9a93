// Outcomes in the order of their files, whichever thread they come from.
import type { ScenarioOutcome } from "../scenario-run.js";

export interface OrderedOutcomes {
  readonly add: (outcome: ScenarioOutcome) => void;
  readonly has: (path: string) => boolean;
  /** All of them, in order. */
  readonly all: () => readonly ScenarioOutcome[];
  readonly hasFailure: () => boolean;
}

/** Hands outcomes on as soon as those of all files before them are known. */
export function orderOutcomes(paths: readonly string[], onOutcome: (outcome: ScenarioOutcome) => void): OrderedOutcomes {
  const known = new Map<string, ScenarioOutcome>();
  const ordered: ScenarioOutcome[] = [];
  let failed = false;
  return {
    add: (outcome) => {
      known.set(outcome.path, outcome);
      failed ||= outcome.status === "failed";
      for (let next = known.get(paths[ordered.length] ?? ""); next !== undefined; next = known.get(paths[ordered.length] ?? "")) {
        ordered.push(next);
        onOutcome(next);
      }
    },
    has: (path) => known.has(path),
    all: () => ordered,
    hasFailure: () => failed,
  };
}
