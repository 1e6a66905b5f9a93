// The README's example is a file that runs.
import { readFileSync } from "node:fs";
import type { VmHooks } from "@mxvm/executor-api";
import { expect, it } from "vitest";
import { executor } from "../examples/wasm-and-closures.js";

const options = { unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0, metering: "fast", pointsLimit: 1000n } as const;

it("shows the example as it is", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(readFileSync(new URL("../examples/wasm-and-closures.ts", import.meta.url), "utf8"));
});

it("runs the contract of closures, and leaves binaries to the other executor", () => {
  const finished: bigint[] = [];
  const hooks = new Proxy({ int64finish: (value: bigint) => void finished.push(value) }, {
    get: (given, name) => (name === "int64finish" ? given.int64finish : () => 0),
  }) as unknown as VmHooks;
  const composite = executor(hooks, {});
  const made = composite.newInstance(new TextEncoder().encode("mock:oracle"), options);
  expect(made.ok && made.instance.callFunction("price")).toEqual({ status: "returned" });
  expect(finished).toEqual([42n]);
  expect(composite.newInstance(Uint8Array.of(0, 0x61, 0x73, 0x6d, 9, 9, 9, 9), options)).toMatchObject({ ok: false });
});
