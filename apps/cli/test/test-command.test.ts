// `mxvm test`, from its command line to its reports and exit codes.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Project } from "./support.js";
import { call, contractWith, createProject, deploy, query, scenarioOf, wasmFromText } from "./support.js";

let project: Project;

beforeEach(() => {
  project = createProject();
  project.write("contracts/quiet.wasm", contractWith("be", ""));
});

afterEach(() => {
  project.remove();
});

function writeScenario(path: string, ...steps: object[]): void {
  project.write(path, scenarioOf(...steps));
}

const quiet = "file:../contracts/quiet.wasm";

interface JsonReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly scenarios: readonly {
    readonly path: string;
    readonly status: string;
    readonly steps: number;
    readonly durationMs: number;
    readonly error?: { readonly step: number; readonly txId: string; readonly message: string; readonly line: number };
  }[];
}

async function report(...args: string[]): Promise<JsonReport> {
  return JSON.parse((await project.run("test", ...args, "--reporter", "json")).out) as JsonReport;
}

describe("finding and choosing scenarios", () => {
  beforeEach(() => {
    writeScenario("a/one.scen.json", deploy(quiet));
    writeScenario("a/deep/er/two.scen.json");
    writeScenario("b/fails.scen.json", deploy("file:../contracts/quiet.wasm", { status: "4" }));
    writeScenario("b/last.scen.json");
    project.write("a/not-a-scenario.json", "{}");
    project.write("a/some.steps.json", "{}");
    project.write("a/node_modules/x/theirs.scen.json", "{");
  });

  test("every scenario below a path runs, in order, others are left alone", async () => {
    const { exitCode, out } = await project.run("test", "a");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/✓ a\/deep\/er\/two\.scen\.json {2}1 step, .*\n.*✓ a\/one\.scen\.json {2}2 steps, .*\n\n {2}2 passed, 0 failed/u);
  });

  test("a file is run as it is named, and each file once", async () => {
    expect((await report("a/one.scen.json", "a")).scenarios.map(({ path }) => path)).toEqual(["a/deep/er/two.scen.json", "a/one.scen.json"]);
  });

  test("a failure gives exit code 1 and says where", async () => {
    const { exitCode, out } = await project.run("test", "b");
    expect(exitCode).toBe(1);
    expect(out).toContain("✗ b/fails.scen.json");
    expect(out).toMatch(/step 2 "deploy", b\/fails\.scen\.json:\d+:\d+\n.*status: expected "4", actual/u);
    expect(out).toContain("1 passed, 1 failed");
  });

  test("--bail skips what comes after the first failure", async () => {
    const { failed, passed, scenarios, skipped } = await report("b", "a", "--bail");
    expect({ passed, failed, skipped }).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(scenarios.at(-1)).toMatchObject({ path: "b/last.scen.json", status: "skipped", steps: 0 });
  });

  test("--filter chooses by path", async () => {
    expect((await report(".", "--filter", "deep")).scenarios.map(({ path }) => path)).toEqual(["a/deep/er/two.scen.json"]);
  });

  test("the JSON report is one object that names the failing step", async () => {
    const { failed, scenarios } = await report("b/fails.scen.json");
    expect(failed).toBe(1);
    expect(scenarios[0]).toMatchObject({ path: "b/fails.scen.json", status: "failed", steps: 1, error: { step: 2, txId: "deploy" } });
    expect(scenarios[0]?.error?.line).toBeGreaterThan(1);
    expect(scenarios[0]?.error?.message).toContain('status: expected "4"');
    expect(scenarios[0]?.durationMs).toBeGreaterThan(0);
  });
});

describe("the command line", () => {
  beforeEach(() => {
    writeScenario("s/one.scen.json");
  });

  test.each([
    ["no path", ["test"], "missing required argument"],
    ["a path that is not there", ["test", "nowhere"], "there is no file or folder nowhere"],
    ["a folder without scenarios", ["test", "contracts"], "no scenario files"],
    ["an unknown executor", ["test", "s", "--executor", "abacus"], 'there is no executor "abacus": it is none of wasm, '],
    ["an unknown schedule", ["test", "contracts", "--gas-schedule", "v77"], "Allowed choices are default"],
    ["an unknown reporter", ["test", "s", "--reporter", "junti"], 'there is no reporter "junti"; there are: pretty, json, junit, tap, github; did you mean "junit"?'],
    ["a reporter without its file", ["test", "s", "--reporter", "junit="], "lacks the file to write"],
    ["an unknown dialect", ["test", "s", "--dialect", "cobol"], "Allowed choices are go, rust"],
    ["a shard beyond the last", ["test", "s", "--shard", "3/2"], "--shard takes a part and how many there are"],
    ["no workers", ["test", "s", "--workers", "0"], "--workers takes a number of threads"],
    ["a limit that is no number", ["test", "contracts", "--max-points", "-1"], "--max-points takes a whole number"],
    ["an unknown option", ["test", ".", "--frobnicate"], "unknown option"],
    ["an unknown command", ["tset", "."], "unknown command"],
  ])("%s is a usage error", async (_name, args, message) => {
    const { err, exitCode, out } = await project.run(...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
    expect(out).toBe("");
  });

  test("a filter that leaves nothing is a usage error", async () => {
    expect(await project.run("test", ".", "--filter", "two")).toMatchObject({ exitCode: 2, err: 'mxvm: none of 1 scenario files has "two" in its path\n' });
  });

  test("--help explains itself and succeeds", async () => {
    const { exitCode, out } = await project.run("test", "--help");
    expect(exitCode).toBe(0);
    expect(out).toContain("--gas-schedule <name>");
    expect(out).toContain("Exit codes: 0 all passed");
  });

  test("--gas-schedule replaces what a scenario asks for", async () => {
    writeScenario("s/gas.scen.json", deploy(quiet), call("be", { status: "0", gas: "1" }));
    const gasUnder = async (...args: string[]): Promise<string> => (await report("s", ...args)).scenarios[0]?.error?.message ?? "";
    expect(await gasUnder()).not.toBe(await gasUnder("--gas-schedule", "dummy"));
    expect(await gasUnder("--gas-schedule", "default")).toBe(await gasUnder());
  });
});

describe("files that are wrong", () => {
  test.each([
    ["broken JSON", '{\n  "steps": [\n    {"step": "setState",,}\n  ]\n}', 3],
    ["an unknown step", '{\n  "steps": [\n    {"step": "scKall"}\n  ]\n}', 3],
    ["an unknown field", '{\n  "name": "x",\n  "stpes": []\n}', 3],
    ["a bad number", '{\n  "steps": [{\n    "step": "setState",\n    "accounts": {"address:a": {"balance": "12x"}}\n  }]\n}', 4],
  ])("%s fails with its place", async (_name, text, line) => {
    project.write("bad.scen.json", text);
    const [outcome] = (await report("bad.scen.json")).scenarios;
    expect(outcome).toMatchObject({ status: "failed", steps: 0, error: { line } });
    expect(outcome?.error?.message).toMatch(/found .*, expected /u);
  });

  test("a missing contract file fails with its place", async () => {
    writeScenario("s/missing.scen.json", deploy("file:../contracts/quiet.wsam"));
    const { exitCode, out } = await project.run("test", "s");
    expect(exitCode).toBe(1);
    expect(out).toMatch(/s\/missing\.scen\.json:\d+:\d+/u);
    expect(out).toContain("quiet.wsam");
  });

  test("others run on after a file that cannot be read", async () => {
    project.write("a.scen.json", "{");
    writeScenario("b.scen.json");
    expect(await report(".")).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe("contracts that are wrong", () => {
  const user = { "address:user": { nonce: "*", balance: "1000000" } };
  const untouched = {
    step: "checkState",
    accounts: { ...user, "address:owner": { nonce: "*", balance: "1000000" } },
  };
  const invalid = { status: "9", message: "str:invalid contract code" };

  test.each([
    ["an empty file", new Uint8Array(0)],
    ["text", new TextEncoder().encode("this is no contract")],
    ["a truncated module", contractWith("be", "").subarray(0, 40)],
    ["bytes after a header", Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3)],
    ["floats", contractWith("be", "(drop (f32.add (f32.const 1) (f32.const 2)))")],
    ["floats in dead code", contractWith("be", "(return) (drop (f64.const 1))")],
    ["bulk memory", contractWith("be", "(memory.fill (i32.const 0) (i32.const 1) (i32.const 2))")],
    ["an unknown import", contractWith("be", "", '(import "env" "noSuchHook" (func))')],
  ])("%s is refused as contract, and the world is as it was", async (_name, code) => {
    project.write("contracts/bad.wasm", code);
    writeScenario("s/bad.scen.json", deploy("file:../contracts/bad.wasm", invalid), untouched);
    expect((await report("s")).scenarios).toMatchObject([{ status: "passed" }]);
  });

  test("an endless loop in a call ends when its gas does", async () => {
    project.write("contracts/loop.wasm", contractWith("spin", "(loop (br 0))"));
    writeScenario(
      "s/loop.scen.json",
      deploy("file:../contracts/loop.wasm"),
      call("spin", { status: "5", message: "str:not enough gas" }),
      call("spin", { status: "5", message: "str:not enough gas" }),
    );
    expect((await report("s")).scenarios).toMatchObject([{ status: "passed", steps: 4 }]);
  });

  test("an endless loop in a query ends at --max-points, as a fault that says so", async () => {
    project.write("contracts/loop.wasm", contractWith("spin", "(loop (br 0))"));
    writeScenario("s/loop.scen.json", deploy("file:../contracts/loop.wasm"), query("spin"));
    const [outcome] = (await report("s", "--max-points", "10000000")).scenarios;
    expect(outcome).toMatchObject({ status: "failed", error: { step: 3, txId: "query-spin" } });
    expect(outcome?.error?.message).toMatch(/maxPoints|max-points|10000000|10,000,000/u);
  });

  test("a trap fails the call, and the next call runs", async () => {
    project.write("contracts/trap.wasm", contractWith("fall", "(unreachable)"));
    writeScenario(
      "s/trap.scen.json",
      deploy("file:../contracts/trap.wasm"),
      call("fall", { status: "10", message: "str:execution failed" }),
      call("fall", { status: "10", message: "str:execution failed" }),
      call("nothing", { status: "1", message: "str:invalid function (not found)" }),
    );
    expect((await report("s")).scenarios).toMatchObject([{ status: "passed" }]);
  });
});

describe("a step that fails", () => {
  const counting = wasmFromText(`(module
    (import "env" "smallIntGetUnsignedArgument" (func $argument (param i32) (result i64)))
    (import "env" "smallIntStorageStoreUnsigned" (func $store (param i32 i32 i64) (result i32)))
    (import "env" "signalError" (func $signalError (param i32 i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "sumnot today")
    (func (export "init"))
    (func (export "add") (drop (call $store (i32.const 0) (i32.const 3) (call $argument (i32.const 0)))) (call $signalError (i32.const 3) (i32.const 9))))`);
  const abi = { name: "Counting", constructor: { inputs: [] }, endpoints: [{ name: "add", inputs: [{ name: "amount", type: "u64" }], outputs: [] }] };
  const adding = { step: "scCall", id: "adding", tx: { from: "address:user", to: "sc:contract", function: "add", arguments: ["5"], gasLimit: "5000000", gasPrice: "0" }, expect: { status: "0" } };

  test("shows what it called, in the words of the ABI in the build", async () => {
    project.write("counting.mxsc.json", JSON.stringify({ code: Buffer.from(counting).toString("hex"), abi }));
    project.write("a.scen.json", scenarioOf(deploy("mxsc:counting.mxsc.json"), adding));
    const { out } = await project.run("test", ".");
    expect(out).toMatch(/status: expected "0", actual "4" \(user error: not today\)\n.*\n\n {4}address:user calls sc:contract\.add\(amount: 5n\) \(gas 5,000,000\)\n/u);
    expect(out).toContain("    ├─ stores str:sum: nothing → 5 (undone)\n    └─ failed with user error: not today\n");
  });

  test("shows what it called, in the words of an ABI beside the code, or in expressions", async () => {
    project.write("counting.wasm", counting);
    project.write("a.scen.json", scenarioOf(deploy("file:counting.wasm"), adding));
    expect((await project.run("test", ".")).out).toContain("address:user calls sc:contract.add(5)");
    project.write("counting.abi.json", JSON.stringify(abi));
    expect((await project.run("test", ".")).out).toContain("address:user calls sc:contract.add(amount: 5n)");
    project.write("counting.abi.json", "no ABI");
    expect((await project.run("test", ".")).out).toContain("address:user calls sc:contract.add(5)");
  });

  test("has its calls in every report that has room for them", async () => {
    project.write("counting.wasm", counting);
    project.write("a.scen.json", scenarioOf(deploy("file:counting.wasm"), adding));
    const { scenarios } = JSON.parse((await project.run("test", ".", "--reporter", "json")).out) as { scenarios: { error: { calls: unknown } }[] };
    const storage = [{ address: "", key: "str:sum", from: "", to: "5" }];
    expect(scenarios[0]?.error.calls).toMatchObject([{ kind: "call", from: "address:user", to: "sc:contract", status: 4, message: "not today", isUndone: true, storage }]);
    expect((await project.run("test", ".", "--reporter", "junit")).out).toContain("└─ failed with user error: not today");
    expect((await project.run("test", ".", "--reporter", "tap")).out).toContain("└─ failed with user error: not today");
  });
});
