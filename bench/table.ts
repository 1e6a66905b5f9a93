// Rows as cells, and as a table for a terminal or a page.
import type { BenchmarkRow } from "./row.js";

const headings = ["what", "ours", "reference", "which is", "better by"];
const numericColumns: ReadonlySet<number> = new Set([1, 2, 4]);

function significant(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

function cellsOf({ name, unit, ours, reference, referenceName, ratio }: BenchmarkRow): string[] {
  return [
    name,
    `${significant(ours)} ${unit}`,
    reference === null ? "–" : `${significant(reference)} ${unit}`,
    referenceName,
    ratio === null ? "–" : `${significant(ratio)}×`,
  ];
}

export function textTable(rows: readonly BenchmarkRow[]): string {
  const all = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  return all
    .map((line) => line.map((cell, column) => (numericColumns.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join("  ").trimEnd())
    .join("\n");
}

export function markdownTable(rows: readonly BenchmarkRow[]): string {
  const rule = headings.map((_, column) => (numericColumns.has(column) ? "--:" : "---"));
  return [headings, rule, ...rows.map(cellsOf)].map((line) => `| ${line.join(" | ")} |`).join("\n");
}
