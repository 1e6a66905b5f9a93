// The terminal of this process.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Terminal } from "./terminal.js";

export function processTerminal(): Terminal {
  // Only the build has it: from sources everything runs in one thread.
  const workerScript = fileURLToPath(new URL("worker.js", import.meta.url));
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY,
    columns: process.stdout.columns,
    ...(existsSync(workerScript) && { workerScript }),
  };
}
