// Addresses, contract addresses, code metadata and token identifiers.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressToBech32,
  bech32ToAddress,
  bytesToHex,
  bytesToUnsigned,
  codeMetadataFromBytes,
  codeMetadataToBytes,
  contractAddressFromCreator,
  EGLD_TOKEN_IDENTIFIER,
  equalBytes,
  esdtSystemContractAddress,
  hexToBytes,
  isEmptyAddress,
  isSmartContractAddress,
  isSmartContractOnMetachain,
  isSystemAccountAddress,
  isTokenIdentifier,
  nonceToBytes,
  systemAccountAddress,
  utf8ToBytes,
  vmTypeFromAddress,
  wasmVmType,
  zeroAddress,
} from "@mxvm/codec";
import { forAll } from "./for-all.js";

const ALICE = "erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th";
const ALICE_HEX = "0139472eff6886771a982f3083da5d421f24c29181e63888228dc81ca60d69e1";

describe("an address in bech32", () => {
  it.each([
    [ALICE, ALICE_HEX],
    ["erd1qqqqqqqqqqqqqqqpqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzllls8a5w6u", bytesToHex(esdtSystemContractAddress)],
    ["erd1lllllllllllllllllllllllllllllllllllllllllllllllllllsckry7t", bytesToHex(systemAccountAddress)],
    ["erd1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq6gq4hu", bytesToHex(zeroAddress)],
  ])("%s has known bytes", (text, hex) => {
    expect(bytesToHex(bech32ToAddress(text))).toBe(hex);
    expect(addressToBech32(hexToBytes(hex))).toBe(text);
  });

  it("reads back for all addresses", () => {
    forAll([fc.uint8Array({ minLength: 32, maxLength: 32 })], (a) => equalBytes(bech32ToAddress(addressToBech32(a)), a));
  });

  it.each([
    ["", "not bech32"],
    [ALICE.replace("6th", "6tq"), "not bech32"],
    ["err1xyerxdp4xcmnswfsxyerxdp4xcmnswfsxyerxdp4xcmnswfsxyeqnyphvl", 'prefix is "err", expected "erd"'],
    ["erd1xyerxdp4xcmnswfsxyeqqzq40r", "12 bytes, expected 32"],
  ])("is not %j", (text, reason) => {
    expect(() => bech32ToAddress(text)).toThrow(new TypeError(`invalid address ${JSON.stringify(text)}: ${reason}`));
  });

  it("needs 32 bytes", () => {
    expect(() => addressToBech32(Uint8Array.of(1, 2))).toThrow(new TypeError("invalid address 0x0102: 2 bytes, expected 32"));
  });
});

describe("an address", () => {
  it("is a contract's if it has more than ten bytes and starts with eight zeros", () => {
    expect(isSmartContractAddress(hexToBytes(`000000000000000005${"11".repeat(23)}`))).toBe(true);
    expect(isSmartContractAddress(hexToBytes(`000000000000000105${"11".repeat(23)}`))).toBe(false);
    expect(isSmartContractAddress(hexToBytes(ALICE_HEX))).toBe(false);
    expect(isSmartContractAddress(zeroAddress)).toBe(true);
    expect(isSmartContractAddress(new Uint8Array(10))).toBe(false);
    expect(isSmartContractAddress(new Uint8Array(11))).toBe(true);
  });

  it("is empty if all its bytes are zero", () => {
    expect(isEmptyAddress(zeroAddress)).toBe(true);
    expect(isEmptyAddress(new Uint8Array(0))).toBe(true);
    expect(isEmptyAddress(esdtSystemContractAddress)).toBe(false);
  });

  it("is the system account's by its first thirty bytes", () => {
    const shardVariant = systemAccountAddress.slice();
    shardVariant[31] = 1;
    expect(isSystemAccountAddress(systemAccountAddress)).toBe(true);
    expect(isSystemAccountAddress(shardVariant)).toBe(true);
    expect(isSystemAccountAddress(shardVariant.subarray(0, 29))).toBe(false);
    expect(isSystemAccountAddress(hexToBytes(ALICE_HEX))).toBe(false);
  });

  it("is a metachain contract's if fifteen more zeros follow the VM type and the shard says so", () => {
    expect(isSmartContractOnMetachain(Uint8Array.of(255), esdtSystemContractAddress)).toBe(true);
    expect(isSmartContractOnMetachain(Uint8Array.of(255, 255), esdtSystemContractAddress)).toBe(true);
    expect(isSmartContractOnMetachain(Uint8Array.of(1), esdtSystemContractAddress)).toBe(false);
    expect(isSmartContractOnMetachain(new Uint8Array(0), esdtSystemContractAddress)).toBe(false);
    expect(isSmartContractOnMetachain(Uint8Array.of(255), hexToBytes(`00000000000000000500${"11".repeat(22)}`))).toBe(false);
    expect(isSmartContractOnMetachain(Uint8Array.of(255), new Uint8Array(25))).toBe(false);
    expect(isSmartContractOnMetachain(Uint8Array.of(255), systemAccountAddress)).toBe(false);
  });

  it("of a contract names its VM type", () => {
    expect(vmTypeFromAddress(esdtSystemContractAddress)).toEqual(Uint8Array.of(0, 1));
    expect(() => vmTypeFromAddress(new Uint8Array(9))).toThrow(TypeError);
  });
});

describe("the address of a new contract", () => {
  // Vectors published with the JavaScript SDK (mx-sdk-js-core, address computer).
  const deployer = bech32ToAddress("erd1j0hxzs7dcyxw08c4k2nv9tfcaxmqy8rj59meq505w92064x0h40qcxh3ap");

  it.each([
    [0n, "erd1qqqqqqqqqqqqqpgqhdjjyq8dr7v5yq9tv6v5vt9tfvd00vg7h40q6779zn"],
    [1n, "erd1qqqqqqqqqqqqqpgqde8eqjywyu6zlxjxuxqfg5kgtmn3setxh40qen8egy"],
  ])("for nonce %s is production's", (nonce, expected) => {
    expect(addressToBech32(contractAddressFromCreator(deployer, nonce, wasmVmType))).toBe(expected);
  });

  it("lies in the creator's shard, names the VM type, and depends on the whole nonce", () => {
    const first = contractAddressFromCreator(deployer, 1n, Uint8Array.of(0xab, 0xcd));
    const later = contractAddressFromCreator(deployer, 1n + (1n << 56n), Uint8Array.of(0xab, 0xcd));
    expect(bytesToHex(first.subarray(0, 10))).toBe("0000000000000000abcd");
    expect(first.subarray(30)).toEqual(deployer.subarray(30));
    expect(later).not.toEqual(first);
  });

  it("needs a creator of 32 bytes, a VM type of two, and a nonce of 64 bits", () => {
    expect(() => contractAddressFromCreator(deployer.subarray(1), 0n, wasmVmType)).toThrow(TypeError);
    expect(() => contractAddressFromCreator(deployer, 0n, Uint8Array.of(5))).toThrow(new TypeError("invalid VM type: 1 bytes, expected 2"));
    expect(() => contractAddressFromCreator(deployer, -1n, wasmVmType)).toThrow(TypeError);
    expect(() => contractAddressFromCreator(deployer, 1n << 64n, wasmVmType)).toThrow(TypeError);
  });
});

describe("code metadata", () => {
  const none = { upgradeable: false, readable: false, guarded: false, payable: false, payableBySC: false };

  it.each([
    ["0000", none],
    ["0100", { ...none, upgradeable: true }],
    ["0400", { ...none, readable: true }],
    ["0800", { ...none, guarded: true }],
    ["0002", { ...none, payable: true }],
    ["0004", { ...none, payableBySC: true }],
    ["0506", { upgradeable: true, readable: true, guarded: false, payable: true, payableBySC: true }],
  ])("%s is read and written", (hex, metadata) => {
    expect(codeMetadataFromBytes(hexToBytes(hex))).toEqual(metadata);
    expect(bytesToHex(codeMetadataToBytes(metadata))).toBe(hex);
  });

  it("loses unknown bits, and allows nothing if it has not two bytes", () => {
    expect(bytesToHex(codeMetadataToBytes(codeMetadataFromBytes(Uint8Array.of(0xff, 0xff))))).toBe("0d06");
    expect(codeMetadataFromBytes(Uint8Array.of(0xff))).toEqual(none);
    expect(codeMetadataFromBytes(Uint8Array.of(5, 6, 0))).toEqual(none);
  });

  it("takes what is not given as false", () => {
    expect(bytesToHex(codeMetadataToBytes({ payable: true }))).toBe("0002");
  });
});

describe("a token identifier", () => {
  it.each([EGLD_TOKEN_IDENTIFIER, "WEGLD-bd4d79", "ABC-0f9a3e", "A1B2C3D4E5-000000", "123-abcdef"])("is %s", (text) => {
    expect(isTokenIdentifier(utf8ToBytes(text))).toBe(true);
  });

  it.each([
    "",
    "EGLD",
    "AB-000000",
    "ABCDEFGHIJK-000000",
    "ABc-000000",
    "ABC-00000",
    "ABC-0000000",
    "ABC-00000g",
    "ABC-00000A",
    "ABC_000000",
    "AB--000000",
    "ABC-0000-0",
  ])("is not %j", (text) => {
    expect(isTokenIdentifier(utf8ToBytes(text))).toBe(false);
  });

  it("has the form of production's rule", () => {
    const character = fc.constantFrom(...Array.from("AZ@[az`{09/:-gfF"));
    const tickers = fc.string({ unit: character, maxLength: 12 });
    const endings = fc.string({ unit: character, minLength: 5, maxLength: 7 });
    forAll([tickers, endings], (ticker, random) => {
        const text = `${ticker}-${random}`;
        return isTokenIdentifier(utf8ToBytes(text)) === /^[A-Z0-9]{3,10}-[a-f0-9]{6}$/.test(text);
      });
  });
});

describe("a token nonce", () => {
  it("has the shortest bytes", () => {
    expect(nonceToBytes(0n)).toEqual(new Uint8Array(0));
    expect(nonceToBytes(256n)).toEqual(Uint8Array.of(1, 0));
    forAll([fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })], (nonce) => bytesToUnsigned(nonceToBytes(nonce)) === nonce);
  });

  it.each([-1n, 1n << 64n])("is not %s", (nonce) => {
    expect(() => nonceToBytes(nonce)).toThrow(TypeError);
  });
});
