// What a run asks of its world, and how it ends.
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import type { TransactionResult } from "@mxvm/protocol-hooks";
import { ReturnCode, WORLD_SPECIFICATION_VERSION } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import type { GasScheduleName, RunResult, StepEvent } from "../src/index.js";
import { formatRunError, runScenario } from "../src/index.js";
import type { FixtureWorld } from "./fixture-world.js";
import { createFixtureWorld } from "./fixture-world.js";
import { memoryLoader, parse, scenarioOf } from "./memory-files.js";

const bytes = utf8ToBytes;
const address = (name: string): Uint8Array => bytes(name.padEnd(32, "_"));
const contractAddress = (name: string): Uint8Array => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 5, 0, ...bytes(name.padEnd(22, "_")));

function run(steps: readonly unknown[], world: FixtureWorld = createFixtureWorld(), files: Readonly<Record<string, string>> = {}): RunResult {
  const loader = memoryLoader(files);
  return runScenario(parse(scenarioOf(...steps), loader), { loader, createWorld: () => world });
}

function messageOf(result: RunResult): string {
  expect(result.status).toBe("failed");
  return result.error?.message ?? "";
}

describe("a world", () => {
  test("is made for the gas schedule of the scenario", () => {
    const schedules: GasScheduleName[] = [];
    const loader = memoryLoader();
    const createWorld = ({ gasSchedule }: { gasSchedule: GasScheduleName }): FixtureWorld => {
      schedules.push(gasSchedule);
      return createFixtureWorld();
    };
    runScenario(parse('{ "gasSchedule": "v3" }'), { loader, createWorld });
    runScenario(parse("{}"), { loader, createWorld });
    expect(schedules).toEqual(["v3", "default"]);
  });

  test("of another version is refused", () => {
    const world = { ...createFixtureWorld(), specificationVersion: WORLD_SPECIFICATION_VERSION + 1 } as unknown as FixtureWorld;
    expect(() => run([], world)).toThrow(TypeError);
  });
});

describe("setState", () => {
  const contract = { code: "0x0061", owner: "address:owner" };

  test("puts accounts", () => {
    const world = createFixtureWorld();
    run(
      [
        {
          step: "setState",
          accounts: {
            "sc:a": { ...contract, nonce: "1", balance: "2", shard: "3", username: "str:u", storage: { "str:k": "5" }, asyncCallData: "f@00", developerRewards: "4" },
          },
        },
      ],
      world,
    );
    expect(world.getAccount(contractAddress("a"))).toMatchObject({
      nonce: 1n,
      balance: 2n,
      shard: 3,
      username: bytes("u"),
      storage: new Map([["k", Uint8Array.of(5)]]),
      code: Uint8Array.of(0, 0x61),
      ownerAddress: address("owner"),
      asyncCallData: bytes("f@00"),
      developerReward: 4n,
    });
  });

  test("writes every instance of a token with metadata", () => {
    const world = createFixtureWorld();
    const nothing = new Uint8Array();
    run([{ step: "setState", accounts: { "address:a": { esdt: { "str:T": { balance: "5", lastNonce: "2", roles: ["R"], frozen: "1" } } } } }], world);
    expect(world.getEsdt(address("a"))).toEqual([
      {
        tokenIdentifier: bytes("T"),
        instances: [{ nonce: 0n, balance: 5n, name: nothing, creator: nothing, royalties: 0, hash: nothing, uris: [], attributes: nothing, frozen: true }],
        lastNonce: 2n,
        roles: ["R"],
      },
    ]);
  });

  test("with update changes what is given, except code metadata and developer rewards, and empties asynchronous call data", () => {
    const world = createFixtureWorld();
    const before = { ...contract, codeMetadata: "0x0506", developerRewards: "4", nonce: "1", storage: { "str:k": "5" }, asyncCallData: "f" };
    const update = { update: true, code: "0x0062", codeMetadata: "0x0100", developerRewards: "9", balance: "7", storage: { "str:l": "6" } };
    run([{ step: "setState", accounts: { "sc:a": before } }, { step: "setState", accounts: { "sc:a": update } }], world);
    expect(world.getAccount(contractAddress("a"))).toMatchObject({
      nonce: 1n,
      balance: 7n,
      code: Uint8Array.of(0, 0x62),
      codeMetadata: Uint8Array.of(5, 6),
      developerReward: 4n,
      asyncCallData: new Uint8Array(),
      storage: new Map([
        ["k", Uint8Array.of(5)],
        ["l", Uint8Array.of(6)],
      ]),
    });
  });

  test("sets what is given of the blocks, and replaces the hashes", () => {
    const world = createFixtureWorld();
    run(
      [
        { step: "setState", currentBlockInfo: { blockNonce: "1", blockTimestamp: "2" }, blockHashes: ["0x01"] },
        { step: "setState", currentBlockInfo: { blockRound: "3" }, previousBlockInfo: { blockEpoch: "4", blockTimestamp: "5", blockTimestampMs: "6" } },
      ],
      world,
    );
    expect(world.getCurrentBlock()).toMatchObject({ nonce: 1n, round: 3n, timestampMs: 2000n });
    expect(world.getPreviousBlock()).toMatchObject({ epoch: 4, timestampMs: 6n });
    expect(world.blockHashes).toEqual([[Uint8Array.of(1)], []]);
  });

  test("fixes new addresses", () => {
    const world = createFixtureWorld();
    run([{ step: "setState", newAddresses: [{ creatorAddress: "address:a", creatorNonce: "5", newAddress: "sc:b" }] }], world);
    expect(world.newAddresses).toEqual([{ creatorAddress: address("a"), creatorNonce: 5n, newAddress: contractAddress("b") }]);
  });

  test("fixes identifiers of tokens to come, where the world issues tokens", () => {
    const given: (readonly string[])[] = [];
    const world = createFixtureWorld();
    const supports = { ...world.supports, newTokenIdentifiers: true };
    const issuing = { ...world, supports, setNewTokenIdentifiers: (identifiers: readonly string[]) => void given.push(identifiers) };
    run([{ step: "setState", newTokenIdentifiers: ["TOK-123456", "TOK-654321"] }, { step: "setState" }], issuing);
    expect(given).toEqual([["TOK-123456", "TOK-654321"]]);
  });

  test.each<readonly [name: string, step: object, message: RegExp]>([
    ["a contract without code", { accounts: { "sc:a": {} } }, /an account with a contract's address needs code/],
    ["code elsewhere than at a contract", { accounts: { "address:a": { code: "0x00" } } }, /an account with code needs a contract's address/],
    ["a new address that is no contract's", { newAddresses: [{ creatorAddress: "address:a", newAddress: "address:b" }] }, /not the address of a contract/],
    ["an update of an account that is not there", { accounts: { "address:a": { update: true } } }, /account not found/],
    ["identifiers of tokens to be issued, where nobody issues them", { newTokenIdentifiers: ["T"] }, /no system contract/],
  ])("refuses %s", (_name, step, message) => {
    expect(messageOf(run([{ step: "setState", ...step }]))).toMatch(message);
  });
});

describe("transactions", () => {
  const sent = { from: "address:a", value: "1", gasLimit: "2", gasPrice: "3" };
  const base = { sender: address("a"), value: 1n, gasLimit: 2n, gasPrice: 3n };

  test("reach the world as the kinds that it knows, with the id as hash", () => {
    const world = createFixtureWorld();
    const payment = { tokenIdentifier: "str:T", nonce: "4", value: "5" };
    run(
      [
        { step: "scDeploy", id: "1", tx: { ...sent, contractCode: "0x0061", arguments: ["7"] } },
        { step: "scDeploy", tx: { ...sent, contractCode: "0x0061", codeMetadata: "0x0100" } },
        { step: "scUpgrade", id: "2", tx: { ...sent, to: "sc:b", contractCode: "0x0062" } },
        { step: "scCall", txId: "x".repeat(40), tx: { ...sent, to: "sc:b", function: "f", arguments: ["8"], esdtValue: [payment] } },
        { step: "scQuery", id: "4", tx: { to: "sc:b", function: "g", arguments: ["9"] } },
        { step: "transfer", id: "5", tx: { ...sent, to: "address:c", esdtValue: [payment] } },
        { step: "validatorReward", tx: { to: "address:c", value: "6" } },
      ],
      world,
    );
    const hash = (id: string): Uint8Array => bytes(id.padEnd(32, "."));
    const esdt = [{ tokenIdentifier: bytes("T"), nonce: 4n, value: 5n }];
    const receiver = contractAddress("b");
    expect(world.executed).toEqual([
      { kind: "deploy", ...base, txHash: hash("1"), code: Uint8Array.of(0, 0x61), codeMetadata: Uint8Array.of(5, 6), arguments: [Uint8Array.of(7)], esdt: [] },
      { kind: "deploy", ...base, txHash: hash(""), code: Uint8Array.of(0, 0x61), codeMetadata: Uint8Array.of(1, 0), arguments: [], esdt: [] },
      { kind: "upgrade", ...base, txHash: hash("2"), receiver, code: Uint8Array.of(0, 0x62), codeMetadata: Uint8Array.of(5, 6), arguments: [] },
      { kind: "call", ...base, txHash: bytes("x".repeat(32)), receiver, function: "f", arguments: [Uint8Array.of(8)], esdt },
      { kind: "query", commit: true, txHash: hash("4"), receiver, function: "g", arguments: [Uint8Array.of(9)] },
      { kind: "transfer", ...base, txHash: hash("5"), receiver: address("c"), esdt },
      { kind: "validatorReward", receiver: address("c"), value: 6n },
    ]);
  });

  test("whose result is not expected may end as they like", () => {
    const world = createFixtureWorld(() => ({ returnCode: ReturnCode.userError, returnMessage: "no" }));
    expect(run([{ step: "scCall", tx: { from: "address:a", to: "sc:b" } }], world).status).toBe("passed");
  });

  test("that move tokens without calling code must succeed, as nothing else would tell", () => {
    const transfer = { step: "transfer", tx: { from: "address:a", to: "address:b", esdtValue: [{ tokenIdentifier: "str:T", value: "1" }] } };
    const answering = (returnCode: 4 | 7): FixtureWorld => createFixtureWorld(() => ({ returnCode, returnMessage: "insufficient funds" }));
    expect(messageOf(run([transfer], answering(ReturnCode.userError)))).toBe("the tokens could not be moved: insufficient funds");
    expect(run([transfer], answering(ReturnCode.outOfFunds)).status).toBe("passed");
    expect(run([{ ...transfer, tx: { from: "address:a", to: "address:b" } }], answering(ReturnCode.userError)).status).toBe("passed");
  });

  test("that a world refuses fail the step at its tx", () => {
    const world = createFixtureWorld(() => {
      throw new RangeError("refused");
    });
    const { error } = run([{ step: "scCall", id: "c-1", tx: { from: "address:a", to: "sc:b" } }], world);
    expect(error).toMatchObject({ step: 1, kind: "scCall", txId: "c-1", message: "refused", file: "dir/test.scen.json", line: 6, mismatches: [] });
    expect(error?.cause).toBeInstanceOf(RangeError);
    expect(error && formatRunError(error)).toBe('dir/test.scen.json:6:10: step 1, scCall "c-1": refused');
  });
});

describe("an expected result", () => {
  const result: Partial<TransactionResult> = {
    returnData: [Uint8Array.of(5), bytes("abc")],
    gasRemaining: 100n,
    gasRefund: 3n,
    logs: [{ identifier: bytes("add"), address: contractAddress("b"), topics: [Uint8Array.of(1), bytes("t")], data: [bytes("d")] }],
  };
  const log = { address: "sc:b", endpoint: "str:add", topics: ["1", "str:t"], data: ["str:d"] };
  const holding = { out: ["5", "str:abc"], refund: "3" };

  function check(expected: object, actual: Partial<TransactionResult> = result, top = ""): RunResult {
    const loader = memoryLoader();
    const steps = JSON.stringify([{ step: "scCall", tx: { from: "address:a", to: "sc:b" }, expect: expected }]);
    return runScenario(parse(`{ ${top} "steps": ${steps} }`), { loader, createWorld: () => createFixtureWorld(() => actual) });
  }

  test.each<readonly [name: string, expected: object]>([
    ["equal values", { ...holding, status: "0", message: "", gas: "100", logs: [log] }],
    ["anything", { out: "*", status: "*", message: "*", gas: "*", refund: "*", logs: "*" }],
    ["anything inside lists", { ...holding, out: ["*", "*"], logs: [{ ...log, address: "*", topics: "*", data: ["*"] }] }],
    ["nothing about gas and logs", holding],
    ["further logs, of which there are none", { ...holding, logs: [log, "+"] }],
    ["further logs, of which there are some", { ...holding, logs: ["+"] }],
  ])("holds: %s", (_name, expected) => {
    expect(check(expected).error).toBeUndefined();
  });

  test.each<readonly [name: string, expected: object, actual: Partial<TransactionResult>, message: string]>([
    ["another status", { status: "4" }, {}, 'status: expected "4", actual "0" (ok)'],
    [
      "a failure where nothing is written",
      {},
      { returnCode: ReturnCode.userError, returnMessage: "wrong caller" },
      'status: expected "0", as nothing is written, actual "4" (user error: wrong caller)\n' +
        'message: expected "", as nothing is written, actual "str:wrong caller"',
    ],
    ["another message", { status: "4", message: "str:a" }, { returnCode: ReturnCode.userError, returnMessage: "b" }, 'message: expected "str:a", actual "str:b"'],
    ["a negative status", { status: "-1" }, {}, 'status: expected "-1", actual "0" (ok)'],
    ["results where none are written", {}, { returnData: [bytes("x")] }, 'out: expected [], as nothing is written, actual ["str:x"]'],
    ["another result", { out: ["6"] }, { returnData: [Uint8Array.of(5)] }, 'out: expected ["6"], actual ["5"]'],
    ["too many results", { out: ["u32:6"] }, { returnData: [Uint8Array.of(0, 0, 0, 6), bytes("x")] }, 'out: expected ["u32:6"], actual ["u32:6", "str:x"]'],
    ["a refund where none is written", {}, { gasRefund: 1n }, 'refund: expected "0", as nothing is written, actual "1"'],
    ["other gas", { gas: "1,000" }, { gasRemaining: 5n }, 'gas: expected "1,000", actual "5"'],
    ["a missing log", { logs: [{ address: "*", endpoint: "str:e" }] }, {}, 'log 0: expected {"address":"*","endpoint":"str:e"}, actual no further log'],
    [
      "an unexpected log",
      { logs: [] },
      { logs: result.logs! },
      'log 0: expected no further log, as there is no "+", actual { "address": "sc:b", "endpoint": "str:add", "topics": ["1", "str:t"], "data": ["str:d"] }',
    ],
    [
      "all parts of a log, of which absent ones mean empty",
      { logs: [{ address: "sc:c", endpoint: "str:sub" }] },
      { logs: result.logs! },
      'address of log 0: expected "sc:c", actual "sc:b"\n' +
        'endpoint of log 0: expected "str:sub", actual "str:add"\n' +
        'topics of log 0: expected [], as nothing is written, actual ["1", "str:t"]\n' +
        'data of log 0: expected [], as nothing is written, actual ["str:d"]',
    ],
  ])("does not hold: %s", (_name, expected, actual, message) => {
    expect(messageOf(check(expected, actual))).toBe(message);
  });

  test("counts gas only where the scenario checks it", () => {
    expect(check({ ...holding, gas: "99" }, result, '"checkGas": false,').status).toBe("passed");
    expect(check({ ...holding, gas: "99" }, result, '"checkGas": true,').status).toBe("failed");
  });

  test("compares messages that are not UTF-8 byte by byte", () => {
    const failure = { returnCode: ReturnCode.userError, returnMessage: "\u00ff\u00fe" };
    expect(check({ status: "4", message: "0xfffe" }, failure).status).toBe("passed");
    expect(check({ status: "4", message: "str:\u00ff\u00fe" }, failure).status).toBe("passed");
  });

  test("reports every part at its own place", () => {
    const { error } = check({ status: "4", refund: "1" });
    expect(error?.mismatches.map(({ what }) => what)).toEqual(["status", "out", "refund"]);
    expect(new Set(error?.mismatches.map(({ position }) => position.column)).size).toBe(3);
  });
});

describe("external steps", () => {
  const set = scenarioOf({ step: "setState", accounts: { "address:a": { balance: "1" } } });

  test("run on the same world, with paths relative to their own file", () => {
    const world = createFixtureWorld();
    const files = { "sub/more.steps.json": scenarioOf({ step: "externalSteps", path: "../set.steps.json" }), "set.steps.json": set };
    const result = run([{ step: "externalSteps", path: "../sub/more.steps.json" }], world, files);
    expect(result).toMatchObject({ status: "passed", steps: 3 });
    expect(world.addresses().map(bytesToHex)).toEqual([bytesToHex(address("a"))]);
  });

  test("that lead back to a file being run are refused", () => {
    const result = run([{ step: "externalSteps", path: "../a.json" }], createFixtureWorld(), {
      "a.json": scenarioOf({ step: "externalSteps", path: "b.json" }),
      "b.json": scenarioOf({ step: "externalSteps", path: "./a.json" }),
    });
    expect(messageOf(result)).toBe('found steps of "a.json" inside themselves, expected a file that is not being run');
    expect(result.error).toMatchObject({ file: "b.json", line: 5 });
  });

  test("may be run twice, one after the other", () => {
    const twice = [{ step: "externalSteps", path: "../set.json" }, { step: "externalSteps", path: "../set.json" }];
    expect(run(twice, createFixtureWorld(), { "set.json": set })).toMatchObject({ status: "passed", steps: 4 });
  });

  test("that are missing or malformed fail the step, each at its place", () => {
    const missing = run([{ step: "externalSteps", path: "../stes.json" }], createFixtureWorld(), { "./steps.json": set });
    expect(missing.error).toMatchObject({ file: "dir/test.scen.json", line: 5, message: 'found no readable file "stes.json", expected a file; did you mean "steps.json"?' });
    const malformed = run([{ step: "externalSteps", path: "../x.json" }], createFixtureWorld(), { "x.json": "[]" });
    expect(malformed.error).toMatchObject({ step: 1, kind: "externalSteps", file: "x.json", line: 1 });
  });

  test("decide on gas checks for the steps that follow, too", () => {
    const world = createFixtureWorld(() => ({ gasRemaining: 5n }));
    const call = { step: "scCall", tx: { from: "address:a", to: "sc:b" }, expect: { gas: "6" } };
    const files = { "x.json": '{ "checkGas": false }' };
    expect(run([{ step: "externalSteps", path: "../x.json" }, call], world, files).status).toBe("passed");
  });
});

describe("an observer", () => {
  test("hears every step, and whether its gas is to be traced", () => {
    const heard: string[] = [];
    const files = { "more.json": scenarioOf({ step: "setState" }), "quiet.json": scenarioOf({ step: "setState" }) };
    const loader = memoryLoader(files);
    const name = ({ scenario, step, number, traceGas }: StepEvent): string => `${scenario.source.path} ${number} ${step.kind} ${traceGas}`;
    const text = `{ "traceGas": true, "steps": [
      { "step": "externalSteps", "path": "../more.json" },
      { "step": "externalSteps", "path": "../quiet.json", "traceGas": false },
      { "step": "dumpState" },
      { "step": "scCall", "tx": { "from": "address:a", "to": "sc:b" } }
    ] }`;
    runScenario(parse(text, loader), {
      loader,
      createWorld: () => createFixtureWorld(),
      observer: {
        onStepStart: (event) => heard.push(`start ${name(event)}`),
        onStepEnd: (event, result) => heard.push(`end ${name(event)} ${result?.returnCode ?? "-"}`),
        onDumpState: (accounts) => heard.push(`dump ${accounts}`),
      },
    });
    expect(heard).toEqual([
      "start dir/test.scen.json 1 externalSteps true",
      "start more.json 1 setState true",
      "end more.json 1 setState true -",
      "end dir/test.scen.json 1 externalSteps true -",
      "start dir/test.scen.json 2 externalSteps true",
      "start quiet.json 1 setState false",
      "end quiet.json 1 setState false -",
      "end dir/test.scen.json 2 externalSteps true -",
      "start dir/test.scen.json 3 dumpState true",
      "dump {}",
      "end dir/test.scen.json 3 dumpState true -",
      "start dir/test.scen.json 4 scCall true",
      "end dir/test.scen.json 4 scCall true 0",
    ]);
  });

  test("that throws ends the run with what it throws", () => {
    const loader = memoryLoader({ "more.json": scenarioOf({ step: "setState" }) });
    const onStepEnd = (): never => {
      throw new RangeError("stop");
    };
    const scenario = parse(scenarioOf({ step: "externalSteps", path: "../more.json" }), loader);
    expect(() => runScenario(scenario, { loader, createWorld: () => createFixtureWorld(), observer: { onStepEnd } })).toThrow(RangeError);
  });
});

test("a run ends at the first step that fails", () => {
  const world = createFixtureWorld();
  const result = run([{ step: "checkState", accounts: { "address:a": {} } }, { step: "scCall", tx: { from: "address:a", to: "sc:b" } }], world);
  expect(result).toMatchObject({ status: "failed", steps: 0, error: { step: 1, kind: "checkState" } });
  expect(world.executed).toEqual([]);
});
