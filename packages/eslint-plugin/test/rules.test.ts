// The rules over contracts that keep to the subset, and over such that break it line by line.
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contractProblems } from "../src/check.js";
import plugin from "../src/index.js";

const cwd = import.meta.dirname;
const contractsIn = (folder: string): readonly string[] => readdirSync(`${cwd}/fixtures/${folder}`).map((name) => `fixtures/${folder}/${name}`);

/** `file:line rule` for each report, in order. */
function reports(problems: readonly string[]): readonly string[] {
  return problems.map((problem) => problem.replace(/^(.*?:\d+):\d+ .*\((?:@mxvm\/)?(.*)\)$/, "$1 $2")).sort();
}

/** The same as a fixture's comments have it. */
function expectedReports(file: string): readonly string[] {
  return readFileSync(`${cwd}/${file}`, "utf8")
    .split("\n")
    .flatMap((line, index) => (/\/\/ breaks: (.*)$/.exec(line)?.[1]?.split(" ") ?? []).map((rule) => `${file}:${index + 1} ${rule}`))
    .sort();
}

describe("the rules of the contract subset", () => {
  it.each(contractsIn("kept"))("find nothing in %s", async (file) => {
    expect(await contractProblems({ files: [file], cwd })).toEqual([]);
  });

  it.each(contractsIn("broken"))("find each broken line of %s, and no other", async (file) => {
    expect(reports(await contractProblems({ files: [file], cwd }))).toEqual(expectedReports(file));
  });

  it("are each broken by a fixture", () => {
    const broken = new Set(contractsIn("broken").flatMap(expectedReports).map((report) => report.split(" ")[1]));
    expect([...broken].sort()).toEqual(Object.keys(plugin.rules).sort());
  });

  it("are all in the configuration, as errors", () => {
    const names = Object.keys(plugin.rules).map((name) => `@mxvm/${name}`);
    expect(plugin.configs.contracts.rules).toEqual(Object.fromEntries(names.map((name) => [name, "error"])));
  });
});

describe("a check of contracts", () => {
  it("says where a problem is, what it is, and which rule found it", async () => {
    const problems = await contractProblems({ files: ["fixtures/broken/functions.ts"], cwd });
    expect(problems[0]).toBe(
      "fixtures/broken/functions.ts:7:7 down calls itself (down → down): write a loop. (@mxvm/no-recursion)",
    );
  });

  it("refuses to pass when no file matches", async () => {
    await expect(contractProblems({ files: ["fixtures/none/*.ts"], cwd })).rejects.toThrow("No files matching");
  });
});
