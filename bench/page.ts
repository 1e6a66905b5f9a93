// The page of figures, docs/figures.md: written from a run, never by hand.
import { writeFileSync } from "node:fs";
import { arch, availableParallelism, loadavg, platform } from "node:os";
import type { BenchmarkGroup } from "./groups.js";
import { lightSimulatorVersion } from "./light-simulator.js";
import type { BenchmarkRow } from "./row.js";
import { markdownTable } from "./table.js";

const page = new URL("../docs/figures.md", import.meta.url);

/** A group with its rows. */
export interface MeasuredGroup extends BenchmarkGroup {
  readonly name: string;
  readonly rows: readonly BenchmarkRow[];
}

function introduction(): string {
  const simulator = lightSimulatorVersion();
  return `# Figures

<!-- Written by \`npm run bench -- --page\`; do not edit. -->

Measured by \`npm run bench -- --page --checkout <checkout of mx-chain-vm-go>\`; without the checkout, its rows are left out.
Both sides of a row are measured in the same run on the same machine, in turns where both are fast; figures are medians unless their
table says otherwise, “better by” says how many times better ours is. The machine has ${availableParallelism()} virtual cores (${platform()}, ${arch()}), Node ${process.versions.node} with V8
${process.versions.v8}${simulator === undefined ? "; it has no light simulator" : `; the light simulator is ${simulator}`}. Another machine gives other figures and similar ratios.

Ratios are what counts. The load of the machine over the last fifteen minutes of the run was ${loadavg()[2]?.toFixed(1) ?? "unknown"}: above the number of cores, other programs
made both sides slower, and single figures vary.

One group alone: \`npm run bench -- <group>\`; as JSON, one array of rows \`{name, unit, ours, reference, referenceName, ratio}\`:
\`npm run bench -- [group…] --json\`. Where a platform has no reference, \`reference\` and \`ratio\` are \`null\` and \`referenceName\` says why.
`;
}

export function writePage(measured: readonly MeasuredGroup[]): void {
  const sections = measured
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, title, reading, rows }) => `## ${title}\n\n${reading}\nCommand: \`npm run bench -- ${name}\`.\n\n${markdownTable(rows)}\n`);
  writeFileSync(page, [introduction(), ...sections].join("\n"));
}
