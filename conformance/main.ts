// `npm run conformance -- <checkout of mx-chain-vm-go>`: every scenario that its own tests run, in every variant, and a table by folder.
// With --json one object; with --others also the files that no Go test runs.
import { runGoTests, runOthers, testFolderOf } from "./run.js";
import type { FileRun } from "./run.js";

interface Counts {
  runs: number;
  passed: number;
  failed: number;
}

/** Folder of a run as the table shows it: `test/<contract>`, for features with the feature. */
function groupOf({ path, variant }: FileRun): string {
  const parts = path.split("/");
  const folder = parts.slice(1, parts[1] === "features" || parts[1] === "delegation" || parts[1] === "contracts" ? 3 : 2).join("/");
  return variant === "" ? folder : `${folder} (${variant})`;
}

function countByGroup(runs: readonly FileRun[]): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const run of runs) {
    const counts = groups.get(groupOf(run)) ?? { runs: 0, passed: 0, failed: 0 };
    counts.runs++;
    counts[run.status]++;
    groups.set(groupOf(run), counts);
  }
  return groups;
}

function total(runs: readonly FileRun[]): Counts {
  const passed = runs.filter(({ status }) => status === "passed").length;
  return { runs: runs.length, passed, failed: runs.length - passed };
}

function printTable(runs: readonly FileRun[]): void {
  const lines = [...countByGroup(runs), ["all", total(runs)] as const];
  const width = Math.max(...lines.map(([group]) => group.length));
  for (const [group, { runs: count, passed, failed }] of lines) {
    console.log(`${group.padEnd(width)}  ${String(count).padStart(4)} runs  ${String(passed).padStart(4)} passed  ${String(failed).padStart(4)} failed`);
  }
  for (const { path, variant, error } of runs.filter(({ status }) => status === "failed")) {
    console.log(`\n${path}${variant === "" ? "" : ` (${variant})`}\n${error ?? ""}`);
  }
}

const args = process.argv.slice(2);
const [checkout] = args.filter((arg) => !arg.startsWith("--"));
if (checkout === undefined) {
  console.error("Usage: npm run conformance -- <checkout of mx-chain-vm-go> [--json] [--others]");
  process.exitCode = 2;
} else {
  const root = testFolderOf(checkout);
  const runs = [...runGoTests(root), ...(args.includes("--others") ? runOthers(root) : [])];
  const counts = total(runs);
  if (args.includes("--json")) console.log(JSON.stringify({ ...counts, skipped: 0, files: runs }, undefined, 2));
  else printTable(runs);
  if (counts.failed > 0) process.exitCode = 1;
}
