// The VM over the native executor is a VM handler as the boundary says.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { testVmHandler, type RegisterTest } from "@mxvm/protocol-hooks/conformance";
import { describe, expect, test } from "vitest";
import { createVm } from "../src/index.js";

/** The runner wants every test to assert something of its own. */
const register: RegisterTest = (name, run) => {
  test(name, () => {
    expect(run).not.toThrow();
  });
};

describe("VM handler", () => {
  const found = testVmHandler({ test: register, createVm: createVm({ executor: createWasmExecutor() }), gasSchedule: gasSchedules.default });
  test("conforms in everything", () => {
    expect(found.skipped).toEqual([]);
    expect(found.passed).toBe(found.registered);
  });
});
