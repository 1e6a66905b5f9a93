// The suites themselves: the contract's bytes, what is registered and skipped, and that a wrong implementation is found.
import { describe, expect, test } from "vitest";
import wabt from "wabt";
import { createRefusingVm } from "../examples/refusing-vm.js";
import { counterCode, counterText, testVmHandler, testWorld, type RegisterTest } from "../src/conformance/index.js";
import type { World } from "../src/index.js";

interface Registered {
  readonly name: string;
  readonly run: () => void;
}

function collect(): { readonly tests: Registered[]; readonly register: RegisterTest } {
  const tests: Registered[] = [];
  return { tests, register: (name, run) => void tests.push({ name, run }) };
}

const worldWithout = (supports: Partial<World["supports"]>): World => ({ supports, close: () => undefined }) as unknown as World;

describe("the contract of the suites", () => {
  test("is the bytes that its text gives", async () => {
    const { parseWat } = await wabt();
    const module = parseWat("counter.wat", counterText);
    expect(counterCode()).toEqual(new Uint8Array(module.toBinary({}).buffer));
    module.destroy();
  });
});

describe("a suite", () => {
  test("leaves out what a world declares not to support, by name", () => {
    const { tests, register } = collect();
    const report = testWorld({ test: register, createWorld: () => worldWithout({ logs: true, accountExport: true, accountDeletion: true, committedQueries: true }) });
    expect(report).toMatchObject({ registered: tests.length, ran: 0, passed: 0 });
    expect(report.skipped).toContainEqual({ name: "a snapshot can be gone back to, more than once", needs: ["snapshots"] });
    expect(new Set(report.skipped.flatMap(({ needs }) => needs))).toEqual(new Set(["snapshots", "forks", "settings", "newAddresses", "newTokenIdentifiers", "stateExport", "shards", "callObservation"]));
    const more = collect();
    testWorld({ test: more.register, createWorld: () => worldWithout({ logs: true, accountExport: true, accountDeletion: true, committedQueries: true }), supports: { logs: false } });
    expect(more.tests).toHaveLength(tests.length - 1);
  });

  test("names each behaviour once", () => {
    const { tests, register } = collect();
    const all = { snapshots: true, forks: true, settings: true, newAddresses: true, blockHashes: true, accountExport: true, accountDeletion: true, committedQueries: true, logs: true, shards: true, stateExport: true, callObservation: true };
    testWorld({ test: register, createWorld: () => worldWithout(all) });
    testVmHandler({ test: register, createVm: createRefusingVm, gasSchedule: {} });
    expect(new Set(tests.map(({ name }) => name)).size).toBe(tests.length);
  });

  test("finds a VM that does not do its work, and counts", () => {
    const { tests, register } = collect();
    const report = testVmHandler({ test: register, createVm: createRefusingVm, gasSchedule: {}, supports: { asyncCalls: false, callObservation: false } });
    const failures = tests.flatMap(({ name, run }) => {
      try {
        run();
        return [];
      } catch (error) {
        return [[name, (error as Error).name, (error as Error).message]];
      }
    });
    expect(report).toMatchObject({ registered: tests.length, ran: tests.length, passed: tests.length - failures.length });
    expect(report.skipped.map(({ needs }) => needs)).toEqual([["asyncCalls"], ["callObservation"], ["callObservation"]]);
    expect(failures).toContainEqual(["a trap is executionFailed", "ConformanceFailure", "return code: expected 10, found 4"]);
    expect(failures.length).toBeGreaterThan(tests.length / 2);
  });
});
