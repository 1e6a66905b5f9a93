// npm run fuzz -- --runs N --seed S: generated and damaged modules on our executor and on the production library, compared.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { readCommandLine } from "../scripts/command-line.js";
import { runFuzz } from "./run/run-fuzz.js";
import { summaryOf, verdictOf } from "./run/summary.js";

const usage = `npm run fuzz -- [--runs <modules>] [--seed <seed>] [--first <index of the first module>] [--workers <processes>] [--output <folder of differences>]`;

const { output, ...options } = readCommandLine(usage, () => {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      first: { type: "string", default: "0" },
      workers: { type: "string", default: String(availableParallelism()) },
      output: { type: "string", default: join(tmpdir(), "mxvm-fuzz") },
    },
  });
  return {
    runs: numberOf("runs", values.runs, 1),
    seed: numberOf("seed", values.seed, 0),
    first: numberOf("first", values.first, 0),
    workers: numberOf("workers", values.workers, 1),
    output: values.output,
  };
});

function numberOf(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new TypeError(`--${name} takes a whole number from ${least}, not ${text}`);
  }
  return value;
}

if (!isWasmerLibraryInstalled()) {
  console.error("There is no production library for this platform: nothing to compare with.");
  process.exit(1);
}
console.log(`seed ${options.seed}, modules ${options.first} to ${options.first + options.runs - 1}`);
const report = await runFuzz({ ...options, growth: true, log: (line) => console.log(line) });
if (report.differences.length > 0) mkdirSync(output, { recursive: true });
for (const { index, kind, detail, file } of report.differences) {
  const path = join(output, `seed-${options.seed}-${index}.txt`);
  writeFileSync(path, file);
  console.log(`\nmodule ${index}: ${kind}\n  ${detail}\n  ${path}`);
}
console.log(summaryOf(report));
const failures = verdictOf(report);
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
