// Runs a module in a thread where contracts may recurse as deep as in production: it calls createWasmExecutor({ stack: "production" }).
import { Worker } from "node:worker_threads";

export function runWithLargeStack(module: URL): Worker {
  return new Worker(module, { resourceLimits: { stackSizeMb: 64 } });
}
