// A difference made small: steps, contracts' statements and what else can go are left out as long as the difference stays.
import type { Case, GeneratedContract, Step } from "../generate/case.js";
import type { ProgramFunction, Statement } from "../program/program.js";
import { runCase, type CaseOutcome } from "./both-worlds.js";
import { createCoverage } from "./coverage.js";
import type { Difference } from "./observation.js";

/** How a case is tried. Each try has a simulator of its own, which takes about 0.1 s. */
export type RunCase = (candidate: Case) => CaseOutcome;

const runBoth: RunCase = (candidate) => runCase(candidate, createCoverage());

/** The smallest case found that differs in the same place. */
export function reduceCase(generated: Case, differences: readonly Difference[], tries: number, run: RunCase = runBoth): Case {
  const wanted = kindOf(differences);
  let left = tries;
  const differs = (candidate: Case): boolean => {
    if (left <= 0) return false;
    left--;
    try {
      const { failure } = run(candidate);
      return failure !== undefined && kindOf(failure.differences) === wanted;
    } catch {
      // A candidate that neither world can run is none.
      return false;
    }
  };
  let smallest = withSteps(generated, (steps) => smallestList(steps, (kept) => differs({ ...generated, steps: kept })));
  for (const [index, contract] of smallest.contracts.entries()) {
    const emptied = withContract(smallest, index, { ...contract.program, functions: contract.program.functions.map(withoutBody) });
    if (differs(emptied)) smallest = emptied;
  }
  for (const index of smallest.contracts.keys()) smallest = reduceContract(smallest, index, differs);
  return withSteps(smallest, (steps) => smallestList(steps, (kept) => differs({ ...smallest, steps: kept })));
}

/** What differs, without whose it is and how much. */
function kindOf(differences: readonly Difference[]): string {
  const paths = differences.map(({ path }) => path.replace(/[0-9a-f]{8,}/g, "…"));
  if (paths.includes("refused")) return "refused";
  return paths.includes("returnCode") ? "returnCode" : paths.includes("gasUsed") && paths.length === 1 ? "gasUsed" : [...new Set(paths)].sort()[0]!;
}

function withSteps(generated: Case, change: (steps: readonly Step[]) => readonly Step[]): Case {
  return { ...generated, steps: change(generated.steps) };
}

function withContract(generated: Case, index: number, program: GeneratedContract["program"]): Case {
  return { ...generated, contracts: generated.contracts.map((contract, each) => (each === index ? { ...contract, program } : contract)) };
}

function withoutBody({ name }: ProgramFunction): ProgramFunction {
  return { name, body: [] };
}

function reduceContract(generated: Case, index: number, differs: (candidate: Case) => boolean): Case {
  let smallest = generated;
  for (const position of generated.contracts[index]!.program.functions.keys()) {
    const withBody = (body: readonly Statement[]): Case => {
      const { program } = smallest.contracts[index]!;
      const functions = program.functions.map((each, place) => (place === position ? { ...each, body } : each));
      return withContract(smallest, index, { ...program, functions });
    };
    const { body } = smallest.contracts[index]!.program.functions[position]!;
    if (body.length === 0) continue;
    const flat = body.flatMap((statement) => ("body" in statement ? statement.body : [statement]));
    const start = differs(withBody(flat)) ? flat : body;
    smallest = withBody(smallestList(start, (kept) => differs(withBody(kept))));
  }
  return smallest;
}

/** Leaves out everything, halves, quarters and so on down to single items, as long as the rest still does. */
function smallestList<Item>(items: readonly Item[], does: (kept: readonly Item[]) => boolean): readonly Item[] {
  let kept = items;
  for (let size = items.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = kept.length - size; start > -size; start -= size) {
      const candidate = [...kept.slice(0, Math.max(0, start)), ...kept.slice(start + size)];
      if (candidate.length < kept.length && does(candidate)) kept = candidate;
    }
  }
  return kept;
}
