// `npm run conformance:contracts -- <folder>`: scenario files of well-known contracts, on their implementations in TypeScript.
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { readCommandLine } from "../scripts/command-line.js";
import { contradictions } from "./contradictions.js";
import { runContractFile } from "./contract-run.js";

const USAGE = `Usage: npm run conformance:contracts -- <folder with a folder for each contract> [options]

Runs every *.scen.json below the folder on the debug executor; mxsc: and file: paths stand for the contracts of examples/contracts.

  --json   one object instead of a table`;

interface FileRun {
  readonly path: string;
  readonly status: "passed" | "failed" | "skipped";
  /** Why it failed, or why it was not run. */
  readonly error?: string;
}

function runFolder(folder: string): readonly FileRun[] {
  return globSync("**/*.scen.json", { cwd: folder, absolute: true })
    .sort()
    .map((file): FileRun => {
      const path = relative(folder, file).split(sep).join("/");
      const contradiction = contradictions[path];
      if (contradiction !== undefined) return { path, status: "skipped", error: contradiction };
      const error = runContractFile(file);
      return error === undefined ? { path, status: "passed" } : { path, status: "failed", error };
    });
}

function count(runs: readonly FileRun[]): Readonly<Record<FileRun["status"], number>> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status } of runs) counts[status]++;
  return counts;
}

/** The contract whose folder a file is in. */
function contractOf({ path }: FileRun): string {
  return path.split("/")[0] ?? path;
}

function printTable(runs: readonly FileRun[]): void {
  const names = [...new Set(runs.map(contractOf))];
  const groups = names.map((name) => [name, runs.filter((run) => contractOf(run) === name)] as const);
  for (const [contract, ofContract] of [...groups, ["all", runs] as const]) {
    const { passed, failed, skipped } = count(ofContract);
    console.log(`${contract.padEnd(18)}${String(passed).padStart(4)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped`);
  }
  for (const { path, status, error } of runs) if (status !== "passed") console.log(`\n${path}: ${status}\n${error ?? ""}`);
}

const { folder, json } = readCommandLine(USAGE, () => {
  const { values, positionals } = parseArgs({ options: { json: { type: "boolean", default: false } }, allowPositionals: true });
  const [named, ...more] = positionals;
  if (named === undefined || more.length > 0) throw new TypeError("one folder is needed");
  const found = [named, join(process.env["INIT_CWD"] ?? process.cwd(), named)].find((path) => existsSync(path));
  if (found === undefined) throw new TypeError(`there is no folder ${named}`);
  return { folder: found, json: values.json };
});
const runs = runFolder(folder);
if (json) console.log(JSON.stringify({ ...count(runs), files: runs }, undefined, 2));
else printTable(runs);
if (runs.length === 0) console.error(`There are no scenario files below ${folder}.`);
if (runs.length === 0 || count(runs).failed > 0) process.exitCode = 1;
