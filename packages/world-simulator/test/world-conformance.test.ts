// The simulators are worlds as the boundary says, in everything that they declare to support.
import { testWorld, type RegisterTest } from "@mxvm/protocol-hooks/conformance";
import { createLightSimulatorWorld, isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { describe, expect, test } from "vitest";

/** The runner wants every test to assert something of its own. */
const register: RegisterTest = (name, run) => {
  test(name, () => {
    expect(run).not.toThrow();
  });
};

if (isLightSimulatorInstalled()) {
  describe("the light simulator", () => {
    const report = testWorld({ test: register, createWorld: () => createLightSimulatorWorld() });

    test("conforms in everything that it supports", () => {
      expect(report.passed).toBe(report.registered);
      expect(report.registered).toBeGreaterThan(15);
    });
  });
} else {
  test.skip("the light simulator: it is not installed here");
}
