// `mxvm test`: runs scenario files.
import type { FileSystem } from "@mxvm/scenario";
import { Option } from "commander";
import type { Command } from "commander";
import { DEFAULT_MAX_POINTS, composeWorlds, gasScheduleNames, worldNames } from "../composition.js";
import type { CompositionOptions } from "../composition.js";
import { loadConfig } from "../config/load-config.js";
import { collectContractFailures } from "../contract-failures.js";
import { EXECUTOR_VARIABLE, runsTypeScript } from "../executors/choose-executor.js";
import type { ExecutorWishes } from "../executors/choose-executor.js";
import { DEFAULT_EXECUTOR, executorNames } from "../executors/executor-names.js";
import { displayPath, findScenarioFiles, nodeFiles } from "../node-files.js";
import { createJsonReporter } from "../reporters/json.js";
import { createPrettyReporter } from "../reporters/pretty.js";
import type { Reporter } from "../reporters/reporter.js";
import { runScenarioFiles } from "../scenario-run.js";
import { ExitCode, UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

const reporters = { pretty: createPrettyReporter, json: createJsonReporter };

interface TestOptions {
  readonly world: CompositionOptions["world"];
  readonly executor?: string;
  readonly filter?: string;
  readonly bail: boolean;
  readonly reporter: keyof typeof reporters;
  readonly gasSchedule?: string;
  readonly maxPoints: bigint;
  readonly stackSize?: number;
}

const EXAMPLES = `
Examples:
  $ mxvm test scenarios                      every *.scen.json below a folder
  $ mxvm test . --filter deploy --bail       those whose path contains "deploy", up to the first failure
  $ mxvm test a.scen.json --reporter json    one JSON object on standard output
  $ mxvm test a.scen.json --executor wasmer  on production's executor, where it is installed
  $ mxvm test a.scen.json --executor debug   on TypeScript contracts, those of "contracts" in mxvm.config.ts
  $ mxvm test a.scen.json --world light-simulator    on production's VM, where it is installed

The executor is that of --executor, of the variable MXVM_EXECUTOR, or of "executor" in mxvm.config.ts, in this order.

Exit codes: 0 all passed, 1 something failed, 2 the command line is wrong.`;

function parsePoints(text: string): bigint {
  if (!/^[1-9][0-9]*$/u.test(text)) throw new UsageError(`--max-points takes a whole number above 0, not "${text}"`);
  return BigInt(text);
}

/** Production's stack is of 8 MiB; frames in this process take about as much as there. */
function parseStackSize(text: string): number {
  const megabytes = /^[0-9]{2,4}$/u.test(text) ? Number(text) : 0;
  if (megabytes < 16 || megabytes > 1024) throw new UsageError(`--stack-size takes megabytes from 16 to 1024, not "${text}"`);
  return megabytes;
}

/** Files in which contracts of the configuration stand for builds, where such contracts run. */
async function filesFor(wishes: ExecutorWishes): Promise<FileSystem> {
  const { contracts } = wishes.loaded.config;
  if (contracts === undefined || !runsTypeScript(wishes)) return nodeFiles;
  const { withContracts } = await import("@mxvm/executor-debug");
  return withContracts(nodeFiles, contracts);
}

async function test(paths: readonly string[], options: TestOptions, terminal: Terminal): Promise<ExitCodeValue> {
  const { world, gasSchedule, maxPoints, stackSize, filter = "", bail } = options;
  if (stackSize !== undefined && terminal.runInLargeStack !== undefined && terminal.hasLargeStack !== true) return terminal.runInLargeStack(stackSize);
  const loaded = await loadConfig(terminal.cwd);
  const contractFailures = collectContractFailures();
  const executor = {
    flag: options.executor,
    variable: terminal.env[EXECUTOR_VARIABLE],
    loaded,
    hasLargeStack: terminal.hasLargeStack ?? false,
    onContractFailure: contractFailures.add,
  };
  const createWorld = await composeWorlds({ world, executor, gasSchedule, maxPoints });
  const found = findScenarioFiles(paths, terminal.cwd);
  const chosen = found.filter((path) => displayPath(path, terminal.cwd).includes(filter));
  if (chosen.length === 0) throw new UsageError(`none of ${found.length} scenario files has "${filter}" in its path`);
  const reporter: Reporter = reporters[options.reporter](terminal);
  const start = performance.now();
  const summary = runScenarioFiles(chosen, {
    createWorld,
    bail,
    files: await filesFor(executor),
    describeFailure: contractFailures.describe,
    onOutcome: (outcome) => reporter.onOutcome(outcome),
  });
  reporter.onEnd(summary, performance.now() - start);
  return summary.failed === 0 ? ExitCode.ok : ExitCode.failed;
}

export function addTestCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  program
    .command("test")
    .description("Run scenario files (*.scen.json) below each path")
    .argument("<path...>", "files, or folders to search")
    .addOption(new Option("--world <name>", "the world that scenarios run on").choices(worldNames).default("mock"))
    .option("--executor <name>", `what runs contract code: ${Object.keys(executorNames).join(", ")}, or an installed package (default: "${DEFAULT_EXECUTOR}")`)
    .option("--filter <text>", "only scenarios whose path contains the text")
    .option("--bail", "stop at the first scenario that fails", false)
    .addOption(new Option("--reporter <name>", "form of the report").choices(Object.keys(reporters)).default("pretty"))
    .addOption(new Option("--gas-schedule <name>", "instead of what each scenario asks for").choices(gasScheduleNames))
    .addOption(
      new Option("--max-points <number>", "points (gas units) after which a run counts as endless")
        .default(DEFAULT_MAX_POINTS, DEFAULT_MAX_POINTS.toString())
        .argParser(parsePoints),
    )
    .addOption(
      new Option("--stack-size <megabytes>", "run in a thread with that stack, where recursion in contracts ends as in production; 64 is ample").argParser(parseStackSize),
    )
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], options: TestOptions) => {
      onExit(await test(paths, options, terminal));
    });
}
