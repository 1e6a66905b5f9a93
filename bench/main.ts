// `npm run bench`: measures, side by side in one run, and prints a table of ratios, or with --json the rows. It asserts nothing about time.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { kernelRows, operationRows, preparationRows } from "../packages/executor-wasm/bench/measurements.js";
import { measureWorld } from "../packages/world-mock/bench/measurements.js";
import type { BenchmarkRow } from "./row.js";
import { transactionRows } from "./transactions.js";

const GENESIS_CONTRACTS = "config/node/config/genesisContracts";

function realContract(file: string): Uint8Array {
  const manifest = createRequire(import.meta.url).resolve("@xsuite/full-simulnet/package.json");
  return readFileSync(join(manifest, "..", GENESIS_CONTRACTS, file));
}

/** What is measured, by the words that choose it on the command line. */
const groups: Readonly<Record<string, () => BenchmarkRow[] | Promise<BenchmarkRow[]>>> = {
  kernels: kernelRows,
  transactions: transactionRows,
  preparation: () => preparationRows(realContract("delegation.wasm"), "delegation"),
  operations: operationRows,
  world: measureWorld,
};

function significant(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

function table(rows: readonly BenchmarkRow[]): string {
  const cells = rows.map(({ name, unit, ours, reference, referenceName, ratio }) => [
    name,
    `${significant(ours)} ${unit}`,
    `${significant(reference)} ${unit}`,
    referenceName,
    `${significant(ratio)}×`,
  ]);
  const all = [["what", "ours", "reference", "which is", "better by"], ...cells];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const numeric = new Set([1, 2, 4]);
  return all
    .map((line) => line.map((cell, column) => (numeric.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join("  ").trimEnd())
    .join("\n");
}

function chosenGroups(names: readonly string[]): (() => BenchmarkRow[] | Promise<BenchmarkRow[]>)[] {
  if (names.length === 0) return Object.values(groups);
  return names.map((name) => {
    const measure = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (measure === undefined) throw new TypeError(`there is no group ${name}; there are: ${Object.keys(groups).join(", ")}`);
    return measure;
  });
}

const args = process.argv.slice(2);
const rows: BenchmarkRow[] = [];
for (const measure of chosenGroups(args.filter((arg) => arg !== "--json"))) rows.push(...(await measure()));
console.log(args.includes("--json") ? JSON.stringify(rows, undefined, 2) : table(rows));
