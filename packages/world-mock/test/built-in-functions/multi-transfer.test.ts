// MultiESDTNFTTransfer: several tokens, and EGLD, in one call. Figures are those of vm-common-go.
import { esdtSystemContractAddress, hexToBytes, systemAccountAddress } from "@mxvm/codec";
import { describe, expect, it } from "vitest";
import {
  alice,
  bob,
  bytesField,
  carol,
  cost,
  createFixture,
  DATA_COPY_PER_BYTE,
  farVault,
  GAS,
  hex,
  logsOf,
  number,
  text,
  token,
  transferOf,
  valueField,
  varintField,
  vault,
  type BuiltInFixture,
  type FixtureOptions,
} from "../support/built-in-functions.js";

const FUNGIBLE = "ELRONDesdtFUN-000001";
const KEY = "ELRONDesdtTOK-a1b2c3\x01";
const fungible = text("FUN-000001");
const egld = text("EGLD-000000");
const invalidArguments = "invalid arguments to process built-in function";
const notEnoughGas = "not enough gas was sent in the transaction";

const NFT = varintField(1, 1);
const METADATA = bytesField(4, varintField(1, 1) + bytesField(3, hex(alice)));
const FRESH = bytesField(5, "01");
const onSystemAccount = (liquidity: bigint): string => NFT + valueField(liquidity) + METADATA + FRESH;

/** Alice has 1000 fungible tokens, 10 of nonce 1, and 50 EGLD. */
function funded(options?: FixtureOptions): BuiltInFixture {
  const fixture = createFixture(options);
  fixture.setStorage(alice, { [FUNGIBLE]: valueField(1000n), [KEY]: NFT + valueField(10n) });
  fixture.setStorage(systemAccountAddress, { [KEY]: onSystemAccount(10n) });
  fixture.state.setBalance(alice, 50n);
  return fixture;
}

const toBob = (...rest: Uint8Array[]): Uint8Array[] => [bob, ...rest];
const twoTokens = [number(2), fungible, number(0), number(300), token, number(1), number(4)];

describe("MultiESDTNFTTransfer in the sender's shard", () => {
  it("moves fungible tokens and others in one event", () => {
    const { run, storage } = funded();
    const output = run("MultiESDTNFTTransfer", toBob(...twoTokens));
    expect(storage(alice)).toEqual({ [FUNGIBLE]: valueField(700n), [KEY]: NFT + valueField(6n) });
    expect(storage(bob)).toEqual({ [FUNGIBLE]: valueField(300n), [KEY]: NFT + valueField(4n) });
    expect(storage(systemAccountAddress)).toEqual({ [KEY]: onSystemAccount(10n) });
    expect(output.gasRemaining).toBe(GAS - 2n * cost.ESDTNFTMultiTransfer);
    expect(transferOf(output)).toEqual([]);
    expect(logsOf(output)).toMatchObject([
      {
        identifier: "MultiESDTNFTTransfer",
        address: alice,
        topics: [hex(fungible), "", "012c", hex(token), "01", "04", hex(bob)],
        data: ["", "MultiESDTNFTTransfer", "bob".padEnd(32, "_"), "\x02", "FUN-000001", "", "\x01,", "TOK-a1b2c3", "\x01", "\x04"],
      },
    ]);
  });

  it("says so in an event for each token before the flag", () => {
    const output = funded({ flags: { ScToScLogEventFlag: false } }).run("MultiESDTNFTTransfer", toBob(...twoTokens));
    expect(logsOf(output)).toEqual([
      { identifier: "MultiESDTNFTTransfer", address: alice, topics: [hex(fungible), "", "012c", hex(bob)], data: [] },
      { identifier: "MultiESDTNFTTransfer", address: alice, topics: [hex(token), "01", "04", hex(bob)], data: [] },
    ]);
  });

  it("gives a fungible holding the sender's properties, and deletes an empty one in spite of them", () => {
    const { run, storage, setStorage } = funded();
    setStorage(alice, { [FUNGIBLE]: `${valueField(2n)}1a020002` });
    run("MultiESDTNFTTransfer", toBob(number(1), fungible, number(0), number(2)));
    expect(storage(alice)).toEqual({ [KEY]: NFT + valueField(10n) });
    expect(storage(bob)).toEqual({ [FUNGIBLE]: `${valueField(2n)}1a020002` });
  });

  it("moves the same token twice where it is named twice", () => {
    const { run, storage } = funded();
    run("MultiESDTNFTTransfer", toBob(number(2), fungible, number(0), number(1), fungible, number(0), number(2)));
    expect(storage(bob)).toEqual({ [FUNGIBLE]: valueField(3n) });
  });

  it("prices the payload of a single token, though nothing leaves the shard", () => {
    const payload = NFT + valueField(1n) + METADATA;
    const output = funded().run("MultiESDTNFTTransfer", toBob(number(1), token, number(1), number(1)));
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTMultiTransfer - BigInt(payload.length / 2) * DATA_COPY_PER_BYTE);
  });

  it("moves EGLD as a token, unless the flag is off", () => {
    const { run, state, failure } = funded();
    const output = run("MultiESDTNFTTransfer", toBob(number(1), egld, number(0), number(20)));
    expect(state.getAccount(alice)?.balance).toBe(30n);
    expect(state.getAccount(bob)?.balance).toBe(20n);
    expect(logsOf(output)).toMatchObject([{ topics: [hex(egld), "", "14", hex(bob)] }]);
    expect(failure("MultiESDTNFTTransfer", toBob(number(1), egld, number(0), number(31)))).toBe("insufficient funds for token EGLD-000000");
    expect(failure("MultiESDTNFTTransfer", toBob(number(1), egld, number(1), number(1)))).toBe(
      "invalid nonce for esdt for token EGLD-000000",
    );
    const before = funded({ flags: { EGLDInESDTMultiTransferFlag: false } });
    expect(before.failure("MultiESDTNFTTransfer", toBob(number(1), egld, number(0), number(1)))).toBe(
      "insufficient quantity for token: EGLD-000000 for token EGLD-000000",
    );
  });

  it("goes on as a call of a contract, with all gas", () => {
    const output = funded().run("MultiESDTNFTTransfer", [vault, ...twoTokens, text("buy"), number(7)], { gasLocked: 5n });
    const gasLimit = GAS - 2n * cost.ESDTNFTMultiTransfer;
    expect(transferOf(output)).toMatchObject({ to: vault, gasLimit, gasLocked: 5n, data: "buy@07", from: alice });
    expect(output.gasRemaining).toBe(0n);
  });

  it("goes on in the destination's shard, with the tokens as payload", () => {
    const { run, storage, state } = funded();
    const args = [
      farVault,
      number(3),
      fungible,
      number(0),
      number(300),
      egld,
      number(0),
      number(5),
      token,
      number(1),
      number(4),
      text("buy"),
    ];
    const output = run("MultiESDTNFTTransfer", args);
    const payload = NFT + valueField(4n) + METADATA;
    const tokens = [hex(fungible), "00", "012c", hex(egld), "00", "05", hex(token), "01", payload];
    expect(transferOf(output)).toMatchObject({
      to: farVault,
      value: 0n,
      gasLimit: GAS - 3n * cost.ESDTNFTMultiTransfer - BigInt(payload.length / 2) * DATA_COPY_PER_BYTE,
      data: ["MultiESDTNFTTransfer", "03", ...tokens, "627579"].join("@"),
      from: alice,
    });
    expect(output.gasRemaining).toBe(0n);
    expect(storage(alice)).toEqual({ [FUNGIBLE]: valueField(700n), [KEY]: NFT + valueField(6n) });
    expect(storage(systemAccountAddress)).toEqual({ [KEY]: onSystemAccount(6n) });
    expect(state.getAccount(alice)?.balance).toBe(45n);
    const toCarol = run("MultiESDTNFTTransfer", [carol, number(1), fungible, number(0), number(1)]);
    expect(transferOf(toCarol)).toMatchObject({ gasLimit: 0n });
    expect(toCarol.gasRemaining).toBe(GAS - cost.ESDTNFTMultiTransfer);
  });

  it("sends amounts where the other shard has the metadata, before they always travelled along", () => {
    const { run, setStorage } = funded({ flags: { SendAlwaysFlag: false } });
    setStorage(systemAccountAddress, { [KEY]: NFT + valueField(0n) + bytesField(3, "010100") + METADATA });
    const amount = run("MultiESDTNFTTransfer", [carol, number(1), token, number(1), number(4)]);
    expect(transferOf(amount)).toMatchObject({ data: `MultiESDTNFTTransfer@01@${hex(token)}@01@04` });
    const one = run("MultiESDTNFTTransfer", [carol, number(1), token, number(1), number(1)]);
    expect(transferOf(one)).toMatchObject({ data: `MultiESDTNFTTransfer@01@${hex(token)}@01@${NFT}${valueField(1n)}${METADATA}` });
  });

  it("is free where it returns tokens after an error", () => {
    const input = { returnCallAfterError: true, gasProvided: 1n };
    expect(funded().run("MultiESDTNFTTransfer", toBob(...twoTokens), input).gasRemaining).toBe(1n);
  });

  it.each([
    ["value", toBob(...twoTokens), { callValue: 1n }, "built in function called with tx value is not allowed"],
    ["three arguments", [bob, number(1), fungible], {}, invalidArguments],
    ["a destination of another length", [text("bob"), ...twoTokens], {}, `${invalidArguments}, not a valid destination address`],
    ["oneself as destination", [alice, ...twoTokens], {}, `${invalidArguments}, can not transfer to self`],
    ["the metachain as destination", [esdtSystemContractAddress, ...twoTokens], {}, "invalid receiver address"],
    ["no tokens", toBob(number(0), fungible, number(0), number(1)), {}, `${invalidArguments}, 0 tokens to transfer`],
    ["fewer tokens than promised", toBob(number(3), ...twoTokens.slice(1)), {}, `${invalidArguments}, invalid number of arguments`],
    ["too little gas", toBob(...twoTokens), { gasProvided: 2n * cost.ESDTNFTMultiTransfer - 1n }, notEnoughGas],
    [
      "a token that one does not have",
      toBob(number(1), text("ABC-a1b2c3"), number(0), number(1)),
      {},
      "new NFT data on sender for token ABC-a1b2c3",
    ],
    ["nothing of a token", toBob(number(1), fungible, number(0), number(0)), {}, "invalid NFT quantity for token FUN-000001"],
    [
      "more than there is",
      toBob(number(1), fungible, number(0), number(1001)),
      {},
      "insufficient quantity for token: FUN-000001 for token FUN-000001",
    ],
    [
      "more than there is of a nonce",
      toBob(number(1), token, number(1), number(11)),
      {},
      "insufficient quantity for token: TOK-a1b2c3 nonce 1 for token TOK-a1b2c3",
    ],
    [
      "an amount of 101 bytes",
      toBob(number(1), fungible, number(0), new Uint8Array(101)),
      {},
      `${invalidArguments}: max length for a transfer value is 100`,
    ],
    ["another recipient, since the sender is of this shard", toBob(...twoTokens), { recipientAddress: bob }, "invalid receiver address"],
  ])("refuses %s", (_, args, input, message) => {
    expect(funded().failure("MultiESDTNFTTransfer", args, input)).toBe(message);
  });

  it("refuses contracts that are not payable, frozen, paused and limited tokens", () => {
    const notPayable = funded({ notPayable: [vault] });
    expect(notPayable.failure("MultiESDTNFTTransfer", [vault, ...twoTokens])).toBe("sending value to non payable contract");
    expect(notPayable.failure("MultiESDTNFTTransfer", [vault, ...twoTokens, text("buy")])).toBe("no failure");
    const frozen = funded();
    frozen.setStorage(bob, { [FUNGIBLE]: `${valueField(0n)}1a020100` });
    expect(frozen.failure("MultiESDTNFTTransfer", toBob(...twoTokens))).toBe("account is frozen for this esdt token for token FUN-000001");
    const paused = funded();
    paused.setStorage(systemAccountAddress, { "ELRONDesdtTOK-a1b2c3": "0102" });
    expect(paused.failure("MultiESDTNFTTransfer", toBob(...twoTokens))).toBe("esdt token is paused for token TOK-a1b2c3");
    const limited = funded();
    limited.setStorage(systemAccountAddress, { [FUNGIBLE]: "0201" });
    expect(limited.failure("MultiESDTNFTTransfer", toBob(...twoTokens))).toBe("action is not allowed for token FUN-000001");
    expect(limited.failure("MultiESDTNFTTransfer", [carol, ...twoTokens])).toBe("nil user account for token FUN-000001");
  });

  it("crashes as production does on a number of tokens that starts again from zero", () => {
    const { run } = funded();
    const count = number((2n ** 64n + 2n) / 3n);
    // Three times the number is 2 beyond 2^64, so that four arguments seem enough.
    expect(() => run("MultiESDTNFTTransfer", [bob, count, fungible, number(0)], { returnCallAfterError: true })).toThrow(
      expect.objectContaining({ code: "EXECUTION_PANICKED" }),
    );
  });
});

describe("MultiESDTNFTTransfer in the destination's shard", () => {
  const fromCarol = { callerAddress: carol, recipientAddress: bob };
  const payload = hexToBytes(NFT + valueField(4n) + METADATA);
  const received = [number(3), fungible, number(0), number(300), egld, number(0), number(5), token, number(1), payload];

  it("adds fungible tokens, EGLD and others, without gas", () => {
    const { run, storage, state } = createFixture();
    const output = run("MultiESDTNFTTransfer", received, fromCarol);
    expect(storage(bob)).toEqual({ [FUNGIBLE]: valueField(300n), [KEY]: NFT + valueField(4n) });
    expect(storage(systemAccountAddress)).toEqual({ [KEY]: onSystemAccount(4n) });
    expect(state.getAccount(bob)?.balance).toBe(5n);
    expect(output.gasRemaining).toBe(GAS);
    expect(logsOf(output)).toMatchObject([
      { address: carol, topics: [hex(fungible), "", "012c", hex(egld), "", "05", hex(token), "01", "04", hex(bob)] },
    ]);
  });

  it("takes up to 32 bytes for an amount of a token whose metadata the shard has", () => {
    const { run, storage, setStorage } = createFixture();
    setStorage(systemAccountAddress, { [KEY]: onSystemAccount(1n) });
    run("MultiESDTNFTTransfer", [number(1), token, number(1), number(2n ** 248n)], fromCarol);
    expect(storage(bob)).toEqual({ [KEY]: NFT + valueField(2n ** 248n) });
  });

  it("goes on as a call of a contract", () => {
    const input = { callerAddress: carol, recipientAddress: vault };
    const output = createFixture().run("MultiESDTNFTTransfer", [...received, text("buy"), number(7)], input);
    expect(transferOf(output)).toMatchObject({ to: vault, gasLimit: GAS, data: "buy@07", from: carol });
    expect(output.gasRemaining).toBe(0n);
  });

  it.each([
    ["a recipient of another shard", received, { recipientAddress: farVault }, "invalid receiver address"],
    ["no tokens", [number(0), ...received.slice(1)], {}, `${invalidArguments}, 0 tokens to transfer`],
    ["fewer tokens than promised", [number(4), ...received.slice(1)], {}, `${invalidArguments}, invalid number of arguments`],
    ["broken data", [number(1), token, number(1), new Uint8Array(33).fill(0xff)], {}, "proto: integer overflow for token TOK-a1b2c3"],
  ])("refuses %s", (_, args, input, message) => {
    expect(createFixture().failure("MultiESDTNFTTransfer", args, { ...fromCarol, ...input })).toBe(message);
  });
});
