// `npm run conformance -- <checkout of mx-chain-vm-go>`: every scenario that its own tests run, in every variant, and a table by folder.
// --json prints one object instead, --others adds the files that no Go test runs, --page writes the conformance page,
// --gas also compares each transaction with production's light simulator, gas included.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { compareGas, incomparableIn } from "./gas.js";
import type { GasReport } from "./gas.js";
import { groupRuns, totalOf } from "./groups.js";
import { commitOf, conformancePage } from "./page.js";
import { runGoTests, runOthers, testFolderOf } from "./run.js";
import type { FileRun } from "./run.js";

const PAGE = join(import.meta.dirname, "../docs/conformance.md");

function printTable(runs: readonly FileRun[]): void {
  const lines = [...groupRuns(runs), ["all", totalOf(runs)] as const];
  const width = Math.max(...lines.map(([group]) => group.length));
  for (const [group, { runs: count, passed, failed }] of lines) {
    console.log(`${group.padEnd(width)}  ${String(count).padStart(4)} runs  ${String(passed).padStart(4)} passed  ${String(failed).padStart(4)} failed`);
  }
  for (const { path, variant, error } of runs.filter(({ status }) => status === "failed")) {
    console.log(`\n${path}${variant === "" ? "" : ` (${variant})`}\n${error ?? ""}`);
  }
}

function printGas({ transactions, equal, incomparable, unexplained }: GasReport): void {
  const counts = `${equal} equal, ${unexplained.length} different, ${incomparableIn(incomparable)} not comparable`;
  console.log(`\nBeside the light simulator: ${transactions} transactions, ${counts}`);
  for (const [reason, count] of incomparable) console.log(`  ${String(count).padStart(4)}  ${reason}`);
  for (const { path, step, differences } of unexplained) {
    console.log(`\n${path}, step ${step}`);
    for (const { path: part, ours, production } of differences) console.log(`  ${part}: ours ${ours ?? "-"}, production ${production ?? "-"}`);
  }
}

function conform(checkout: string, options: ReadonlySet<string>): void {
  const root = testFolderOf(checkout);
  const judged = runGoTests(root);
  const others = options.has("--others") || options.has("--page") ? runOthers(root) : [];
  const runs = options.has("--others") ? [...judged, ...others] : judged;
  const gas = options.has("--gas") ? compareGas(root) : undefined;
  if (options.has("--page")) writeFileSync(PAGE, conformancePage({ commit: commitOf(checkout), runs: judged, others, gas }));
  const gasJson = gas && { gas: { ...gas, incomparable: Object.fromEntries(gas.incomparable) } };
  if (options.has("--json")) console.log(JSON.stringify({ ...totalOf(runs), skipped: 0, files: runs, ...gasJson }, undefined, 2));
  else printTable(runs);
  if (gas !== undefined && !options.has("--json")) printGas(gas);
  if (totalOf(judged).failed > 0 || (gas?.unexplained.length ?? 0) > 0) process.exitCode = 1;
}

const args = process.argv.slice(2);
const [checkout] = args.filter((arg) => !arg.startsWith("--"));
if (checkout === undefined) {
  console.error("Usage: npm run conformance -- <checkout of mx-chain-vm-go> [--json] [--others] [--page] [--gas]");
  process.exitCode = 2;
} else if (args.includes("--gas") && !isLightSimulatorInstalled()) {
  console.error("--gas needs the light simulator, which this platform does not have.");
  process.exitCode = 1;
} else {
  conform(checkout, new Set(args));
}
