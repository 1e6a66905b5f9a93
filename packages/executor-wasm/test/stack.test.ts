// Where calls in contracts end that nest too deep. The depths of production are those at which the light simulator fails.
import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { createWasmExecutor, type WasmExecutorOptions } from "../src/index.js";
import { instanceOf, meteringModes, wat } from "./support/harness.js";
import { generateModule } from "./support/module-generator.js";
import { type Recursion, type RecursionEnd, runRecursion } from "./support/recursion.js";

/** Runs recursions in a thread with that stack. */
function inThread(stackSizeMb: number, options: WasmExecutorOptions, recursions: readonly Recursion[]): Promise<readonly RecursionEnd[]> {
  const program = JSON.stringify(new URL("support/recursion-worker.ts", import.meta.url).href);
  const worker = new Worker(`import("tsx/esm/api").then(({ register }) => { register(); return import(${program}); })`, {
    eval: true,
    execArgv: ["--conditions=@mxvm/source"],
    workerData: { options, recursions },
    resourceLimits: { stackSizeMb },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Depths that production just allows, by the number of locals besides a parameter. */
const deepest: readonly (readonly [locals: number, depth: number])[] = [
  [0, 130_970],
  [1, 104_776],
  [8, 65_484],
  [31, 26_193],
  [200, 5_036],
];

describe("a contract that recurses", () => {
  it("makes the end of this thread's stack a fault that says how to get a larger one", () => {
    expect(runRecursion(createWasmExecutor(), { locals: 0, metering: "fast", depth: 1_000_000 })).toBe("NATIVE_STACK_EXHAUSTED");
    const endless = instanceOf(wat(`(module (memory (export "memory") 1) (func $f (call $f)) (func (export "run") (call $f)))`), {
      options: { pointsLimit: 2n ** 60n },
    });
    expect(() => endless.callFunction("run")).toThrow(/stackSizeMb: 64.*stack: "production".*mxvm test --stack-size 64/u);
  });

  it.each(meteringModes)("goes exactly as deep as in production in a thread with a large stack (%s)", async (metering) => {
    const recursions = deepest.flatMap(([locals, depth]) => [depth - 1, depth, depth + 1, 2 * depth].map((at) => ({ locals, metering, depth: at })));
    const ends = await inThread(64, { stack: "production" }, recursions);
    expect(ends).toEqual(deepest.flatMap(() => ["returned", "returned", "trapped", "trapped"]));
  });

  it("leaves a contract that it calls what it has not used of the stack", async () => {
    const nested = (depth: number, nestedDepth: number): Recursion => ({ locals: 0, metering: "fast", depth, nestedDepth });
    const ends = await inThread(64, { stack: "production" }, [nested(0, 130_900), nested(100_000, 30_900), nested(100_000, 31_000), nested(0, 131_000)]);
    expect(ends).toEqual(["returned", "returned", "stopped", "stopped"]);
  });

  it("faults in a thread whose stack is smaller than production's", async () => {
    expect(await inThread(2, { stack: "production" }, [{ locals: 0, metering: "fast", depth: 100_000 }])).toEqual(["NATIVE_STACK_EXHAUSTED"]);
  });

  it.each(meteringModes)("runs as without counting where the stack does not end (%s)", (metering) => {
    const run = (code: Uint8Array, stack: "native" | "production"): unknown => {
      const instance = instanceOf(code, { options: { metering }, executor: { stack } });
      const outcome = instance.callFunction("run");
      return [outcome.status, instance.getBreakpointValue(), instance.getPointsUsed(), createHash("sha1").update(instance.memDump()).digest("hex")];
    };
    for (let seed = 1; seed <= 60; seed++) {
      const code = wat(generateModule(seed).text);
      expect(run(code, "production"), `seed ${String(seed)}`).toEqual(run(code, "native"));
    }
  });

  it("refuses a stack that it does not know", () => {
    expect(() => createWasmExecutor({ stack: "deep" as never })).toThrow(TypeError);
  });
});
