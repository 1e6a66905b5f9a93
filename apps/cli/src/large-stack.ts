// Recursion in contracts goes deeper than the stack of a program's first thread: the command line runs again in a thread with a larger one.
import { realpathSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { ExitCodeValue } from "./terminal.js";

/** What the program finds as `workerData` in the thread that it runs again in. */
interface LargeStackThread {
  readonly mxvmLargeStack: true;
  readonly isTerminal: boolean;
}

/** Whether, and how, this is the thread with a large stack. */
export function largeStackThread(workerData: unknown): LargeStackThread | undefined {
  return typeof workerData === "object" && workerData !== null && "mxvmLargeStack" in workerData ? (workerData as LargeStackThread) : undefined;
}

/** Runs `program`, the file that this process runs, with those arguments in a thread of `stackSizeMb` megabytes of stack. */
export function runInLargeStack(program: string, args: readonly string[], stackSizeMb: number, isTerminal: boolean): Promise<ExitCodeValue> {
  const workerData: LargeStackThread = { mxvmLargeStack: true, isTerminal };
  const worker = new Worker(realpathSync(program), { argv: [...args], workerData, resourceLimits: { stackSizeMb } });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", (code) => resolve(code as ExitCodeValue));
  });
}
