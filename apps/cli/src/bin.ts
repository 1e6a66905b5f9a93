#!/usr/bin/env node
// The executable `mxvm`: hands the command line of this process to the program.
import { workerData } from "node:worker_threads";
import { runCli } from "./cli.js";
import { largeStackThread, runInLargeStack } from "./large-stack.js";
import { processTerminal } from "./process-terminal.js";

const [program = "", ...args] = process.argv.slice(1);
const thread = largeStackThread(workerData);
const terminal = processTerminal();
const isTerminal = thread?.isTerminal ?? terminal.isTerminal;

process.exitCode = await runCli(args, {
  ...terminal,
  isTerminal,
  hasLargeStack: thread !== undefined,
  runInLargeStack: (stackSizeMb) => runInLargeStack(program, args, stackSizeMb, isTerminal),
});
