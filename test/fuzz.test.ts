// Generated and damaged modules: ours does what production's library does. The long form is npm run fuzz.
import { isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { beforeAll, describe, expect, it } from "vitest";
import { sectionsOf } from "../fuzz/mutate/sections.js";
import { reduceCode } from "../fuzz/reduce/reduce.js";
import { createComparison, type Comparison } from "../fuzz/run/compare.js";
import { keptCases, readKept, writeKept } from "../fuzz/run/kept.js";
import { makeCase } from "../fuzz/run/make-case.js";
import { runFuzz, type FuzzReport } from "../fuzz/run/run-fuzz.js";
import { summaryOf, verdictOf } from "../fuzz/run/summary.js";

const runs = 2_000;
const seed = 1;

describe("the fuzzer", () => {
  it("makes the same module of the same seed and index", () => {
    expect(makeCase(7, 10)).toEqual(makeCase(7, 10));
    expect(makeCase(7, 10).code).not.toEqual(makeCase(7, 11).code);
    expect(makeCase(7, 10).code).not.toEqual(makeCase(8, 10).code);
  });

  it("keeps modules as text that it can read", () => {
    const { code, plan } = makeCase(7, 12);
    expect(readKept(writeKept({ code, plan }, ["a note"]))).toEqual({ code, plan });
  });

  it("reduces a module to what makes the difference", () => {
    const { code } = makeCase(1, 1);
    // As if whatever has a memory and a function body that ends dead differed.
    const differs = (candidate: Uint8Array): boolean => {
      const sections = sectionsOf(candidate);
      return sections.some(({ id }) => id === 5) && sections.some(({ id, contents }) => id === 10 && contents.includes(0x0b));
    };
    const reduced = reduceCode(code, differs);
    expect(differs(reduced)).toBe(true);
    expect(reduced.length).toBeLessThan(code.length / 4);
    expect(sectionsOf(reduced).map(({ id }) => id)).toEqual([5, 10]);
  });
});

describe.skipIf(!isWasmerLibraryInstalled())("with the production library", () => {
  describe(`${runs} modules of seed ${seed}`, () => {
    let report: FuzzReport;
    const lines: string[] = [];
    beforeAll(async () => {
      report = await runFuzz({ runs, seed, first: 0, workers: 2, growth: false, log: (line) => lines.push(line) });
    });

    it("agree on acceptance, outcome, gas, memory and calls of hooks, and end no process", () => {
      expect(report.differences).toEqual([]);
      expect(report.lost).toEqual([]);
      expect(lines).toEqual([]);
      expect(verdictOf(report)).toEqual([]);
    });

    it("are for the most part accepted and executed", () => {
      expect(report.modules).toBe(runs);
      expect(report.counts.get("executed")).toBeGreaterThan(runs / 2);
      expect(summaryOf(report)).toMatch(/^2000 modules in \d+ s; accepted and executed: \d+\.\d%; differences: 0$/m);
    });
  });

  describe("modules that once differed", () => {
    let comparison: Comparison;
    beforeAll(() => {
      comparison = createComparison();
    });

    it.each(keptCases())("agree: $name", ({ code, plan }) => {
      const verdict = comparison.compare({ code, plan });
      expect(verdict.status === "different" ? verdict.difference : verdict.status).toBe("agreed");
    });
  });
});
