// ESDT messages as bytes. Vectors are laid out by hand from esdt.proto and BigIntCaster.
import { bytesToHex, hexToBytes } from "@mxvm/codec";
import { describe, expect, it } from "vitest";
import {
  decodeMetadataVersion,
  decodeRoles,
  decodeToken,
  encodeMetadata,
  encodeMetadataVersion,
  encodeRoles,
  encodeToken,
} from "../src/esdt/protobuf.js";
import { createMetadata, createToken, type TokenData } from "../src/esdt/token.js";
import { text } from "./support/built-in-functions.js";

const none = new Uint8Array(0);

function tokenWith(parts: Partial<TokenData>): TokenData {
  return { ...createToken(0, 0n), ...parts };
}

const metadata = {
  nonce: 300n,
  name: text("n"),
  creator: text("c"),
  royalties: 10_000,
  hash: text("h"),
  uris: [text("u"), none, text("v")],
  attributes: text("a"),
};
const metadataHex = "08ac02" + "12016e" + "1a0163" + "20904e" + "2a0168" + "320175" + "3200" + "320176" + "3a0161";

describe("tokens as bytes", () => {
  it.each<[string, Partial<TokenData>, string]>([
    ["10^18 of a fungible token", { value: 10n ** 18n }, "1209000de0b6b3a7640000"],
    ["one", { value: 1n }, "12020001"],
    ["zero, whose magnitude is one zero byte", { value: 0n }, "12020000"],
    ["no value, which is not zero", { value: undefined }, "120100"],
    ["a negative value", { value: -256n }, "1203010100"],
    ["user properties", { properties: Uint8Array.of(1, 0) }, "12020000" + "1a020100"],
    ["a type and a reserved field", { type: 7, reserved: Uint8Array.of(1) }, "0807" + "12020000" + "2a0101"],
    ["empty metadata", { metadata: createMetadata(0n) }, "12020000" + "2200"],
    ["all metadata", { type: 1, value: 5n, metadata }, "0801" + "12020005" + "221a" + metadataHex],
  ])("write and read %s", (_, parts, expected) => {
    expect(bytesToHex(encodeToken(tokenWith(parts)))).toBe(expected);
    expect(decodeToken(hexToBytes(expected))).toEqual(tokenWith(parts));
  });

  it("write an empty reserved field as none", () => {
    expect(bytesToHex(encodeToken(tokenWith({ reserved: none })))).toBe("12020000");
  });

  it("write the largest nonce in ten bytes", () => {
    expect(bytesToHex(encodeMetadata(createMetadata(0xffff_ffff_ffff_ffffn)))).toBe("08ffffffffffffffffff01");
  });

  it("write metadata longer than 127 bytes with a longer length", () => {
    const attributes = new Uint8Array(200).fill(0xab);
    const encoded = encodeToken(tokenWith({ metadata: { ...createMetadata(0n), attributes } }));
    expect(bytesToHex(encoded)).toBe("12020000" + "22cb01" + "3ac801" + "ab".repeat(200));
    expect(decodeToken(encoded).metadata?.attributes).toEqual(attributes);
  });

  it("read fields in any order, the last one of a kind, and skip what they do not know", () => {
    const decoded = decodeToken(hexToBytes("1a0101" + "12020001" + "3a0161" + "4801" + "12020002" + "0803"));
    expect(decoded).toEqual(tokenWith({ type: 3, value: 2n, properties: Uint8Array.of(1) }));
  });

  it("read an absent value as none", () => {
    expect(decodeToken(hexToBytes("0801")).value).toBeUndefined();
  });

  it.each([
    ["cut off in a field", "12050001", "unexpected EOF"],
    ["cut off in a number", "08", "unexpected EOF"],
    ["an empty value", "1200", "bad input"],
    ["a wrong sign", "12020201", "invalid sign byte 2"],
    ["a field of the wrong kind", "1001", "proto: wrong wireType = 0 for field Value"],
    ["a wrong field in metadata", "2202" + "1001", "proto: wrong wireType = 0 for field Name"],
    ["the end of no group", "0c", "proto: ESDigitalToken: wiretype end group for non-group"],
    ["a field number of zero", "00", "proto: ESDigitalToken: illegal tag 0 (wire type 0)"],
    ["an unknown kind", "4e", "proto: illegal wireType 6"],
    ["a number without end", "08ffffffffffffffffffff01", "proto: integer overflow"],
  ])("refuse %s in production's words", (_, bytes, message) => {
    expect(() => decodeToken(hexToBytes(bytes))).toThrow(message);
  });
});

describe("roles as bytes", () => {
  it("write and read a list in order, with empty ones", () => {
    const roles = [text("ab"), none, text("c")];
    expect(bytesToHex(encodeRoles(roles))).toBe("0a026162" + "0a00" + "0a0163");
    expect(decodeRoles(encodeRoles(roles))).toEqual(roles);
    expect(encodeRoles([])).toEqual(none);
  });
});

describe("metadata versions as bytes", () => {
  it("leave rounds of zero out", () => {
    const version = { name: 1n, creator: 0n, royalties: 128n, hash: 0n, uris: 2n, attributes: 3n };
    expect(bytesToHex(encodeMetadataVersion(version))).toBe("0801" + "188001" + "2802" + "3003");
    expect(decodeMetadataVersion(encodeMetadataVersion(version))).toEqual(version);
    expect(encodeMetadataVersion({ name: 0n, creator: 0n, royalties: 0n, hash: 0n, uris: 0n, attributes: 0n })).toEqual(none);
  });
});
