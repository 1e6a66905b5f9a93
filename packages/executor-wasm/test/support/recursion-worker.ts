// In a thread with a large stack: runs recursions and answers how each ended.
import { parentPort, workerData } from "node:worker_threads";
import { createWasmExecutor, type WasmExecutorOptions } from "../../src/index.js";
import { type Recursion, runRecursion } from "./recursion.js";

const { options, recursions } = workerData as { readonly options: WasmExecutorOptions; readonly recursions: readonly Recursion[] };
parentPort?.postMessage(recursions.map((recursion) => runRecursion(createWasmExecutor(options), recursion)));
