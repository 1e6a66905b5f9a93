// `npm run conformance:hooks`: plays the cases of every VM hook on the mock world and on the light simulator, and writes docs/conformance-hooks.md.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hooks } from "@mxvm/executor-api";

const ROOT = join(import.meta.dirname, "..");
const PAGE = join(ROOT, "docs/conformance-hooks.md");
const SUITE = "packages/world-simulator/test/differential/hooks/";

interface HookReport {
  readonly hook: string;
  readonly succeeded: number;
  readonly failed: number;
  readonly differences: number;
}

/** Runs the suite; answers what each hook came to. */
function playHooks(): Map<string, HookReport> {
  const folder = mkdtempSync(join(tmpdir(), "mxvm-hooks-"));
  const report = join(folder, "report.jsonl");
  writeFileSync(report, "");
  spawnSync("npx", ["--no-install", "vitest", "run", "--project", "@mxvm/world-simulator", SUITE], {
    cwd: ROOT,
    env: { ...process.env, MXVM_HOOK_REPORT: report },
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const lines = readFileSync(report, "utf8").split("\n").filter((line) => line !== "");
  rmSync(folder, { recursive: true, force: true });
  return new Map(lines.map((line) => JSON.parse(line) as HookReport).map((row) => [row.hook, row]));
}

function rowOf(name: string, report: HookReport | undefined): string {
  if (report === undefined) return `| \`${name}\` | none | | | **no case** |`;
  const verdict = report.differences === 0 ? "equal" : `**${report.differences} different**`;
  return `| \`${name}\` | light simulator | ${report.succeeded} | ${report.failed} | ${verdict} |`;
}

function pageOf(reports: ReadonlyMap<string, HookReport>): string {
  const rows = [...reports.values()];
  const sum = (count: (row: HookReport) => number): number => rows.reduce((total, row) => total + count(row), 0);
  const cases = sum(({ succeeded, failed, differences }) => succeeded + failed + differences);
  return [
    "# Hooks against production",
    "",
    "Written by `npm run conformance:hooks`; do not edit.",
    "",
    "Each case is a transaction whose contract calls the hook with ordinary, boundary or hostile arguments: alone, with payments, read-only, on",
    "the same and on another context, and with too little gas. Return code, message, return data, gas, storage, balances and nonces are compared",
    `with the Go VM in the light simulator. ${rows.length} of ${hooks.length} hooks, ${cases} cases, ${sum(({ differences }) => differences)} differences.`,
    "A hook without a case is a gap.",
    "",
    "| hook | oracle | succeeding | failing | verdict |",
    "|---|---|---|---|---|",
    ...hooks.map(({ name }) => rowOf(name, reports.get(name))),
    "",
  ].join("\n");
}

const reports = playHooks();
if (reports.size === 0) {
  console.error("No hook was played: this platform has no light simulator.");
  process.exitCode = 1;
} else {
  writeFileSync(PAGE, pageOf(reports));
  console.log(`${PAGE}: ${reports.size} of ${hooks.length} hooks`);
}
