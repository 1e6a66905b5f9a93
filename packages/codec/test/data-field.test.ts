// Data fields: what production's parsers accept and refuse, and with which words.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildCallData,
  buildDeployData,
  buildStorageUpdates,
  bytesToByteString,
  codeMetadataFromBytes,
  hexToBytes,
  parseCallArguments,
  parseCallData,
  parseDeployData,
  parseStorageUpdates,
} from "@mxvm/codec";
import { forAll } from "./for-all.js";

const bytes = fc.uint8Array({ maxLength: 12 });
const byteLists = fc.array(bytes, { maxLength: 5 });

function failure(error: string): { ok: false; error: string } {
  return { ok: false, error };
}

describe("call data", () => {
  it("is a function and its arguments in hexadecimal", () => {
    expect(parseCallData("add")).toEqual({ ok: true, value: { functionName: "add", arguments: [] } });
    expect(parseCallData("add@0A0a@@0b")).toEqual({
      ok: true,
      value: { functionName: "add", arguments: [hexToBytes("0a0a"), hexToBytes(""), hexToBytes("0b")] },
    });
    expect(parseCallData("add@")).toEqual({ ok: true, value: { functionName: "add", arguments: [hexToBytes("")] } });
  });

  it.each(["", "@", "@0a", "add@0", "add@0x", "add@0a@zz", "add@ 0a"])("is not %j", (data) => {
    expect(parseCallData(data)).toEqual(failure("tokenize failed"));
  });

  it("is parsed as it was built, whatever bytes the function has", () => {
    const names = bytes.map(bytesToByteString).filter((name) => name !== "" && !name.includes("@"));
    forAll([names, byteLists], (functionName, args) => {
      expect(parseCallData(buildCallData(functionName, args))).toEqual({ ok: true, value: { functionName, arguments: args } });
      return true;
    });
  });
});

describe("call arguments", () => {
  it("start with raw bytes, which may be missing", () => {
    expect(parseCallArguments("")).toEqual({ ok: true, value: [hexToBytes("")] });
    expect(parseCallArguments("1@0A0A@0B")).toEqual({ ok: true, value: [hexToBytes("31"), hexToBytes("0a0a"), hexToBytes("0b")] });
    expect(parseCallArguments("@00")).toEqual({ ok: true, value: [hexToBytes(""), hexToBytes("00")] });
    expect(parseCallArguments("\u00ff")).toEqual({ ok: true, value: [hexToBytes("ff")] });
  });

  it("are refused where one is not hexadecimal", () => {
    expect(parseCallArguments("1@0")).toEqual(failure("tokenize failed"));
  });
});

describe("deploy data", () => {
  it("is code, VM type, code metadata and arguments", () => {
    expect(parseDeployData("abba@0500@0506@64@")).toEqual({
      ok: true,
      value: {
        code: hexToBytes("abba"),
        vmType: hexToBytes("0500"),
        codeMetadata: codeMetadataFromBytes(hexToBytes("0506")),
        arguments: [hexToBytes("64"), hexToBytes("")],
      },
    });
  });

  it("may have code metadata of any length, which then allow nothing", () => {
    expect(parseDeployData("abba@0500@")).toMatchObject({ ok: true, value: { codeMetadata: { upgradeable: false, payable: false } } });
  });

  it.each([
    ["", "tokenize failed"],
    ["@0500@0000", "tokenize failed"],
    ["abba", "invalid deploy arguments"],
    ["xy@0", "invalid deploy arguments"],
    ["xy@0@0", "invalid code"],
    ["abba@0@0", "invalid vm type"],
    ["abba@@0", "invalid vm type"],
    ["abba@0500@0", "invalid code metadata"],
    ["abba@0500@0000@0", "tokenize failed"],
  ])("%j fails: %s", (data, error) => {
    expect(parseDeployData(data)).toEqual(failure(error));
  });

  it("is parsed as it was built", () => {
    const some = fc.uint8Array({ minLength: 1, maxLength: 8 });
    forAll([some, some, fc.integer({ min: 0, max: 0xffff }), byteLists], (code, vmType, flags, args) => {
      const codeMetadata = codeMetadataFromBytes(Uint8Array.of(flags >> 8, flags & 0xff));
      const value = { code, vmType, codeMetadata, arguments: args };
      expect(parseDeployData(buildDeployData(value))).toEqual({ ok: true, value });
      return true;
    });
  });
});

describe("storage updates", () => {
  it("are pairs of key and value, with or without a separator before", () => {
    const value = [
      { key: hexToBytes("aa"), value: hexToBytes("bb") },
      { key: hexToBytes("cc"), value: hexToBytes("") },
    ];
    expect(parseStorageUpdates("aa@bb@cc@")).toEqual({ ok: true, value });
    expect(parseStorageUpdates("@aa@bb@cc@")).toEqual({ ok: true, value });
    expect(buildStorageUpdates(value)).toBe("aa@bb@cc@");
    expect(buildStorageUpdates([])).toBe("");
  });

  it.each([
    ["", "tokenize failed"],
    ["@", "tokenize failed"],
    ["@@aa", "tokenize failed"],
    ["aa", "transaction data string is unevenly split"],
    ["xx@aa@bb", "transaction data string is unevenly split"],
    ["aa@b", "tokenize failed"],
    ["a@bb", "tokenize failed"],
  ])("%j fail: %s", (data, error) => {
    expect(parseStorageUpdates(data)).toEqual(failure(error));
  });
});
