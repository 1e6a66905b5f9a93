// The command line of `mxvm run`. What it does is loaded when it runs.
import { Option } from "commander";
import type { Command } from "commander";
import { addHelp } from "../help-text.js";
import { gasScheduleNames } from "../composition-names.js";
import type { RunOptions } from "../run/run-options.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

const EXAMPLES = `
Actions:
  deploy [name=]<contract> [argument...]     a .wasm or .mxsc.json; its name is that of the file, or the one given
  upgrade <contract> <new code> [argument...]
  call <contract> <function> [argument...]   a name, or an address
  query <contract> <function> [argument...]
  transfer <receiver>                        what --value or --esdt say
  account <contract or address>              balance, nonce, tokens, storage
  set <address> balance=<n> <TOKEN>=<n> <TOKEN>:<nonce>=<n>    makes the account if it is not there
  block [nonce=<n>] [round=<n>] [epoch=<n>] [timestamp=<seconds>]    sets what is named, and shows the block
  as <address> <action>                      somebody else than --from sends it

Examples:
  $ mxvm run deploy adder.mxsc.json 5 then call adder add 3 then query adder getSum
  $ mxvm run deploy adder.mxsc.json 5 --world world.json
  $ mxvm run as address:alice call adder add 3 then as address:bob call adder add 4 --world world.json
  $ mxvm run set address:alice TOKEN-123456=100 --world world.json
  $ mxvm run call vault deposit --from address:alice --esdt TOKEN-123456:10 --esdt NFT-123456:5:1 --world world.json
  $ mxvm run block timestamp=1800000000 then call vault withdraw --world world.json
  $ mxvm run account vault --world world.json --json

Arguments are scenario expressions (str:text, 0x0102, address:alice, u64:5). With an ABI, in the .mxsc.json or beside it, they can be values
of its types: 5, true, erd1…, text, and JSON for lists, tuples and structs. Without --world the world ends with the program.
Defaults of --world, --from, --gas-limit, --gas-price and --gas-schedule can stand in mxvm.config.ts, under "run".

Exit codes: 0 all went through, 1 a contract failed, 2 the command line is wrong.`;

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

export function addRunCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  const command = program
    .command("run")
    .description("Deploy, call and query contracts, in a world that ends with the program or is kept in a file")
    .argument("<action...>", "what to do, see below")
    .option("--world <file>", "keep the world in this file")
    .option("--from <address>", "who sends; is there with a billion EGLD if it is new (default: address:owner)")
    .option("--value <number>", "EGLD that each transaction carries, in 10^-18")
    .option("--esdt <token[:nonce]:amount>", "tokens that calls and transfers carry, can be repeated", collect)
    .option("--gas-limit <number>", "gas of each transaction (default: 600000000)")
    .option("--gas-price <number>", "what a unit of gas costs the sender, in 10^-18 EGLD (default: 0)")
    .addOption(new Option("--gas-schedule <name>", 'what gas costs (default: "default")').choices(gasScheduleNames))
    .option("--executor <name>", "what runs contract code, as for mxvm test")
    .option("--trace", "show what each action called, with gas, events, transfers and storage; what fails shows it anyway")
    .option("--json", "one JSON array with the results")
    .action(async (words: string[], options: RunOptions) => {
      const { run } = await import("../run/run.js");
      onExit(await run(words, options, terminal));
    });
  addHelp(command, EXAMPLES, terminal);
}
