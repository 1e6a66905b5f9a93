// Outcomes in the order of their files, whichever thread they come from. Keeps those alone whose turn has not come.
import type { RunSummary, ScenarioOutcome } from "../scenario-run.js";

export interface OrderedOutcomes {
  readonly add: (position: number, outcome: ScenarioOutcome) => void;
  readonly has: (position: number) => boolean;
  readonly summary: () => RunSummary;
}

/** Hands outcomes on as soon as those of all files before them are known. */
export function orderOutcomes(onOutcome: (outcome: ScenarioOutcome) => void): OrderedOutcomes {
  const counts = { passed: 0, failed: 0, skipped: 0, warnings: 0 };
  const waiting = new Map<number, ScenarioOutcome>();
  let next = 0;
  return {
    add: (position, outcome) => {
      counts[outcome.status]++;
      counts.warnings += outcome.warnings.length;
      waiting.set(position, outcome);
      for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
        waiting.delete(next++);
        onOutcome(ready);
      }
    },
    has: (position) => position < next || waiting.has(position),
    summary: () => ({ ...counts }),
  };
}
