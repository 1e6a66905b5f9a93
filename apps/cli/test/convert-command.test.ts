// `mxvm convert`, in folders of its own.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createProject, type Project } from "./support.js";

const scenario = (endpoint: string): string =>
  JSON.stringify({
    name: "adder",
    steps: [
      { step: "setState", accounts: { "address:alice": { balance: "1,000" }, "sc:adder": { code: "mxsc:../output/adder.mxsc.json" } } },
      { step: "scCall", id: "add-3", tx: { from: "address:alice", to: "sc:adder", function: endpoint, arguments: ["3"], gasLimit: "5,000,000" }, expect: { out: [], refund: "*" } },
    ],
  });
const build = JSON.stringify({ code: "00", abi: { name: "Adder", endpoints: [{ name: "add", docs: ["adds"], inputs: [{ name: "value", type: "BigUint" }], outputs: [] }], types: {} } });

describe("mxvm convert", () => {
  let project: Project;
  const read = (path: string): string => readFileSync(join(project.folder, path), "utf8");

  beforeEach(() => {
    project = createProject();
    project.write("output/adder.mxsc.json", build);
    project.write("scenarios/adder.scen.json", scenario("add"));
  });
  afterEach(() => {
    project.remove();
  });

  it("writes a test beside the scenario, with calls typed by the contract's ABI", async () => {
    expect(await project.run("convert", "scenarios/adder.scen.json")).toEqual({ exitCode: 0, out: "scenarios/adder.test.ts\n1 converted\n", err: "" });
    const text = read("scenarios/adder.test.ts");
    expect(text).toContain('readCode(new URL("../output/adder.mxsc.json", import.meta.url))');
    expect(text).toContain('adder.call.add({ value: 3n }, { from: alice, gasLimit: 5_000_000n, id: "add-3" })');
    expect(text).not.toContain("docs");
  });

  it("writes below a folder what is below the one that is searched, the same each time", async () => {
    project.write("scenarios/deep/other.scen.json", scenario("sub"));
    expect((await project.run("convert", "scenarios", "--out", "test")).out).toBe("test/adder.test.ts\ntest/deep/other.test.ts\n2 converted\n");
    const text = read("test/deep/other.test.ts");
    expect(text).toContain('alice.call({ to: adder, function: "sub", args: ["3"], gasLimit: 5_000_000n, id: "add-3" })');
    await project.run("convert", "scenarios", "--out", "test", "--force");
    expect(read("test/deep/other.test.ts")).toBe(text);
  });

  it("replaces nothing without --force", async () => {
    project.write("scenarios/adder.test.ts", "mine");
    expect(await project.run("convert", "scenarios")).toEqual({
      exitCode: 2,
      out: "",
      err: "mxvm: scenarios/adder.test.ts is there already: --force replaces it, --out names another place\n",
    });
    expect(read("scenarios/adder.test.ts")).toBe("mine");
  });

  it("refuses to write two scenarios into one file", async () => {
    project.write("scenarios/other.scen.json", scenario("add"));
    expect((await project.run("convert", "scenarios", "--out", "all.test.ts")).err).toBe(
      "mxvm: scenarios/adder.scen.json and scenarios/other.scen.json would both become all.test.ts: give a folder to --out, or convert them one by one\n",
    );
  });

  it("says where a scenario is wrong, and goes on", async () => {
    project.write("scenarios/0.scen.json", '{"steps": [{"step": "setStat"}]}');
    const { exitCode, out, err } = await project.run("convert", "scenarios");
    expect([exitCode, out]).toEqual([1, "scenarios/adder.test.ts\n1 converted, 1 wrong\n"]);
    expect(err).toContain('0.scen.json:1:21: found the unknown step "setStat"');
    expect(existsSync(join(project.folder, "scenarios/0.test.ts"))).toBe(false);
  });

  it("names builds that are not there, and what would do", async () => {
    project.write("scenarios/adder.scen.json", scenario("add").replace("adder.mxsc", "missing.mxsc"));
    const { exitCode, err } = await project.run("convert", "scenarios");
    expect([exitCode, err]).toEqual([
      0,
      "scenarios/adder.scen.json names output/missing.mxsc.json, which is not there: build it before the test runs, or, if a contract in TypeScript stands for it, use --worlds\n",
    ]);
  });

  it("writes tests for the executors of a module", async () => {
    project.write("worlds.ts", "");
    await project.run("convert", "scenarios", "--out", "test", "--worlds", "worlds.ts");
    expect(read("test/adder.test.ts")).toContain('import worlds from "../worlds.js";');
    expect(read("test/adder.test.ts")).toContain('describeWorlds("adder", worlds, (createWorld, _executor, build) => {');
    expect((await project.run("convert", "scenarios", "--worlds", "none.ts", "--force")).err).toBe("mxvm: there is no file none.ts: --worlds names a module whose default export is defineWorlds({ … })\n");
  });
});
