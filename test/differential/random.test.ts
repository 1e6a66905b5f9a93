// Random worlds, contracts and transactions: ours answers what production answers. The long form is npm run differential.
import { readdirSync, readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { createScenarioLoader, runScenario, type RunResult } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gasSchedule } from "../../packages/world-simulator/test/differential/support/simulator-settings.js";
import { generateCase, type Case } from "./generate/case.js";
import { runCase, type CaseOutcome } from "./run/both-worlds.js";
import { createCoverage } from "./run/coverage.js";
import { reduceCase } from "./run/reduce.js";
import { runCases, type RunReport } from "./run/run-cases.js";
import { writeScenario } from "./run/scenario-file.js";

const runs = 400;
const seed = 1;

describe("the generator", () => {
  it("makes the same case of the same seed", () => {
    expect(generateCase(7, 10)).toEqual(generateCase(7, 10));
    expect(generateCase(7, 10)).not.toEqual(generateCase(8, 10));
  });
});

describe.skipIf(!isLightSimulatorInstalled())("with a light simulator", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "mxvm-differences-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe(`${runs} transactions from seed ${seed}`, () => {
    let report: RunReport;
    const lines: string[] = [];
    beforeAll(() => {
      report = runCases({ runs, seed, folder: join(tmpdir(), "mxvm-differences"), tries: 200, log: (line) => lines.push(line) });
    });

    it("have the same results and leave the same accounts as on production", () => {
      expect(lines).toEqual([]);
      expect(report.totals.sent).toBeGreaterThanOrEqual(runs);
    });

    it("succeed for the most part", () => {
      expect(report.totals.succeeded / report.totals.sent).toBeGreaterThan(0.6);
    });
  });

  function playScenario(path: string): RunResult {
    const files = { readFile: (file: string): Uint8Array => readFileSync(file), listDirectory: (file: string): string[] => readdirSync(file) };
    const loader = createScenarioLoader({ files });
    return runScenario(loader.load(path), {
      loader,
      createWorld: () => createMockWorld({ gasSchedule, vm: createVm({ executor: createWasmExecutor() }) }),
    });
  }

  it("writes cases as scenarios, which pass where both worlds agree and fail where they do not", () => {
    const generated = generateCase(3, 12);
    // A scenario's queries keep what they change.
    const withoutQueries = { ...generated, steps: generated.steps.filter(({ kind }) => kind !== "query") };
    const outcome = runCase(withoutQueries, createCoverage());
    expect(outcome.failure).toBeUndefined();
    const agreed = playScenario(writeScenario(folder, "agreed", withoutQueries, outcome));
    expect(agreed.error).toBeUndefined();
    agreed.world.close();
    const results = outcome.results.map((result) => (typeof result === "object" ? { ...result, gasRemaining: result.gasRemaining + 1n } : result));
    const changed = playScenario(writeScenario(folder, "changed", withoutQueries, { ...outcome, results }));
    expect(changed.error).toBeDefined();
    changed.world.close();
  });

  it("reduces a difference to what brings it about", () => {
    const generated = generateCase(5, 20);
    const run = (candidate: Case): CaseOutcome => withDifferenceWhereDataReturn(runCase(candidate, createCoverage()));
    const differences = run(generated).failure?.differences ?? [];
    expect(differences).toHaveLength(1);
    const smallest = reduceCase(generated, differences, 300, run);
    expect(smallest.steps).toHaveLength(1);
    const statements = smallest.contracts.flatMap(({ program }) => program.functions.flatMap(({ body }) => body));
    expect(statements.length).toBeLessThan(4);
  });
});

/** As if ours charged less than production wherever a call returns data. */
function withDifferenceWhereDataReturn(outcome: CaseOutcome): CaseOutcome {
  const step = outcome.results.findIndex((result) => typeof result === "object" && result.returnData.length > 0);
  if (step === -1) return outcome;
  return { ...outcome, failure: { step, differences: [{ path: "gasUsed", ours: "1", production: "2" }], expectedAccounts: [] } };
}
