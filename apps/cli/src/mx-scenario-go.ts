// The program `mx-scenario-go`: arguments, output and exit codes of production's tool, for suites that call it.
// Mirrors mx-chain-scenario-cli-go and mx-chain-scenario-go clibase; the Rust framework calls `run <path>` and reads the exit code.
import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import { DEFAULT_MAX_POINTS } from "./composition-names.js";
import { EXECUTOR_VARIABLE } from "./executors/choose-executor.js";
import { findScenarioFiles } from "./node-files.js";
import { colorsFor } from "./reporters/colors.js";
import { failurePlace } from "./reporters/failure-text.js";
import { traceLines } from "./reporters/trace-lines.js";
import type { ScenarioOutcome } from "./scenario-run.js";
import { DEFAULT_COLUMNS, type Terminal, UsageError } from "./terminal.js";
import { type FilesRunOptions, runFiles } from "./test-run/run-files.js";

interface RunFlags {
  readonly forceTraceGas?: boolean;
  readonly vm?: string;
}

const NOTES = `
The tool of the name, by mxvm: what runs is the VM of this package, whichever executor is asked for.

Examples:
  $ mx-scenario-go run scenarios
  $ mx-scenario-go run scenarios/adder.scen.json

Exit codes: 0 all passed, 1 otherwise.`;

/** Runs one command line; answers 0, or 1 for whatever went wrong, as production's tool does. */
export async function runMxScenarioGo(args: readonly string[], terminal: Terminal): Promise<0 | 1> {
  const program = createProgram(terminal);
  if (args.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`${error.message}\n`);
    return 1;
  }
}

/** The program with all of its commands. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command("mx-scenario-go")
    .description("Run and format MultiversX scenario files")
    .version(`mx-scenario-go version ${manifest.version}`, "-v, --version")
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText("after", NOTES);
  program
    .command("version")
    .alias("v")
    .description("print the tool version")
    .action(() => void terminal.out(`${manifest.version}\n`));
  program
    .command("run")
    .description("run a scenario file, or all below a folder")
    .argument("<path>")
    .option("-g, --force-trace-gas", "print what every transaction did, with its gas")
    .option("--vm <version>", "1.5, the version that there is")
    .option("--wasmer1", "accepted, and the same")
    .option("--wasmer2", "accepted, and the same")
    .action((path: string, flags: RunFlags) => run(path, flags, terminal));
  program
    .command("fmt")
    .description("format all scenario files below a folder (.scen.json, .step.json, .steps.json)")
    .argument("<path>")
    .action(async (path: string) => {
      const { fmt } = await import("./format-files.js");
      if (fmt([path], { check: false }, terminal) !== 0) throw new UsageError("some files could not be formatted");
    });
  return program;
}

async function run(path: string, flags: RunFlags, terminal: Terminal): Promise<void> {
  if (flags.vm !== undefined && flags.vm !== "1.5") throw new UsageError(`there is no VM ${flags.vm} here: leave out --vm, or use --vm 1.5`);
  const stats = statSync(resolve(terminal.cwd, path), { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`stat ${path}: no such file or directory`);
  const problem = stats.isDirectory() ? await runFolder(path, flags, terminal) : await runFile(path, flags, terminal);
  terminal.out(problem === undefined ? "SUCCESS\n" : `ERROR: ${problem}\n`);
  if (problem !== undefined) throw new UsageError(problem);
}

async function runFile(path: string, flags: RunFlags, terminal: Terminal): Promise<string | undefined> {
  if (!path.endsWith(".scen.json")) return "only directories and scenario files accepted as path";
  let problem: string | undefined;
  await runFiles([resolve(terminal.cwd, path).split(sep).join("/")], {
    ...options(flags, terminal),
    onOutcome: (outcome) => {
      writeTrace(outcome, terminal);
      problem = problemOf(outcome, terminal);
    },
  });
  return problem;
}

async function runFolder(path: string, flags: RunFlags, terminal: Terminal): Promise<string | undefined> {
  const folder = resolve(terminal.cwd, path);
  const colors = colorsFor(terminal);
  const files = scenariosBelow(path, terminal.cwd);
  const { passed, failed } = await runFiles(files, {
    ...options(flags, terminal),
    onOutcome: (outcome) => {
      const problem = problemOf(outcome, terminal);
      const verdict = problem === undefined ? colors.green("ok") : `${colors.red("FAIL:")} ${problem}`;
      terminal.out(`Scenario: ${relative(folder, outcome.path).split(sep).join("/")} ...   ${verdict}\n`);
      writeTrace(outcome, terminal);
    },
  });
  terminal.out(`Done. Passed: ${passed}. Failed: ${failed}. Skipped: 0.\n`);
  return failed > 0 ? "some tests failed" : undefined;
}

/** As production walks a folder: by names within each folder. A folder without scenarios passes. */
function scenariosBelow(path: string, cwd: string): string[] {
  try {
    return findScenarioFiles([path], cwd).sort((one, other) => compare(one.split("/"), other.split("/")));
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function compare(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((part, position) => part !== other[position]);
  return index < 0 ? 0 : one[index]! < (other[index] ?? "") ? -1 : 1;
}

function problemOf({ error }: ScenarioOutcome, { cwd }: Terminal): string | undefined {
  return error && `${failurePlace(error, cwd)}: ${error.txId === "" ? "" : `${JSON.stringify(error.txId)}: `}${error.message}`;
}

function writeTrace({ trace = [] }: ScenarioOutcome, terminal: Terminal): void {
  if (trace.length > 0) terminal.out(`${traceLines(trace, colorsFor(terminal), terminal.columns ?? DEFAULT_COLUMNS).join("\n")}\n`);
}

function options({ forceTraceGas = false }: RunFlags, terminal: Terminal): Omit<FilesRunOptions, "onOutcome"> {
  return {
    settings: {
      cwd: terminal.cwd,
      world: "mock",
      executorFlag: undefined,
      executorVariable: terminal.env[EXECUTOR_VARIABLE],
      gasSchedule: undefined,
      maxPoints: DEFAULT_MAX_POINTS,
      dialect: "go",
      root: undefined,
      trace: forceTraceGas ? "all" : "none",
      countsHooks: false,
      hasLargeStack: terminal.hasLargeStack ?? false,
    },
    bail: false,
    workers: undefined,
    workerScript: terminal.workerScript,
    stackSizeMb: undefined,
    onProgress: () => undefined,
  };
}
