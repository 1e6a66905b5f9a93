// The README's example: it stands in the README as it is in the file, and it runs.
import { readFileSync } from "node:fs";
import type { Instance } from "@mxvm/executor-api";
import { expect, it } from "vitest";
import { code, executor } from "../examples/adder.js";
import { fakeHooks } from "./fake-hooks.js";

it("shows the example as it is", () => {
  const example = readFileSync(new URL("../examples/adder.ts", import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

it("adds", () => {
  const storage = new Map<string, bigint>();
  const results: bigint[] = [];
  const keyAt = (pointer: number, length: number): string => String.fromCharCode(...instance.memLoad(pointer, length));
  const hooks = fakeHooks({
    int64getArgument: () => 3n,
    int64storageLoad: (pointer, length) => storage.get(keyAt(pointer, length)) ?? 0n,
    int64storageStore: (pointer, length, value) => {
      storage.set(keyAt(pointer, length), value);
      return 1;
    },
    int64finish: (value) => void results.push(value),
  });
  const options = { unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0, metering: "fast", pointsLimit: 1000n } as const;
  const made = executor(hooks, {}).newInstance(code, options);
  const instance = (made as Extract<typeof made, { ok: true }>).instance satisfies Instance;

  instance.callFunction("init");
  instance.callFunction("add");
  instance.callFunction("add");
  expect(results).toEqual([3n, 6n]);
  expect([...storage]).toEqual([["sum", 6n]]);
  expect(instance.getPointsUsed()).toBe(200n);
});
