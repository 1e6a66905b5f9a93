// The writer of nested encoding, held to the functions that encode one value, and to the reader.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  concatBytes,
  createNestedReader,
  createNestedWriter,
  equalBytes,
  nestedEncodeBigInt,
  nestedEncodeBigUint,
  nestedEncodeBool,
  nestedEncodeBytes,
  nestedEncodeSigned,
  nestedEncodeUnsigned,
  type IntegerBits,
} from "@mxvm/codec";
import { forAll } from "./for-all.js";

const widths: readonly IntegerBits[] = [8, 16, 32, 64];
const numberWidths = [8, 16, 32] as const;

describe("the nested writer", () => {
  it("writes values after one another as the functions for one value encode them", () => {
    const writer = createNestedWriter();
    writer.writeBool(true);
    writer.writeBigUint(256n);
    writer.writeBigInt(-1n);
    writer.writeBytes(Uint8Array.of(1, 2));
    writer.writeFixedBytes(new Uint8Array(100).fill(7));
    const parts = [
      nestedEncodeBool(true),
      nestedEncodeBigUint(256n),
      nestedEncodeBigInt(-1n),
      nestedEncodeBytes(Uint8Array.of(1, 2)),
      new Uint8Array(100).fill(7),
    ];
    expect(bytesToHex(writer.toBytes())).toBe(bytesToHex(concatBytes(...parts)));
  });

  it("answers bytes that later writes do not change", () => {
    const writer = createNestedWriter();
    writer.writeNumber(1, 8);
    const before = writer.toBytes();
    writer.writeNumber(2, 8);
    expect([...before]).toEqual([1]);
    expect([...writer.toBytes()]).toEqual([1, 2]);
  });

  it.each(widths)("writes integers of %s bits as the encoding functions do", (bits) => {
    forAll([fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n })], (value) => {
      const writer = createNestedWriter();
      writer.writeUnsigned(value, bits);
      const signed = BigInt.asIntN(bits, value);
      writer.writeSigned(signed, bits);
      return equalBytes(writer.toBytes(), concatBytes(nestedEncodeUnsigned(value, bits), nestedEncodeSigned(signed, bits)));
    });
  });

  it.each(numberWidths)("writes numbers of %s bits that the reader reads back, signed and unsigned", (bits) => {
    forAll([fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n })], (value) => {
      const writer = createNestedWriter();
      const unsigned = Number(value);
      const signed = Number(BigInt.asIntN(bits, value));
      writer.writeNumber(unsigned, bits);
      writer.writeNumber(signed, bits);
      const reader = createNestedReader(writer.toBytes());
      return reader.readUnsignedNumber(bits) === unsigned && reader.readSignedNumber(bits) === signed && reader.remaining() === 0;
    });
  });

  it.each(widths)("refuses integers that %s bits cannot say", (bits) => {
    const writer = createNestedWriter();
    expect(() => writer.writeUnsigned(1n << BigInt(bits), bits)).toThrow(TypeError);
    expect(() => writer.writeUnsigned(-1n, bits)).toThrow(TypeError);
    expect(() => writer.writeSigned(1n << BigInt(bits - 1), bits)).toThrow(TypeError);
    expect(() => writer.writeBigUint(-1n)).toThrow(TypeError);
  });

  it("says that bytes are missing for a number, too", () => {
    expect(() => createNestedReader(Uint8Array.of(1)).readUnsignedNumber(16)).toThrow("input too short");
  });
});
