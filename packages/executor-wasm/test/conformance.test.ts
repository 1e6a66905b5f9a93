// The executor does what the boundary says.
import { type ExecutorModule, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { testExecutor } from "@mxvm/executor-api/conformance";
import { describe, expect, test } from "vitest";
import { createExecutor } from "../src/index.js";
import * as executorModule from "../src/index.js";
import type { WasmExecutorOptions } from "../src/index.js";

describe("the executor conforms:", () => {
  const report = testExecutor({
    // The runner wants every test to assert something of its own.
    test: (name, run) => test(name, () => expect(run).not.toThrow()),
    createExecutor,
  });

  test("in everything but contracts as closures", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("closures"))).toEqual([]);
  });
});

test("the package exports what packages of executors do", () => {
  const { createExecutor: create, specificationVersion }: ExecutorModule<WasmExecutorOptions> = executorModule;
  expect([create, specificationVersion]).toEqual([createExecutor, SPECIFICATION_VERSION]);
});
