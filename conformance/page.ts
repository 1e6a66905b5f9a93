// The conformance page: results by folder, and the files without a verdict.
import { execFileSync } from "node:child_process";
import { incomparableIn } from "./gas.js";
import type { GasReport } from "./gas.js";
import { groupRuns, totalOf } from "./groups.js";
import { reasonFor } from "./reasons.js";
import type { FileRun } from "./run.js";

/** The commit of a checkout, or `unknown` where it has no history. */
export function commitOf(checkout: string): string {
  try {
    return execFileSync("git", ["-C", checkout, "rev-parse", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    // A copy without history is as good a checkout; the page then cannot name its commit.
    return "unknown";
  }
}

function tableOf(runs: readonly FileRun[]): string[] {
  const rows = [...groupRuns(runs), ["**all**", totalOf(runs)] as const];
  return [
    "| folder of `test/` | runs | passed | failed |",
    "|---|---|---|---|",
    ...rows.map(([group, { runs: count, passed, failed }]) => `| ${group} | ${count} | ${passed} | ${failed} |`),
  ];
}

function withoutVerdict(others: readonly FileRun[]): string[] {
  const failed = others.filter(({ status }) => status === "failed");
  const byReason = new Map<string, string[]>();
  for (const { path, error } of failed) {
    const reason = reasonFor(path) ?? `Not explained: ${error ?? ""}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), path]);
  }
  const lists = [...byReason].flatMap(([reason, paths]) => [`- ${reason} (${paths.length})`, ...paths.map((path) => `  - \`${path}\``)]);
  return [`${others.length - failed.length} of ${others.length} pass. The others, and why:`, "", ...lists];
}

function besideSimulator({ transactions, equal, incomparable, unexplained }: GasReport): string[] {
  return [
    "",
    "## Each transaction beside production",
    "",
    "With `--gas`: before a scenario sends a transaction, the state is copied into a world with the settings of production's light simulator and",
    "into the simulator itself, and both execute it. Compared are return code, message, return data, gas used and the address of a deployment.",
    "Each file counts once, without the variants. Scenarios on other gas prices get the simulator's prices, and a gas limit that is enough for them;",
    "user names, shards, random seeds and parts of seconds, which the simulator does not take, are left out on both sides.",
    "",
    `${transactions} transactions: ${equal} equal, ${unexplained.length} different, ${incomparableIn(incomparable)} not comparable.`,
    "",
    ...(incomparable.size === 0 ? [] : ["| why not comparable | transactions |", "|---|---|", ...[...incomparable].map(([reason, count]) => `| ${reason} | ${count} |`), ""]),
    ...unexplained.map(({ path, step, differences }) => `- \`${path}\`, step ${step}: ${differences.map(({ path: part }) => part).join(", ")}`),
  ];
}

export interface PageContent {
  readonly commit: string;
  readonly runs: readonly FileRun[];
  readonly others: readonly FileRun[];
  readonly gas: GasReport | undefined;
}

/** The page as Markdown. */
export function conformancePage({ commit, runs, others, gas }: PageContent): string {
  return [
    "# Conformance",
    "",
    "Written by `npm run conformance -- <checkout of multiversx/mx-chain-vm-go> --page [--gas]`; do not edit.",
    "",
    `The scenario files of \`multiversx/mx-chain-vm-go\` at commit \`${commit}\`, on \`world-mock\`, \`vm-core\` and \`executor-wasm\`.`,
    "",
    "## Scenarios that the Go VM's own tests run",
    "",
    "Each in every variant: with the contracts that the Barnard tests put in place of others, and without flags where a test turns them off.",
    "",
    ...tableOf(runs),
    "",
    "## Scenarios that no Go test runs",
    "",
    ...withoutVerdict(others),
    ...(gas === undefined ? [] : besideSimulator(gas)),
    "",
  ].join("\n");
}
