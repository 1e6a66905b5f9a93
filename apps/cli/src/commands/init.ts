// The command line of `mxvm init`. What it does is loaded when it runs.
import type { Command } from "commander";
import { addHelp } from "../help-text.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

const EXAMPLES = `
Examples:
  $ mxvm init my-contract                    a contract in TypeScript, a test, a scenario, a configuration
  $ cd my-contract && npm install && npm test

Exit codes: 0 the files are written, 2 one of them is there already.`;

export function addInitCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  const command = program
    .command("init")
    .description("Start a project: a contract, a test and a scenario that pass")
    .argument("[folder]", "where; made if it is not there", ".")
    .action(async (folder: string) => {
      const { init } = await import("../init/init.js");
      onExit(init(folder, terminal));
    });
  addHelp(command, EXAMPLES, terminal);
}
