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

  it("name what no ABI describes", () => {
    const codecOf = codecsOf(abi);
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
