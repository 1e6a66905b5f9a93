// What production charges for one call of an endpoint. The same function works with any other executor.
import { type ExecutorFactory, hooks, type VmHooks } from "@mxvm/executor-api";
import { createWasmerExecutor } from "@mxvm/executor-wasmer";

const noHooks = Object.fromEntries(hooks.map(({ name, result }) => [name, () => (result === "i64" ? 0n : 0)])) as unknown as VmHooks;

/** Points that one call of an endpoint uses, under hooks that do nothing. */
export function pointsOn(createExecutor: ExecutorFactory, code: Uint8Array, endpoint: string): bigint {
  const executor = createExecutor(noHooks, { I32Const: 5, I32Load: 7, I32Add: 9, I32Store: 11, End: 13 });
  const result = executor.newInstance(code, {
    pointsLimit: 1_000_000n,
    unmeteredLocals: 100,
    maxMemoryGrow: 100,
    maxMemoryGrowDelta: 1,
    metering: "fast",
  });
  if (!result.ok) throw new TypeError(result.reason);
  const { instance } = result;
  instance.callFunction(endpoint);
  const points = instance.getPointsUsed();
  instance.clean();
  return points;
}

export const pointsInProduction = (code: Uint8Array, endpoint: string): bigint => pointsOn(createWasmerExecutor(), code, endpoint);
