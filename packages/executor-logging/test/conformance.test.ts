// A logging executor does what the boundary says when the executor that it wraps does.
import { type ExecutorModule, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { testExecutor, type RegisterTest } from "@mxvm/executor-api/conformance";
import { codeOf, createMockExecutor, mockContract } from "@mxvm/executor-mock";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { describe, expect, test } from "vitest";
import { createExecutor } from "../src/index.js";
import * as executorModule from "../src/index.js";
import type { LoggingExecutorOptions } from "../src/index.js";

// The runner wants every test to assert something of its own.
const register: RegisterTest = (name, run) => test(name, () => expect(run).not.toThrow());
const log = (): void => undefined;

describe("the executor conforms around one of WebAssembly:", () => {
  const report = testExecutor({ test: register, createExecutor: () => createExecutor({ executor: createWasmExecutor(), log }) });

  test("in everything but contracts as closures", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("closures"))).toEqual([]);
  });
});

describe("the executor conforms around one of closures:", () => {
  const report = testExecutor({
    test: register,
    contractFor: mockContract,
    codeOf,
    createExecutor: (contracts) => createExecutor({ executor: createMockExecutor({ contracts }), log }),
  });

  test("in everything that needs no WebAssembly", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("wasm"))).toEqual([]);
  });
});

test("the package exports what packages of executors do", () => {
  const { createExecutor: create, specificationVersion }: ExecutorModule<LoggingExecutorOptions> = executorModule;
  expect([create, specificationVersion]).toEqual([createExecutor, SPECIFICATION_VERSION]);
});
