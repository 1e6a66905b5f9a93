// So many random transactions on a contract and its compiled form, in cases that each begin in a new world.
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import { createSides, runCase, type StepDifference } from "./both-executors.js";
import type { Subject } from "./subjects.js";

const STEPS_OF_A_CASE = 50;

export interface ContractReport {
  readonly sent: number;
  readonly succeeded: number;
  readonly messages: ReadonlyMap<string, number>;
  readonly differences: readonly StepDifference[];
}

/** Case after case from `seed` on, so that each can be run again by itself. */
export function runContract(subject: Subject, runs: number, seed: number): ContractReport {
  const messages = new Map<string, number>();
  const differences: StepDifference[] = [];
  let sent = 0;
  let succeeded = 0;
  const sides = createSides(subject);
  for (let caseSeed = seed; sent < runs; caseSeed++) {
    const both = sides();
    const steps = Math.min(STEPS_OF_A_CASE, runs - sent);
    const report = runCase(subject, both, caseSeed, steps);
    for (const { world } of both) world.close();
    for (const [message, count] of report.messages) messages.set(message, (messages.get(message) ?? 0) + count);
    sent += steps;
    succeeded += report.succeeded;
    if (report.difference !== undefined) differences.push(report.difference);
  }
  return { sent, succeeded, messages, differences };
}

/** A difference as text: how to see it again, and what differs. */
export function formatDifference({ seed, step, what, differences }: StepDifference): string {
  const lines = differences.map(({ path, ours, production }) => `    ${path}: TypeScript ${readable(ours)}, compiled ${readable(production)}`);
  return [`  --seed ${seed} --runs ${STEPS_OF_A_CASE}: step ${step}: ${what}`, ...lines].join("\n");
}

function readable(value: string | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

export function formatReport(name: string, { sent, succeeded, messages, differences }: ContractReport): string {
  const failures = [...messages].sort(([, left], [, right]) => right - left).map(([message, count]) => `  ${String(count).padStart(6)}  ${printable(message)}`);
  return [
    `${name}: ${sent} transactions and queries, ${succeeded} succeeded, ${differences.length} differences; failures:`,
    ...failures,
    ...differences.map(formatDifference),
  ].join("\n");
}

function printable(message: string): string {
  return /^[ -~]*$/.test(message) ? message : bytesToHex(utf8ToBytes(message));
}
