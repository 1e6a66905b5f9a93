// In a thread of its own: starts one contract on each executor and answers the milliseconds.
import { parentPort, workerData } from "node:worker_threads";
import { executorFactories, openExecutor, startCold } from "./executors.js";

const code = workerData as Uint8Array;
const executors = executorFactories().map((createExecutor) => openExecutor(createExecutor));
parentPort?.postMessage(
  executors.map((executor) => {
    const start = performance.now();
    startCold(executor, code, "version");
    return performance.now() - start;
  }),
);
