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

  it("shows what was called where something fails, and of everything if it is asked to", async () => {
    const actions = ["deploy", "adder.mxsc.json", "5", "then", "call", "adder", "add", "3", "then", "query", "adder", "getSum"];
    const { out } = await project.run("run", ...actions, "--trace");
    expect(out).toMatch(/ {2}address:owner deploys Adder\(start: 5n\) at .*\n/u);
    expect(out).toMatch(/ {2}address:owner calls adder\.add\(amount: 3n\) \(gas [\d,]+\)\n {2}└─ stores str:sum: 5 → 8\n/u);
    expect(out).toMatch(/ {2}query adder\.getSum\(\) \(gas [\d,]+\)\n {2}└─ answers 8n\n/u);
    expect((await project.run("run", ...actions)).out).not.toContain("└─");
    const failed = await project.run("run", "deploy", "plain.wasm", "1", "then", "call", "plain", "nothing");
    expect(failed.out).toMatch(/ {2}address:owner calls plain\.nothing\(\) \(gas 600,000,000\)\n {2}└─ failed with function not found: invalid function \(not found\)\n$/u);
    const [, added] = (await results(...actions, "--trace")) as unknown as { calls: unknown }[];
    expect(added?.calls).toMatchObject([{ to: "adder", function: "add", arguments: [{ name: "amount", value: "3n" }], storage: [{ key: "str:sum", from: "5", to: "8" }] }]);
  });

  it("tells of events by whom they are, and leaves to the tree of calls what that tells", async () => {
    const { out } = await project.run("run", "set", "address:alice", "TOKEN-123456=5", "then", "as", "address:alice", "transfer", "address:bob", "--esdt", "TOKEN-123456:5");
    expect(out).toMatch(/ {2}event {4}by address:alice str:ESDTTransfer {2}str:TOKEN-123456, /u);
    const failing = ["deploy", "plain.wasm", "1", "then", "call", "plain", "nothing"];
    expect((await project.run("run", ...failing)).out).not.toMatch(/event|internalVMErrors/u);
    const [, failed] = (await results(...failing)) as unknown as { logs: unknown }[];
    expect(failed?.logs).toMatchObject([{ endpoint: "str:internalVMErrors" }]);
  });

  it("moves EGLD and tokens between accounts, and shows what they hold", async () => {
    const answers = await results(
      ...["set", "address:alice", "balance=1,000", "TOKEN-123456=100", "NFT-123456:5=1", "then", "as", "address:alice", "transfer", "address:bob"],
      ...["--esdt", "TOKEN-123456:40", "--esdt", "NFT-123456:5:1", "then", "account", "address:bob", "then", "account", "address:alice"],
    );
    const [bob, alice] = answers.slice(2) as unknown as { account: { balance: string; nonce: string; tokens: unknown } }[];
    expect(bob?.account.tokens).toEqual([{ token: "NFT-123456", nonce: "5", balance: "1" }, { token: "TOKEN-123456", nonce: "0", balance: "40" }]);
    expect(alice?.account).toMatchObject({ balance: "1000", nonce: "1", tokens: [{ token: "TOKEN-123456", nonce: "0", balance: "60" }] });
  });

  it("sets one amount of a token and leaves the others", async () => {
    const answers = await results("set", "address:a", "SFT-123456:1=5", "SFT-123456:2=6", "then", "set", "address:a", "SFT-123456:2=7", "then", "account", "address:a");
    expect(answers[2]).toMatchObject({ account: { tokens: [{ nonce: "1", balance: "5" }, { nonce: "2", balance: "7" }] } });
  });

  it("sends tokens along with calls, by whoever a call names", async () => {
    const { exitCode, out } = await project.run(
      ...["run", "deploy", "plain.wasm", "5", "--value", "7", "--world", "world.json"],
    );
    expect({ exitCode, out }).toMatchObject({ exitCode: 0 });
    await results("set", "address:alice", "TOKEN-123456=100", "--world", "world.json");
    await results("as", "address:alice", "call", "plain", "add", "1", "--esdt", "TOKEN-123456:30", "--world", "world.json");
    expect((await project.run("run", "account", "plain", "--world", "world.json")).out).toMatch(/balance {2}7\n[^]*token {4}TOKEN-123456 {2}30\n {2}storage {2}.*sum.* {2}.*6/u);
  });

  it("takes fees at the price of gas that it is given", async () => {
    const answers = await results("deploy", "plain.wasm", "5", "--gas-price", "2", "--gas-limit", "10,000,000", "--from", "address:payer", "then", "account", "address:payer");
    expect(answers[1]).toMatchObject({ account: { balance: (10n ** 27n - 20_000_000n).toString() } });
  });

  it("upgrades a contract, which only its owner may", async () => {
    await results("deploy", "one=plain.wasm", "5", "--world", "world.json");
    const stranger = await project.run("run", "upgrade", "one", "adder.mxsc.json", "--from", "address:stranger", "--world", "world.json");
    expect(stranger).toMatchObject({ exitCode: 1 });
    expect(await project.run("run", "upgrade", "one", "adder.mxsc.json", "--world", "world.json")).toMatchObject({ exitCode: 1, out: expect.stringContaining("upgrade one") as string });
  });

  it("sets the block, and keeps it with the world", async () => {
    await results("block", "round=7", "timestamp=1700000000", "--world", "world.json");
    expect(await results("block", "epoch=3", "--world", "world.json")).toMatchObject([{ block: { round: "7", epoch: 3, timestampMs: "1700000000000" } }]);
  });

  it("takes what it is not told from the configuration", async () => {
    project.write("mxvm.config.mjs", 'export default { run: { world: "kept/world.json", from: "address:carol", gasLimit: "9,000,000", gasSchedule: "dummy" } };');
    project.write("kept/readme.txt", "");
    await results("deploy", "plain.wasm", "5");
    expect(await results("query", "plain", "getSum")).toMatchObject([{ out: ["0x05"] }]);
    expect(await results("account", "address:carol")).toMatchObject([{ account: { nonce: "1" } }]);
  });

  it.each([
    ["an unknown part of a block", ["block", "rounds=7"], 'a block has no "rounds"; there are: nonce, round, epoch, timestamp, timestampMs; did you mean "round"?'],
    ["a token that is none", ["set", "address:a", "TOKEN=5"], '"TOKEN" is neither balance, nonce nor a token'],
    ["a payment that is none", ["transfer", "address:a", "--esdt", "5"], 'found "5", expected a token and an amount, TOKEN-123456:100'],
    ["a transfer of nothing", ["transfer", "address:a"], "transfer address:a moves nothing: add --value"],
    ["tokens for a deployment", ["deploy", "plain.wasm", "--esdt", "TOKEN-123456:1"], "a deployment carries no tokens"],
    ["nobody to send", ["as"], '"as" lacks who sends'],
    ["nothing to set", ["set", "address:a"], "set lacks what to set"],
    ["an action that is misspelt", ["trasnfer", "address:a"], 'did you mean "transfer"?'],
  ])("says what is wrong with %s", async (_name, args, message) => {
    const { exitCode, err } = await project.run("run", ...args);
    expect(err).toContain(message);
    expect(exitCode).toBe(2);
  });

  it.each([
    ["an action that is none", ["walk"], '"walk" is no action: it is one of deploy, upgrade, call, query, transfer, account, set, block'],
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
