// The executor does what the boundary says, on production's library where this platform has it.
import { testExecutor } from "@mxvm/executor-api/conformance";
import { describe, expect, test } from "vitest";
import { createExecutor, isWasmerLibraryInstalled } from "../src/index.js";

describe.skipIf(!isWasmerLibraryInstalled())("the executor conforms:", () => {
  const report = testExecutor({
    // The runner wants every test to assert something of its own.
    test: (name, run) => test(name, () => expect(run).not.toThrow()),
    createExecutor: () => createExecutor(),
  });

  test("in everything but contracts as closures", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("closures"))).toEqual([]);
  });
});
