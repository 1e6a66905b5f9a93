// Runs counted by folder.
import type { FileRun } from "./run.js";

export interface Counts {
  runs: number;
  passed: number;
  failed: number;
}

/** Folders whose sub-folders are contracts of their own. */
const collections = new Set(["features", "delegation", "contracts"]);

function groupOf({ path, variant }: FileRun): string {
  const [, first = "", second = ""] = path.split("/");
  const folder = collections.has(first) ? `${first}/${second}` : first;
  return variant === "" ? folder : `${folder} (${variant})`;
}

/** Counts by folder and variant, in order of first run. */
export function groupRuns(runs: readonly FileRun[]): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const run of runs) {
    const counts = groups.get(groupOf(run)) ?? { runs: 0, passed: 0, failed: 0 };
    counts.runs++;
    counts[run.status]++;
    groups.set(groupOf(run), counts);
  }
  return groups;
}

export function totalOf(runs: readonly FileRun[]): Counts {
  const passed = runs.filter(({ status }) => status === "passed").length;
  return { runs: runs.length, passed, failed: runs.length - passed };
}
