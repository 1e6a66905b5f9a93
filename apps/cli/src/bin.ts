#!/usr/bin/env node
// The executable `mxvm`: hands the command line of this process to the program.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { workerData } from "node:worker_threads";
import { runCli } from "./cli.js";
import { largeStackThread, runInLargeStack } from "./large-stack.js";

const [program = "", ...args] = process.argv.slice(1);
const thread = largeStackThread(workerData);
const isTerminal = thread?.isTerminal ?? process.stdout.isTTY;

// Only the build has it: from sources everything runs in one thread.
const workerScript = fileURLToPath(new URL("worker.js", import.meta.url));

process.exitCode = await runCli(args, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  cwd: process.cwd(),
  env: process.env,
  isTerminal,
  columns: process.stdout.columns,
  ...(existsSync(workerScript) && { workerScript }),
  hasLargeStack: thread !== undefined,
  runInLargeStack: (stackSizeMb) => runInLargeStack(program, args, stackSizeMb, isTerminal),
});
