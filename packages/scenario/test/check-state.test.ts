// What `checkState` compares, rule by rule: mx-chain-scenario-go executor stepCheckState.go.
import { systemAccountAddress } from "@mxvm/codec";
import type { EsdtState } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import { runScenario } from "../src/index.js";
import { createFixtureWorld } from "./fixture-world.js";
import { memoryLoader, parse, scenarioOf } from "./memory-files.js";

/** Sets accounts, checks accounts; the message of the failure, or "" where all holds. */
function check(set: object, expected: object, prepare: (world: ReturnType<typeof createFixtureWorld>) => void = () => undefined): string {
  const loader = memoryLoader();
  const scenario = parse(scenarioOf({ step: "setState", accounts: set }, { step: "dumpState" }, { step: "checkState", accounts: expected }));
  const world = createFixtureWorld();
  const { error } = runScenario(scenario, { loader, createWorld: () => world, observer: { onDumpState: () => prepare(world) } });
  return error?.message ?? "";
}

const alice = (account: object): object => ({ "address:alice": account });
const contract = (account: object): object => ({ "sc:adder": { code: "0x0061", ...account } });

describe("accounts", () => {
  test.each<readonly [name: string, set: object, expected: object, message: string]>([
    ["that are listed may be there", alice({}), alice({}), ""],
    ["that are not listed must not be there", alice({}), {}, 'accounts: expected those listed only, as there is no "+", actual "address:alice"'],
    ['that are not listed may be there with "+"', alice({}), { "+": "" }, ""],
    ["that are listed must be there", {}, alice({}), 'account "address:alice": expected that it exists, actual no such account'],
  ])("%s", (_name, set, expected, message) => {
    expect(check(set, expected)).toBe(message);
  });

  test("the system account may always be there", () => {
    expect(check({}, {}, (world) => world.setAccount({ address: systemAccountAddress }))).toBe("");
  });
});

describe("fields of an account", () => {
  test.each<readonly [name: string, set: object, expected: object, message: string]>([
    ["nonce, equal", alice({ nonce: "5" }), alice({ nonce: "0x05" }), ""],
    ["nonce, different", alice({ nonce: "5" }), alice({ nonce: "6" }), 'nonce of "address:alice": expected "6", actual "5"'],
    ["nonce, not written", alice({ nonce: "5" }), alice({}), 'nonce of "address:alice": expected "0", as nothing is written, actual "5"'],
    ["nonce, any", alice({ nonce: "5" }), alice({ nonce: "*" }), ""],
    ["balance, different", alice({ balance: "1000" }), alice({ balance: "2,000" }), 'balance of "address:alice": expected "2,000", actual "1000"'],
    ["balance, not written", alice({ balance: "5" }), alice({}), 'balance of "address:alice": expected "0", as nothing is written, actual "5"'],
    ["username, different", alice({ username: "str:a.x" }), alice({ username: "str:b.x" }), 'username of "address:alice": expected "str:b.x", actual "str:a.x"'],
    ["username, not written", alice({ username: "str:a" }), alice({}), 'username of "address:alice": expected "", as nothing is written, actual "str:a"'],
    ["code, equal", contract({}), contract({}), ""],
    ["code, any", contract({}), contract({ code: "*" }), ""],
    ["code, different", contract({}), contract({ code: "0x0062" }), 'code of "sc:adder": expected "0x0062", 0x0062, actual 0x0061'],
    ["code, not written", contract({}), { "sc:adder": {} }, 'code of "sc:adder": expected no code, as nothing is written, actual 0x0061'],
    ["codeMetadata, not written", contract({ codeMetadata: "0x0506" }), contract({}), ""],
    [
      "codeMetadata, different",
      contract({ codeMetadata: "0x0506" }),
      contract({ codeMetadata: "0x0100" }),
      'codeMetadata of "sc:adder": expected "0x0100", actual "0x0506"',
    ],
    ["owner, not written", contract({ owner: "address:a" }), contract({}), ""],
    ["owner, different", contract({ owner: "address:a" }), contract({ owner: "address:b" }), 'owner of "sc:adder": expected "address:b", actual "address:a"'],
    ['owner "*" means an empty one', contract({ owner: "address:a" }), contract({ owner: "*" }), 'owner of "sc:adder": expected "*", actual "address:a"'],
    ['owner "*" holds for an empty one', contract({}), contract({ owner: "*" }), ""],
    ["asyncCallData, not written", alice({ asyncCallData: "f" }), alice({}), ""],
    ["asyncCallData, different", alice({ asyncCallData: "f" }), alice({ asyncCallData: "str:g" }), 'asyncCallData of "address:alice": expected "str:g", actual "str:f"'],
    ["developerRewards are not compared", alice({ developerRewards: "5" }), alice({ developerRewards: "6" }), ""],
  ])("%s", (_name, set, expected, message) => {
    expect(check(set, expected)).toBe(message);
  });

  test("code is summarized", () => {
    const message = check({ "sc:adder": { code: `0x${"00".repeat(20)}` } }, { "sc:adder": { code: `0x${"ff".repeat(12)}` } });
    expect(message).toBe(`code of "sc:adder": expected "0x${"ff".repeat(12)}", 0x${"ff".repeat(10)}… (12 bytes), actual 0x${"00".repeat(10)}… (20 bytes)`);
  });

  test("all that differ are reported", () => {
    expect(check(alice({ nonce: "1", balance: "2" }), alice({ nonce: "3", balance: "4" })).split("\n")).toHaveLength(2);
  });
});

describe("storage", () => {
  const set = alice({ storage: { "str:a": "1", "str:b": "str:two" } });
  test.each<readonly [name: string, expected: object | string | undefined, message: string]>([
    ["not written: not compared", undefined, ""],
    ["any", "*", ""],
    ["equal", { "str:a": "1", "str:b": "str:two" }, ""],
    ["any value", { "str:a": "*", "str:b": "*" }, ""],
    ["different", { "str:a": "2", "str:b": "str:two" }, 'storage "str:a" of "address:alice": expected "2", actual "1"'],
    ["not there", { "str:a": "1", "str:b": "str:two", "str:c": "3" }, 'storage "str:c" of "address:alice": expected "3", actual ""'],
    ["not there, as expected", { "str:a": "1", "str:b": "str:two", "str:c": "" }, ""],
    ["not expected", { "str:a": "1" }, 'storage "str:b" of "address:alice": expected "", as nothing is written, actual "str:two"'],
    ['not expected, with "+"', { "str:a": "1", "+": "" }, ""],
    ["none expected", {}, 'storage "str:a" of "address:alice": expected "", as nothing is written, actual "1"\nstorage "str:b" of "address:alice": expected "", as nothing is written, actual "str:two"'],
  ])("%s", (_name, storage, message) => {
    expect(check(set, alice(storage === undefined ? {} : { storage }))).toBe(message);
  });

  test("of the protocol is passed over, on both sides", () => {
    expect(check(alice({ storage: { "str:ELRONDx": "1" } }), alice({ storage: { "str:ELRONDy": "2" } }))).toBe("");
  });
});

describe("tokens", () => {
  const nft = { nonce: "1", balance: "2", creator: "address:alice", royalties: "5", hash: "0x01", uri: ["str:u"], attributes: "str:attr" };
  const held = alice({ esdt: { "str:TOK-123456": "100", "str:NFT-123456": { instances: [nft], lastNonce: "1", roles: ["R1", "R2"] } } });
  const expectedNft = { instances: [nft], lastNonce: "1", roles: ["R2", "R1"] };

  function checkEsdt(esdt: object | string | undefined): string {
    return check(held, alice(esdt === undefined ? {} : { esdt }));
  }

  test.each<readonly [name: string, esdt: object | string | undefined, message: RegExp | ""]>([
    ["any", "*", ""],
    ["equal", { "str:TOK-123456": "100", "str:NFT-123456": expectedNft }, ""],
    ["anything", { "str:TOK-123456": "*", "str:NFT-123456": { instances: [{ nonce: "1", balance: "*" }], lastNonce: "*", roles: ["R1", "R2"] } }, ""],
    ["other fields not written", { "str:TOK-123456": "100", "str:NFT-123456": { nonce: "1", balance: "2", lastNonce: "1", roles: ["R1", "R2"] } }, ""],
    ["not written: none expected", undefined, /^balance of "str:TOK-123456" of "address:alice": expected "0", as nothing is written, actual "100"\nbalance of nonce 1 of "str:NFT-123456"/],
    ['"+" has no meaning', { "str:TOK-123456": "100", "+": "" }, /^balance of nonce 1 of "str:NFT-123456" .*\nlastNonce .*\nroles of .*: expected \[\], actual \["R1", "R2"\]$/],
    ["another balance", { "str:TOK-123456": "99", "str:NFT-123456": expectedNft }, /^balance of "str:TOK-123456" of "address:alice": expected "99", actual "100"$/],
    [
      "a token that is not there",
      { "str:TOK-123456": "100", "str:NFT-123456": expectedNft, "str:X": "1" },
      /^balance of "str:X" of "address:alice": expected "1", actual "0"$/,
    ],
    ["a token that is not there, as expected", { "str:TOK-123456": "100", "str:NFT-123456": expectedNft, "str:X": "0" }, ""],
    [
      "an absent balance means 0",
      { "str:TOK-123456": "100", "str:NFT-123456": { ...expectedNft, instances: [{ nonce: "1" }] } },
      /^balance of nonce 1 of "str:NFT-123456" of "address:alice": expected "0", as nothing is written, actual "2"$/,
    ],
    [
      "an instance more and one less",
      { "str:TOK-123456": "100", "str:NFT-123456": { ...expectedNft, instances: [{ ...nft, nonce: "3" }] } },
      /^balance of nonce 3 of .* expected "2", actual "0"\nroyalties of nonce 3(.|\n)*\nbalance of nonce 1 of .* actual "2"$/,
    ],
    [
      "every field of an instance",
      {
        "str:TOK-123456": "100",
        "str:NFT-123456": {
          ...expectedNft,
          instances: [{ nonce: "1", balance: "1", creator: "address:bob", royalties: "6", hash: "0x02", uri: ["str:v", "*"], attributes: "str:other" }],
        },
      },
      new RegExp(
        [
          '^balance of .* expected "1", actual "2"',
          'royalties of .* expected "6", actual "5"',
          'creator of .* expected "address:bob", actual "address:alice"',
          'hash of .* expected "0x02", actual "0x01"',
          'uri of .* expected \\[ "str:v", "\\*" \\], actual \\["str:u"\\]',
          'attributes of .* expected "str:other", actual "str:attr"$',
        ].join("\n"),
      ),
    ],
    ["lastNonce, different", { "str:TOK-123456": "100", "str:NFT-123456": { ...expectedNft, lastNonce: "2" } }, /^lastNonce of "str:NFT-123456" .* expected "2", actual "1"$/],
    ["roles, different", { "str:TOK-123456": "100", "str:NFT-123456": { ...expectedNft, roles: ["R1", "R3"] } }, /^roles of .* expected \["R1", "R3"\], actual \["R1", "R2"\]$/],
    ["frozen is not compared", { "str:TOK-123456": { balance: "100", frozen: "1" }, "str:NFT-123456": expectedNft }, ""],
    [
      "a balance alone wants every other field empty",
      { "str:TOK-123456": "100", "str:NFT-123456": "0" },
      /^balance of nonce 1 of "str:NFT-123456"/,
    ],
  ])("%s", (_name, esdt, message) => {
    const actual = checkEsdt(esdt);
    if (message === "") expect(actual).toBe("");
    else expect(actual).toMatch(message);
  });

  test("a balance alone does not hold for a token with metadata", () => {
    const message = check(alice({ esdt: { "str:T": { balance: "1", attributes: "str:x" } } }), alice({ esdt: { "str:T": "1" } }));
    expect(message).toBe('attributes of "str:T" of "address:alice": expected "", as nothing is written, actual "str:x"');
  });

  test("instances of which nothing is left are not seen", () => {
    const token: EsdtState = { tokenIdentifier: Uint8Array.of(0x54), instances: [{ nonce: 7n, balance: 0n, royalties: 5 }], lastNonce: 0n, roles: [] };
    expect(check(alice({}), alice({}), (world) => world.updateAccount({ address: world.addresses()[0]!, esdt: [token] }))).toBe("");
  });
});
