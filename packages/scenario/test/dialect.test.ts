// Where production and the Rust framework read scenarios differently: production's reading with a warning, or the framework's on request.
import { bytesToHex } from "@mxvm/codec";
import { describe, expect, test } from "vitest";
import type { Dialect, RunResult } from "../src/index.js";
import { isScenarioError, runScenario } from "../src/index.js";
import { createFixtureWorld } from "./fixture-world.js";
import { memoryLoader, parse, scenarioOf } from "./memory-files.js";

function hashOf(expression: string, dialect?: Dialect): readonly [hex: string, warnings: readonly string[]] {
  const text = scenarioOf({ step: "setState", blockHashes: [expression] });
  const scenario = parse(text, memoryLoader({}, dialect === undefined ? {} : { dialect }));
  const [step] = scenario.steps;
  const bytes = step?.kind === "setState" ? step.blockHashes[0]!.bytes : new Uint8Array();
  return [bytesToHex(bytes), scenario.warnings.map(({ message, start }) => `${text.slice(start).split('"')[0]}: ${message}`)];
}

function run(check: object, dialect: Dialect): RunResult {
  const loader = memoryLoader({}, { dialect });
  const accounts = { "sc:a": { code: "0x01", owner: "address:owner", storage: { "str:key": "1" }, esdt: { "str:TOK-123456": "5" } } };
  const text = scenarioOf({ step: "setState", accounts }, { step: "checkState", accounts: { "sc:a": { code: "*", esdt: "*", ...check } } });
  return runScenario(parse(text, loader), { loader, createWorld: () => createFixtureWorld() });
}

const messagesOf = ({ warnings }: RunResult): readonly string[] => warnings.map(({ message }) => message);

describe("values that the tools read differently", () => {
  test("a hash takes what follows, `|` included, where the framework splits first", () => {
    const [whole, warnings] = hashOf("keccak256:str:a|str:b");
    expect([whole.length, warnings]).toEqual([64, ["|str:b: `keccak256:` takes all that follows; the Rust framework splits at `|` first"]]);
    expect(hashOf("keccak256:str:a|str:b", "rust")[0]).toBe(`${hashOf("keccak256:str:a")[0]}62`);
  });

  test("a signed number takes its top bit without a sign, where the framework refuses it", () => {
    expect(hashOf("i8:200")).toEqual(["c8", ["200: 200 is negative as an i8; the Rust framework refuses it"]]);
    expect(() => hashOf("i8:200", "rust")).toThrow("found 200, expected a number that fits in 1 byte");
    expect(hashOf("i8:127|i8:-56|i16:200", "rust")).toEqual(["7fc800c8", []]);
  });

  test("each place is warned of, also if it repeats another", () => {
    const text = scenarioOf({ step: "setState", blockHashes: ["i8:200", "i8:200"] });
    expect(parse(text).warnings).toHaveLength(2);
  });

  test.each(["1.5", "bigfloat:1.5", "i8:1.5"])("%s is a big float, which the framework does not know", (expression) => {
    expect(hashOf(expression)[0]).not.toBe("");
    expect(() => hashOf(expression, "rust")).toThrow("this dialect has no fractions");
  });
});

describe("fields that the tools read differently", () => {
  const query = scenarioOf({ step: "scQuery", tx: { from: "address:a", to: "sc:b", note: "x" }, expect: {} }, { step: "transfer", tx: { from: "address:a", to: "sc:b" }, expect: {} });

  test("what is unknown, or not of the step, is refused, where the framework passes over it", () => {
    expect(() => parse(query)).toThrow("unknown field");
    const { steps, warnings } = parse(query, memoryLoader({}, { dialect: "rust" }));
    expect(steps.map(({ kind }) => kind)).toEqual(["scQuery", "transfer"]);
    expect(warnings.map(({ message }) => message)).toEqual([
      '"from", which a scQuery step does not take; the Rust framework passes over it',
      'the unknown field "note" in the tx of a scQuery step; the Rust framework passes over it',
      '"expect" in a step that calls no contract; the Rust framework passes over it',
    ]);
  });

  test("a field under both of its names has what is written last, and a warning", () => {
    const { steps, warnings } = parse(scenarioOf({ step: "transfer", id: "one", txId: "two", tx: { from: "address:a", to: "address:b", egldValue: "1", value: "2" } }));
    expect(steps[0]).toMatchObject({ id: "two", tx: { egldValue: { value: 2n } } });
    expect(warnings.map(({ message }) => message)).toEqual([
      '"id" under its other name: what is written last counts',
      '"egldValue" under its other name: what is written last counts',
    ]);
  });
});

describe("checks that the tools read differently", () => {
  test("storage that is not written is not checked, where the framework expects none", () => {
    const go = run({ owner: "address:owner" }, "go");
    expect([go.status, messagesOf(go)]).toEqual([
      "passed",
      ['storage of "sc:a" is not checked, as none is written; the Rust framework expects it to be empty'],
    ]);
    const rust = run({ owner: "address:owner" }, "rust");
    expect(rust.error?.message).toBe('storage "str:key" of "sc:a": expected "", as nothing is written, actual "1"');
    expect(run({ storage: "*" }, "rust").status).toBe("passed");
  });

  test("what is not written is zero or empty, where to the framework it may be anything", () => {
    const accounts = { "sc:a": { code: "0x01", nonce: "3", balance: "5", esdt: { "str:TOK-123456": { instances: [{ nonce: "1", balance: "5" }], lastNonce: "1", roles: ["ESDTRoleNFTBurn"] } } } };
    const tx = { from: "address:b", to: "sc:a", function: "f" };
    const setup = [{ step: "setState", accounts: { ...accounts, "address:b": { balance: "1" } } }];
    const outcome = (dialect: Dialect, ...steps: readonly object[]): string => {
      const loader = memoryLoader({}, { dialect });
      const createWorld = () => createFixtureWorld(() => ({ returnData: [Uint8Array.of(1)], returnMessage: "no", returnCode: 4, gasRefund: 7n }));
      return runScenario(parse(scenarioOf(...setup, ...steps), loader), { loader, createWorld }).error?.message ?? "";
    };
    const call = { step: "scCall", tx, expect: {} };
    expect(outcome("go", call)).toContain("status: expected");
    expect(outcome("rust", call)).toBe("");
    expect(outcome("rust", { ...call, expect: { status: "0" } })).toContain("status: expected");
    expect(outcome("go", { ...call, expect: { status: "*", message: "*", out: "*", refund: "1" } })).toContain("refund: expected");
    expect(outcome("rust", { ...call, expect: { refund: "1" } })).toBe("");
    const check = (account: object, more: object = {}) => ({ step: "checkState", accounts: { "sc:a": account, ...more } });
    expect(outcome("go", check({}, { "+": "" }))).toContain("nonce of");
    expect(outcome("rust", check({}))).toBe("");
    expect(outcome("rust", check({ esdt: { "str:TOK-123456": { instances: [{ nonce: "1", balance: "6" }] } } }))).toContain("balance of");
    expect(outcome("rust", check({}, { "address:c": {} }))).toContain("no such account");
    expect(outcome("rust", check({}, { "address:c": {}, "+": "" }))).toBe("");
  });

  test("a balance that stands for the whole token allows no other, in both", () => {
    const held = (dialect: Dialect, balance: string): string => {
      const loader = memoryLoader({}, { dialect });
      const setup = { step: "setState", accounts: { "address:a": { esdt: { "str:TOK-123456": { instances: [{ nonce: "1", balance: "5" }] } } } } };
      const check = { step: "checkState", accounts: { "address:a": { esdt: { "str:TOK-123456": balance } } } };
      return runScenario(parse(scenarioOf(setup, check), loader), { loader, createWorld: () => createFixtureWorld() }).error?.message ?? "";
    };
    for (const dialect of ["go", "rust"] as const) {
      expect(held(dialect, "0")).toBe('balance of nonce 1 of "str:TOK-123456" of "address:a": expected "0", as nothing is written, actual "5"');
    }
  });

  test('an owner of "*" means none, where the framework compares no owners', () => {
    const go = run({ owner: "*", storage: "*" }, "go");
    expect([go.status, messagesOf(go)]).toEqual(["failed", ['an owner of "*" means none; the Rust framework does not compare owners']]);
    expect(run({ owner: "address:other", asyncCallData: "1", storage: "*" }, "rust").status).toBe("passed");
  });

  test('instances of a token may be any by "*", in both', () => {
    const check = { storage: "*", esdt: { "str:TOK-123456": { tokenIdentifier: "str:TOK-123456", instances: "*" } } };
    expect([run(check, "go").status, run(check, "rust").status]).toEqual(["passed", "passed"]);
    expect(run({ ...check, esdt: { "str:TOK-123456": { instances: [] } } }, "go").status).toBe("failed");
  });

  test("a token's identifier is its key", () => {
    const check = { esdt: { "str:TOK-123456": { tokenIdentifier: "str:OTHER-123456" } } };
    expect(() => run(check, "go")).toThrow("found another token identifier than the token's key, expected the same one, or none");
  });
});

describe("a loader with a root", () => {
  const loader = memoryLoader(
    { "dir/inner/a.steps.json": '{"steps": []}', "outside.json": "{}", "dir/code.wasm": Uint8Array.of(1) },
    { root: "dir" },
  );
  const external = (path: string) => {
    const scenario = parse(scenarioOf({ step: "externalSteps", path }), loader);
    return runScenario(scenario, { loader, createWorld: () => createFixtureWorld() });
  };

  test("reads what lies inside", () => {
    expect(external("inner/a.steps.json").status).toBe("passed");
    expect(parse(scenarioOf({ step: "setState", blockHashes: ["file:inner/../code.wasm"] }), loader).steps).toHaveLength(1);
  });

  test("refuses steps and values from outside, with the place", () => {
    expect(external("../outside.json").error).toMatchObject({ line: 5, message: 'found the file "outside.json", expected one inside "dir"' });
    const value = (): unknown => parse(scenarioOf({ step: "setState", blockHashes: ["file:../dir2/code.wasm"] }), loader);
    expect(value).toThrow('found the file "dir2/code.wasm", expected one inside "dir"');
    expect(value).toThrow(expect.toSatisfy(isScenarioError));
  });
});
