// The command line of `mxvm fmt`. What it does is loaded when it runs.
import type { Command } from "commander";
import { addHelp } from "../help-text.js";
import type { FmtOptions } from "../format-files.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

const EXAMPLES = `
Examples:
  $ mxvm fmt scenarios                       every *.scen.json, *.steps.json and *.step.json below a folder
  $ mxvm fmt . --check                       changes nothing, and fails if a file would change

Fields get one order and their newer names, fields that say nothing go, values stay as they are written.

Exit codes: 0 all files are laid out, 1 one is wrong (or, with --check, would change), 2 the command line is wrong.`;

export function addFmtCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  const command = program
    .command("fmt")
    .description("Lay out scenario files below each path")
    .argument("[path...]", 'files, or folders to search (default: "fmt.paths" of the configuration)')
    .option("--check", "change nothing, and fail if a file would change")
    .action(async (paths: string[], options: FmtOptions) => {
      const { fmtByConfig } = await import("../format-files.js");
      onExit(await fmtByConfig(paths, options, terminal));
    });
  addHelp(command, EXAMPLES, terminal);
}
