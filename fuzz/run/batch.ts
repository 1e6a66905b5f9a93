// A batch of modules, run in one process: what agreed, what did not, and how much memory the process takes.
import type { MeteringMode } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { reduceCase } from "../reduce/reduce.js";
import { createComparison, type Case, type Comparison, type Verdict } from "./compare.js";
import { costTables } from "./costs.js";
import { makeCase } from "./make-case.js";
import { engineOf, executorsOf } from "./engine.js";
import { HookHost, hooksOf } from "./fake-hooks.js";
import { writeKept } from "./kept.js";
import { runModule } from "./run-module.js";

export interface BatchRequest {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
}

export interface FoundDifference {
  readonly index: number;
  readonly kind: string;
  readonly detail: string;
  /** The reduced module, as a file that can be kept. */
  readonly file: string;
}

export interface BatchReport {
  readonly modules: number;
  /** How often each thing happened, by its name. */
  readonly counts: Readonly<Record<string, number>>;
  readonly differences: readonly FoundDifference[];
}

const REDUCTION_TRIES = 1_500;
/** Differences of one batch that are reduced: many of them have one cause. */
const MAX_REDUCED = 3;

let comparison: Comparison | undefined;

export function runBatch({ seed, first, count }: BatchRequest): BatchReport {
  const judge = (comparison ??= createComparison());
  const counts: Record<string, number> = {};
  const differences: FoundDifference[] = [];
  const add = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (let index = first; index < first + count; index++) {
    const candidate = makeCase(seed, index);
    const verdict = judge.compare(candidate);
    countVerdict(verdict, candidate.origin, add);
    if (verdict.status !== "different") continue;
    const { kind, detail } = verdict.difference;
    const smallest = differences.length < MAX_REDUCED ? reduceCase(candidate, judge, kind, REDUCTION_TRIES) : candidate;
    differences.push({ index, kind, detail, file: writeKept(smallest, [`seed ${String(seed)}, index ${String(index)}`, kind]) });
  }
  return { modules: count, counts, differences };
}

function countVerdict(verdict: Verdict, origin: string, add: (name: string) => void): void {
  const { production } = verdict;
  add(verdict.status);
  if (verdict.status === "excluded") add(`excluded: ${verdict.rule}`);
  add(`made: ${origin}`);
  if (production.rejection !== undefined) {
    add("rejected");
    return;
  }
  add("accepted");
  const isExecuted = production.runs.some(({ end }) => end !== "missing");
  if (isExecuted) add("executed");
  if (production.runs.some(({ end }) => end === "returned")) add("executed: with a run that returned");
  for (const { end } of production.runs) add(`run: ${end}`);
}

export interface MemoryUse {
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
}

export interface GrowthReport {
  readonly start: MemoryUse;
  readonly end: MemoryUse;
}

/** Runs our executor alone, in both metering modes: it must survive what production does not. Answers how many modules it ran. */
export function runOurs({ seed, first, count }: BatchRequest): number {
  const run = ourRunner(["fast", "exact"]);
  for (let index = first; index < first + count; index++) run(makeCase(seed, index));
  return count;
}

/**
 * Our executor alone, on one part of the modules to warm up and on the other to be measured: production's library is not to be blamed on
 * it, nor the other way round.
 */
export function measureGrowth({ seed, first, count }: BatchRequest): GrowthReport {
  const run = ourRunner(["fast"]);
  const half = first + Math.floor(count / 2);
  for (let index = first; index < half; index++) run(makeCase(seed, index));
  const start = memoryUse();
  for (let index = half; index < first + count; index++) run(makeCase(seed, index));
  return { start, end: memoryUse() };
}

function ourRunner(modes: readonly MeteringMode[]): (candidate: Case) => void {
  const host = new HookHost();
  const executors = executorsOf(createWasmExecutor(), hooksOf(host), costTables.map(({ costs }) => costs));
  return ({ code, plan }) => {
    for (const metering of modes) {
      try {
        runModule(engineOf(metering, executors[plan.costs]!), host, code, { plan });
      } catch {
        // Faults are the comparison's to judge.
      }
    }
  };
}

function memoryUse(): MemoryUse {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { residentMegabytes: Math.round(rss / 2 ** 20), heapMegabytes: Math.round((heapUsed + external) / 2 ** 20) };
}
