// Cases from one seed on, until enough transactions are sent. Differences are reduced and written down.
import { isSimulatorError } from "@mxvm/world-simulator";
import { type Case, generateCase } from "../generate/case.js";
import { runCase, type CaseOutcome } from "./both-worlds.js";
import { createCoverage, type Coverage } from "./coverage.js";
import type { Difference } from "./observation.js";
import { reduceCase } from "./reduce.js";
import { writeScenario } from "./scenario-file.js";
import type { Totals } from "./summary.js";

export interface RunOptions {
  /** Transactions and queries to send. */
  readonly runs: number;
  readonly seed: number;
  /** Where differences are written. */
  readonly folder: string;
  /** Runs of smaller cases that a reduction may take. */
  readonly tries: number;
  readonly log: (line: string) => void;
}

export interface RunReport {
  readonly coverage: Coverage;
  readonly totals: Totals;
}

const transactionsOfCase = 40;
const MOST_LEFT_OUT = 20;

export function runCases({ runs, seed, folder, tries, log }: RunOptions): RunReport {
  const coverage = createCoverage();
  const totals: Totals = { sent: 0, succeeded: 0, differences: 0 };
  let leftOut = 0;
  for (let caseSeed = seed; totals.sent < runs; caseSeed++) {
    const generated = generateCase(caseSeed, Math.min(transactionsOfCase, runs - totals.sent));
    const whole = runWhole(generated, coverage);
    if (whole === undefined) {
      log(`seed ${caseSeed} is left out: production, which has a second for each run, took longer`);
      if (++leftOut > MOST_LEFT_OUT) throw new Error(`production took too long in ${leftOut} cases: this machine is too busy to compare on`);
      continue;
    }
    const { sent, succeeded, failure } = whole;
    totals.sent += sent;
    totals.succeeded += succeeded;
    if (failure === undefined) continue;
    totals.differences++;
    log(`seed ${caseSeed}, step ${failure.step} differs:\n${failure.differences.map(differenceText).join("\n")}`);
    const smallest = reduceCase(generated, failure.differences, tries);
    const outcome = runCase(smallest, createCoverage());
    const path = writeScenario(folder, `seed-${caseSeed}`, smallest, outcome);
    log(`reduced, in ${path}, it differs:\n${(outcome.failure?.differences ?? []).map(differenceText).join("\n")}`);
  }
  return { coverage, totals };
}

/** `undefined` where production's clock ended a run, which says nothing about the run. */
function runWhole(generated: Case, coverage: Coverage): CaseOutcome | undefined {
  try {
    return runCase(generated, coverage);
  } catch (error) {
    if (isSimulatorError(error) && error.message.includes("timeout")) return undefined;
    throw error;
  }
}

function differenceText({ path, ours, production }: Difference): string {
  return `  ${path}\n    ours       ${ours ?? "-"}\n    production ${production ?? "-"}`;
}
