// The generated suite in a temporary folder, and what a process holds that runs it.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { writeScenarios } from "./scenarios.js";

/** What is generated where nobody chooses. */
const SEED = 1;
const program = fileURLToPath(new URL("program.mjs", import.meta.url));

interface MemorySample {
  readonly scenarios: number;
  /** Of the process, all its threads included. */
  readonly megabytes: number;
}

export interface SuiteRun {
  readonly exitCode: number;
  /** The last line of the report. */
  readonly summary: string;
  readonly samples: readonly MemorySample[];
}

/** Writes the suite, hands its folder on, and removes it. */
export async function withGeneratedSuite<Result>(count: number, use: (folder: string) => Result | Promise<Result>, seed = SEED): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "mxvm-generated-"));
  try {
    await writeScenarios(folder, count, seed);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function runSuite(folder: string, ...options: string[]): Promise<SuiteRun> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@mxvm/source", program, ...options], { cwd: folder, maxBuffer: 1e8 });
  return JSON.parse(stdout) as SuiteRun;
}

/** The most that a process held up to so many scenarios, in megabytes: garbage comes and goes, the most stays. */
export function mostMemory({ samples }: SuiteRun, scenarios: number): number {
  return Math.max(0, ...samples.filter((sample) => sample.scenarios <= scenarios).map(({ megabytes }) => megabytes));
}
