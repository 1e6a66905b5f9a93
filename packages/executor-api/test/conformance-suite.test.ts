// The suite itself: what is registered and left out, and what it reports. That it finds faults is tested where there are executors.
import { describe, expect, test } from "vitest";
import { type ConformanceCase, type RegisterTest, testExecutor } from "../src/conformance/index.js";
import { type ExecutorFactory, hooks as hookRows, SPECIFICATION_VERSION } from "../src/index.js";

interface Registered {
  readonly name: string;
  readonly run: () => void;
}

function collect(): { readonly tests: Registered[]; readonly register: RegisterTest } {
  const tests: Registered[] = [];
  return { tests, register: (name, run) => void tests.push({ name, run }) };
}

/** Rejects all code. */
const refusing: ExecutorFactory = () => ({
  specificationVersion: SPECIFICATION_VERSION,
  supports: Object.freeze({ moduleValidation: true, opcodeMetering: true, exactMetering: true }),
  setOpcodeCosts: () => undefined,
  functionNames: () => hookRows.map(({ name }) => name),
  newInstance: () => ({ ok: false, reason: "all code is refused" }),
});

const createExecutor = (): ExecutorFactory => refusing;

describe("the suite", () => {
  test("names each behaviour once", () => {
    const { tests, register } = collect();
    const report = testExecutor({ test: register, createExecutor });
    const names = [...tests, ...report.skipped].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(report).toMatchObject({ registered: tests.length, ran: 0, passed: 0 });
  });

  test("leaves out what is declared not to be supported, by name, and nothing else", () => {
    const all = testExecutor({ test: collect().register, createExecutor });
    for (const part of ["moduleValidation", "opcodeMetering", "exactMetering"] as const) {
      const report = testExecutor({ test: collect().register, createExecutor, supports: { [part]: false } });
      const leftOut = report.skipped.filter(({ needs }) => needs.includes(part));
      expect(leftOut.length).toBeGreaterThan(0);
      expect(report.registered).toBe(all.registered - leftOut.length);
      expect(report.skipped.flatMap(({ needs }) => needs).filter((need) => need !== part && need !== "closures")).toEqual([]);
    }
  });

  test("gives closures once for each contract to an executor of closures, and registers what they can do", () => {
    const given: ConformanceCase[] = [];
    const { tests, register } = collect();
    const report = testExecutor({
      test: register,
      contractFor: (contract) => {
        given.push(contract);
        return contract.name;
      },
      codeOf: (name) => new TextEncoder().encode(name),
      createExecutor: (names) => {
        expect(names).toEqual(given.map(({ name }) => name));
        return refusing;
      },
    });
    expect(new Set(given.map(({ name }) => name)).size).toBe(given.length);
    expect(report.skipped.every(({ needs }) => needs.includes("wasm"))).toBe(true);
    expect(() => tests[0]?.run()).toThrow("supports: expected { moduleValidation: false, opcodeMetering: false, exactMetering: false }");
  });

  test("counts what ran and what passed", () => {
    const { tests, register } = collect();
    const report = testExecutor({ test: register, createExecutor });
    const errors = tests.flatMap(({ run }) => {
      try {
        run();
        return [];
      } catch (error) {
        return [(error as Error).name];
      }
    });
    expect(report).toMatchObject({ ran: tests.length, passed: tests.length - errors.length });
    expect(new Set(errors)).toEqual(new Set(["ConformanceFailure"]));
    expect(report.passed).toBeLessThan(tests.length / 2);
  });
});
