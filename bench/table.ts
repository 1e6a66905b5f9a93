// Rows as cells, and as a table for a terminal or a page. Rows of one name that stand side by side share a line, a reference after the other.
import type { BenchmarkRow } from "./row.js";

type Cells = readonly string[];

interface Table {
  readonly headings: Cells;
  readonly lines: readonly Cells[];
}

const plainHeadings = ["what", "ours", "reference", "which is", "better by"];

function significant(value: number): string {
  if (value !== 0 && value < 0.1) return value.toFixed(2);
  return value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

const inUnit = (value: number | null, unit: string): string => (value === null ? "–" : `${significant(value)} ${unit}`);
const times = (ratio: number | null): string => (ratio === null ? "–" : `${significant(ratio)}×`);

function plainTable(rows: readonly BenchmarkRow[]): Table {
  const lines = rows.map(({ name, unit, ours, reference, referenceName, ratio }) => [name, inUnit(ours, unit), inUnit(reference, unit), referenceName, times(ratio)]);
  return { headings: plainHeadings, lines };
}

/** A column for each reference, if the first name has several. */
function sharedTable(rows: readonly BenchmarkRow[]): Table {
  const references = [...new Set(rows.map(({ referenceName }) => referenceName))];
  const firstOfName = rows.filter(({ name }, index) => rows.findIndex((row) => row.name === name) === index);
  const lines = firstOfName.map(({ name, unit, ours }) => [
    name,
    inUnit(ours, unit),
    ...references.flatMap((referenceName) => {
      const row = rows.find((candidate) => candidate.name === name && candidate.referenceName === referenceName);
      return [inUnit(row?.reference ?? null, unit), times(row?.ratio ?? null)];
    }),
  ]);
  return { headings: ["what", "ours", ...references.flatMap((reference) => [reference, "better by"])], lines };
}

function tableOf(rows: readonly BenchmarkRow[]): Table {
  const isShared = rows.some(({ name }, index) => name === rows[index + 1]?.name);
  return isShared ? sharedTable(rows) : plainTable(rows);
}

/** Figures go to the right, words to the left. */
const isNumeric = (heading: string): boolean => heading !== "what" && heading !== "which is";

export function textTable(rows: readonly BenchmarkRow[]): string {
  const { headings, lines } = tableOf(rows);
  const all = [headings, ...lines];
  const widths = headings.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const pad = (cell: string, column: number): string => (isNumeric(headings[column]!) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!));
  return all.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}

export function markdownTable(rows: readonly BenchmarkRow[]): string {
  const { headings, lines } = tableOf(rows);
  const rule = headings.map((heading) => (isNumeric(heading) ? "--:" : "---"));
  return [headings, rule, ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n");
}
