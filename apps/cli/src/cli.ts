// The program `mxvm`: its commands, and what their exit codes mean.
import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import { addConvertCommand } from "./commands/convert.js";
import { addFmtCommand } from "./commands/fmt.js";
import { addInitCommand } from "./commands/init.js";
import { addInspectCommand } from "./commands/inspect.js";
import { addRunCommand } from "./commands/run.js";
import { addTestCommand } from "./commands/test.js";
import { DEFAULT_COLUMNS, ExitCode, UsageError } from "./terminal.js";
import type { ExitCodeValue, Terminal } from "./terminal.js";

/** Runs one command line and answers the exit code. Writes to the terminal only. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCodeValue> {
  let exitCode: ExitCodeValue = ExitCode.ok;
  const program = createProgram(terminal, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
    if (error instanceof UsageError) {
      terminal.err(`mxvm: ${error.message}\n`);
      return ExitCode.usage;
    }
    throw error;
  }
}

/** The program with all of its commands: what there is on the command line. `onExit` hears how a command ended. */
export function createProgram(terminal: Terminal, onExit: (code: ExitCodeValue) => void): Command {
  const program = new Command("mxvm")
    .description(manifest.description)
    .version(manifest.version)
    .exitOverride()
    .showHelpAfterError("Run with --help to see what there is.")
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHelpWidth: () => terminal.columns ?? DEFAULT_COLUMNS,
      getErrHelpWidth: () => terminal.columns ?? DEFAULT_COLUMNS,
    });
  addInitCommand(program, terminal, onExit);
  addTestCommand(program, terminal, onExit);
  addRunCommand(program, terminal, onExit);
  addInspectCommand(program, terminal, onExit);
  addConvertCommand(program, terminal, onExit);
  addFmtCommand(program, terminal, onExit);
  return program;
}
