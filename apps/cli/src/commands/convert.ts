// The command line of `mxvm convert`: a verb, as the other commands are; the scenario stays, and another form of it is written. What it does is
// loaded when it runs.
import { Option } from "commander";
import type { Command } from "commander";
import type { ConvertOptions } from "../convert/convert.js";
import { addHelp } from "../help-text.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

const EXAMPLES = `
Examples:
  $ mxvm convert scenarios/adder.scen.json   writes scenarios/adder.test.ts
  $ mxvm convert scenarios --out test        a test for each *.scen.json below the folder
  $ mxvm convert adder.scen.json --out adder.test.ts --force
  $ mxvm convert scenarios --out test --worlds worlds.ts

The test passes and fails as the scenario does. Accounts are variables, steps are tests, steps of other files stand in it; calls are typed where
a contract's ABI is in its .mxsc.json, beside it as .abi.json, or in a contract of the configuration. It runs compiled contracts in a mock world,
or, with --worlds, on all executors of a module that exports defineWorlds({ … }) by default. It needs vitest, and the packages that it imports.

Exit codes: 0 all are written, 1 one could not be converted, 2 the command line is wrong.`;

export function addConvertCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  const command = program
    .command("convert")
    .description("Turn scenarios into test files for vitest")
    .argument("<path...>", "scenario files, or folders to search")
    .option("--out <path>", "the test's file, which ends in .ts, or a folder (default: beside each scenario)")
    .option("--worlds <file>", "the module that makes worlds for the tests")
    .option("--force", "replace files that are there", false)
    .addOption(new Option("--dialect <name>", "whose reading of scenarios counts").choices(["go", "rust"]).default("go"))
    .action(async (paths: string[], options: ConvertOptions) => {
      const { convert } = await import("../convert/convert.js");
      onExit(await convert(paths, options, terminal));
    });
  addHelp(command, EXAMPLES, terminal);
}
