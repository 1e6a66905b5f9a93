// Values and accounts written as scenarios would write them.
import { byteStringToBytes, bytesToHex, equalBytes, hexToBytes, utf8ToBytes, wasmVmType } from "@mxvm/codec";
import { describe, expect, test } from "vitest";
import type { ValueKind } from "../src/index.js";
import { expressionFromBytes, interpretExpression, runScenario, writeAccounts } from "../src/index.js";
import { expressionInStyleOf } from "../src/write/expression.js";
import { createFixtureWorld } from "./fixture-world.js";
import { memoryLoader, parse } from "./memory-files.js";

const noFile = (): never => {
  throw new TypeError("no files here");
};

function interpret(expression: string): Uint8Array {
  return interpretExpression(expression, { vmType: wasmVmType, readFile: noFile, readCode: noFile });
}

/** Bytes of many shapes: random ones, text with what means something in expressions, addresses. */
function* samples(): Generator<Uint8Array> {
  let state = 12345;
  const next = (): number => (state = (state * 1103515245 + 12345) % 2147483648) >> 8;
  const alphabet = "ab|\"\\:#_'`é0x ";
  for (let i = 0; i < 2000; i++) {
    const length = next() % 40;
    const raw = Uint8Array.from({ length }, () => next());
    yield raw;
    yield utf8ToBytes(Array.from({ length }, () => alphabet[next() % alphabet.length]).join(""));
    const address = new Uint8Array(32).fill(0x5f);
    if (i % 2 === 0) address.set([0, 0, 0, 0, 0, 0, 0, 0, ...(i % 3 === 0 ? [1, 1] : [5, 0])]);
    address.set(utf8ToBytes("name#".slice(0, next() % 6)), 10);
    if (i % 5 === 0) address[31] = next();
    yield address;
  }
}

describe("bytes are written as expressions", () => {
  const address = (text: string): string => bytesToHex(utf8ToBytes(text.padEnd(32, "_")));

  test.each<readonly [hex: string, kind: ValueKind | undefined, expression: string]>([
    ["", undefined, ""],
    ["616263", undefined, "str:abc"],
    ["05", undefined, "5"],
    ["0005", undefined, "0x0005"],
    ["ff00ff00ff00ff00ff", undefined, "0xff00ff00ff00ff00ff"],
    [address("alice"), undefined, "address:alice"],
    ["617c62", "text", "6388834"],
    ["", "text", ""],
    [address("alice"), "address", "address:alice"],
    [address("alice").slice(0, 62) + "05", "address", "address:alice#05"],
    [`00000000000000000500${address("adder").slice(0, 44)}`, "address", "sc:adder"],
    ["ff".repeat(32), "address", "bech32:erd1lllllllllllllllllllllllllllllllllllllllllllllllllllsckry7t"],
    ["0102", "address", "258"],
    ["0400", "number", "1024"],
    ["", "number", "0"],
    ["0061", "hex", "0x0061"],
  ])("%s as %s: %s", (hex, kind, expression) => {
    expect(expressionFromBytes(hexToBytes(hex), kind)).toBe(expression);
  });

  test.each<readonly [style: string, hex: string, expression: string]>([
    ["str:x", "3132", "str:12"],
    ["``x", "3132", "str:12"],
    ["5", "3132", "12594"],
    ["u16:5", "3132", "u16:12594"],
    ["u32:5", "3132", "str:12"],
    ["i16:5", "ffff", "i16:-1"],
    ["0x05", "3132", "0x3132"],
    ["true", "", "false"],
    ["false", "01", "true"],
    ["biguint:1", "0000000105", "biguint:5"],
    ["biguint:1", "0000000205", "0x0000000205"],
    ["address:a", "05", "5"],
    ["nested:str:a|5", "3132", "str:12"],
  ])("in the style of %s", (style, hex, expression) => {
    expect(expressionInStyleOf(style, hexToBytes(hex))).toBe(expression);
  });

  test("so that interpreting them gives the same bytes", () => {
    const styles = ["", "str:", "address:", "u8:1", "u16:1", "u32:1", "u64:1", "i8:1", "i16:1", "i32:1", "i64:1", "biguint:1", "0x", "1", "true"];
    const wrong: string[] = [];
    for (const bytes of samples()) {
      const expressions = [
        ...([undefined, "address", "text", "number", "hex"] as const).map((kind) => expressionFromBytes(bytes, kind)),
        ...styles.map((style) => expressionInStyleOf(style, bytes)),
      ];
      for (const expression of expressions) {
        if (!equalBytes(interpret(expression), bytes)) wrong.push(`${bytesToHex(bytes)} was written ${expression}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("accounts are written as setState would write them", () => {
  const accounts = `{
    "address:alice": {
        "nonce": "1",
        "balance": "1000",
        "esdt": {
            "str:NFT-123456": {
                "instances": [
                    {
                        "nonce": "1",
                        "balance": "2",
                        "creator": "address:alice",
                        "royalties": "5",
                        "hash": "0x0001",
                        "uri": [
                            "str:u"
                        ],
                        "attributes": "str:a"
                    }
                ],
                "lastNonce": "1",
                "roles": [
                    "ESDTRoleNFTCreate"
                ]
            },
            "str:TOK-123456": "100"
        },
        "username": "str:alice.x",
        "storage": {
            "str:a": "1",
            "str:b": "str:two"
        },
        "developerRewards": "9"
    },
    "sc:adder": {
        "shard": "1",
        "nonce": "0",
        "balance": "0",
        "code": "0x0061",
        "codeMetadata": "0x0506",
        "owner": "address:alice"
    }
}`;

  test("so that setting them gives the same accounts", () => {
    const world = createFixtureWorld();
    const loader = memoryLoader();
    const result = runScenario(parse(`{ "steps": [{ "step": "setState", "accounts": ${accounts} }] }`), { loader, createWorld: () => world });
    expect(result.error).toBeUndefined();
    expect(JSON.parse(writeAccounts(world))).toEqual(JSON.parse(accounts));
  });

  test("without the protocol's own storage", () => {
    const world = createFixtureWorld();
    world.setAccount({ address: byteStringToBytes("a".repeat(32)), storage: new Map([["ELRONDx", Uint8Array.of(1)]]) });
    expect(writeAccounts(world)).not.toContain("storage");
  });
});
