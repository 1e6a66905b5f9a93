// The command line of `mxvm inspect`. What it does is loaded when it runs.
import type { Command } from "commander";
import { addHelp } from "../help-text.js";
import type { InspectOptions } from "../inspect/inspect.js";
import { UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

const EXAMPLES = `
Examples:
  $ mxvm inspect output/adder.mxsc.json
  $ mxvm inspect adder.wasm --functions 100  with the sizes of up to 100 functions
  $ mxvm inspect adder.wasm --json           for programs

The ABI is that of the .mxsc.json, or of an .abi.json beside the file.

Exit codes: 0 production accepts the code, 1 it refuses it, 2 the command line is wrong.`;

function parseCount(text: string): number {
  if (!/^[0-9]{1,6}$/u.test(text)) throw new UsageError(`--functions takes a whole number, not "${text}"`);
  return Number(text);
}

export function addInspectCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  const command = program
    .command("inspect")
    .description("Show what is in a contract: endpoints, hooks and their flags, memory, sizes, what production refuses")
    .argument("<contract>", "a .wasm or .mxsc.json file")
    .option("--json", "one JSON object")
    .option("--functions <number>", "how many functions to show (default: 15)", parseCount)
    .action(async (contract: string, options: InspectOptions) => {
      const { inspect } = await import("../inspect/inspect.js");
      onExit(await inspect(contract, options, terminal));
    });
  addHelp(command, EXAMPLES, terminal);
}
