// What every field of a scenario file becomes.
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import { describe, expect, test } from "vitest";
import type { Scenario, Step } from "../src/index.js";
import { createScenarioLoader } from "../src/index.js";
import { memoryFiles, memoryLoader, parse, scenarioOf } from "./memory-files.js";

/** The only step of a scenario. */
function parseStep<Kind extends Step["kind"]>(kind: Kind, fields: object): Extract<Step, { kind: Kind }> {
  const [step] = parse(scenarioOf({ step: kind, ...fields })).steps;
  if (step?.kind !== kind) throw new TypeError(`no ${kind} step`);
  return step as Extract<Step, { kind: Kind }>;
}

/** Without places in the file, bytes in hexadecimal. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return bytesToHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "start" && key !== "end");
  return entries.length === 1 && ["bytes", "value", "text"].includes(entries[0]![0])
    ? plain(entries[0]![1])
    : Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]));
}

const hex = (text: string): string => bytesToHex(utf8ToBytes(text));
const owner = hex("owner".padEnd(32, "_"));
const adder = `00000000000000000500${hex("adder".padEnd(22, "_"))}`;

describe("a scenario", () => {
  test("has defaults for what it does not say", () => {
    const { checkGas, traceGas, gasSchedule, steps } = parse("{}");
    expect({ checkGas, traceGas, gasSchedule, steps }).toEqual({ checkGas: true, traceGas: false, gasSchedule: "default", steps: [] });
  });

  test("keeps what it says", () => {
    const scenario: Scenario = parse('{ "name": "n", "comment": "c", "checkGas": false, "traceGas": true, "gasSchedule": "v4" }');
    expect(scenario).toMatchObject({ name: "n", comment: "c", checkGas: false, traceGas: true, gasSchedule: "v4" });
  });

  test("takes strings as they are written, without decoding escapes", () => {
    expect(parse('{ "name": "a\\n\\"b\\\\" }').name).toBe('a\\n\\"b\\\\');
  });

  test("may start with a byte order mark", () => {
    expect(memoryLoader({ "a.scen.json": "\uFEFF{}" }).load("a.scen.json").steps).toEqual([]);
  });
});

describe("steps", () => {
  test("externalSteps", () => {
    expect(plain(parseStep("externalSteps", { path: "a.steps.json", traceGas: true, comment: "c" }))).toEqual({
      kind: "externalSteps",
      path: "a.steps.json",
      traceGas: true,
      comment: "c",
    });
  });

  test("setState with every field", () => {
    const step = parseStep("setState", {
      id: "1",
      comment: "c",
      accounts: {
        "address:owner": {
          comment: "the owner",
          update: true,
          shard: "1",
          nonce: "2",
          balance: "1,000",
          esdt: {
            "str:TOK-123456": "5",
            "str:NFT-123456": {
              nonce: "1",
              balance: "2",
              instances: [{ nonce: "3", balance: "4", creator: "address:owner", royalties: "10000", hash: "0x01", uri: ["str:u"], attributes: ["1", "2"] }],
              lastNonce: "3",
              roles: ["ESDTRoleNFTCreate"],
              frozen: "true",
            },
          },
          username: "str:u",
          storage: { "str:k": { b: "2", a: "1" } },
          code: "0x0061",
          codeMetadata: "0x0100",
          owner: "address:owner",
          asyncCallData: "func@00",
          developerRewards: "7",
        },
      },
      newAddresses: [{ creatorAddress: "address:owner", creatorNonce: "5", newAddress: "sc:adder" }],
      newTokenIdentifiers: ["TOK-654321"],
      previousBlockInfo: { blockNonce: "" },
      currentBlockInfo: {
        blockTimestamp: "1",
        blockTimestampMs: "2",
        blockNonce: "3",
        blockRound: "4",
        blockEpoch: "5",
        blockRandomSeed: ["u64:1", `0x${"ab".repeat(40)}`],
      },
      blockHashes: ["0x01", "0x02"],
    });
    expect(plain(step)).toEqual({
      kind: "setState",
      id: "1",
      comment: "c",
      accounts: [
        {
          address: owner,
          comment: "the owner",
          update: true,
          shard: 1n,
          nonce: 2n,
          balance: 1000n,
          esdt: [
            { tokenIdentifier: hex("TOK-123456"), instances: [{ balance: 5n }], roles: [] },
            {
              tokenIdentifier: hex("NFT-123456"),
              instances: [
                { nonce: 1n, balance: 2n },
                { nonce: 3n, balance: 4n, creator: owner, royalties: 10000n, hash: "01", uri: [hex("u")], attributes: "0102" },
              ],
              lastNonce: 3n,
              roles: ["ESDTRoleNFTCreate"],
              frozen: 1n,
            },
          ],
          username: hex("u"),
          storage: [{ key: hex("k"), value: "0102" }],
          code: "0061",
          codeMetadata: "0100",
          owner,
          asyncCallData: "func@00",
          developerRewards: 7n,
        },
      ],
      newAddresses: [{ creatorAddress: owner, creatorNonce: 5n, newAddress: adder }],
      newTokenIdentifiers: ["TOK-654321"],
      previousBlockInfo: {},
      currentBlockInfo: {
        blockTimestamp: 1n,
        blockTimestampMs: 2n,
        blockNonce: 3n,
        blockRound: 4n,
        blockEpoch: 5n,
        blockRandomSeed: `0000000000000001${"ab".repeat(40)}`,
      },
      blockHashes: ["01", "02"],
    });
  });

  test("checkState with wildcards", () => {
    const any = { kind: "any" };
    const { accounts } = parseStep("checkState", {
      accounts: {
        "address:owner": { nonce: "*", balance: "*", esdt: "*", username: "*", storage: "*", code: "*", developerRewards: "*" },
        "sc:adder": { storage: { "str:a": "*", "+": "" }, esdt: { "str:T": "*", "+": "" } },
        "+": {},
      },
    });
    expect(plain(accounts)).toMatchObject({
      othersAllowed: true,
      accounts: [
        { nonce: any, balance: any, esdt: any, username: any, storage: any, code: any, developerRewards: any },
        { storage: { kind: "entries", entries: [{ key: hex("a"), value: any }], othersAllowed: true }, esdt: { kind: "tokens", tokens: [{}] } },
      ],
    });
  });

  test("transactions with every field that their kind takes", () => {
    const sent = { nonce: "1", from: "address:owner", gasLimit: "2", gasPrice: "3", value: "4" };
    const read = { nonce: 1n, from: owner, gasLimit: 2n, gasPrice: 3n, egldValue: 4n };
    const code = { contractCode: "0x0061", codeMetadata: "0x0100" };
    const { tx: deploy } = parseStep("scDeploy", { tx: { ...sent, to: "", function: "", ...code, arguments: ["1", ["2", "3"]] } });
    expect(plain(deploy)).toEqual({ kind: "scDeploy", ...read, contractCode: "0061", codeMetadata: "0100", arguments: ["01", "0203"] });

    const { tx: upgrade } = parseStep("scUpgrade", { tx: { ...sent, to: "sc:adder", ...code } });
    expect(plain(upgrade)).toEqual({ kind: "scUpgrade", ...read, to: adder, contractCode: "0061", codeMetadata: "0100", arguments: [] });

    const esdt = { tokenIdentifier: "str:T", nonce: "5", value: "6" };
    const payment = { tokenIdentifier: hex("T"), nonce: 5n, value: 6n };
    const { tx: called } = parseStep("scCall", { tx: { ...sent, to: "sc:adder", function: "add", esdtValue: [esdt, esdt] } });
    expect(plain(called)).toEqual({ kind: "scCall", ...read, to: adder, function: "add", esdtValue: [payment, payment], arguments: [] });

    const { tx: query } = parseStep("scQuery", { tx: { to: "sc:adder", function: "get", arguments: [] } });
    expect(plain(query)).toEqual({ kind: "scQuery", to: adder, function: "get", arguments: [] });

    const { tx: transfer } = parseStep("transfer", { tx: { ...sent, to: "sc:adder", esdt } });
    expect(plain(transfer)).toEqual({ kind: "transfer", ...read, to: adder, esdtValue: [payment], arguments: [] });

    const { tx: reward } = parseStep("validatorReward", { tx: { to: "sc:adder", egldValue: "7" } });
    expect(plain(reward)).toEqual({ kind: "validatorReward", to: adder, egldValue: 7n, arguments: [] });
  });

  test("an expected result in full, with one value in place of a list of one", () => {
    const log = { address: "sc:adder", endpoint: "str:add", topics: ["*", "1"], data: "str:d" };
    const { id, displayLogs, expect: result } = parseStep("scCall", {
      txId: "call-1",
      displayLogs: true,
      tx: { from: "address:owner", to: "sc:adder" },
      expect: { out: "", status: "-1", message: "str:m", logs: [log, "+"], gas: "*", refund: "1" },
    });
    const equal = (value: unknown): unknown => ({ kind: "equal", value });
    expect({ id, displayLogs, result: plain(result) }).toEqual({
      id: "call-1",
      displayLogs: true,
      result: {
        out: { kind: "items", items: [] },
        status: equal(-1n),
        message: equal(hex("m")),
        logs: {
          kind: "logs",
          logs: [
            {
              address: equal(adder),
              endpoint: equal(hex("add")),
              topics: { kind: "items", items: [{ kind: "any" }, equal("01")] },
              data: { kind: "items", items: [equal(hex("d"))] },
            },
          ],
          moreAllowed: true,
        },
        gas: { kind: "any" },
        refund: equal(1n),
      },
    });
  });
});

describe("files", () => {
  const account = (code: string): string => scenarioOf({ step: "setState", accounts: { "sc:a": { code } } });

  function codeOf(scenario: Scenario): string {
    const [step] = scenario.steps;
    return step?.kind === "setState" ? bytesToHex(step.accounts[0]!.code!.bytes) : "";
  }

  test("are found beside the file that names them", () => {
    const loader = memoryLoader({ "contracts/a.wasm": Uint8Array.of(1), "dir/b.mxsc.json": '{ "buildInfo": {}, "code": "0061" }' });
    expect(codeOf(parse(account("file:../contracts/./a.wasm"), loader))).toBe("01");
    expect(codeOf(parse(account("mxsc:b.mxsc.json"), loader))).toBe("0061");
  });

  test("are replaced where their path is exactly the one to replace", () => {
    const replacePaths = new Map([["../a.wasm", "elsewhere/b.wasm"]]);
    const loader = memoryLoader({ "a.wasm": Uint8Array.of(1), "elsewhere/b.wasm": Uint8Array.of(2) }, { replacePaths });
    expect(codeOf(parse(account("file:../a.wasm"), loader))).toBe("02");
    expect(codeOf(parse(account("file:.././a.wasm"), loader))).toBe("01");
  });

  test("may be missing where that is asked for", () => {
    const loader = memoryLoader({}, { allowMissingFiles: true });
    expect(codeOf(parse(account("file:x.wasm"), loader))).toBe(hex("MISSING:x.wasm"));
    expect(codeOf(parse(account("mxsc:x.mxsc.json"), loader))).toBe(hex("MISSING:x.mxsc.json"));
  });

  test("are read once by a loader", () => {
    const paths: string[] = [];
    const files = memoryFiles({ "a.scen.json": account("file:b.wasm"), "b.wasm": Uint8Array.of(1) });
    const readFile = (path: string): Uint8Array => {
      paths.push(path);
      return files.readFile(path);
    };
    const loader = createScenarioLoader({ files: { readFile } });
    expect(loader.load("a.scen.json")).toBe(loader.load("a.scen.json"));
    expect(codeOf(loader.parse({ path: "c.scen.json", text: account("file:b.wasm") }))).toBe("01");
    expect(paths).toEqual(["a.scen.json", "b.wasm"]);
  });
});
