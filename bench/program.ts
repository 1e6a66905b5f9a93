// The program `mxvm` as people start it, from its build: how long a process takes, alone and with threads, and what it holds.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { goTestFiles, testFolderOf } from "../conformance/run.js";
import { mostMemory, runSuite, withGeneratedSuite } from "./generated/suite.js";
import { costRow, median } from "./row.js";
import type { BenchmarkRow } from "./row.js";

const program = fileURLToPath(new URL("../apps/cli/bin/mxvm.js", import.meta.url));
const STARTS = 15;
const SUITE_ROUNDS = 3;
const MANY = 10_000;
const FEW = 2_000;
const WORKERS = [1, 2, 4];

/** Milliseconds of a process of Node from its start to its end, whatever its exit code says of scenarios. */
function timeOf(args: readonly string[], cwd: string): number {
  const start = performance.now();
  const { error, status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8", env: { ...process.env, CI: "true" }, maxBuffer: 1e8 });
  if (error !== undefined || status === null || status > 1) throw new TypeError(`${args.join(" ").slice(0, 200)} ended with ${status ?? String(error)}: ${stderr}`);
  return performance.now() - start;
}

/** The median of each command line; they take turns. */
function mediansOf(commands: readonly (readonly string[])[], rounds: number, cwd: string): number[] {
  const times = commands.map((): number[] => []);
  for (let round = 0; round < rounds; round++) commands.forEach((args, index) => times[index]?.push(timeOf(args, cwd)));
  return times.map((samples) => median(samples) ?? Number.NaN);
}

function startRows(folder: string): BenchmarkRow[] {
  const commands = { "mxvm --help": [program, "--help"], "mxvm test, one scenario": [program, "test", "part-000/000000.scen.json"] };
  const [nothing = Number.NaN, ...times] = mediansOf([["-e", "0"], ...Object.values(commands)], STARTS, folder);
  return Object.keys(commands).map((name, index) => costRow(name, "ms", times[index] ?? Number.NaN, nothing, "node -e 0"));
}

function suiteRows(name: string, paths: readonly string[], folder: string): BenchmarkRow[] {
  const withWorkers = WORKERS.map((workers) => [program, "test", ...paths, "--workers", workers.toString()]);
  const [byDefault = Number.NaN, one = Number.NaN, ...more] = mediansOf([[program, "test", ...paths], ...withWorkers], SUITE_ROUNDS, folder);
  return [
    costRow(`mxvm test, ${name}, 1 worker`, "s", one / 1000, null, "none: what the rows below are compared with"),
    ...more.map((time, index) => costRow(`mxvm test, ${name}, ${WORKERS[index + 1] ?? ""} workers`, "s", time / 1000, one / 1000, "1 worker")),
    costRow(`mxvm test, ${name}, workers by default`, "s", byDefault / 1000, one / 1000, "1 worker"),
  ];
}

/** `checkout` is one of mx-chain-vm-go. */
export async function programRows(checkout: string | undefined): Promise<BenchmarkRow[]> {
  if (!existsSync(join(program, "../../dist/bin.js"))) throw new TypeError("the program is not built: npm run build");
  return withGeneratedSuite(MANY, async (folder) => {
    const parts = Array.from({ length: 4 }, (_, part) => `part-00${part}`);
    const goFiles = checkout === undefined ? [] : goTestFiles(testFolderOf(checkout));
    const rows = [
      ...startRows(folder),
      ...suiteRows("2000 generated scenarios", parts, folder),
      ...(goFiles.length === 0 ? [] : suiteRows(`the ${goFiles.length} scenarios of mx-chain-vm-go's tests`, goFiles, folder)),
    ];
    const run = await runSuite(folder, "--workers", "1");
    return [...rows, costRow(`memory over ${MANY} generated scenarios, at most`, "MB", mostMemory(run, MANY), mostMemory(run, FEW), `over the first ${FEW}`)];
  });
}
