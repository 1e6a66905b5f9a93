// The command line of `mxvm run`. What it does is loaded when it runs.
import { Option } from "commander";
import type { Command } from "commander";
import { addHelp } from "../help-text.js";
import { gasScheduleNames } from "../composition-names.js";
import type { RunOptions } from "../run/run.js";
import { UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

const EXAMPLES = `
Actions:
  deploy [name=]<contract> [argument...]     a .wasm or .mxsc.json; its name is that of the file, or the one given
  call <contract> <function> [argument...]   a name, or an address
  query <contract> <function> [argument...]

Examples:
  $ mxvm run deploy adder.mxsc.json 5 then call adder add 3 then query adder getSum
  $ mxvm run deploy adder.mxsc.json 5 --world world.json
  $ mxvm run call adder add 3 --world world.json --from address:alice
  $ mxvm run query adder getSum --world world.json --json

Arguments are scenario expressions (str:text, 0x0102, address:alice, u64:5). With an ABI, in the .mxsc.json or beside it, they can be values
of its types: 5, true, erd1…, text, and JSON for lists, tuples and structs. Without --world the world ends with the program.

Exit codes: 0 all went through, 1 a contract failed, 2 the command line is wrong.`;

function parseNumber(text: string): string {
  if (!/^[0-9]{1,40}$/u.test(text)) throw new UsageError(`found "${text}", expected a whole number: --value in 10^-18 EGLD, --gas-limit in units`);
  return text;
}

export function addRunCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  const command = program
    .command("run")
    .description("Deploy, call and query contracts, in a world that ends with the program or is kept in a file")
    .argument("<action...>", "what to do, see below")
    .option("--world <file>", "keep the world in this file")
    .option("--from <address>", "who sends; is there with a billion EGLD if it is new", "address:owner")
    .option("--value <number>", "EGLD to send along, in 10^-18", parseNumber, "0")
    .option("--gas-limit <number>", "gas of each action", parseNumber, "600000000")
    .addOption(new Option("--gas-schedule <name>", 'what gas costs (default: "default")').choices(gasScheduleNames))
    .option("--executor <name>", "what runs contract code, as for mxvm test")
    .option("--json", "one JSON array with the results", false)
    .action(async (words: string[], options: RunOptions) => {
      const { run } = await import("../run/run.js");
      onExit(await run(words, options, terminal));
    });
  addHelp(command, EXAMPLES, terminal);
}
