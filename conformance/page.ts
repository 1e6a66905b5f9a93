// The conformance page: results by folder, and the files without a verdict.
import { execFileSync } from "node:child_process";
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

/** The page as Markdown. */
export function conformancePage(commit: string, runs: readonly FileRun[], others: readonly FileRun[]): string {
  return [
    "# Conformance",
    "",
    "Written by `npm run conformance -- <checkout of multiversx/mx-chain-vm-go> --page`; do not edit.",
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
    "",
  ].join("\n");
}
