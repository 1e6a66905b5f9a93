// Options of `mxvm test` beyond which files run: shards, traces, counts of hooks, dialects, roots, the configuration, watching.
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hooks } from "@mxvm/executor-api";
import { runCli } from "../src/cli.js";
import type { Project } from "./support.js";
import { call, contractWith, createProject, deploy, scenarioOf } from "./support.js";

let project: Project;

const counting = contractWith("count", "(drop (call $nonce)) (drop (call $nonce)) (drop (call $arguments))", '(import "env" "getBlockNonce" (func $nonce (result i64))) (import "env" "getNumArguments" (func $arguments (result i32)))');

beforeEach(() => {
  project = createProject();
  project.write("counting.wasm", counting);
});

afterEach(() => {
  project.remove();
});

const paths = (out: string): string[] => (JSON.parse(out) as { scenarios: { path: string }[] }).scenarios.map(({ path }) => path);

describe("--shard", () => {
  it("gives every file to exactly one part", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `s/${index}.scen.json`);
    for (const name of names) project.write(name, scenarioOf());
    const parts = await Promise.all(["1/3", "2/3", "3/3"].map(async (shard) => paths((await project.run("test", "s", "--shard", shard, "--reporter", "json")).out)));
    expect(parts.map(({ length }) => length)).toEqual([3, 2, 2]);
    expect(parts.flat().sort()).toEqual(names);
  });

  it("passes where there are more parts than files", async () => {
    project.write("s/one.scen.json", scenarioOf());
    expect(await project.run("test", "s", "--shard", "2/2")).toMatchObject({ exitCode: 0, out: expect.stringContaining("0 passed, 0 failed") as string });
  });
});

describe("--coverage-hooks", () => {
  it("counts the hooks that contracts called, of all there are", async () => {
    project.write("a.scen.json", scenarioOf(deploy("file:counting.wasm"), call("count")));
    const { out } = await project.run("test", "a.scen.json", "--coverage-hooks", "--reporter", "json", "--reporter", "pretty=report.txt");
    const groups = Object.values((JSON.parse(out) as { hooks: Record<string, Record<string, number>> }).hooks);
    const counts = Object.assign({}, ...groups) as Record<string, number>;
    expect(Object.keys(counts)).toHaveLength(hooks.length);
    expect(Object.entries(counts).filter(([, calls]) => calls > 0)).toEqual([["getNumArguments", 1], ["getBlockNonce", 2]]);
  });

  it("shows a table", async () => {
    project.write("a.scen.json", scenarioOf(deploy("file:counting.wasm"), call("count")));
    const { out } = await project.run("test", "a.scen.json", "--coverage-hooks");
    expect(out).toContain(`VM hooks called: 2 of ${hooks.length}`);
    expect(out).toMatch(/getBlockNonce +2/u);
  });
});

describe("--trace", () => {
  beforeEach(() => {
    project.write("bad.scen.json", scenarioOf(deploy("file:counting.wasm"), call("count", { status: "4" })));
    project.write("good.scen.json", scenarioOf(deploy("file:counting.wasm"), call("count")));
  });

  it("shows the calls of a scenario that fails, with contract and gas", async () => {
    const { out } = await project.run("test", ".", "--trace");
    expect(out).toContain("trace of bad.scen.json");
    expect(out).toMatch(/step 3 scCall "call-count"\n {4}address:user calls sc:contract\.count\(\) \(gas [\d,]+\)\n/u);
    expect(out).not.toContain("trace of good.scen.json");
  });

  it("shows all where it is asked to, also as JSON", async () => {
    const { out } = await project.run("test", ".", "--trace", "all", "--reporter", "json");
    const { scenarios } = JSON.parse(out) as { scenarios: { trace: { calls: unknown[] }[] }[] };
    expect(scenarios.map(({ trace }) => trace.length)).toEqual([2, 2]);
    expect(scenarios[1]?.trace[1]?.calls).toMatchObject([{ kind: "call", from: "address:user", to: "sc:contract", function: "count", status: 0, steps: [] }]);
  });

  it("changes no gas", async () => {
    const gas = async (...args: string[]): Promise<string> => {
      project.write("gas.scen.json", scenarioOf(deploy("file:counting.wasm"), call("count", { gas: "1" })));
      return /gas: .*/u.exec((await project.run("test", "gas.scen.json", ...args)).out)?.[0] ?? "none";
    };
    expect(await gas("--trace", "--coverage-hooks")).toBe(await gas());
    expect(await gas()).toContain('expected "1"');
  });
});

describe("--root", () => {
  it("refuses files outside", async () => {
    project.write("s/a.scen.json", scenarioOf(deploy("file:../counting.wasm")));
    expect((await project.run("test", "s", "--root", "s")).exitCode).toBe(1);
    expect((await project.run("test", "s", "--root", ".")).exitCode).toBe(0);
  });
});

describe("--dialect", () => {
  it("decides how ambiguous values are read, and tells of them", async () => {
    project.write("a.scen.json", JSON.stringify({ steps: [{ step: "setState", accounts: { "address:a": { balance: "1", storage: { "str:k": "bigfloat:1.5" } } } }] }));
    const go = await project.run("test", "a.scen.json");
    const rust = await project.run("test", "a.scen.json", "--dialect", "rust");
    expect([go.exitCode, rust.exitCode]).toEqual([0, 1]);
  });
});

describe("test in mxvm.config.ts", () => {
  it("gives defaults, which the command line goes before", async () => {
    project.write("s/a.scen.json", scenarioOf());
    project.write("s/b.scen.json", scenarioOf());
    project.write("mxvm.config.mjs", 'export default { test: { paths: ["s"], filter: "a.scen", reporter: ["json"] } };');
    expect(paths((await project.run("test")).out)).toEqual(["s/a.scen.json"]);
    expect(paths((await project.run("test", "--filter", "b.scen")).out)).toEqual(["s/b.scen.json"]);
  });

  it.each([
    ["{ test: { wrokers: 2 } }", 'mxvm.config.mjs: test.wrokers: there is no such key'],
    ["{ test: { workers: 0 } }", "test.workers: found number, expected a whole number from 1 to 999"],
    ["{ run: { wrld: 'w.json' } }", 'mxvm.config.mjs: run.wrld: there is no such key; there are: world, from, gasLimit, gasPrice, gasSchedule; did you mean "world"?'],
    ["{ run: { gasLimit: 5 } }", 'run.gasLimit: found number, expected a whole number as text, such as "600,000,000"'],
    ["{ fmt: { paths: 'scenarios' } }", 'fmt.paths: found "scenarios", expected an array of strings'],
    ["{ inspect: { functions: -1 } }", "inspect.functions: found number, expected a whole number from 0 to 999999"],
    ["{ inspct: {} }", 'inspct: there is no such key; there are: executor, contracts, test, run, fmt, inspect; did you mean "inspect"?'],
    ["{ test: { dialect: 'c' } }", 'test.dialect: found "c", expected one of go, rust'],
  ])("is checked: %s", async (config, message) => {
    project.write("mxvm.config.mjs", `export default ${config};`);
    expect(await project.run("test", ".")).toMatchObject({ exitCode: 2, err: expect.stringContaining(message) as string });
  });
});

describe("--watch", () => {
  let end: AbortController;
  let out: string;
  let run: Promise<number>;
  /** Waits for the text, and forgets what came before it. */
  const seen = async (text: string): Promise<string> => {
    while (!out.includes(text)) await wait(20);
    const before = out;
    out = "";
    return before;
  };
  const start = async (...args: string[]): Promise<string> => {
    run = runCli(["test", ...args, "--watch"], { out: (text) => (out += text), err: (text) => (out += text), cwd: project.folder, env: {}, isTerminal: false, signal: end.signal });
    return seen("watching");
  };

  beforeEach(() => {
    end = new AbortController();
    out = "";
  });
  afterEach(async () => {
    end.abort();
    expect(await run).toBe(0);
  });

  it("runs again what read a file that changed, and only that", async () => {
    project.write("x/a.scen.json", scenarioOf(deploy("file:../counting.wasm"), call("count")));
    project.write("x/b.scen.json", scenarioOf());
    expect(await start("x")).toContain("2 passed");
    project.write("counting.wasm", contractWith("other", ""));
    expect(await seen("watching")).toMatch(/changed: counting\.wasm[^]*✗ x\/a\.scen\.json[^]*0 passed, 1 failed/u);
  });

  it("runs scenarios of folders that are new", async () => {
    project.write("y/deep/a.scen.json", scenarioOf());
    expect(await start("y")).toContain("1 passed");
    project.write("y/new/deeper/b.scen.json", scenarioOf());
    expect(await seen("watching")).toMatch(/✓ y\/new\/deeper\/b\.scen\.json[^]*1 passed, 0 failed/u);
  });

  it("runs everything when the configuration or what it imports changes, and goes on where it is wrong", async () => {
    project.write("z/a.scen.json", scenarioOf());
    project.write("z/b.scen.json", scenarioOf());
    project.write("settings/filter.ts", 'export const filter: string = "a";');
    project.write("mxvm.config.ts", 'import { filter } from "./settings/filter.js";\nexport default { test: { paths: ["z"], filter: filter + ".scen" } };');
    expect(await start()).toContain("1 passed");
    project.write("settings/filter.ts", "export const filter: string = ;");
    await seen("mxvm.config.ts cannot be loaded");
    project.write("settings/filter.ts", 'export const filter: string = "";');
    expect(await seen("watching")).toMatch(/changed: settings\/filter\.ts[^]*2 passed, 0 failed/u);
  });
});
