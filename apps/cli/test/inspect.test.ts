// `mxvm inspect`: facts of contracts from both kinds of files, and of code that production refuses.
import { afterEach, beforeEach, expect, it } from "vitest";
import { bytesToHex } from "@mxvm/codec";
import type { Project } from "./support.js";
import { contractWith, createProject, wasmFromText } from "./support.js";

let project: Project;

const contract = wasmFromText(`(module
  (import "env" "getNumArguments" (func $arguments (result i32)))
  (import "env" "managedGetCodeHash" (func $hash (param i32 i32)))
  (memory (export "memory") 2 5)
  (data (i32.const 0) "abcd")
  (func $small (export "init"))
  (func $large (export "work") (drop (call $arguments)) (drop (call $arguments)) (call $hash (i32.const 1) (i32.const 2))))`, { debugNames: true });

const abi = {
  name: "Worker",
  constructor: { inputs: [{ name: "owner", type: "Address" }], outputs: [] },
  endpoints: [{ name: "work", mutability: "readonly", inputs: [{ name: "count", type: "u32" }], outputs: [{ type: "BigUint" }], payableInTokens: ["EGLD"] }],
};

beforeEach(() => {
  project = createProject();
});

afterEach(() => {
  project.remove();
});

it("tells as JSON what a .wasm has", async () => {
  project.write("worker.wasm", contract);
  const { exitCode, out } = await project.run("inspect", "worker.wasm", "--json");
  expect(exitCode).toBe(0);
  const facts = JSON.parse(out) as { functions: { name: string }[] };
  expect(facts).toMatchObject({
    file: "worker.wasm",
    size: contract.length,
    endpoints: ["init", "work"],
    hooks: [{ name: "getNumArguments", group: "main" }, { name: "managedGetCodeHash", group: "managed", flag: "BarnardOpcodesFlag" }],
    unknownImports: [],
    flags: ["BarnardOpcodesFlag"],
    memory: { pages: 2, most: 5 },
  });
  expect(facts).toHaveProperty("refusals", []);
  expect(facts.functions.map(({ name }) => name)).toEqual(["large", "small"]);
});

it("shows a .mxsc.json with its ABI", async () => {
  project.write("out/worker.mxsc.json", JSON.stringify({ code: bytesToHex(contract), abi }));
  const { out } = await project.run("inspect", "out/worker.mxsc.json", "--functions", "1");
  expect(out).toContain("accepted by production");
  expect(out).toContain("ABI of Worker");
  expect(out).toMatch(/init {2}\(owner: Address\)\n {2}work {2}\(count: u32\) -> BigUint {2}view, payable in EGLD\n/u);
  expect(out).toContain("managedGetCodeHash (BarnardOpcodesFlag)");
  expect(out).toMatch(/in 1 more: --functions 2/u);
});

it("finds the ABI beside a .wasm", async () => {
  project.write("worker.wasm", contract);
  project.write("worker.abi.json", JSON.stringify(abi));
  expect((await project.run("inspect", "worker.wasm")).out).toContain("ABI of Worker");
});

it("names the operator that production refuses, and its function", async () => {
  project.write("floats.wasm", contractWith("half", "(drop (f32.add (f32.const 1) (f32.const 2)))"));
  const { exitCode, out } = await project.run("inspect", "floats.wasm");
  expect(exitCode).toBe(1);
  expect(out).toMatch(/refused by production\n {2}unsupported operator 0x43.*, in half\n/u);
});

it("names everything that production refuses", async () => {
  const code = wasmFromText(`(module
    (import "env" "getNumArguments" (func $arguments (result i32)))
    (memory (export "memory") 1)
    (func (export "one") (local f64) (drop (f64.neg (local.get 0))))
    (func (export "two") (drop (i32.trunc_sat_f32_s (f32.const 1))))
    (func (export "fine") (drop (call $arguments)))
    (func (export "add") (param i32) (result i32) (local.get 0))
    (func (export "getGasLeft"))
    (func (export "writeLog"))
    (func (export "ESDTTransfer")))`);
  project.write("bad.wasm", code);
  const { exitCode, out } = await project.run("inspect", "bad.wasm", "--json");
  expect(exitCode).toBe(1);
  const { refusals } = JSON.parse(out) as { refusals: { function?: string; offset?: number; reason: string }[] };
  expect(refusals.map((refusal) => refusal.function)).toEqual(["one", "two", "add", "getGasLeft", "writeLog", "ESDTTransfer"]);
  expect(refusals[0]).toMatchObject({ offset: expect.any(Number) as number, reason: expect.stringContaining("unsupported operator") as string });
});

it("takes how many functions to show from the configuration", async () => {
  project.write("worker.wasm", contract);
  project.write("mxvm.config.mjs", "export default { inspect: { functions: 1 } };");
  expect((await project.run("inspect", "worker.wasm")).out).toMatch(/in 1 more: --functions 2/u);
});

it.each([
  ["an import that is no hook", contractWith("be", "", '(import "env" "noSuchHook" (func))'), "unknown import env.noSuchHook"],
  ["an endpoint with arguments", wasmFromText('(module (memory (export "memory") 1) (func (export "add") (param i32)))'), "an exported function takes no arguments and has no result (found 1 and 0), in add"],
  ["text", new TextEncoder().encode("no contract"), "refused by production"],
])("tells of %s", async (_name, code, message) => {
  project.write("bad.wasm", code);
  const { exitCode, out } = await project.run("inspect", "bad.wasm");
  expect(exitCode).toBe(1);
  expect(out).toContain(message);
});

it.each([
  ["a file that is not there", "nothing.wasm", "there is no file nothing.wasm"],
  ["a build without code", "empty.mxsc.json", 'found no hexadecimal digits under "code"'],
  ["a build that is not JSON", "broken.mxsc.json", "is not JSON"],
])("says what is wrong with %s", async (_name, path, message) => {
  project.write("empty.mxsc.json", "{}");
  project.write("broken.mxsc.json", "{");
  expect(await project.run("inspect", path)).toMatchObject({ exitCode: 2, err: expect.stringContaining(message) as string });
});
