// Values of ABI constants as bytes and back: the parser of type expressions.
import { address, bytesToHex, codecsOf, tokenId } from "@mxvm/codec";
import { describe, expect, it } from "vitest";
import { decodeEvent, decodeInputs, encodeInputs, functionOf } from "../src/abi/functions.js";
import type { Abi } from "../src/abi/abi.js";

const alice = address("erd1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqsl6e0p7");

const abi: Abi = {
  name: "Everything",
  endpoints: [
    {
      name: "all",
      inputs: [
        { name: "inner", type: "Inner" },
        { name: "pairs", type: "variadic<multi<Status, List<tuple<u8,bool>>>>" },
      ],
    },
  ],
  events: [{ identifier: "moved", inputs: [{ name: "a", type: "u8" }, { name: "who", type: "Address", indexed: true }, { name: "b", type: "u16" }] }],
  types: {
    Inner: { type: "struct", fields: [{ name: "hash", type: "array2<u8>" }, { name: "action", type: "Action" }, { name: "next", type: "Option<Inner>" }] },
    Status: { type: "enum", variants: [{ name: "Idle", discriminant: 0 }, { name: "Busy", discriminant: 7 }] },
    Action: {
      type: "enum",
      variants: [{ name: "Stop", discriminant: 0 }, { name: "Pay", discriminant: 1, fields: [{ name: "0", type: "TokenIdentifier" }, { name: "1", type: "array2<u16>" }] }],
    },
    Mode: { type: "explicit-enum", variants: [{ name: "fast" }, { name: "slow" }] },
    Opaque: { type: "not-specified" },
  },
};

describe("type expressions", () => {
  it("encode and decode values, recursive types among them", () => {
    const next = { hash: "0xffff", action: { type: "Stop" }, next: undefined };
    const inner = { hash: "0x0102", action: { type: "Pay", 0: tokenId("TOK-123456"), 1: [5, 6] }, next };
    const values = { inner, pairs: [["Busy", [[1, true], [2, false]]], ["Idle", []]] };
    const all = functionOf(abi, "all")!;
    const row = encodeInputs(abi, "all", all, values);
    expect(row.map(bytesToHex)).toEqual(["0102010000000a544f4b2d3132333435360005000601ffff0000", "07", "01010200", "", ""]);
    expect(decodeInputs(abi, all, row)).toEqual(values);
    expect(decodeInputs(abi, all, [Uint8Array.of(1)])).toBeUndefined();
  });

  it.each([
    ["()", null, [""]],
    ["ignore", undefined, []],
    ["BigFloat", "0x010b", ["010b"]],
    ["List<BigFloat>", ["0x010b"], ["00000002010b"]],
    ["ManagedDecimal<18>", 1_500n, ["05dc"]],
    ["List<ManagedDecimal<2>>", [1_500n], ["0000000205dc"]],
    ["ManagedDecimal<usize>", { units: 1_500n, decimals: 2 }, ["0000000205dc00000002"]],
    ["ManagedDecimalSigned<9>", -1n, ["ff"]],
    ["ManagedDecimalSigned<usize>", { units: -1n, decimals: 2 }, ["00000001ff00000002"]],
    ["bytes-read-to-end", "0x0102", ["0102"]],
    ["tuple<u8,bytes-read-to-end>", [7, "0x0102"], ["070102"]],
    ["EsdtTokenIdentifier", tokenId("TOK-123456"), ["544f4b2d313233343536"]],
    ["MessageHashType", "ECDSAKeccak256", ["03"]],
    ["NonZeroUsize", 7, ["07"]],
    ["List<NonZeroUsize>", [7], ["00000007"]],
    ["Sign", "Minus", ["ff"]],
    ["List<Sign>", ["Minus", "NoSign", "Plus"], ["ff0001"]],
    ["AsyncCallResult<multi<u8,()>>", { type: "ok", value: [7, null] }, ["", "07", ""]],
    ["AsyncCallResult<u8>", { type: "error", code: 4, message: "no" }, ["04", "6e6f"]],
    ["Unit", {}, [""]],
    ["tuple<u8,Unit>", [7, {}], ["07"]],
    ["Numbered", { type: "Far", 0: 5 }, ["0905"]],
    ["Numbered", { type: "Near" }, ["03"]],
  ] as const)("%s: what the framework names without describing it, %o", (type, value, row) => {
    const types: Abi["types"] = {
      Unit: { type: "struct" },
      Numbered: { type: "enum", variants: [{ name: "Near", discriminant: 3 }, { name: "Far", discriminant: 9, fields: [{ name: "0", type: "u8" }] }] },
    };
    const call: Abi = { endpoints: [{ name: "call", inputs: [{ name: "value", type }] }], types };
    const encoded = encodeInputs(call, "call", functionOf(call, "call")!, { value });
    expect(encoded.map(bytesToHex)).toEqual(row);
    expect(decodeInputs(call, functionOf(call, "call")!, encoded)).toEqual({ value });
  });

  it("read what the framework accepts and refuse what it refuses", () => {
    const call = (type: string): Abi => ({ endpoints: [{ name: "call", inputs: [{ name: "value", type }] }] });
    const decode = (type: string, ...row: readonly number[][]) => decodeInputs(call(type), functionOf(call(type), "call")!, row.map((bytes) => Uint8Array.from(bytes)));
    expect(decode("AsyncCallResult<u8>", [0x6f, 0x6b], [7])).toEqual({ value: { type: "ok", value: 7 } });
    expect(decode("AsyncCallResult<u8>", [4])).toEqual({ value: { type: "error", code: 4, message: "" } });
    expect(decode("ignore", [1], [2])).toEqual({ value: undefined });
    expect(decode("NonZeroUsize", [])).toBeUndefined();
    expect(decode("List<NonZeroUsize>", [0, 0, 0, 0])).toBeUndefined();
    expect(() => encodeInputs(call("NonZeroUsize"), "call", functionOf(call("NonZeroUsize"), "call")!, { value: 0 })).toThrow(/zero/);
  });

  it("name what no ABI describes", () => {
    const codecOf = codecsOf(abi);
    expect(() => codecOf("Opaque")).toThrow('Everything does not describe the type "Opaque"');
    expect(() => codecOf("Unheard")).toThrow('Everything does not describe the type "Unheard"');
    expect(() => codecOf("List<variadic<u8>>")).toThrow("variadic<u8> is a row of arguments and cannot be part of a value");
    expect(codecOf("Mode").kind).toBe("explicitEnum");
    expect(codecOf("counted-variadic<Mode>").typeName).toBe("counted-variadic<Mode>");
  });

  it("read events with several fields", () => {
    const { typeName } = codecsOf(abi)("Address");
    const log = { identifier: new Uint8Array(), address: new Uint8Array(32), topics: [Buffer.from("moved"), new Uint8Array(32).fill(1)], data: [Uint8Array.of(9, 1, 0)] };
    expect(typeName).toBe("Address");
    expect(decodeEvent(abi, log)).toEqual({ name: "moved", args: { a: 9, who: alice, b: 256 } });
    expect(decodeEvent(abi, { ...log, data: [] })).toBeUndefined();
    expect(decodeEvent(abi, { ...log, topics: [] })).toBeUndefined();
    expect(decodeEvent(abi, { ...log, topics: [Buffer.from("other")] })).toBeUndefined();
  });
});
