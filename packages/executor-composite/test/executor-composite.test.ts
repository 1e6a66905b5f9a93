// Routing, what a composite executor says of itself, and what it refuses.
import { type Executor, type ExecutorFactory, hooks as hookRows, SPECIFICATION_VERSION, type VmHooks } from "@mxvm/executor-api";
import { codeOf, createMockExecutor, mockContract, type MockContract } from "@mxvm/executor-mock";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { describe, expect, it } from "vitest";
import { createCompositeExecutor, isWasm } from "../src/index.js";

const noHooks = Object.fromEntries(hookRows.map(({ name }) => [name, () => 0])) as unknown as VmHooks;
const options = { unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0, metering: "fast", pointsLimit: 1000n } as const;

const a = mockContract({ name: "a", endpoints: { run: () => undefined } });
const b = mockContract({ name: "b", endpoints: { run: () => undefined } });
const mockOf = (...contracts: MockContract[]): ExecutorFactory => createMockExecutor({ contracts });
const isMock = (code: Uint8Array): boolean => code[0] === "m".charCodeAt(0);

describe("a composite executor", () => {
  it("gives code to the first route that accepts it, and to no other", () => {
    const executor = createCompositeExecutor({
      routes: [
        { name: "wasm", accepts: isWasm, executor: createWasmExecutor() },
        { name: "first", accepts: isMock, executor: mockOf(a) },
        { name: "second", accepts: isMock, executor: mockOf(a, b) },
      ],
    })(noHooks, {});
    const found = executor.newInstance(codeOf(a), options);
    expect(found.ok && found.instance.id).toBe("first/a#1");
    expect(executor.newInstance(codeOf(b), options)).toEqual({ ok: false, reason: "no mock contract has this code" });
    expect(executor.newInstance(Uint8Array.of(1, 2), options)).toEqual({ ok: false, reason: "no route accepts this code: wasm, first, second" });
  });

  it("gives a route without a condition all code that gets so far", () => {
    const executor = createCompositeExecutor({ routes: [{ name: "wasm", accepts: isWasm, executor: createWasmExecutor() }, { name: "rest", executor: mockOf(b) }] })(noHooks, {});
    expect(executor.newInstance(codeOf(b), options).ok).toBe(true);
    expect(executor.newInstance(new Uint8Array(0), options)).toEqual({ ok: false, reason: "no mock contract has this code" });
  });

  it("supports what one of its executors supports, and knows the hooks of all", () => {
    const mocks = createCompositeExecutor({ routes: [{ name: "mock", executor: mockOf(a) }] })(noHooks, {});
    expect(mocks.supports).toEqual({ moduleValidation: false, opcodeMetering: false, exactMetering: false });
    const both = createCompositeExecutor({ routes: [{ name: "mock", accepts: isMock, executor: mockOf(a) }, { name: "wasm", executor: createWasmExecutor() }] })(noHooks, {});
    expect(both.supports).toEqual({ moduleValidation: true, opcodeMetering: true, exactMetering: true });
    expect(both.functionNames()).toHaveLength(277);
  });

  it("is refused without routes, and with two of one name", () => {
    expect(() => createCompositeExecutor({ routes: [] })).toThrow(TypeError);
    expect(() => createCompositeExecutor({ routes: [{ name: "x", executor: mockOf(a) }, { name: "x", executor: mockOf(b) }] })).toThrow(/different names, not x, x/);
  });

  it("refuses an executor of another version of the interface, by its route", () => {
    const old: ExecutorFactory = (hooks, costs) => ({ ...mockOf(a)(hooks, costs), specificationVersion: SPECIFICATION_VERSION + 1 }) as unknown as Executor;
    const factory = createCompositeExecutor({ routes: [{ name: "old", executor: old }] });
    expect(() => factory(noHooks, {})).toThrow(expect.objectContaining({ code: "SPECIFICATION_MISMATCH", message: expect.stringMatching(/route old .*version 2/) as string }));
  });
});

describe("isWasm", () => {
  it("knows binaries by how they begin", () => {
    expect([[0, 0x61, 0x73, 0x6d], [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], [0, 0x61, 0x73], [0x6d, 0x6f], []].map((bytes) => isWasm(Uint8Array.from(bytes)))).toEqual([true, true, false, false, false]);
  });
});
