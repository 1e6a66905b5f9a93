// A thread that runs a contract's `run` on an executor of its own, and says what came of it.
import { parentPort, workerData } from "node:worker_threads";
import { hooks, type VmHooks } from "@mxvm/executor-api";
import { createWasmerExecutor } from "../../src/index.js";

const { code } = workerData as { readonly code: Uint8Array };
const noHooks = Object.fromEntries(hooks.map(({ name }) => [name, () => 0])) as unknown as VmHooks;
const options = { pointsLimit: 100n, unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0, metering: "exact" } as const;
const result = createWasmerExecutor()(noHooks, { Nop: 1 }).newInstance(code, options);
if (!result.ok) throw new TypeError(result.reason);
const { status } = result.instance.callFunction("run");
parentPort?.postMessage(`${status}, ${result.instance.getPointsUsed()} points`);
