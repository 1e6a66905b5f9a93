// The executor does what the boundary says, with the suite's contracts as closures.
import { type ExecutorModule, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { testExecutor } from "@mxvm/executor-api/conformance";
import { describe, expect, test } from "vitest";
import { codeOf, createExecutor, mockContract } from "../src/index.js";
import * as executorModule from "../src/index.js";
import type { MockExecutorOptions } from "../src/index.js";

describe("the executor conforms:", () => {
  const report = testExecutor({
    // The runner wants every test to assert something of its own.
    test: (name, run) => test(name, () => expect(run).not.toThrow()),
    contractFor: mockContract,
    codeOf,
    createExecutor: (contracts) => createExecutor({ contracts }),
  });

  test("in everything that needs no WebAssembly", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("wasm"))).toEqual([]);
  });
});

test("the package exports what packages of executors do", () => {
  const { createExecutor: create, specificationVersion }: ExecutorModule<MockExecutorOptions> = executorModule;
  expect([create, specificationVersion]).toEqual([createExecutor, SPECIFICATION_VERSION]);
});
