// Integers as bytes: vectors of the exact shortest forms, and properties against hexadecimal arithmetic.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  bytesToSigned,
  bytesToUnsigned,
  hexToBytes,
  magnitudeToBytes,
  signedToBytes,
  signedToFixedBytes,
  unsignedToFixedBytes,
} from "@mxvm/codec";
import { forAll } from "./for-all.js";

const anyInteger = fc.bigInt({ min: -(1n << 300n), max: 1n << 300n });

describe("a magnitude", () => {
  it.each([
    [0n, ""],
    [1n, "01"],
    [255n, "ff"],
    [256n, "0100"],
    [(1n << 64n) - 1n, "ffffffffffffffff"],
    [1n << 64n, "010000000000000000"],
    [-258n, "0102"],
  ])("of %s is %s", (value, hex) => {
    expect(bytesToHex(magnitudeToBytes(value))).toBe(hex);
  });

  it("never starts with a zero and is read back", () => {
    forAll([anyInteger], (value) => {
        const bytes = magnitudeToBytes(value);
        return bytes[0] !== 0 && bytesToUnsigned(bytes) === (value < 0n ? -value : value);
      });
  });

  it("belongs to the caller", () => {
    const bytes = magnitudeToBytes(5n);
    magnitudeToBytes(6n);
    expect(bytes).toEqual(Uint8Array.of(5));
  });
});

describe("unsigned bytes", () => {
  it("have the value of their hexadecimal text at every length, also as a view", () => {
    const long = Uint8Array.from({ length: 600 }, (_, i) => 255 - (i % 251));
    for (let length = 0; length < 300; length++) {
      for (const start of [0, 3, 300]) {
        const bytes = long.subarray(start, start + length);
        expect(bytesToUnsigned(bytes)).toBe(BigInt(`0x0${bytesToHex(bytes)}`));
      }
    }
  });

  it("may start with zeros", () => {
    expect(bytesToUnsigned(hexToBytes("00000000000000000000000102"))).toBe(258n);
  });
});

describe("two's complement", () => {
  it.each([
    [0n, ""],
    [1n, "01"],
    [127n, "7f"],
    [128n, "0080"],
    [255n, "00ff"],
    [256n, "0100"],
    [32767n, "7fff"],
    [32768n, "008000"],
    [-1n, "ff"],
    [-127n, "81"],
    [-128n, "80"],
    [-129n, "ff7f"],
    [-255n, "ff01"],
    [-256n, "ff00"],
    [-257n, "feff"],
    [-32768n, "8000"],
    [-32769n, "ff7fff"],
    [-(1n << 63n), "8000000000000000"],
    [-(1n << 63n) - 1n, "ff7fffffffffffffff"],
    [(1n << 63n) - 1n, "7fffffffffffffff"],
    [1n << 63n, "008000000000000000"],
    [-(1n << 64n), "ff0000000000000000"],
  ])("of %s is %s", (value, hex) => {
    expect(bytesToHex(signedToBytes(value))).toBe(hex);
    expect(bytesToSigned(hexToBytes(hex))).toBe(value);
  });

  it("is the shortest that reads back as the value", () => {
    forAll([anyInteger], (value) => {
        const bytes = signedToBytes(value);
        return bytesToSigned(bytes) === value && (bytes.length === 0 || bytesToSigned(bytes.subarray(1)) !== value);
      });
  });

  it("reads bytes that are longer than needed", () => {
    expect(bytesToSigned(hexToBytes("ffffff80"))).toBe(-128n);
    expect(bytesToSigned(hexToBytes("0000"))).toBe(0n);
  });
});

describe("fixed bytes", () => {
  it("are the shortest form, extended", () => {
    expect(bytesToHex(unsignedToFixedBytes(258n, 4))).toBe("00000102");
    expect(bytesToHex(signedToFixedBytes(-2n, 4))).toBe("fffffffe");
    expect(bytesToHex(unsignedToFixedBytes(0n, 0))).toBe("");
  });

  it.each([
    [1, 256n, -1n, 128n, -129n],
    [8, 1n << 64n, -1n, 1n << 63n, -(1n << 63n) - 1n],
  ])("of %s refuse values out of range", (length, tooLarge, negative, signedTooLarge, signedTooSmall) => {
    const bits = length * 8;
    expect(() => unsignedToFixedBytes(tooLarge, length)).toThrow(new TypeError(`${tooLarge} is not an unsigned integer of ${bits} bits`));
    expect(() => unsignedToFixedBytes(negative, length)).toThrow(TypeError);
    const signedMessage = `${signedTooLarge} is not a signed integer of ${bits} bits`;
    expect(() => signedToFixedBytes(signedTooLarge, length)).toThrow(new TypeError(signedMessage));
    expect(() => signedToFixedBytes(signedTooSmall, length)).toThrow(TypeError);
  });

  it("read back as the value", () => {
    forAll([fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n })], (value) => {
        const unsigned = BigInt.asUintN(64, value);
        return bytesToSigned(signedToFixedBytes(value, 8)) === value && bytesToUnsigned(unsignedToFixedBytes(unsigned, 8)) === unsigned;
      });
  });
});
