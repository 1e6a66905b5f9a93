// The project to copy, examples/project, run as its users run it: one test file on two executors, scenario files as tests, a recording.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { formatScenario } from "@mxvm/scenario";
import { type ReportedTest, runProject } from "./run-project.js";

const root = join(import.meta.dirname, "../../../examples/project");

describe("the example project", () => {
  let tests: readonly ReportedTest[];
  const named = (file: string): readonly ReportedTest[] => tests.filter(({ name }) => name.startsWith(`${file} > `));

  beforeAll(async () => {
    execFileSync(process.execPath, ["build.mjs"], { cwd: root });
    tests = await runProject({ root, plugin: { worlds: "./worlds.ts" } });
  });

  test("passes", () => {
    expect(tests.filter(({ state }) => state !== "passed")).toEqual([]);
  });

  test("runs its test file on both executors", () => {
    const titles = named("test/crowdfunding.test.ts").map(({ name }) => name);
    const onWasm = titles.filter((title) => title.includes("crowdfunding [wasm]"));
    expect(onWasm.length).toBeGreaterThan(5);
    expect(titles.filter((title) => title.includes("crowdfunding [debug]"))).toEqual(onWasm.map((title) => title.replace("[wasm]", "[debug]")));
    expect(titles).toHaveLength(2 * onWasm.length);
  });

  test.each(["scenarios/refund.scen.json", "recorded/successful.scen.json"])("runs the steps of %s on both executors", (file) => {
    const { steps } = JSON.parse(readFileSync(join(root, file), "utf8")) as { readonly steps: readonly unknown[] };
    expect(named(file)).toHaveLength(2 * steps.length);
  });

  test("has a README that shows its files as they are", () => {
    const blocks = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/^```ts (\S+)\n(.*?)\n```$/gms)];
    expect(blocks.length).toBeGreaterThan(0);
    for (const [, file, code] of blocks) expect(readFileSync(join(root, file!), "utf8")).toContain(code);
  });

  test("has scenario files that are laid out as the formatter does", () => {
    for (const folder of ["scenarios", "recorded"]) {
      for (const name of readdirSync(join(root, folder))) {
        const [path, text] = [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")];
        expect(formatScenario({ path, text })).toBe(text);
      }
    }
  });
});
