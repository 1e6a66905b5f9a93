// Tokens as plain data, written into storage and read from it.
import { hexToBytes } from "@mxvm/codec";
import { describe, expect, it } from "vitest";
import { isLimitedTransfer, isPaused, readEsdtStates, readEsdtToken, writeEsdtStates } from "../src/esdt/states.js";
import { createAccountsState } from "../src/state/accounts-state.js";
import { systemAccountAddress } from "@mxvm/codec";
import { alice, createFixture, text, token } from "./support/built-in-functions.js";

const none = new Uint8Array(0);

describe("tokens of an account", () => {
  it("are written as scenarios lay them out: type fungible, metadata with the holder", () => {
    const { state, storage } = createFixture();
    writeEsdtStates(state, alice, [
      {
        tokenIdentifier: token,
        instances: [
          { nonce: 0n, balance: 150n },
          {
            nonce: 2n,
            balance: 1n,
            creator: text("c"),
            royalties: 5,
            hash: text("h"),
            uris: [text("u")],
            attributes: text("a"),
            frozen: true,
          },
        ],
        lastNonce: 2n,
        roles: ["ESDTRoleLocalMint", "ESDTRoleNFTCreate"],
      },
    ]);
    expect(storage(alice)).toEqual({
      "ELRONDesdtTOK-a1b2c3": "12020096" + "1a020000" + "2200",
      "ELRONDesdtTOK-a1b2c3\x02": "12020001" + "1a020100" + "2210" + "0802" + "1a0163" + "2005" + "2a0168" + "320175" + "3a0161",
      "ELRONDnonceTOK-a1b2c3": "02",
      "ELRONDroleesdtTOK-a1b2c3": "0a1145534454526f6c654c6f63616c4d696e74" + "0a1145534454526f6c654e4654437265617465",
    });
  });

  it("are read in order of identifier and nonce, as they were written", () => {
    const state = createAccountsState();
    const states = [
      { tokenIdentifier: text("AAA-000000"), instances: [{ nonce: 0n, balance: 1n }], lastNonce: 0n, roles: [] },
      {
        // Nonce 45 is the byte of a dash.
        tokenIdentifier: text("BBB-000000"),
        instances: [
          { nonce: 1n, balance: 7n, name: text("n"), uris: [none] },
          { nonce: 45n, balance: 10n ** 30n, frozen: true },
          { nonce: 2n ** 64n - 1n, balance: 2n },
        ],
        lastNonce: 2n ** 64n - 1n,
        roles: ["ESDTRoleNFTBurn"],
      },
      { tokenIdentifier: text("odd"), instances: [{ nonce: 5n, balance: 1n }], lastNonce: 0n, roles: [] },
    ];
    writeEsdtStates(state, alice, [...states].reverse());
    expect(readEsdtStates(state, alice)).toEqual(states);
  });

  it("that are worth nothing are not listed, roles and nonces without them are", () => {
    const { state, setStorage } = createFixture();
    setStorage(alice, { "ELRONDesdtTOK-a1b2c3": "120200001a020100", "ELRONDnonceABC-a1b2c3": "07", other: "01" });
    expect(readEsdtStates(state, alice)).toEqual([{ tokenIdentifier: text("ABC-a1b2c3"), instances: [], lastNonce: 7n, roles: [] }]);
  });

  it("take their metadata from the system account where these are", () => {
    const { state, setStorage } = createFixture();
    setStorage(alice, { "ELRONDesdtTOK-a1b2c3\x01": "0801" + "12020003" });
    setStorage(systemAccountAddress, {
      "ELRONDesdtTOK-a1b2c3": "0102",
      "ELRONDesdtTOK-a1b2c3\x01": "0801" + "12020003" + "2205" + "0801" + "12016e" + "2a0101",
    });
    expect(readEsdtStates(state, alice)).toEqual([
      { tokenIdentifier: token, instances: [{ nonce: 1n, balance: 3n, name: text("n") }], lastNonce: 0n, roles: [] },
    ]);
    expect(readEsdtToken(state, alice, token, 1n)).toMatchObject({
      type: 1,
      value: 3n,
      metadata: { nonce: 1n, name: text("n") },
      reserved: none,
    });
    expect(readEsdtStates(state, systemAccountAddress)).toHaveLength(1);
  });

  it("are read one by one, empty where there is none", () => {
    const { state, setStorage } = createFixture();
    expect(readEsdtToken(state, alice, token, 0n)).toEqual({ type: 0, value: 0n, properties: none, metadata: undefined, reserved: none });
    setStorage(alice, { "ELRONDesdtTOK-a1b2c3": "120200ff1a020100" });
    expect(readEsdtToken(state, alice, token, 0n)).toMatchObject({ value: 255n, properties: Uint8Array.of(1, 0) });
    setStorage(alice, { "ELRONDesdtTOK-a1b2c3": "12ff" });
    expect(() => readEsdtToken(state, alice, token, 0n)).toThrow("unexpected EOF");
  });
});

describe("global settings of a token", () => {
  it.each([
    ["00", false, false],
    ["0100", true, false],
    ["0200", false, true],
    ["0702", true, true],
    ["010000", false, false],
  ])("of bytes %s say paused %s and limited %s", (bytes, paused, limited) => {
    const { state } = createFixture();
    state.setStorage(systemAccountAddress, "ELRONDesdtTOK-a1b2c3", hexToBytes(bytes));
    expect(isPaused(state, token)).toBe(paused);
    expect(isLimitedTransfer(state, token)).toBe(limited);
  });
});
