// Bytes, byte strings, UTF-8 and hexadecimal.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  byteStringToBytes,
  bytesToByteString,
  bytesToHex,
  bytesToUtf8,
  compareBytes,
  concatBytes,
  equalBytes,
  hexToBytes,
  padBytesLeft,
  tryHexToBytes,
  utf8ToBytes,
} from "@mxvm/codec";
import { forAll } from "./for-all.js";

const anyBytes = fc.uint8Array({ maxLength: 40 });

describe("bytes", () => {
  it("are joined in order into a copy", () => {
    const part = Uint8Array.of(1, 2);
    const joined = concatBytes(part, new Uint8Array(0), Uint8Array.of(3));
    part[0] = 9;
    expect(joined).toEqual(Uint8Array.of(1, 2, 3));
    expect(concatBytes()).toEqual(new Uint8Array(0));
  });

  it("are equal exactly if their hexadecimal texts are", () => {
    forAll([anyBytes, anyBytes], (a, b) => equalBytes(a, b) === (bytesToHex(a) === bytesToHex(b)) && equalBytes(a, a.slice()));
  });

  it("have the order of their hexadecimal texts", () => {
    forAll([anyBytes, anyBytes], (a, b) => {
        const [x, y] = [bytesToHex(a), bytesToHex(b)];
        return Math.sign(compareBytes(a, b)) === (x < y ? -1 : Number(x > y));
      });
  });

  it("are padded left with zeros, except no bytes and long ones", () => {
    expect(padBytesLeft(Uint8Array.of(7), 3)).toEqual(Uint8Array.of(0, 0, 7));
    expect(padBytesLeft(new Uint8Array(0), 3)).toEqual(new Uint8Array(0));
    expect(padBytesLeft(Uint8Array.of(1, 2, 3, 4), 3)).toEqual(Uint8Array.of(1, 2, 3, 4));
  });
});

describe("a byte string", () => {
  it("holds every byte, at any length", () => {
    const all = Uint8Array.from({ length: 5000 }, (_, i) => i % 256);
    expect(byteStringToBytes(bytesToByteString(all))).toEqual(all);
    expect(bytesToByteString(all)).toHaveLength(5000);
    for (let length = 0; length < 70; length++) {
      expect(byteStringToBytes(bytesToByteString(all.subarray(200, 200 + length)))).toEqual(all.subarray(200, 200 + length));
    }
    forAll([anyBytes], (bytes) => equalBytes(byteStringToBytes(bytesToByteString(bytes)), bytes));
  });

  it("does not hold characters above 255", () => {
    expect(() => byteStringToBytes("a€")).toThrow(new TypeError('not a byte string: character "€" at index 1 is above 255'));
  });
});

describe("UTF-8", () => {
  it("is written and read back for all well-formed text", () => {
    forAll([fc.string({ unit: "binary" })], (text) => bytesToUtf8(utf8ToBytes(text)) === text);
    expect(bytesToHex(utf8ToBytes("aé€😀"))).toBe("61c3a9e282acf09f9880");
  });

  it("keeps a byte order mark", () => {
    expect(bytesToUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
  });

  it.each(["ff", "c3", "c080", "eda080", "f4908080"])("is not what the bytes %s are", (hex) => {
    expect(bytesToUtf8(hexToBytes(hex))).toBeUndefined();
  });

  it("cannot say half of a surrogate pair", () => {
    expect(() => utf8ToBytes("a\ud800b")).toThrow(new TypeError("text with an unpaired surrogate at index 1 cannot be encoded as UTF-8"));
  });
});

describe("hexadecimal", () => {
  it("is written in lower case and read in either", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const text = bytesToHex(bytes);
    expect(text).toBe(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    expect(hexToBytes(text)).toEqual(bytes);
    expect(hexToBytes(text.toUpperCase())).toEqual(bytes);
  });

  it("has an even number of digits", () => {
    expect(() => hexToBytes("abc")).toThrow(new TypeError("hexadecimal text has an odd number of digits: 3"));
  });

  it.each([
    ["0x12", "x", 1],
    ["12 4", " ", 2],
    ["1g", "g", 1],
    ["g", "g", 0],
    ["00/0", "/", 2],
    ["00:0", ":", 2],
    ["00€0", "€", 2],
    ["00ı0", "ı", 2],
  ])("does not hold other characters: %s", (text, character, index) => {
    expect(() => hexToBytes(text)).toThrow(new TypeError(`invalid hexadecimal digit "${character}" at index ${index}`));
    expect(tryHexToBytes(text)).toBeUndefined();
  });

  it("is refused for every text that is not pairs of digits", () => {
    forAll([fc.string({ maxLength: 6 })], (text) => (tryHexToBytes(text) !== undefined) === /^([0-9a-fA-F]{2})*$/.test(text));
  });
});
