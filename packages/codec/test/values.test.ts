// Codecs of contracts, held to the table of vectors; what the table's values mean together are round trips.
import {
  address,
  decodeArguments,
  encodeArguments,
  nestedDecode,
  nestedEncode,
  t,
  textFromBytes,
  textToBytes,
  topDecode,
  topEncode,
  type AnyCodec,
  bytesToHex,
  hexToBytes,
} from "@mxvm/codec";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { badEncodings, badValues, codecVectors, leniently } from "./vectors/values.js";

const titled = <Row extends { readonly codec: AnyCodec }>(rows: readonly Row[]): readonly [string, Row][] =>
  rows.map((row) => [`${row.codec.typeName} ${show(row)}`, row]);

function show(row: object): string {
  return JSON.stringify({ ...row, codec: undefined }, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

const hexes = (row: readonly Uint8Array[]): string[] => row.map(bytesToHex);

describe("vectors", () => {
  it.each(titled(codecVectors))("%s is written and read at the top level", (_title, { codec, value, top }) => {
    expect(bytesToHex(topEncode(codec, value))).toBe(top);
    expect(topDecode(codec, hexToBytes(top))).toEqual(value);
  });

  it.each(titled(codecVectors))("%s is written and read nested", (_title, { codec, value, nested }) => {
    expect(bytesToHex(nestedEncode(codec, value))).toBe(nested);
    expect(nestedDecode(codec, hexToBytes(nested))).toEqual(value);
  });

  it.each(titled(leniently))("%s is read as well", (_title, { codec, value, top, nested }) => {
    if (top !== undefined) expect(topDecode(codec, hexToBytes(top))).toEqual(value);
    if (nested !== undefined) expect(nestedDecode(codec, hexToBytes(nested))).toEqual(value);
    expect.hasAssertions();
  });

  it.each(titled(badEncodings))("%s is not read", (_title, { codec, top, nested }) => {
    if (top !== undefined) expect(() => void topDecode(codec, hexToBytes(top[0]))).toThrow(expect.objectContaining({ message: top[1] }));
    if (nested !== undefined) expect(() => void nestedDecode(codec, hexToBytes(nested[0]))).toThrow(expect.objectContaining({ message: nested[1] }));
    expect.hasAssertions();
  });

  it.each(titled(badValues))("%s is not written", (_title, { codec, value, message }) => {
    expect(() => topEncode(codec, value)).toThrow(expect.objectContaining({ message }));
    expect(() => nestedEncode(codec, value)).toThrow(expect.objectContaining({ message }));
  });

  it.each(titled(codecVectors))("%s is frozen when it is read", (_title, { codec, top }) => {
    const value: unknown = topDecode(codec, hexToBytes(top));
    expect(Object.isFrozen(value)).toBe(true);
  });
});

describe("rows of arguments", () => {
  it("end with an optional value or without it", () => {
    expect(encodeArguments(t.optional(t.u32), undefined)).toEqual([]);
    expect(hexes(encodeArguments(t.optional(t.u32), 0))).toEqual([""]);
    expect(decodeArguments(t.optional(t.u32), [])).toBeUndefined();
    expect(decodeArguments(t.optional(t.u32), [Uint8Array.of(5)])).toBe(5);
  });

  it("hold as many values as there are", () => {
    const pairs = t.variadic(t.multi(t.u32, t.bytes));
    const values = [[1, "0x0a"], [2, "0x"]] as const;
    expect(hexes(encodeArguments(pairs, values))).toEqual(["01", "0a", "02", ""]);
    expect(decodeArguments(pairs, encodeArguments(pairs, values))).toEqual(values);
  });

  it("hold counted values among others", () => {
    const rows = t.variadic(t.multi(t.bytes, t.countedVariadic(t.u32)));
    const values = [["0x0a", [1, 2]], ["0x0b", []]] as const;
    expect(hexes(encodeArguments(rows, values))).toEqual(["0a", "02", "01", "02", "0b", ""]);
    expect(decodeArguments(rows, encodeArguments(rows, values))).toEqual(values);
  });

  it("must hold all values of a multi-value, and no more", () => {
    const pair = t.multi(t.u32, t.u32);
    expect(() => decodeArguments(pair, [Uint8Array.of(1)])).toThrow("too few arguments");
    expect(() => decodeArguments(pair, [1, 2, 3].map((byte) => Uint8Array.of(byte)))).toThrow("too many arguments");
  });
});

describe("texts", () => {
  it("stand for bytes without loss, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(textToBytes(textFromBytes(bytes))).toEqual(bytes);
      }),
    );
    expect.hasAssertions();
  });

  it("are UTF-8 where the bytes are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), (text) => {
        expect(textFromBytes(textToBytes(text))).toBe(text);
      }),
    );
    expect.hasAssertions();
  });

  it("keep a surrogate's three bytes apart from an escape", () => {
    expect(textFromBytes(hexToBytes("edb380"))).toBe("\udced\udcb3\udc80");
    expect(textFromBytes(hexToBytes("f0908080ff"))).toBe("\u{10000}\udcff");
  });

  it("refuse half of a surrogate pair that no byte stands behind", () => {
    expect(() => textToBytes("a\ud800")).toThrow(TypeError);
    expect(() => textToBytes("\udc01")).toThrow(TypeError);
  });
});

describe("addresses", () => {
  const text = "erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th";

  it("have one spelling", () => {
    expect(address(text.toUpperCase())).toBe(text);
  });

  it("are refused with a wrong checksum", () => {
    expect(() => address(text.replace("qyu5", "qyu6"))).toThrow(TypeError);
  });

  it("stay themselves however many there have been", () => {
    for (let i = 0; i < 3000; i++) {
      const bytes = new Uint8Array(32);
      new DataView(bytes.buffer).setUint32(28, i);
      expect(topEncode(t.address, topDecode(t.address, bytes))).toEqual(bytes);
    }
  });
});

describe("declarations", () => {
  it.each([
    ["two variants with one discriminant", () => t.enum("E", { A: 1, B: 1 })],
    ["a discriminant of more than a byte", () => t.enum("E", { A: 256 })],
    ["an enum without variants", () => t.enum("E")],
    ["a variant whose name begins with a digit", () => t.enum("E", "A", "1")],
    ["a field whose name begins with a digit, which JavaScript would move to the front", () => t.struct("S", { b: t.u8, 1: t.u8 })],
    ["a field of a variant named type", () => t.variants("V", { A: { type: t.u8 } })],
    ["a list of what is encoded as nothing", () => t.list(t.tuple())],
    ["an array of a broken length", () => t.array(1.5, t.u8)],
    ["a multi-value of nothing, which no row would ever end", () => t.multi()],
    ["counted values that may be no arguments", () => t.countedVariadic(t.multi(t.optional(t.u8)))],
    ["bytes of a negative number", () => t.byteArray(-1)],
  ])("refuse %s", (_title, declare) => {
    expect(declare).toThrow(TypeError);
  });
});
