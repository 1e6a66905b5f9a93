// Runs a contract that counts calls in its memory, under hooks that do nothing.
import { hooks, type VmHooks } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { counterCode } from "./counter-code.js";

const noHooks = Object.fromEntries(hooks.map(({ name, result }) => [name, () => (result === "i64" ? 0n : 0)])) as unknown as VmHooks;

const createExecutor = createWasmExecutor();
const executor = createExecutor(noHooks, { I32Const: 5, I32Load: 5, I32Add: 5, I32Store: 5, End: 5 });

const result = executor.newInstance(counterCode, {
  pointsLimit: 1_000_000n,
  unmeteredLocals: 100,
  maxMemoryGrow: 100,
  maxMemoryGrowDelta: 1,
  metering: "fast",
});
if (!result.ok) throw new TypeError(result.reason);

const { instance } = result;
export const outcome = instance.callFunction("count"); // { status: "returned" }
export const count = instance.memLoad(0, 4); // 1, 0, 0, 0
export const points = instance.getPointsUsed(); // 35n
