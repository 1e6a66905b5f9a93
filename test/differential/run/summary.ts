// What a run of many cases came to, for people.
import { hookTable, hooksByName } from "@mxvm/executor-api";
import { builtInFunctionNames } from "../generate/built-in-calls.js";
import { callForms, type Coverage } from "./coverage.js";

export interface Totals {
  sent: number;
  succeeded: number;
  differences: number;
}

/** What the generator leaves out on purpose does not count as empty. */
function emptyCounts(coverage: Coverage): string[] {
  const groups = groupCounts(coverage);
  return [
    ...[...groups].filter(([, calls]) => calls === 0).map(([group]) => `hook group ${group}`),
    ...builtInFunctionNames.filter((name) => !coverage.builtInFunctions.has(name)).map((name) => `built-in function ${name}`),
    ...callForms.filter((form) => !coverage.forms.has(form)).map((form) => `call form ${form}`),
  ];
}

function groupCounts({ hooks }: Coverage): Map<string, number> {
  const counts = new Map<string, number>(Object.keys(hookTable).map((group) => [group, 0]));
  for (const [name, calls] of hooks) {
    const group = hooksByName.get(name)?.group ?? "";
    counts.set(group, (counts.get(group) ?? 0) + calls);
  }
  return counts;
}

export function summarize(coverage: Coverage, { sent, succeeded, differences }: Totals): string {
  const share = sent === 0 ? 0 : (100 * succeeded) / sent;
  const line = (name: string, ...figures: readonly (number | string)[]): string => `  ${name.padEnd(40)}${figures.join("  ")}`;
  const builtIns = builtInFunctionNames.map((name) => {
    const calls = coverage.builtInFunctions.get(name) ?? 0;
    return line(name, calls, `${coverage.builtInSuccesses.get(name) ?? 0} succeeded`);
  });
  const empty = emptyCounts(coverage);
  return [
    `VM hooks called by group (${coverage.hooks.size} different hooks)`,
    ...[...groupCounts(coverage)].map(([group, calls]) => line(group, calls)),
    "Built-in functions asked for by contracts",
    ...builtIns,
    "Forms of calls",
    ...callForms.map((form) => line(form, coverage.forms.get(form) ?? 0)),
    ...(empty.length === 0 ? [] : [`Not reached: ${empty.join(", ")}`]),
    `${sent} transactions and queries, ${succeeded} succeeded (${share.toFixed(1)} %), ${differences} differences`,
  ].join("\n");
}
