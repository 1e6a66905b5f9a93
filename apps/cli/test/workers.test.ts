// `mxvm test --workers`: the program as a process with threads beside it.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { call, contractWith, createProject, deploy, scenarioOf } from "./support.js";

const program = fileURLToPath(new URL("program/with-workers.mjs", import.meta.url));
const project = createProject();
const names = Array.from({ length: 12 }, (_, index) => `s/${index.toString().padStart(2, "0")}.scen.json`);

project.write("quiet.wasm", contractWith("be", ""));
for (const [index, name] of names.entries()) project.write(name, scenarioOf(deploy("file:../quiet.wasm"), call("be", { status: index === 5 ? "4" : "0" })));
project.write("dies/mxvm.config.mjs", 'export default { executor: () => { process.exit(7); } };');
for (const name of ["a", "b"]) project.write(`dies/${name}.scen.json`, scenarioOf(deploy("file:../quiet.wasm")));

afterAll(() => project.remove());

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly scenarios: readonly { readonly path: string; readonly status: string; readonly error?: { readonly message: string; readonly file: string } }[];
  readonly hooks?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

function mxvm(folder: string, ...args: string[]): Promise<Report> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--conditions=@mxvm/source", program, "test", ".", "--reporter", "json", ...args], { cwd: `${project.folder}/${folder}` }, (_error, out, err) => {
      if (out === "") reject(new Error(err));
      else resolve(JSON.parse(out) as Report);
    });
  });
}

const withoutTimes = (report: Report): unknown => JSON.parse(JSON.stringify(report, (key, value: unknown) => (key === "durationMs" ? undefined : value)));

describe("mxvm test --workers", () => {
  it("reports as one thread does, in the order of the files", async () => {
    const [one, many] = await Promise.all([mxvm("s", "--workers", "1", "--coverage-hooks"), mxvm("s", "--workers", "3", "--coverage-hooks")]);
    expect(withoutTimes(many)).toEqual(withoutTimes(one));
    expect(many).toMatchObject({ passed: 11, failed: 1 });
  });

  it("stops all threads at the first failure with --bail", async () => {
    const { failed, scenarios } = await mxvm("s", "--workers", "2", "--bail");
    expect(failed).toBe(1);
    expect(scenarios.map(({ status }) => status)).toContain("skipped");
    expect(scenarios).toHaveLength(12);
  });

  it("names the file that a thread died of, and goes on", async () => {
    const { failed, scenarios } = await mxvm("dies", "--workers", "2");
    expect(failed).toBe(2);
    expect(scenarios.map(({ path, error }) => [path, error?.message])).toEqual(["a", "b"].map((name) => [`${name}.scen.json`, expect.stringContaining("the thread that ran this file ended") as string]));
  });
});
