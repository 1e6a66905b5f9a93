// A batch of modules, run in one process: what agreed, what did not, and how much memory the process takes.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { reduceCase } from "../reduce/reduce.js";
import { createComparison, type Comparison, type Verdict } from "./compare.js";
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

/**
 * Our executor alone, on one part of the modules to warm up and on the other to be measured: production's library is not to be blamed on
 * it, nor the other way round.
 */
export function measureGrowth({ seed, first, count }: BatchRequest): GrowthReport {
  const host = new HookHost();
  const hooks = hooksOf(host);
  const engines = executorsOf(createWasmExecutor(), hooks, costTables.map(({ costs }) => costs)).map((executor) => engineOf("fast", executor));
  const run = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      const { code, plan } = makeCase(seed, index);
      try {
        runModule(engines[plan.costs]!, host, code, { plan });
      } catch {
        // Faults are the comparison's to judge.
      }
    }
  };
  const warmUp = first + Math.floor(count / 2);
  run(first, warmUp);
  const start = memoryUse();
  run(warmUp, first + count);
  return { start, end: memoryUse() };
}

function memoryUse(): MemoryUse {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { residentMegabytes: Math.round(rss / 2 ** 20), heapMegabytes: Math.round((heapUsed + external) / 2 ** 20) };
}
