// A composite executor does what the boundary says, for the contracts of each of its routes.
import { type ExecutorModule, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { testExecutor, type RegisterTest } from "@mxvm/executor-api/conformance";
import { codeOf, createMockExecutor, mockContract, type MockContract } from "@mxvm/executor-mock";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { describe, expect, test } from "vitest";
import { createExecutor, isWasm } from "../src/index.js";
import * as executorModule from "../src/index.js";
import type { CompositeExecutorOptions } from "../src/index.js";

// The runner wants every test to assert something of its own.
const register: RegisterTest = (name, run) => test(name, () => expect(run).not.toThrow());

const compositeOf = (contracts: readonly MockContract[]): ReturnType<typeof createExecutor> =>
  createExecutor({
    routes: [
      { name: "wasm", accepts: isWasm, executor: createWasmExecutor() },
      { name: "mock", executor: createMockExecutor({ contracts }) },
    ],
  });

describe("the executor conforms with contracts of WebAssembly:", () => {
  const report = testExecutor({ test: register, createExecutor: () => compositeOf([]) });

  test("in everything but contracts as closures", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("closures"))).toEqual([]);
  });
});

describe("the executor conforms with contracts as closures:", () => {
  const supports = { moduleValidation: true, opcodeMetering: true, exactMetering: true };
  const report = testExecutor({ test: register, supports, contractFor: mockContract, codeOf, createExecutor: compositeOf });

  test("in everything that needs no WebAssembly", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("wasm"))).toEqual([]);
  });
});

test("the package exports what packages of executors do", () => {
  const { createExecutor: create, specificationVersion }: ExecutorModule<CompositeExecutorOptions> = executorModule;
  expect([create, specificationVersion]).toEqual([createExecutor, SPECIFICATION_VERSION]);
});
