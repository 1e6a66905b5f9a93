// `npm run conformance -- <checkout of mx-chain-vm-go>`: every scenario that its own tests run, in every variant, and a table by folder.
// What else it can do is in USAGE.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { DEFAULT_EXECUTOR } from "../apps/cli/src/executors/executor-names.js";
import { loadExecutor } from "../apps/cli/src/executors/load-executor.js";
import { UsageError } from "../apps/cli/src/terminal.js";
import { compareExecutors } from "./against.js";
import type { ExecutorComparison } from "./against.js";
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

interface ConformOptions {
  readonly json: boolean;
  readonly others: boolean;
  readonly page: boolean;
  readonly gas: boolean;
  readonly executor?: ExecutorFactory;
  readonly against?: ExecutorFactory;
}

function printComparison({ transactions, differences }: ExecutorComparison): void {
  console.log(`\nOn both executors: ${transactions} transactions and queries, ${differences.length} different`);
  for (const difference of differences) console.log(`  ${difference}`);
}

function conform(checkout: string, { json, others: wantsOthers, page, gas: wantsGas, executor, against }: ConformOptions): void {
  const root = testFolderOf(checkout);
  const judged = runGoTests(root, { executor });
  const others = wantsOthers || page ? runOthers(root, { executor }) : [];
  const runs = wantsOthers ? [...judged, ...others] : judged;
  const gas = wantsGas ? compareGas(root) : undefined;
  const comparison = executor && against && compareExecutors((wishes) => runGoTests(root, wishes), executor, against);
  if (page) writeFileSync(PAGE, conformancePage({ commit: commitOf(checkout), runs: judged, others, gas }));
  const gasJson = gas && { gas: { ...gas, incomparable: Object.fromEntries(gas.incomparable) } };
  const againstJson = comparison && { against: { transactions: comparison.transactions, differences: comparison.differences } };
  if (json) console.log(JSON.stringify({ ...totalOf(runs), skipped: 0, files: runs, ...gasJson, ...againstJson }, undefined, 2));
  else printTable(runs);
  if (gas !== undefined && !json) printGas(gas);
  if (comparison !== undefined && !json) printComparison(comparison);
  const isDifferent = (gas?.unexplained.length ?? 0) > 0 || (comparison?.differences.length ?? 0) > 0;
  if (totalOf(judged).failed > 0 || isDifferent) process.exitCode = 1;
}

const USAGE = `Usage: npm run conformance -- <checkout of mx-chain-vm-go> [options]

  --json               one object instead of a table
  --others             the files that no Go test runs as well
  --page               write docs/conformance.md
  --gas                compare each transaction with production's light simulator
  --executor <name>    run on this executor: wasm (default), wasmer, or an installed package
  --against <name>     compare each transaction with the same on another executor`;

const flag = { type: "boolean", default: false } as const;
const options = { json: flag, others: flag, page: flag, gas: flag, help: flag, executor: { type: "string" }, against: { type: "string" } } as const;

function complaintOf(checkout: string | undefined, { page, gas, executor }: { page: boolean; gas: boolean; executor?: string }): string | undefined {
  if (checkout === undefined) return USAGE;
  if (executor !== undefined && (page || gas)) return "--page and --gas are about executor-wasm: leave out --executor.";
  if (gas && !isLightSimulatorInstalled()) return "--gas needs the light simulator, which this platform does not have.";
  return undefined;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [checkout] = positionals;
  const { executor = values.against && DEFAULT_EXECUTOR, against, help, ...wishes } = values;
  if (help) {
    console.log(USAGE);
    return;
  }
  const complaint = complaintOf(checkout, values);
  if (checkout === undefined || complaint !== undefined) throw new UsageError(complaint);
  const named = (name: string): Promise<ExecutorFactory> => loadExecutor({ name }, process.cwd());
  conform(checkout, { ...wishes, ...(executor && { executor: await named(executor) }), ...(against && { against: await named(against) }) });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError || (error instanceof TypeError && "code" in error))) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
