// The world over VM and native executor is a world as the boundary says, in both compatibilities, with shards and without.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { testWorld, type RegisterTest } from "@mxvm/protocol-hooks/conformance";
import { createMockWorld, type MockWorldOptions } from "@mxvm/world-mock";
import { describe, expect, test } from "vitest";
import { createVm } from "../src/index.js";

const options = { vm: createVm({ executor: createWasmExecutor() }), gasSchedule: gasSchedules.default };

const variants: readonly (readonly [string, Partial<MockWorldOptions>])[] = [
  ["a scenario world", {}],
  ["a production world", { compatibility: "production" }],
  ["a scenario world of shards", { shards: 3 }],
  ["a production world of shards", { compatibility: "production", shards: 3 }],
];

/** The runner wants every test to assert something of its own. */
const register: RegisterTest = (name, run) => {
  test(name, () => {
    expect(run).not.toThrow();
  });
};

describe.each(variants)("%s", (_, variant) => {
  const report = testWorld({ test: register, createWorld: () => createMockWorld({ ...options, ...variant }) });

  test("conforms in everything that it supports", () => {
    expect(report.passed).toBe(report.registered);
    expect(new Set(report.skipped.flatMap(({ needs }) => needs))).toEqual(new Set(variant.shards === undefined ? ["shards"] : []));
  });
});
