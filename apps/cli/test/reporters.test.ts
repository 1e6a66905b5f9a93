// Reports of `mxvm test`: their forms hold whatever names and messages are in them, and each goes where it was sent.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runCli } from "../src/cli.js";
import type { Project } from "./support.js";
import { call, contractWith, createProject, deploy, scenarioOf } from "./support.js";

let project: Project;

const oddName = "odd <&\"'> # %, : 名.scen.json";
const noisy = "call-\u0001\u007f\u0085\u009f\ufffe\ud800<&\"]]>\n::error::#%";
/** Scenarios' texts are as they are written. */
const noisyId = JSON.stringify(noisy).slice(1, -1);
/** What XML 1.0 may not hold at all, and YAML not as it is. */
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const notYaml = /[^\t\n\r\u{20}-\u{7e}\u{85}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

beforeEach(() => {
  project = createProject();
  project.write("quiet.wasm", contractWith("be", ""));
  project.write("a/passes.scen.json", scenarioOf(deploy("file:../quiet.wasm"), call("be")));
  project.write(`b/${oddName}`, scenarioOf(deploy("file:../quiet.wasm"), { ...call("be", { status: "4" }), id: noisy }));
});

afterEach(() => {
  project.remove();
});

/** A reader of XML, as strict as this needs: tags that match, attributes in quotes, no character that must be escaped. */
function tagsOf(xml: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const rest = xml.replace(/^<\?xml [^?]*\?>\n/u, "").replace(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/gu, (_tag, end: string, name: string, _attributes, empty: string) => {
    if (end !== "") expect(open.pop()).toBe(name);
    else seen.push(name);
    if (end === "" && empty === "") open.push(name);
    return "";
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/u);
  expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|#\d+);)/u);
  return seen;
}

describe("--reporter junit", () => {
  it("is XML with a case for each file, whatever names and messages hold", async () => {
    const { exitCode, out } = await project.run("test", ".", "--reporter", "junit");
    expect(exitCode).toBe(1);
    expect(tagsOf(out)).toEqual(["testsuites", "testsuite", "testcase", "testcase", "failure"]);
    expect(out).toContain('tests="2" failures="1" errors="0" skipped="0"');
    expect(out).toContain("&lt;&amp;&quot;");
    expect(out).not.toMatch(notXml);
  });
});

describe("--reporter tap", () => {
  it("plans, counts, and explains in YAML", async () => {
    const { out } = await project.run("test", ".", "--reporter", "tap", "--bail");
    const [version, plan, ...points] = out.split("\n");
    expect([version, plan]).toEqual(["TAP version 14", "1..2"]);
    expect(points.filter((line) => /^(not )?ok/u.test(line))).toEqual(["ok 1 - a/passes.scen.json", `not ok 2 - b/${oddName.replace("#", "\\#")}`]);
    const block = out.split("  ---\n")[2]?.split("\n  ...")[0] ?? "";
    expect(block).not.toMatch(notYaml);
    expect(parse(block)).toMatchObject({ severity: "fail", step: 3, txId: noisyId, at: { file: `b/${oddName}` } });
  });

  it("says what was skipped", async () => {
    project.write("c.scen.json", scenarioOf());
    const { out } = await project.run("test", "b", "c.scen.json", "--reporter", "tap", "--bail");
    expect(out).toContain("ok 2 - c.scen.json # SKIP");
  });
});

describe("--reporter json", () => {
  it("is JSON whatever names and messages hold, with the calls whole", async () => {
    const { out } = await project.run("test", ".", "--reporter", "json");
    const { scenarios } = JSON.parse(out) as { readonly scenarios: readonly object[] };
    expect(scenarios).toMatchObject([{ status: "passed" }, { path: `b/${oddName}`, error: { txId: noisyId, calls: [{ function: "be" }] } }]);
  });
});

describe("--reporter github", () => {
  it("annotates the line of a failure, with one line for each", async () => {
    const { out } = await project.runWith({ GITHUB_WORKSPACE: project.folder }, "test", ".", "--reporter", "github");
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error file=b\/odd <&"'> # %25%2C %3A 名\.scen\.json,line=\d+,col=\d+,title=[^,:]*::status: expected "4"/u);
  });

  it("comes by itself where GitHub reads it", async () => {
    const { out } = await project.runWith({ GITHUB_ACTIONS: "true", CI: "true" }, "test", ".");
    expect(out).toContain("1 passed, 1 failed");
    expect(out).toContain("::error file=");
  });
});

describe("several reporters", () => {
  it("write to standard output and to files", async () => {
    const { out } = await project.run("test", ".", "--reporter", "pretty", "--reporter", "junit=reports/junit.xml", "--reporter", "json=report.json");
    expect(out).toContain("1 passed, 1 failed");
    expect(existsSync(join(project.folder, "reports/junit.xml"))).toBe(true);
    expect(JSON.parse(readFileSync(join(project.folder, "report.json"), "utf8"))).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe("--reporter pretty", () => {
  it("is quiet in CI about what passes", async () => {
    const { out } = await project.runWith({ CI: "true" }, "test", ".");
    expect(out).not.toContain("passes.scen.json");
    expect(out).toContain(`✗ b/${oddName}`);
  });

  it.each([
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    [{}, false],
  ])("writes colours as the environment says: %o", async (env, expected) => {
    const { out } = await project.runWith(env, "test", "a");
    expect(out.includes("\u001b[")).toBe(expected);
  });

  it("shows failures after warnings, and few of those", async () => {
    project.write("c.scen.json", JSON.stringify({ steps: [{ step: "setState", accounts: { "address:a": { balance: "1", storage: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`str:k${index}`, "u8:1|-5"])) } } }] }));
    const { out } = await project.run("test", ".");
    const warnings = out.match(/warning: /gu) ?? [];
    expect(warnings.length).toBeLessThanOrEqual(5);
    expect(out.lastIndexOf("warning: ")).toBeLessThan(out.indexOf("status: expected"));
  });
});

describe("a terminal", () => {
  it.each([60, 80, 120])("of %i columns shows each scenario in one line", async (columns) => {
    project.write(`${"deep/".repeat(30)}long.scen.json`, scenarioOf());
    let out = "";
    const terminal = { out: (text: string) => (out += text), err: () => undefined, cwd: project.folder, env: { NO_COLOR: "1" }, isTerminal: true, columns };
    await runCli(["test", "deep"], terminal);
    const [line = ""] = out.split("\n").filter((text) => text.includes("✓"));
    expect(line.split("\u001b[2K").at(-1)?.length).toBeLessThan(columns);
    expect(line).toContain("long.scen.json");
  });

  it.each([80, 120])("of %i columns shows help without broken words", async (columns) => {
    let out = "";
    await runCli(["test", "--help"], { out: (text) => (out += text), err: () => undefined, cwd: project.folder, env: {}, isTerminal: true, columns });
    expect(Math.max(...out.split("\n").map((text) => text.length))).toBeLessThanOrEqual(columns);
  });

  it("shows how far the run is below what is reported, and leaves nothing of it", async () => {
    let out = "";
    await runCli(["test", "a"], { out: (text) => (out += text), err: () => undefined, cwd: project.folder, env: { NO_COLOR: "1" }, isTerminal: true, columns: 80 });
    expect(out).toMatch(/^\r\u001b\[2K {2}1 of 1 scenarios\r\u001b\[2K {2}✓ a\/passes\.scen\.json {2}.*\n {2}1 of 1 scenarios\r\u001b\[2K\n/u);
  });
});
