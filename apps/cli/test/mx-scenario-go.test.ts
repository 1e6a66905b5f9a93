// The program `mx-scenario-go` as the Rust framework calls it: `run <absolute path>`, where only the exit code counts, and `run ./`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runMxScenarioGo } from "../src/mx-scenario-go.js";
import type { CliRun, Project } from "./support.js";
import { call, contractWith, createProject, deploy, scenarioOf } from "./support.js";

let project: Project;

beforeEach(() => {
  project = createProject();
  project.write("quiet.wasm", contractWith("be", ""));
  project.write("good/a.scen.json", scenarioOf(deploy("file:../quiet.wasm"), call("be")));
  project.write("bad.scen.json", scenarioOf(deploy("file:quiet.wasm"), call("be", { status: "4" })));
});

afterEach(() => {
  project.remove();
});

async function tool(...args: string[]): Promise<CliRun> {
  let out = "";
  let err = "";
  const exitCode = await runMxScenarioGo(args, { out: (text) => (out += text), err: (text) => (err += text), cwd: project.folder, env: {}, isTerminal: false });
  return { exitCode, out, err };
}

it("runs one scenario by its absolute path", async () => {
  expect(await tool("run", join(project.folder, "good/a.scen.json"))).toEqual({ exitCode: 0, out: "SUCCESS\n", err: "" });
});

it("says why one failed, with exit code 1", async () => {
  const { exitCode, out, err } = await tool("run", join(project.folder, "bad.scen.json"));
  expect(exitCode).toBe(1);
  expect(out).toMatch(/^ERROR: bad\.scen\.json:\d+:\d+: "call-be": status: expected "4"/u);
  expect(err).toContain("status: expected");
});

it("runs a folder, names each scenario, and counts", async () => {
  const { exitCode, out } = await tool("run", "./");
  expect(exitCode).toBe(1);
  expect(out).toMatch(/^Scenario: bad\.scen\.json \.\.\. {3}FAIL: .*\n[^]*Scenario: good\/a\.scen\.json \.\.\. {3}ok\nDone\. Passed: 1\. Failed: 1\. Skipped: 0\.\nERROR: some tests failed\n$/u);
});

it("passes a folder without scenarios", async () => {
  project.write("empty/x.txt", "");
  expect(await tool("run", "empty")).toMatchObject({ exitCode: 0, out: "Done. Passed: 0. Failed: 0. Skipped: 0.\nSUCCESS\n" });
});

it("takes production's flags", async () => {
  const { exitCode, out } = await tool("run", "--wasmer2", "--vm", "1.5", "-g", "good/a.scen.json");
  expect(exitCode).toBe(0);
  expect(out).toMatch(/call-be"\n.*calls sc:contract\.be\(\) \(gas [\d,]+\)/u);
});

it.each([
  ["no path", ["run"], "missing required argument"],
  ["a path that is not there", ["run", "nowhere"], "no such file or directory"],
  ["another file", ["run", "quiet.wasm"], "only directories and scenario files accepted as path"],
  ["a VM that is not there", ["run", "--vm", "1.4", "good"], "there is no VM 1.4 here"],
  ["an unknown command", ["walk"], "unknown command"],
])("ends with exit code 1 for %s", async (_name, args, message) => {
  const { exitCode, err } = await tool(...args);
  expect(exitCode).toBe(1);
  expect(err).toContain(message);
});

it("shows its help where it is asked for nothing, as production's does", async () => {
  expect(await tool()).toMatchObject({ exitCode: 0, out: expect.stringContaining("Usage: mx-scenario-go") as string, err: "" });
});

it("tells its version, and formats", async () => {
  expect((await tool("--version")).out).toMatch(/^mx-scenario-go version /u);
  expect((await tool("version")).exitCode).toBe(0);
  project.write("one.scen.json", '{"steps":[]}');
  expect((await tool("fmt", "one.scen.json")).exitCode).toBe(0);
  expect(readFileSync(join(project.folder, "one.scen.json"), "utf8")).toContain("    \"steps\"");
});
