// `mxvm run`: actions on the command line, in a world that ends or one in a file, with expressions and values of the ABI.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bytesToHex } from "@mxvm/codec";
import type { Project } from "./support.js";
import { createProject, wasmFromText } from "./support.js";

let project: Project;

/** A sum in storage; `echo` answers all its arguments. */
const adder = wasmFromText(`(module
  (import "env" "smallIntGetUnsignedArgument" (func $argument (param i32) (result i64)))
  (import "env" "smallIntStorageLoadUnsigned" (func $load (param i32 i32) (result i64)))
  (import "env" "smallIntStorageStoreUnsigned" (func $store (param i32 i32 i64) (result i32)))
  (import "env" "smallIntFinishUnsigned" (func $finish (param i64)))
  (import "env" "getNumArguments" (func $count (result i32)))
  (import "env" "getArgument" (func $bytes (param i32 i32) (result i32)))
  (import "env" "finish" (func $answer (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "sum")
  (func (export "init") (drop (call $store (i32.const 0) (i32.const 3) (call $argument (i32.const 0)))))
  (func (export "add") (drop (call $store (i32.const 0) (i32.const 3) (i64.add (call $load (i32.const 0) (i32.const 3)) (call $argument (i32.const 0))))))
  (func (export "getSum") (call $finish (call $load (i32.const 0) (i32.const 3))))
  (func (export "echo") (local $index i32)
    (loop $next
      (if (i32.lt_u (local.get $index) (call $count)) (then
        (call $answer (i32.const 64) (call $bytes (local.get $index) (i32.const 64)))
        (local.set $index (i32.add (local.get $index) (i32.const 1)))
        (br $next))))))`);

const input = (name: string, type: string): object => ({ name, type });
const abi = {
  name: "Adder",
  constructor: { inputs: [input("start", "u64")], outputs: [] },
  endpoints: [
    { name: "add", inputs: [input("amount", "u64")], outputs: [] },
    { name: "getSum", inputs: [], outputs: [{ type: "u64" }] },
    { name: "echo", inputs: [input("who", "Address"), input("text", "utf-8 string"), input("pair", "Pair"), input("more", "variadic<multi<u8,BigUint>>")], outputs: [{ type: "variadic<bytes>" }] },
  ],
  types: { Pair: { type: "struct", fields: [{ name: "first", type: "u8" }, { name: "rest", type: "List<u16>" }] } },
};

beforeEach(() => {
  project = createProject();
  project.write("plain.wasm", adder);
  project.write("adder.mxsc.json", JSON.stringify({ code: bytesToHex(adder), abi }));
});

afterEach(() => {
  project.remove();
});

interface JsonResult {
  readonly status: number;
  readonly out: readonly string[];
  readonly values?: readonly string[];
}

async function results(...args: string[]): Promise<JsonResult[]> {
  const { out, err } = await project.run("run", ...args, "--json");
  expect(err).toBe("");
  return JSON.parse(out) as JsonResult[];
}

describe("mxvm run", () => {
  it("deploys, calls and queries in one command line", async () => {
    const { exitCode, out } = await project.run("run", "deploy", "adder.mxsc.json", "5", "then", "call", "adder", "add", "3", "then", "query", "adder", "getSum");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/deploy adder {2}ok {2}\d+ gas\n {2}address {2}erd1[a-z0-9]+\ncall adder\.add {2}ok {2}\d+ gas\nquery adder\.getSum {2}ok {2}\d+ gas\n {2}out {6}8n\n/u);
  });

  it("keeps a world in a file, under the names that contracts were given", async () => {
    await results("deploy", "one=plain.wasm", "5", "--world", "world.json");
    await results("deploy", "two=adder.mxsc.json", "7", "--world", "world.json");
    await results("call", "one", "add", "1", "--world", "world.json", "--from", "address:somebody");
    const sums = [...(await results("query", "one", "getSum", "--world", "world.json")), ...(await results("query", "two", "getSum", "--world", "world.json"))];
    expect(sums.map(({ out }) => out)).toEqual([["0x06"], ["0x07"]]);
  });

  it("takes expressions where there is no ABI", async () => {
    const [, echoed] = await results("deploy", "plain.wasm", "1", "then", "call", "plain", "echo", "str:abc", "0x0102", "u16:5", "address:a");
    expect(echoed?.out).toEqual(["0x616263", "0x0102", "0x0005", `0x61${"5f".repeat(31)}`]);
  });

  it("takes values of the ABI's types, and expressions among them", async () => {
    const who = "erd1qqqqqqqqqqqqqpgqd77fnev2sthnczp2lnfx0y5jdycynjfhzzgq6p3rax";
    const [, echoed] = await results("deploy", "adder.mxsc.json", "1", "then", "call", "adder", "echo", who, "5 apples", '{"first": 1, "rest": [2, 3]}', "7", "100000000000000000000", "u8:8", "9");
    expect(echoed?.out.slice(1)).toEqual(["0x35206170706c6573", "0x010000000200020003", "0x07", "0x056bc75e2d63100000", "0x08", "0x09"]);
  });

  it("ends with exit code 1 where a contract fails, and runs no action after it", async () => {
    const { exitCode, out } = await project.run("run", "deploy", "plain.wasm", "1", "then", "call", "plain", "nothing", "then", "query", "plain", "getSum");
    expect(exitCode).toBe(1);
    expect(out).toMatch(/call plain\.nothing {2}function not found: "invalid function \(not found\)"/u);
    expect(out).not.toContain("getSum");
  });

  it.each([
    ["an action that is none", ["walk"], '"walk" is no action: it is one of deploy, call, query'],
    ["a contract that is not there", ["call", "adder", "add", "1"], 'there is no contract "adder" in this world; there is none yet: deploy one'],
    ["no function", ["call", "adder"], "call lacks the function"],
    ["an unknown endpoint", ["deploy", "adder.mxsc.json", "1", "then", "call", "adder", "sub"], 'adder has no endpoint "sub"; there are: add, getSum, echo'],
    ["a missing argument", ["deploy", "adder.mxsc.json"], "the argument start (u64) is missing"],
    ["an argument too many", ["deploy", "adder.mxsc.json", "1", "2"], '"2" is one argument too many: the function takes start: u64'],
    ["a value that does not fit", ["deploy", "adder.mxsc.json", "many"], 'the argument start (u64): "many" does not fit'],
    ["an expression that is none", ["deploy", "plain.wasm", "u8:999"], '"u8:999" is no value'],
    ["a sender that is none", ["deploy", "plain.wasm", "--from", "str:x"], '"str:x" is no address, it has 1 bytes'],
    ["a world that is none", ["deploy", "plain.wasm", "1", "--world", "plain.wasm"], "plain.wasm cannot be read as a world"],
    ["a number that is none", ["deploy", "plain.wasm", "--value", "1.5"], 'found "1.5", expected a whole number'],
  ])("says what is wrong with %s", async (_name, args, message) => {
    const { exitCode, err } = await project.run("run", ...args);
    expect(err).toContain(message);
    expect(exitCode).toBe(2);
  });
});
