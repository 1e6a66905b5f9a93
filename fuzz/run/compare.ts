// One module on production and on ours in both metering modes: do they agree?
import { isExecutorError } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { createWasmerExecutor } from "@mxvm/executor-wasmer";
import { costTables } from "./costs.js";
import { engineOf, executorsOf, type Engine } from "./engine.js";
import { HookHost, hooksOf } from "./fake-hooks.js";
import { exclusionOf, exclusionOfFault, type ExclusionRule } from "./exclusions.js";
import type { Plan } from "./plan.js";
import { runModule, type ModuleRuns, type Run } from "./run-module.js";

export interface Case {
  readonly code: Uint8Array;
  readonly plan: Plan;
}

export interface Difference {
  /** What differs, without how much: stays the same while a module is reduced. */
  readonly kind: string;
  readonly detail: string;
}

export type Verdict =
  | { readonly status: "agreed"; readonly production: ModuleRuns }
  | { readonly status: "excluded"; readonly rule: ExclusionRule; readonly production: ModuleRuns }
  | { readonly status: "different"; readonly difference: Difference; readonly production: ModuleRuns };

export interface Comparison {
  compare(candidate: Case): Verdict;
}

/** One engine of each kind for every table of costs, all with the same hooks. */
export function createComparison(): Comparison {
  const host = new HookHost();
  const hooks = hooksOf(host);
  const tables = costTables.map(({ costs }) => costs);
  const judges = executorsOf(createWasmerExecutor(), hooks, tables);
  const freshJudges = executorsOf(createWasmerExecutor({ maxIdleInstances: 0 }), hooks, tables);
  const executors = executorsOf(createWasmExecutor(), hooks, tables);
  const once = ({ code, plan }: Case, fresh: boolean): Verdict => {
    const judge = engineOf("production", (fresh ? freshJudges : judges)[plan.costs]!);
    const production = runModule(judge, host, code, { plan, fresh });
    const limits = production.runs.map(({ limit }) => limit);
    for (const metering of ["fast", "exact"] as const) {
      const engine = engineOf(metering, executors[plan.costs]!);
      const verdict = verdictOn(engine, () => runModule(engine, host, code, { plan, limits }), production);
      if (verdict.status !== "agreed") return verdict;
    }
    return { status: "agreed", production };
  };
  return {
    compare: (candidate) => {
      const verdict = once(candidate, false);
      if (verdict.status !== "different") return verdict;
      // Production's instances are not always as new after a reset: only fresh ones are a judge.
      const certain = once(candidate, true);
      return certain.status === "agreed" ? { status: "excluded", rule: "reset of production", production: certain.production } : certain;
    },
  };
}

function verdictOn(engine: Engine, run: () => ModuleRuns, production: ModuleRuns): Verdict {
  try {
    const ours = run();
    const difference = differenceOf(engine, ours, production);
    if (difference === undefined) return { status: "agreed", production };
    const rule = exclusionOf(ours, production);
    return rule === undefined ? { status: "different", difference, production } : { status: "excluded", rule, production };
  } catch (error) {
    const rule = exclusionOfFault(error);
    if (rule !== undefined) return { status: "excluded", rule, production };
    const name = isExecutorError(error) ? error.code : error instanceof Error ? error.name : typeof error;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: "different", difference: { kind: `${engine.name}: throws ${name}`, detail }, production };
  }
}

function differenceOf(engine: Engine, ours: ModuleRuns, production: ModuleRuns): Difference | undefined {
  const differ = (what: string, our: unknown, theirs: unknown): Difference => ({
    kind: `${engine.name}: ${what}`,
    detail: `ours ${String(our)}; production ${String(theirs)}`,
  });
  if ((ours.rejection === undefined) !== (production.rejection === undefined)) {
    const kind = ours.rejection === undefined ? "accepts what production rejects" : "rejects what production accepts";
    return differ(kind, ours.rejection ?? "accepts", production.rejection ?? "accepts");
  }
  if (production.rejection !== undefined) return undefined;
  if (ours.startHooks !== production.startHooks) return differ("hooks of the start function", ours.startHooks, production.startHooks);
  if (ours.endpoints.join("\0") !== production.endpoints.join("\0")) return differ("endpoints", ours.endpoints, production.endpoints);
  if (ours.hasEndpointArities !== production.hasEndpointArities) {
    return differ("arities", ours.hasEndpointArities, production.hasEndpointArities);
  }
  for (const [index, theirs] of production.runs.entries()) {
    const our = ours.runs[index];
    const what = our === undefined ? "number of runs" : differingField(engine, our, theirs);
    if (what !== undefined) return differ(what, textOf(our), textOf(theirs));
  }
  return undefined;
}

/** By itself fast metering may take a trap for the end of gas, and the other way round; that it is a failure it must know. */
function differingField(engine: Engine, our: Run, theirs: Run): string | undefined {
  const isFailure = ({ end }: Run): boolean => end === "trapped" || end === "out of gas" || end === "memory limit";
  const isSettledLater = engine.name === "fast" && isFailure(our) && isFailure(theirs);
  if (our.end !== theirs.end && !isSettledLater) return `${our.end} instead of ${theirs.end}`;
  if (our.breakpoint !== theirs.breakpoint && !isSettledLater) return "breakpoint";
  if (our.points !== theirs.points) return "points";
  if (our.hooks !== theirs.hooks) return "calls of hooks";
  return our.memory === theirs.memory ? undefined : "memory";
}

function textOf(run: Run | undefined): string {
  return run === undefined ? "nothing" : JSON.stringify(run, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
