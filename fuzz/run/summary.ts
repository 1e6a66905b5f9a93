// What a run has found, in words, and whether that is a failure.
import type { FuzzReport } from "./run-fuzz.js";

/** Megabytes that our executor may take more at the end of a run than after its warm-up. */
const MAX_HEAP_GROWTH = 32;
const MAX_RESIDENT_GROWTH = 192;
const MIN_EXECUTED = 0.5;

function shareExecuted({ counts, modules }: FuzzReport): number {
  return (counts.get("executed") ?? 0) / modules;
}

export function summaryOf(report: FuzzReport): string {
  const { modules, counts, differences, lost, growth, seconds } = report;
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  const lines = [
    "",
    `${modules} modules in ${seconds.toFixed(0)} s; accepted and executed: ${percent(shareExecuted(report))}; differences: ${differences.length}`,
    ...[...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, count]) => `  ${name.padEnd(42)} ${count}`),
    `  excluded: ${lost.length} modules that end ${lost.every(({ isProductions }) => isProductions) ? "production's library" : "a process"}`,
    ...lost.map(({ index, cause }) => `    module ${index}: ${cause}`),
  ];
  if (growth !== undefined) {
    const { start, end } = growth;
    lines.push(
      `  memory of our executor alone, after warm-up and at the end: heap ${start.heapMegabytes} and ${end.heapMegabytes} MB, ` +
        `resident ${start.residentMegabytes} and ${end.residentMegabytes} MB`,
    );
  }
  return lines.join("\n");
}

/** What makes a run fail; nothing if it passes. */
export function verdictOf(report: FuzzReport): string[] {
  const { differences, growth, lost } = report;
  const failures: string[] = [];
  if (differences.length > 0) failures.push(`${differences.length} modules differ`);
  if (lost.some(({ isProductions }) => !isProductions)) failures.push("our executor crashed or did not end");
  if (shareExecuted(report) < MIN_EXECUTED) failures.push("less than half of the modules were accepted and executed");
  if (growth === undefined) return failures;
  if (growth.end.heapMegabytes - growth.start.heapMegabytes > MAX_HEAP_GROWTH) failures.push("the heap grew");
  if (growth.end.residentMegabytes - growth.start.residentMegabytes > MAX_RESIDENT_GROWTH) failures.push("resident memory grew");
  return failures;
}
