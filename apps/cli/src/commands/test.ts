// The command line of `mxvm test`. What it does is loaded when it runs.
import { Option } from "commander";
import type { Command } from "commander";
import { addHelp } from "../help-text.js";
import { DEFAULT_MAX_POINTS, gasScheduleNames, worldNames } from "../composition-names.js";
import { DEFAULT_EXECUTOR, executorNames } from "../executors/executor-names.js";
import { reporterNames } from "../reporters/reporter-names.js";
import { UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";
import type { TestOptions } from "../test-run/test-options.js";

const EXAMPLES = `
Examples:
  $ mxvm test scenarios                      every *.scen.json below a folder
  $ mxvm test . --filter deploy --bail       those whose path contains "deploy", up to the first failure
  $ mxvm test scenarios --watch              again whenever a scenario, or a contract that it reads, changes
  $ mxvm test a.scen.json --trace            what a failing scenario did: calls, gas, events, transfers
  $ mxvm test . --shard 1/4 --reporter pretty --reporter junit=report.xml    a quarter of the files, in CI
  $ mxvm test . --coverage-hooks             which VM hooks the contracts called, and how often
  $ mxvm test a.scen.json --executor wasmer  on production's executor, where it is installed
  $ mxvm test a.scen.json --executor debug   on TypeScript contracts, those of "contracts" in mxvm.config.ts
  $ mxvm test a.scen.json --world light-simulator    on production's VM, where it is installed

Every option can stand in mxvm.config.ts, under "test"; the command line goes first.
The executor is that of --executor, of the variable MXVM_EXECUTOR, or of "executor" in mxvm.config.ts, in this order.

Exit codes: 0 all passed, 1 something failed, 2 the command line is wrong.`;

function parsePoints(text: string): bigint {
  if (!/^[1-9][0-9]*$/u.test(text)) throw new UsageError(`--max-points takes a whole number above 0, not "${text}"`);
  return BigInt(text);
}

function parseWorkers(text: string): number {
  if (!/^[1-9][0-9]{0,2}$/u.test(text)) throw new UsageError(`--workers takes a number of threads from 1 to 999, not "${text}"`);
  return Number(text);
}

/** Production's stack is of 8 MiB; frames in this process take about as much as there. */
function parseStackSize(text: string): number {
  const megabytes = /^[0-9]{2,4}$/u.test(text) ? Number(text) : 0;
  if (megabytes < 16 || megabytes > 1024) throw new UsageError(`--stack-size takes megabytes from 16 to 1024, not "${text}"`);
  return megabytes;
}

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

export function addTestCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  const command = program
    .command("test")
    .description("Run scenario files (*.scen.json) below each path")
    .argument("[path...]", 'files, or folders to search (default: "paths" of the configuration)')
    .option("--filter <text>", "only scenarios whose path contains the text")
    .option("--shard <i/n>", "only the i-th of n parts of the files, for machines that share a suite")
    .option("--bail", "stop at the first scenario that fails")
    .option("--watch", "run again what is affected when files change")
    .option("--workers <number>", "threads to run in; 1 is this one (default: as many as there are cores, if there is enough to do)", parseWorkers)
    .option("--reporter <name[=file]>", `form of the report, can be repeated: ${reporterNames.join(", ")} (default: "pretty")`, collect)
    .addOption(new Option("--trace [which]", "show what scenarios did: those that failed, or all").choices(["failed", "all"]).preset("failed"))
    .option("--coverage-hooks", "count which VM hooks the contracts call")
    .addOption(new Option("--world <name>", 'the world that scenarios run on (default: "mock")').choices(worldNames))
    .option("--executor <name>", `what runs contract code: ${Object.keys(executorNames).join(", ")}, or an installed package (default: "${DEFAULT_EXECUTOR}")`)
    .addOption(new Option("--dialect <name>", 'whose reading counts where tools of the format disagree (default: "go")').choices(["go", "rust"]))
    .option("--root <folder>", "refuse to read files outside of this folder")
    .addOption(new Option("--gas-schedule <name>", "instead of what each scenario asks for").choices(gasScheduleNames))
    .option("--max-points <number>", `points (gas units) after which a run counts as endless (default: ${DEFAULT_MAX_POINTS})`, parsePoints)
    .option("--stack-size <megabytes>", "run in threads with that stack, where recursion in contracts ends as in production; 64 is ample", parseStackSize)
    .action(async (paths: string[], options: TestOptions) => {
      const { test } = await import("../test-run/test.js");
      onExit(await test(paths, options, terminal));
    });
  addHelp(command, EXAMPLES, terminal);
}
