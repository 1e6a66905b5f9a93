// `mxvm test --stack-size`: the program as a process, since it runs itself again in a thread.
import { execFile, execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { contractWith, createProject } from "./support.js";

const program = fileURLToPath(new URL("program/mxvm.mjs", import.meta.url));
const project = createProject();

afterAll(() => project.remove());

function mxvm(...args: string[]): Promise<{ readonly exitCode: number; readonly out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--conditions=@mxvm/source", program, ...args], { cwd: project.folder }, (error, out, err) => {
      resolve({ exitCode: typeof error?.code === "number" ? error.code : 0, out: out + err });
    });
  });
}

/** Nests as often as its first argument says. */
const nesting = contractWith(
  "nest",
  "(call $f (i32.wrap_i64 (call $argument (i32.const 0))))",
  `(import "env" "smallIntGetUnsignedArgument" (func $argument (param i32) (result i64)))
   (func $f (param i32) (if (i32.eqz (local.get 0)) (then (return))) (call $f (i32.sub (local.get 0) (i32.const 1))))`,
);

function nest(depth: number, expected: object): object {
  const tx = { from: "address:user", to: "sc:contract", function: "nest", arguments: [depth.toString()], gasLimit: "500000000", gasPrice: "0" };
  return { step: "scCall", id: `nest-${depth.toString()}`, tx, expect: { out: [], refund: "*", ...expected } };
}

/** Each level costs 40 gas. */
function returned(depth: number): object {
  return { status: "0", message: "", gas: (498_986_851 - 40 * depth).toString() };
}

const failed = { status: "10", message: "str:execution failed", gas: "0" };

/** Without a deployment, since the light simulator chooses addresses itself. */
function scenarioOf(...steps: object[]): string {
  const accounts = { "address:user": { nonce: "0", balance: "1000000" }, "sc:contract": { code: "file:nesting.wasm", owner: "address:user" } };
  return JSON.stringify({ steps: [{ step: "setState", accounts }, ...steps] });
}

project.write("nesting.wasm", nesting);
project.write(
  "nesting.scen.json",
  scenarioOf(
    nest(1_000, returned(1_000)),
    nest(100_000, returned(100_000)),
    nest(130_970, returned(130_970)),
    nest(130_971, failed),
    nest(1_000_000, failed),
    nest(1_000, returned(1_000)),
  ),
);

/** Whether processes here get the stack that production's have, too. */
function isUsualStack(): boolean {
  return process.platform !== "win32" && execFileSync("sh", ["-c", "ulimit -s"], { encoding: "utf8" }).trim() === "8192";
}

describe("mxvm test --stack-size", () => {
  it("lets contracts recurse as deep as production does, and fail there as there", async () => {
    expect(await mxvm("test", "nesting.scen.json", "--stack-size", "64")).toMatchObject({ exitCode: 0 });
  });

  it("is named by the fault of a run without it", async () => {
    const { exitCode, out } = await mxvm("test", "nesting.scen.json");
    expect(exitCode).toBe(1);
    expect(out).toContain("mxvm test --stack-size 64");
  });

  it.each(["8", "2000", "much"])("refuses %s megabytes", async (megabytes) => {
    expect(await project.run("test", "nesting.scen.json", "--stack-size", megabytes)).toMatchObject({ exitCode: 2 });
  });

  it.skipIf(!isLightSimulatorInstalled() || !isUsualStack())("agrees with production, on a thread of 8 MiB, on the same scenario", async () => {
    expect(await mxvm("test", "nesting.scen.json", "--world", "light-simulator")).toMatchObject({ exitCode: 0 });
  });
});
