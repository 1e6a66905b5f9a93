// What scenario files must not say, and where the error points.
import { describe, expect, test } from "vitest";
import type { ScenarioErrorCode, ScenarioLoader } from "../src/index.js";
import { isScenarioError } from "../src/index.js";
import { memoryLoader, parse } from "./memory-files.js";

const marker = "@";

/** Parses text of which the error must be at the marker, which is taken out first. */
function failure(marked: string, loader: ScenarioLoader = memoryLoader()): { readonly code: ScenarioErrorCode; readonly detail: string } {
  const lines = marked.slice(0, marked.indexOf(marker)).split("\n");
  try {
    parse(marked.replace(marker, ""), loader);
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    expect(error.position).toEqual({ file: "dir/test.scen.json", line: lines.length, column: lines.at(-1)!.length + 1 });
    expect(error.message).toBe(`dir/test.scen.json:${error.position.line}:${error.position.column}: ${error.detail}`);
    return { code: error.code, detail: error.detail };
  }
  throw new TypeError("the text parses");
}

/** A scenario with one step, on lines of its own. */
const step = (text: string): string => `{\n  "steps": [\n    ${text}\n  ]\n}`;

const setAccount = (fields: string): string => step(`{ "step": "setState", "accounts": { "address:a": { ${fields} } } }`);
const call = (tx: string, rest = ""): string => step(`{ "step": "scCall", "tx": { "from": "address:a", "to": "sc:b", ${tx} }${rest} }`);

describe("broken JSON is refused where it breaks", () => {
  test.each<readonly [text: string, code: ScenarioErrorCode, detail: RegExp]>([
    ["@", "INVALID_JSON", /found the end of the file, expected an object/],
    ["{} @x", "INVALID_JSON", /found `x`, expected the end of the file/],
    ["{@", "INVALID_JSON", /the end of the file, expected a key in quotes/],
    ["{ @name: 1 }", "INVALID_JSON", /found `n`, expected a key in quotes/],
    ['{ "name" @"x" }', "INVALID_JSON", /expected `:` after the key "name"/],
    ['{ "name": @, }', "INVALID_JSON", /found `,`, expected an object, a list, a string, true or false/],
    ['{\n "name": "x",\n@}', "INVALID_JSON", /found `}`, expected a key in quotes/],
    ['{ "name": "x" @"steps": [] }', "INVALID_JSON", /expected `,` or `}`/],
    ['{ "name": [ {} @{} ] }', "INVALID_JSON", /expected `,` or `\]`/],
    ['{ "name": [ {}, @] }', "INVALID_JSON", /found `]`/],
    ['{ "name": @"x\n" }', "INVALID_JSON", /found a string without end/],
    ['{ "name": @"x\\" }', "INVALID_JSON", /found a string without end/],
    ['{ "checkGas": @truth }', "INVALID_JSON", /found `truth`/],
    ['{ "name": @null }', "INVALID_JSON", /found `null`/],
    ['{ "name": @-12.5e3 }', "INVALID_JSON", /found `-12.5e3`, expected a string: scenarios write numbers in quotes, "-12.5e3"/],
    ["{ @\u0001 }", "INVALID_JSON", /the control character U\+0001/],
    ['{ "name": "x", @"name": "y" }', "DUPLICATE_KEY", /found "name" a second time/],
    ['{ "__proto__": "x", @"__proto__": "y" }', "DUPLICATE_KEY", /"__proto__"/],
    [`${"[".repeat(200)}@${"[".repeat(100_000)}`, "TOO_DEEP", /at most 200 levels/],
    [`${'{"a":'.repeat(200)}@${'{"a":'.repeat(100_000)}`, "TOO_DEEP", /at most 200 levels/],
  ])("%.60j", (text, code, detail) => {
    const error = failure(text);
    expect(error.code).toBe(code);
    expect(error.detail).toMatch(detail);
  });
});

describe("what the format does not know is refused with the nearest name", () => {
  test.each<readonly [text: string, code: ScenarioErrorCode, detail: RegExp]>([
    ["@[]", "UNEXPECTED_TYPE", /found a list, expected a scenario, an object/],
    ['{ @"nmae": "x" }', "UNKNOWN_FIELD", /the unknown field "nmae" in a scenario.*did you mean "name"\?/],
    ['{ @"__proto__": "x" }', "UNKNOWN_FIELD", /"__proto__"/],
    ['{ @"constructor": "x" }', "UNKNOWN_FIELD", /"constructor"/],
    ['{ "gasSchedule": @"v33" }', "INVALID_VALUE", /the gas schedule "v33".*did you mean "v3"\?/],
    ['{ "checkGas": @"true" }', "UNEXPECTED_TYPE", /found the string "true", expected true or false/],
    ['{ "steps": @{} }', "UNEXPECTED_TYPE", /found an object, expected a list/],
    [step('@"x"'), "UNEXPECTED_TYPE", /expected a step, an object/],
    [step('@{ "id": "x" }'), "MISSING_FIELD", /a step without "step"/],
    [step('{ "step": @"scCal" }'), "UNKNOWN_STEP", /the unknown step "scCal".*did you mean "scCall"\?/],
    [step('{ "step": @"toString" }'), "UNKNOWN_STEP", /"toString"/],
    [step('{ "step": "dumpState", @"id": "x" }'), "UNKNOWN_FIELD", /in a dumpState step/],
    [step('@{ "step": "externalSteps" }'), "MISSING_FIELD", /without "path"/],
    [step('@{ "step": "checkState" }'), "MISSING_FIELD", /without "accounts"/],
    [step('{ "step": "setState", "accounts": { @"address:a|str:b": {} } }'), "INVALID_VALUE", /found 33 bytes, expected an address of 32 bytes/],
    [setAccount('@"nonse": "1"'), "UNKNOWN_FIELD", /"nonse" in an account.*did you mean "nonce"\?/],
    [setAccount('"nonce": @"18446744073709551616"'), "INVALID_VALUE", /expected a number below 2\^64/],
    [setAccount('"balance": "@12a"'), "INVALID_VALUE", /found `12a`, expected a number/],
    [setAccount('"balance": @true'), "UNEXPECTED_TYPE", /found `true`, expected a value in quotes/],
    [setAccount('"storage": { "str:a": ["1", "str:b|@adress:c"] }'), "INVALID_VALUE", /did you mean "address"\?/],
    [setAccount('"storage": { "str:a": { "x": [@true] } }'), "UNEXPECTED_TYPE", /in quotes, "true" is one/],
    [setAccount('"storage": @"*"'), "UNEXPECTED_TYPE", /found the string "\*"/],
    [setAccount('"code": "file:@missing.wasm"'), "FILE_UNREADABLE", /no readable file "dir\/missing.wasm"/],
    [setAccount('"esdt": { "str:T": @[] }'), "UNEXPECTED_TYPE", /a balance, or an object/],
    [setAccount('"esdt": { "str:T": { "instances": [{ @"nonces": "1" }] } }'), "UNKNOWN_FIELD", /in a token instance.*did you mean "nonce"\?/],
    [setAccount('"esdt": { "str:T": { @"frosen": "1" } }'), "UNKNOWN_FIELD", /in a token.*did you mean "frozen"\?/],
    [setAccount('"esdt": { "str:T": { "royalties": @"10001" } }'), "INVALID_VALUE", /at most 10000/],
    [setAccount('"esdt": { "str:T": { "creator": @"str:x" } }'), "INVALID_VALUE", /an address of 32 bytes/],
    [step('{ "step": "setState", "currentBlockInfo": { "blockRandomSeed": @"0x01" } }'), "INVALID_VALUE", /found 1 byte, expected a random seed of 48 bytes/],
    [step('{ "step": "setState", "newAddresses": [@{ "newAddress": "sc:a" }] }'), "MISSING_FIELD", /"creatorAddress"/],
    [call('"gasLimit": "1"', ', "expect": { @"stauts": "0" }'), "UNKNOWN_FIELD", /in an expected result.*did you mean "status"\?/],
    [call('"gasLimit": "1"', ', "expect": { "logs": ["+", @{}] }'), "UNEXPECTED_TYPE", /nothing after "\+"/],
    [call('"gasLimit": "1"', ', "expect": { "logs": [@"*"] }'), "UNEXPECTED_TYPE", /expected a log, an object/],
    [call('@"contractCode": "0x00"'), "FIELD_NOT_ALLOWED", /"contractCode", which a scCall step does not take/],
    [step('@{ "step": "scCall" }'), "MISSING_FIELD", /a scCall step without "tx"/],
    [step('{ "step": "scCall", "tx": @{ "from": "address:a" } }'), "MISSING_FIELD", /without "to"/],
    [step('{ "step": "scQuery", "tx": { @"from": "address:a", "to": "sc:b" } }'), "FIELD_NOT_ALLOWED", /a scQuery step does not take/],
    [step('{ "step": "scDeploy", "tx": { "from": "address:a", @"to": "sc:b" } }'), "FIELD_NOT_ALLOWED", /"to", which a scDeploy step/],
    [step('{ "step": "scDeploy", "tx": { "from": "address:a", @"esdt": [] } }'), "FIELD_NOT_ALLOWED", /"esdt", which a scDeploy step/],
    [step('{ "step": "transfer", "tx": { "from": "address:a", "to": "sc:b", @"arguments": ["1"] } }'), "FIELD_NOT_ALLOWED", /"arguments"/],
    [step('{ "step": "transfer", "tx": { "from": "address:a", "to": "sc:b" }, "expect": @{} }'), "FIELD_NOT_ALLOWED", /"expect"/],
    [step('{ "step": "validatorReward", "tx": { "to": "sc:b", @"gasPrice": "0" } }'), "FIELD_NOT_ALLOWED", /"gasPrice"/],
  ])("%.200s", (text, code, detail) => {
    const error = failure(text);
    expect(error.code).toBe(code);
    expect(error.detail).toMatch(detail);
  });
});

test("a value of any length leaves the message short", () => {
  expect(failure(setAccount(`"balance": "@${"x".repeat(10_000)}"`)).detail.length).toBeLessThan(500);
});

describe("files that a scenario names", () => {
  test("a missing file suggests one of a similar name beside it", () => {
    const loader = memoryLoader({ "dir/output/adder.wasm": new Uint8Array(1) });
    expect(failure(setAccount('"code": "file:@output/addr.wasm"'), loader).detail).toMatch(/did you mean "adder.wasm"\?/);
  });

  test("a contract build without code is refused at its name", () => {
    const loader = memoryLoader({ "dir/a.mxsc.json": '{ "code": "zz" }', "dir/b.mxsc.json": "not JSON" });
    expect(failure(setAccount('"code": "mxsc:@a.mxsc.json"'), loader).detail).toMatch(/no contract code in "dir\/a.mxsc.json"/);
    expect(failure(setAccount('"code": "mxsc:@b.mxsc.json"'), loader).detail).toMatch(/no contract code in "dir\/b.mxsc.json"/);
  });

  test("a scenario file that is missing or not UTF-8 is refused with its path", () => {
    const loader = memoryLoader({ "bad.scen.json": Uint8Array.of(0x7b, 0xff) });
    expect(() => loader.load("none.scen.json")).toThrow(/^none.scen.json:1:1: found no readable file/);
    expect(() => loader.load("bad.scen.json")).toThrow(/^bad.scen.json:1:1: found bytes that are not UTF-8/);
  });
});
