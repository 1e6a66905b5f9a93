// Scenario files as test files of a project, as vitest's reporters see them.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fixtureProject, reportModules, type ReportedTest, runProject, startProject } from "./run-project.js";

const statesOf = (tests: readonly ReportedTest[]): readonly string[] => tests.map(({ name, state }) => `${state}: ${name}`);

describe("a scenario file", () => {
  it("has a test for each step, on each executor", async () => {
    expect(statesOf(await runProject({ filters: ["adder"] }))).toEqual([
      "passed: adder.scen.json > another > 1 setState",
      "passed: adder.scen.json > another > 2 scDeploy deploy",
      "passed: adder.scen.json > another > 3 scCall add add",
      "passed: adder.scen.json > debug > 1 setState",
      "passed: adder.scen.json > debug > 2 scDeploy deploy",
      "passed: adder.scen.json > debug > 3 scCall add add",
    ]);
  });

  it("points to the place that fails, and skips what follows", async () => {
    const tests = await runProject({ filters: ["failing"], plugin: { executors: ["debug"] } });
    expect(statesOf(tests)).toEqual([
      "passed: failing.scen.json > debug > 1 externalSteps",
      "failed: failing.scen.json > debug > 2 scQuery sum getSum",
      "skipped: failing.scen.json > debug > 3 checkState",
    ]);
    expect(tests[1]).toMatchObject({ message: expect.stringMatching(/^out: expected \["9"\], actual \["8"\]\n\nquery sc:adder\.getSum\(\)/) as string, place: "failing.scen.json:12:24" });
    expect(tests[1]?.diff).toContain('Received: "out: ["8"]"');
  });

  it("that is none points to what is wrong", async () => {
    const [test] = await runProject({ filters: ["broken"], plugin: { executors: ["debug"] } });
    expect(test).toMatchObject({ state: "failed", place: "broken.scen.json:3:19" });
    expect(test?.message).toContain('found the unknown step "scCal"');
  });

  it("sees the files that an executor has in place of builds", async () => {
    expect(statesOf(await runProject({ filters: ["builds"], plugin: { executors: ["another"] } }))).toEqual([
      "passed: builds.scen.json > another > 1 setState",
      "passed: builds.scen.json > another > 2 scQuery sum getSum",
    ]);
  });

  it("is found by names of tests", async () => {
    const tests = await runProject({ filters: ["adder"], plugin: { executors: ["debug"] }, cli: { testNamePattern: "scCall add" } });
    expect(tests.map(({ state }) => state)).toEqual(["skipped", "skipped", "passed"]);
  });

  it("runs again when it changes, and when a file that it names does", async () => {
    const root = mkdtempSync(fileURLToPath(new URL("fixtures/watched-", import.meta.url)));
    cpSync(fixtureProject, root, { recursive: true });
    const runs: ((tests: readonly ReportedTest[]) => void)[] = [];
    const nextRun = (): Promise<readonly ReportedTest[]> => new Promise((resolve) => runs.push(resolve));
    const replace = (file: string, text: string, by: string): void => {
      writeFileSync(join(root, file), readFileSync(join(root, file), "utf8").replace(text, by));
    };
    const first = nextRun();
    const vitest = await startProject({
      root,
      filters: ["failing"],
      plugin: { executors: ["debug"] },
      cli: { watch: true, standalone: false },
      reporter: { onTestRunEnd: (modules) => runs.shift()?.(reportModules(modules, root)) },
    });
    try {
      expect((await first).map(({ state }) => state)).toEqual(["passed", "failed", "skipped"]);
      const second = nextRun();
      replace("failing.scen.json", '"9"', '"8"');
      expect((await second).map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
      const third = nextRun();
      replace("adder.scen.json", '["3"]', '["4"]');
      expect((await third).map(({ state }) => state)).toEqual(["failed", "skipped", "skipped"]);
    } finally {
      await vitest.close();
      rmSync(root, { recursive: true });
    }
  });
});

describe("a project", () => {
  it("that names an executor which there is not is told so", async () => {
    const vitest = await startProject({ filters: ["adder"], plugin: { executors: ["wasm"] } });
    const errors = vitest.state.getTestModules().flatMap((module) => module.errors().map(({ message }) => message));
    await vitest.close();
    expect(errors).toEqual(['there is no executor "wasm", but debug, another']);
  });
});
