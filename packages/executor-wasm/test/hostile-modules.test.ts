// Hostile modules: bounded time and memory, and a clear result, which is production's.
import { Breakpoint, isExecutorError, type Executor, type Instance } from "@mxvm/executor-api";
import { createWasmerExecutor, isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { describe, expect, it } from "vitest";
import { createWasmExecutor } from "../src/index.js";
import { defaultOptions, meteringModes, uniformCosts, vmHooks, wat } from "./support/harness.js";
import { hostileModules, type HostileEnd } from "./support/hostile-modules.js";

/** Far above what any of them takes, which is less than a second: a bound that only growth out of proportion reaches. */
const MAX_MILLISECONDS = 60_000;
const MAX_GROWTH_BYTES = 1024 * 2 ** 20;

const options = { ...defaultOptions, pointsLimit: 100_000n };

function endOf(executor: Executor, code: Uint8Array, metering: "fast" | "exact"): HostileEnd {
  try {
    const result = executor.newInstance(code, { ...options, metering });
    if (!result.ok) return "rejected";
    const { status } = result.instance.callFunction("run");
    result.instance.clean();
    return status;
  } catch (error) {
    if (isExecutorError(error) && error.code === "ENGINE_LIMIT") return error.code;
    throw error;
  }
}

describe("the executor", () => {
  for (const { what, end, code } of hostileModules) {
    it.each(meteringModes)(`answers ${end} to ${what} (%s)`, (metering) => {
      const bytes = code();
      const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
      const resident = process.memoryUsage().rss;
      const start = performance.now();
      expect(endOf(executor, bytes, metering)).toBe(end);
      expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
      expect(process.memoryUsage().rss - resident).toBeLessThan(MAX_GROWTH_BYTES);
    });
  }

  describe("with a hook that calls one more instance of the code that calls it", () => {
    const code = wat(`(module (import "env" "checkNoPayment" (func $call)) (memory (export "memory") 1) (func (export "run") (call $call)))`);

    /** Answers how the first instance ended, and how deep instances were nested. */
    function recurse(maxDepth: number): { readonly status: string; readonly depth: number } {
      const running: Instance[] = [];
      let depth = 0;
      const call = (): string => {
        const result = executor.newInstance(code, options);
        if (!result.ok) throw new TypeError(result.reason);
        running.push(result.instance);
        depth = Math.max(depth, running.length);
        try {
          return result.instance.callFunction("run").status;
        } finally {
          running.pop()?.clean();
        }
      };
      const hooks = vmHooks({
        checkNoPayment: () => {
          const caller = running.at(-1);
          if (running.length >= maxDepth || call() !== "returned") caller?.setBreakpointValue(Breakpoint.executionFailed);
          return undefined;
        },
      });
      const executor = createWasmExecutor()(hooks, uniformCosts(1));
      return { status: call(), depth };
    }

    it("ends them all where the hook refuses", () => {
      expect(recurse(200)).toEqual({ status: "stopped", depth: 200 });
    });

    it("says which resource of the machine has ended where the hook never does", () => {
      expect(() => recurse(Infinity)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(NATIVE_STACK|INSTANCES)_EXHAUSTED$/) as string }));
      expect(recurse(10)).toEqual({ status: "stopped", depth: 10 });
    });
  });
});

describe.skipIf(!isWasmerLibraryInstalled())("the production library", () => {
  const executor = isWasmerLibraryInstalled() ? createWasmerExecutor()(vmHooks(), uniformCosts(1)) : undefined;

  it.each(hostileModules)("answers $production to $what", ({ production, code }) => {
    expect(endOf(executor!, code(), "exact")).toBe(production);
  });
});
