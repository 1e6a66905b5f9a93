// Top-level and nested encoding: vectors of the Rust framework's rules, and round trips.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DecodeError,
  bytesToHex,
  concatBytes,
  createNestedReader,
  equalBytes,
  hexToBytes,
  isDecodeError,
  nestedEncodeBigInt,
  nestedEncodeBigUint,
  nestedEncodeBool,
  nestedEncodeBytes,
  nestedEncodeOption,
  nestedEncodeSigned,
  nestedEncodeString,
  nestedEncodeUnsigned,
  topDecodeBool,
  topDecodeOption,
  topDecodeSigned,
  topDecodeUnsigned,
  topEncodeBool,
  topEncodeOption,
  topEncodeSigned,
  topEncodeUnsigned,
  type DecodeErrorCode,
  type IntegerBits,
} from "@mxvm/codec";
import { forAll } from "./for-all.js";

const widths: readonly IntegerBits[] = [8, 16, 32, 64];
const anyInteger = fc.bigInt({ min: -(1n << 200n), max: 1n << 200n });

function expectDecodeError(decode: () => unknown, code: DecodeErrorCode): void {
  expect(decode).toThrow(new DecodeError(code));
}

describe("top-level integers", () => {
  it.each([
    [0n, ""],
    [5n, "05"],
    [255n, "ff"],
    [256n, "0100"],
  ])("%s unsigned is %s", (value, hex) => {
    expect(bytesToHex(topEncodeUnsigned(value))).toBe(hex);
    expect(topDecodeUnsigned(hexToBytes(hex))).toBe(value);
  });

  it.each([
    [0n, ""],
    [5n, "05"],
    [-5n, "fb"],
    [128n, "0080"],
  ])("%s signed is %s", (value, hex) => {
    expect(bytesToHex(topEncodeSigned(value))).toBe(hex);
    expect(topDecodeSigned(hexToBytes(hex))).toBe(value);
  });

  it.each(widths)("of %s bits have its range", (bits) => {
    const unsignedMax = (1n << BigInt(bits)) - 1n;
    const signedMax = unsignedMax >> 1n;
    expect(topDecodeUnsigned(topEncodeUnsigned(unsignedMax, bits), bits)).toBe(unsignedMax);
    expect(topDecodeSigned(topEncodeSigned(signedMax, bits), bits)).toBe(signedMax);
    expect(topDecodeSigned(topEncodeSigned(~signedMax, bits), bits)).toBe(~signedMax);
    expect(() => topEncodeUnsigned(unsignedMax + 1n, bits)).toThrow(TypeError);
    expect(() => topEncodeUnsigned(-1n, bits)).toThrow(TypeError);
    expect(() => topEncodeSigned(signedMax + 1n, bits)).toThrow(TypeError);
    expectDecodeError(() => topDecodeUnsigned(topEncodeUnsigned(unsignedMax + 1n), bits), "INPUT_TOO_LONG");
    expectDecodeError(() => topDecodeSigned(topEncodeSigned(signedMax + 1n), bits), bits === 64 ? "INPUT_TOO_LONG" : "INPUT_OUT_OF_RANGE");
  });

  it("may be longer than needed, up to eight bytes where a width is given", () => {
    expect(topDecodeUnsigned(hexToBytes("0000000000000007"), 8)).toBe(7n);
    expect(topDecodeSigned(hexToBytes("fffffffffffffff9"), 8)).toBe(-7n);
    expectDecodeError(() => topDecodeUnsigned(hexToBytes("000000000000000007"), 8), "INPUT_TOO_LONG");
    expectDecodeError(() => topDecodeSigned(hexToBytes("fffffffffffffffff9"), 64), "INPUT_TOO_LONG");
    expect(topDecodeUnsigned(hexToBytes("000000000000000007"))).toBe(7n);
  });

  it("without sign cannot be negative", () => {
    expect(() => topEncodeUnsigned(-1n)).toThrow(new TypeError("-1 is not an unsigned integer"));
  });
});

describe("top-level booleans", () => {
  it("are 01 and nothing", () => {
    expect(bytesToHex(topEncodeBool(true))).toBe("01");
    expect(bytesToHex(topEncodeBool(false))).toBe("");
    expect(topDecodeBool(hexToBytes("01"))).toBe(true);
    expect(topDecodeBool(hexToBytes(""))).toBe(false);
  });

  it("are nothing else", () => {
    expectDecodeError(() => topDecodeBool(hexToBytes("00")), "INVALID_VALUE");
    expectDecodeError(() => topDecodeBool(hexToBytes("02")), "INVALID_VALUE");
    expectDecodeError(() => topDecodeBool(hexToBytes("0001")), "INPUT_TOO_LONG");
  });
});

describe("top-level options", () => {
  const encode = (value: bigint | undefined): string => bytesToHex(topEncodeOption(value, (inner) => nestedEncodeUnsigned(inner, 32)));
  const decode = (hex: string): bigint | undefined => topDecodeOption(hexToBytes(hex), (reader) => reader.readUnsigned(32));

  it("are nothing, or a tag and the nested value", () => {
    expect(encode(undefined)).toBe("");
    expect(encode(5n)).toBe("0100000005");
    expect(decode("")).toBeUndefined();
    expect(decode("00")).toBeUndefined();
    expect(decode("0100000005")).toBe(5n);
  });

  it("refuse other tags, missing bytes and bytes left over", () => {
    expectDecodeError(() => decode("02"), "INVALID_VALUE");
    expectDecodeError(() => decode("0000"), "INPUT_TOO_LONG");
    expectDecodeError(() => decode("01000005"), "INPUT_TOO_SHORT");
    expectDecodeError(() => decode("010000000500"), "INPUT_TOO_LONG");
  });
});

describe("nested encoding", () => {
  it.each([
    ["u8", nestedEncodeUnsigned(5n, 8), "05"],
    ["u16", nestedEncodeUnsigned(5n, 16), "0005"],
    ["u32", nestedEncodeUnsigned(5n, 32), "00000005"],
    ["u64", nestedEncodeUnsigned(5n, 64), "0000000000000005"],
    ["i8", nestedEncodeSigned(-5n, 8), "fb"],
    ["i16", nestedEncodeSigned(-5n, 16), "fffb"],
    ["i32", nestedEncodeSigned(-5n, 32), "fffffffb"],
    ["i64", nestedEncodeSigned(-5n, 64), "fffffffffffffffb"],
    ["BigUint", nestedEncodeBigUint(256n), "000000020100"],
    ["BigUint 0", nestedEncodeBigUint(0n), "00000000"],
    ["BigInt", nestedEncodeBigInt(-256n), "00000002ff00"],
    ["bool", nestedEncodeBool(true), "01"],
    ["bool false", nestedEncodeBool(false), "00"],
    ["bytes", nestedEncodeBytes(Uint8Array.of(1, 2)), "000000020102"],
    ["text", nestedEncodeString("é"), "00000002c3a9"],
    ["none", nestedEncodeOption(undefined, nestedEncodeBigUint), "00"],
    ["some", nestedEncodeOption(1n, nestedEncodeBigUint), "010000000101"],
  ])("of %s is exact", (_type, bytes, hex) => {
    expect(bytesToHex(bytes)).toBe(hex);
  });

  it("is read back value by value", () => {
    forAll([anyInteger, fc.uint8Array(), fc.string({ unit: "grapheme" }), fc.boolean(), fc.option(fc.bigInt({ min: 0n }))], (...values) => {
      const [integer, bytes, text, flag, option] = values;
      const some = option ?? undefined;
      const reader = createNestedReader(
        concatBytes(
          nestedEncodeBigInt(integer),
          nestedEncodeBytes(bytes),
          nestedEncodeString(text),
          nestedEncodeBool(flag),
          nestedEncodeOption(some, nestedEncodeBigUint),
          nestedEncodeSigned(BigInt.asIntN(16, integer), 16),
          nestedEncodeUnsigned(BigInt.asUintN(32, integer), 32),
        ),
      );
      const same =
        reader.readBigInt() === integer &&
        equalBytes(reader.readBytes(), bytes) &&
        reader.readString() === text &&
        reader.readBool() === flag &&
        reader.readOption((inner) => inner.readBigUint()) === some &&
        reader.readSigned(16) === BigInt.asIntN(16, integer) &&
        reader.readUnsigned(32) === BigInt.asUintN(32, integer);
      reader.end();
      return same && reader.remaining() === 0;
    });
  });
});

describe("a nested reader", () => {
  it("answers copies", () => {
    const source = hexToBytes("000000020102aabb");
    const reader = createNestedReader(source);
    const bytes = reader.readBytes();
    const fixed = reader.readFixedBytes(2);
    source.fill(0);
    expect(bytesToHex(bytes)).toBe("0102");
    expect(bytesToHex(fixed)).toBe("aabb");
  });

  it("reads at the right place of a view", () => {
    const view = hexToBytes("ffffff0000000000000102").subarray(3);
    expect(createNestedReader(view).readUnsigned(64)).toBe(258n);
  });

  it("refuses missing bytes, wrong tags, text that is not UTF-8, and bytes left over", () => {
    expectDecodeError(() => createNestedReader(hexToBytes("00")).readUnsigned(16), "INPUT_TOO_SHORT");
    expectDecodeError(() => createNestedReader(hexToBytes("0000")).readBytes(), "INPUT_TOO_SHORT");
    expectDecodeError(() => createNestedReader(hexToBytes("ffffffff00")).readBytes(), "INPUT_TOO_SHORT");
    expectDecodeError(() => createNestedReader(hexToBytes("")).readBool(), "INPUT_TOO_SHORT");
    expectDecodeError(() => createNestedReader(hexToBytes("02")).readBool(), "INVALID_VALUE");
    expectDecodeError(() => createNestedReader(hexToBytes("02")).readOption(() => 0), "INVALID_VALUE");
    expectDecodeError(() => createNestedReader(hexToBytes("00000001ff")).readString(), "UTF8");
    expectDecodeError(() => createNestedReader(hexToBytes("ff")).end(), "INPUT_TOO_LONG");
  });
});

describe("a decode error", () => {
  it("has a code, the framework's message, and a brand", () => {
    const error = new DecodeError("INPUT_OUT_OF_RANGE");
    expect(error).toMatchObject({ name: "DecodeError", code: "INPUT_OUT_OF_RANGE", message: "input out of range" });
    expect(isDecodeError(error)).toBe(true);
    expect(isDecodeError(new TypeError("input out of range"))).toBe(false);
    expect(isDecodeError(undefined)).toBe(false);
  });
});
