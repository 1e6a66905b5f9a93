// Tokens with a nonce: create, add, burn, transfer, attributes and URIs. Figures are those of vm-common-go.
import { esdtSystemContractAddress, hexToBytes, systemAccountAddress } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
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
  STORE_PER_BYTE,
  text,
  token,
  transferOf,
  valueField,
  varintField,
  vault,
  type BuiltInFixture,
  type FixtureOptions,
} from "../support/built-in-functions.js";

const BASE_KEY = "ELRONDesdtTOK-a1b2c3";
const KEY = `${BASE_KEY}\x01`;
const tokenHex = hex(token);
const invalidArguments = "invalid arguments to process built-in function";
const notEnoughGas = "not enough gas was sent in the transaction";
const withValue = "built in function called with tx value is not allowed";
const noMetadata = "NFT does not have metadata";

const NFT = varintField(1, 1);
const nftV2 = varintField(1, 2);

const metadataHex =
  varintField(1, 1) +
  bytesField(2, hex("name")) +
  bytesField(3, hex(alice)) +
  "208827" +
  bytesField(5, hex("hash")) +
  bytesField(6, hex("uri")) +
  bytesField(7, hex("attr"));
const METADATA = bytesField(4, metadataHex);
const FRESH = bytesField(5, "01");

const createArguments = [token, number(10), text("name"), number(5000), text("hash"), text("attr"), text("uri")];
const createArgumentsLength = 10n + 1n + 4n + 2n + 4n + 4n + 3n;
const createGas = cost.ESDTNFTCreate + createArgumentsLength * STORE_PER_BYTE;

/** Alice has made 10 of nonce 1. */
function created(options?: FixtureOptions): BuiltInFixture {
  const fixture = createFixture(options);
  fixture.giveRoles(
    alice,
    "ESDTRoleNFTCreate",
    "ESDTRoleNFTAddQuantity",
    "ESDTRoleNFTBurn",
    "ESDTRoleNFTUpdateAttributes",
    "ESDTRoleNFTAddURI",
  );
  fixture.run("ESDTNFTCreate", createArguments);
  return fixture;
}

/** What alice holds and what the system account has of nonce 1. */
function stored({ storage }: BuiltInFixture): readonly [string | undefined, string | undefined] {
  return [storage(alice)[KEY], storage(systemAccountAddress)[KEY]];
}

describe("ESDTNFTCreate", () => {
  it("stores the balance with the creator, metadata and liquidity on the system account", () => {
    const fixture = createFixture();
    fixture.giveRoles(alice, "ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity");
    const output = fixture.run("ESDTNFTCreate", createArguments);
    expect(stored(fixture)).toEqual([NFT + valueField(10n), NFT + valueField(10n) + METADATA + FRESH]);
    expect(fixture.storage(alice)["ELRONDnonceTOK-a1b2c3"]).toBe("01");
    expect(output.returnData).toEqual([Uint8Array.of(1)]);
    expect(output.gasRemaining).toBe(GAS - createGas);
    expect(logsOf(output)).toEqual([
      { identifier: "ESDTNFTCreate", address: alice, topics: [tokenHex, "01", "0a", NFT + valueField(10n) + METADATA], data: [] },
    ]);
  });

  it("counts nonces on", () => {
    const { run, storage } = created();
    expect(run("ESDTNFTCreate", createArguments).returnData).toEqual([Uint8Array.of(2)]);
    expect(storage(alice)["ELRONDnonceTOK-a1b2c3"]).toBe("02");
    expect(Object.keys(storage(systemAccountAddress))).toEqual([KEY, `${BASE_KEY}\x02`]);
  });

  it("keeps metadata with the holder where the collection's type says so", () => {
    const fixture = createFixture();
    fixture.giveRoles(alice, "ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity");
    fixture.setStorage(systemAccountAddress, { [BASE_KEY]: "0003" });
    fixture.run("ESDTNFTCreate", createArguments);
    expect(stored(fixture)).toEqual([nftV2 + valueField(10n) + METADATA, undefined]);
  });

  it("takes the collection's type only with the flag", () => {
    const fixture = createFixture({ flags: { DynamicEsdtFlag: false } });
    fixture.giveRoles(alice, "ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity");
    fixture.setStorage(systemAccountAddress, { [BASE_KEY]: "0005" });
    fixture.run("ESDTNFTCreate", createArguments);
    expect(stored(fixture)[0]).toBe(NFT + valueField(10n));
  });

  it("lays storage out as it did before its flags", () => {
    const onHolder = created({ flags: { SaveToSystemAccountFlag: false } });
    expect(stored(onHolder)).toEqual([NFT + valueField(10n) + METADATA, undefined]);
    const listed = created({ flags: { SendAlwaysFlag: false } });
    expect(stored(listed)).toEqual([NFT + valueField(10n), NFT + valueField(0n) + bytesField(3, "010000") + METADATA]);
  });

  it("works on behalf of the caller with the roles of a contract", () => {
    const { run, storage, giveRoles } = createFixture();
    giveRoles(vault, "ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity");
    const output = run("ESDTNFTCreate", [...createArguments, vault], { callType: CallType.execOnDestByCaller });
    expect(storage(alice)).toEqual({});
    expect(storage(vault)).toMatchObject({ [KEY]: NFT + valueField(10n), "ELRONDnonceTOK-a1b2c3": "01" });
    expect(storage(systemAccountAddress)[KEY]).toBe(NFT + valueField(10n) + METADATA + FRESH);
    expect(output.gasRemaining).toBe(GAS - createGas - 32n * STORE_PER_BYTE);
  });

  it.each([
    ["a contract's address of another length", text("vault"), "invalid address length"],
    ["the caller as contract", alice, "invalid receiver address"],
    ["a contract without role", bob, "action is not allowed"],
  ])("refuses on behalf of the caller %s", (_, contract, message) => {
    const { failure } = createFixture();
    expect(failure("ESDTNFTCreate", [...createArguments, contract], { callType: CallType.execOnDestByCaller })).toBe(message);
    expect(failure("ESDTNFTCreate", createArguments, { callType: CallType.execOnDestByCaller })).toBe(
      `${invalidArguments}, wrong number of arguments`,
    );
  });

  const change = (index: number, value: Uint8Array): Uint8Array[] => createArguments.map((argument, i) => (i === index ? value : argument));

  it.each([
    ["value", createArguments, { callValue: 1n }, withValue],
    ["one argument", [token], {}, invalidArguments],
    ["six arguments", createArguments.slice(0, 6), {}, `${invalidArguments}, wrong number of arguments`],
    ["another recipient", createArguments, { recipientAddress: bob }, "invalid receiver address"],
    ["a caller of another shard", createArguments, { callerAddress: carol }, "nil user account"],
    ["gas below the flat cost", createArguments, { gasProvided: cost.ESDTNFTCreate - 1n }, notEnoughGas],
    ["gas below the cost by bytes", createArguments, { gasProvided: createGas - 1n }, notEnoughGas],
    ["a token without role", change(0, text("ABC-a1b2c3")), {}, "action is not allowed"],
    ["royalties above all", change(3, number(10_001)), {}, `${invalidArguments}, invalid max royality value`],
    ["no quantity", change(1, number(0)), {}, `${invalidArguments}, invalid quantity`],
    [
      "a quantity of 33 bytes",
      change(1, new Uint8Array(33).fill(1)),
      {},
      `${invalidArguments} max length for quantity in nft create is 32`,
    ],
  ])("refuses %s", (_, args, input, message) => {
    expect(created().failure("ESDTNFTCreate", args, input)).toBe(message);
  });

  it("needs a second role for more than one, looks at four bytes of royalties, and refuses an unknown type", () => {
    const { run, failure, giveRoles, setStorage } = createFixture();
    giveRoles(alice, "ESDTRoleNFTCreate");
    expect(failure("ESDTNFTCreate", createArguments)).toBe("action is not allowed");
    expect(run("ESDTNFTCreate", change(1, number(1))).returnData).toEqual([Uint8Array.of(1)]);
    const royalties = change(1, number(1));
    royalties[3] = hexToBytes("0100000001");
    expect(failure("ESDTNFTCreate", royalties)).toBe("no failure");
    setStorage(systemAccountAddress, { [BASE_KEY]: "0009" });
    expect(failure("ESDTNFTCreate", change(1, number(1)))).toBe("invalid esdt type: 9");
  });
});

describe("ESDTNFTAddQuantity and ESDTNFTBurn", () => {
  it("change balance and liquidity", () => {
    const fixture = created();
    const added = fixture.run("ESDTNFTAddQuantity", [token, number(1), number(5)]);
    expect(stored(fixture)).toEqual([NFT + valueField(15n), NFT + valueField(15n) + METADATA + FRESH]);
    expect(added.gasRemaining).toBe(GAS - cost.ESDTNFTAddQuantity);
    expect(logsOf(added)).toEqual([{ identifier: "ESDTNFTAddQuantity", address: alice, topics: [tokenHex, "01", "05"], data: [] }]);
    const burned = fixture.run("ESDTNFTBurn", [token, number(1), number(14)]);
    expect(stored(fixture)).toEqual([NFT + valueField(1n), NFT + valueField(1n) + METADATA + FRESH]);
    expect(burned.gasRemaining).toBe(GAS - cost.ESDTNFTBurn);
    expect(logsOf(burned)).toEqual([{ identifier: "ESDTNFTBurn", address: alice, topics: [tokenHex, "01", "0e"], data: [] }]);
    fixture.run("ESDTNFTBurn", [token, number(1), number(1)]);
    expect(stored(fixture)).toEqual([undefined, undefined]);
  });

  it("leave liquidity of the old style alone, and metadata that is missing is an error", () => {
    const fixture = created();
    fixture.setStorage(systemAccountAddress, { [KEY]: NFT + valueField(3n) + METADATA });
    fixture.run("ESDTNFTAddQuantity", [token, number(1), number(5)]);
    expect(stored(fixture)[1]).toBe(NFT + valueField(3n) + METADATA);
    fixture.setStorage(systemAccountAddress, { [KEY]: "" });
    expect(fixture.failure("ESDTNFTBurn", [token, number(1), number(5)])).toBe("nil esdt data");
  });

  it("keep the count of tokens moved before the count from falling below zero", () => {
    const fixture = created();
    fixture.setStorage(systemAccountAddress, { [KEY]: NFT + valueField(0n) + METADATA + FRESH });
    fixture.run("ESDTNFTBurn", [token, number(1), number(5)]);
    expect(stored(fixture)).toEqual([NFT + valueField(5n), NFT + valueField(0n) + METADATA]);
    fixture.setStorage(systemAccountAddress, { [KEY]: NFT + valueField(1n) + METADATA + FRESH });
    expect(fixture.failure("ESDTNFTBurn", [token, number(1), number(5)])).toBe("invalid liquidity for ESDT");
  });

  it("let everybody burn a token that says so", () => {
    const { run, storage, failure, setStorage } = created();
    run("ESDTNFTTransfer", [token, number(1), number(4), bob]);
    const burn = [token, number(1), number(4)] as const;
    expect(failure("ESDTNFTBurn", burn, { callerAddress: bob })).toBe("action is not allowed");
    setStorage(systemAccountAddress, { [BASE_KEY]: "0402" });
    run("ESDTNFTBurn", burn, { callerAddress: bob });
    expect(storage(bob)).toEqual({});
  });

  it.each([
    ["value", [token, number(1), number(1)], { callValue: 1n }, withValue],
    ["two arguments", [token, number(1)], {}, invalidArguments],
    ["another recipient", [token, number(1), number(1)], { recipientAddress: bob }, "invalid receiver address"],
    ["a caller of another shard", [token, number(1), number(1)], { callerAddress: carol }, "nil user account"],
    ["too little gas", [token, number(1), number(1)], { gasProvided: 1n }, notEnoughGas],
    ["a token without role", [text("ABC-a1b2c3"), number(1), number(1)], {}, "action is not allowed"],
    ["a nonce that one does not have", [token, number(2), number(1)], {}, "new NFT data on sender"],
  ])("refuse %s", (_, args, input, message) => {
    expect(created().failure("ESDTNFTAddQuantity", args, input)).toBe(message);
    expect(created().failure("ESDTNFTBurn", args, input)).toBe(message);
  });

  it("refuse nonce zero, quantities that are too long, and more than there is", () => {
    const { failure, setStorage } = created();
    setStorage(alice, { [BASE_KEY]: valueField(5n) });
    expect(failure("ESDTNFTAddQuantity", [token, number(0), number(1)])).toBe(noMetadata);
    expect(failure("ESDTNFTBurn", [token, number(0), number(1)])).toBe(noMetadata);
    const long = [token, number(1), new Uint8Array(33)] as const;
    expect(failure("ESDTNFTAddQuantity", long)).toBe(`${invalidArguments} max length for add nft quantity is 32`);
    expect(created({ flags: { ValueLengthCheckFlag: false } }).failure("ESDTNFTAddQuantity", long)).toBe("no failure");
    expect(failure("ESDTNFTBurn", [token, number(1), number(11)])).toBe("invalid NFT quantity");
  });
});

describe("ESDTNFTUpdateAttributes and ESDTNFTAddURI", () => {
  const systemEntry = (metadata: string): string => NFT + valueField(0n) + bytesField(3, "000000") + bytesField(4, metadata);

  it("change metadata where they are; production forgets the liquidity", () => {
    const fixture = created();
    const updated = fixture.run("ESDTNFTUpdateAttributes", [token, number(1), text("new")]);
    expect(stored(fixture)).toEqual([
      NFT + valueField(10n),
      systemEntry(metadataHex.replace(bytesField(7, hex("attr")), bytesField(7, hex("new")))),
    ]);
    expect(updated.gasRemaining).toBe(GAS - cost.ESDTNFTUpdateAttributes - 3n * STORE_PER_BYTE);
    expect(logsOf(updated)).toEqual([
      { identifier: "ESDTNFTUpdateAttributes", address: alice, topics: [tokenHex, "01", "", hex("new")], data: [] },
    ]);
    const added = fixture.run("ESDTNFTAddURI", [token, number(1), text("u2"), text("u3")]);
    expect(stored(fixture)[1]).toContain(
      bytesField(6, hex("uri")) + bytesField(6, hex("u2")) + bytesField(6, hex("u3")) + bytesField(7, hex("new")),
    );
    expect(added.gasRemaining).toBe(GAS - cost.ESDTNFTAddUri - 4n * STORE_PER_BYTE);
    expect(logsOf(added)).toEqual([
      { identifier: "ESDTNFTAddURI", address: alice, topics: [tokenHex, "01", "", hex("u2"), hex("u3")], data: [] },
    ]);
  });

  it("note the round of the change in tokens that keep their metadata with the holder", () => {
    const fixture = createFixture({ round: 9n });
    fixture.giveRoles(alice, "ESDTRoleNFTCreate", "ESDTRoleNFTUpdateAttributes", "ESDTRoleNFTAddURI");
    fixture.setStorage(systemAccountAddress, { [BASE_KEY]: "0003" });
    fixture.run("ESDTNFTCreate", [token, number(1), ...createArguments.slice(2)]);
    fixture.run("ESDTNFTUpdateAttributes", [token, number(1), text("attr")]);
    fixture.run("ESDTNFTAddURI", [token, number(1), text("")]);
    const withUri = metadataHex.replace(bytesField(6, hex("uri")), bytesField(6, hex("uri")) + bytesField(6, ""));
    expect(stored(fixture)[0]).toBe(nftV2 + valueField(1n) + bytesField(4, withUri) + bytesField(5, "2809" + "3009"));
  });

  it.each([
    ["value", [token, number(1), text("a")], { callValue: 1n }, withValue],
    ["two arguments", [token, number(1)], {}, invalidArguments],
    ["another recipient", [token, number(1), text("a")], { recipientAddress: bob }, "invalid receiver address"],
    ["gas below the flat cost", [token, number(1), text("a")], { gasProvided: 192n }, notEnoughGas],
    ["gas below the cost by bytes", [token, number(1), text("a")], { gasProvided: 203n }, notEnoughGas],
    ["a token without role", [text("ABC-a1b2c3"), number(1), text("a")], {}, "action is not allowed"],
    ["nonce zero", [token, number(0), text("a")], {}, noMetadata],
    ["a nonce that one does not have", [token, number(2), text("a")], {}, "new NFT data on sender"],
  ])("refuse %s", (_, args, input, message) => {
    expect(created().failure("ESDTNFTUpdateAttributes", args, input)).toBe(message);
    expect(created().failure("ESDTNFTAddURI", args, input)).toBe(message);
  });

  it("crash as production does where there are no metadata", () => {
    const { run, setStorage } = created();
    setStorage(systemAccountAddress, { [KEY]: "" });
    expect(() => run("ESDTNFTAddURI", [token, number(1), text("a")])).toThrow(expect.objectContaining({ code: "EXECUTION_PANICKED" }));
  });

  it("take exactly three arguments for attributes", () => {
    expect(created().failure("ESDTNFTUpdateAttributes", [token, number(1), text("a"), text("b")])).toBe(invalidArguments);
  });
});

describe("ESDTNFTTransfer in the sender's shard", () => {
  const transferred = (quantity: number, ...call: Uint8Array[]): Uint8Array[] => [token, number(1), number(quantity), bob, ...call];

  it("moves a quantity", () => {
    const fixture = created();
    const output = fixture.run("ESDTNFTTransfer", transferred(4));
    expect(stored(fixture)).toEqual([NFT + valueField(6n), NFT + valueField(10n) + METADATA + FRESH]);
    expect(fixture.storage(bob)).toEqual({ [KEY]: NFT + valueField(4n) });
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTTransfer);
    expect(transferOf(output)).toEqual([]);
    expect(logsOf(output)).toEqual([
      {
        identifier: "ESDTNFTTransfer",
        address: alice,
        topics: [tokenHex, "01", "04", hex(bob)],
        data: ["", "ESDTNFTTransfer", "TOK-a1b2c3", "\x01", "\x04", "bob".padEnd(32, "_")],
      },
    ]);
  });

  it("prices the payload of a holding that becomes one, though nothing leaves the shard", () => {
    const { run } = created();
    const payloadLength = BigInt((NFT + valueField(1n) + METADATA).length / 2);
    expect(run("ESDTNFTTransfer", transferred(1)).gasRemaining).toBe(GAS - cost.ESDTNFTTransfer - payloadLength * DATA_COPY_PER_BYTE);
    // Bob has two by now.
    expect(run("ESDTNFTTransfer", transferred(1)).gasRemaining).toBe(GAS - cost.ESDTNFTTransfer);
    const gasProvided = cost.ESDTNFTTransfer + payloadLength * DATA_COPY_PER_BYTE;
    expect(created().failure("ESDTNFTTransfer", transferred(1), { gasProvided: gasProvided - 1n })).toBe(notEnoughGas);
    expect(created().run("ESDTNFTTransfer", transferred(1), { gasProvided }).gasRemaining).toBe(0n);
  });

  it("goes on as a call of a contract, with all gas", () => {
    const { run } = created();
    const output = run("ESDTNFTTransfer", [token, number(1), number(4), vault, text("buy"), number(7)], { gasLocked: 5n });
    expect(transferOf(output)).toMatchObject({
      to: vault,
      gasLimit: GAS - cost.ESDTNFTTransfer,
      gasLocked: 5n,
      data: "buy@07",
      from: alice,
    });
    expect(output.gasRemaining).toBe(0n);
  });

  it("carries metadata that are with the holder along", () => {
    const fixture = createFixture();
    const held = `${valueField(3n)}1a020000${METADATA}`;
    fixture.setStorage(alice, { [KEY]: held });
    fixture.run("ESDTNFTTransfer", transferred(1));
    expect(fixture.storage(bob)).toEqual({ [KEY]: `${valueField(1n)}1a020000${METADATA}` });
    expect(fixture.storage(systemAccountAddress)).toEqual({});
  });

  it("moves metadata of the old style to the system account, marked as such", () => {
    const fixture = createFixture();
    fixture.setStorage(alice, { [KEY]: NFT + valueField(3n) + METADATA });
    fixture.run("ESDTNFTTransfer", transferred(1));
    expect(stored(fixture)).toEqual([NFT + valueField(2n), NFT + valueField(0n) + METADATA]);
    const before = createFixture({ flags: { FixOldTokenLiquidityFlag: false } });
    before.setStorage(alice, { [KEY]: NFT + valueField(3n) + METADATA });
    before.run("ESDTNFTTransfer", transferred(1));
    expect(stored(before)[1]).toBe(NFT + valueField(0n) + METADATA + FRESH);
  });

  it("completes metadata of the old style on the system account", () => {
    const oldStyle = NFT + valueField(0n) + bytesField(3, "000000");
    const fixture = createFixture();
    fixture.setStorage(systemAccountAddress, { [KEY]: oldStyle });
    fixture.setStorage(alice, { [KEY]: NFT + valueField(3n) + METADATA });
    fixture.run("ESDTNFTTransfer", transferred(1));
    expect(stored(fixture)[1]).toBe(oldStyle + METADATA);
  });

  it("gives a token the type that its collection has by now", () => {
    const fixture = created();
    fixture.setStorage(systemAccountAddress, { [BASE_KEY]: "0003" });
    fixture.run("ESDTNFTTransfer", transferred(4));
    expect(stored(fixture)).toEqual([nftV2 + valueField(6n) + METADATA, undefined]);
    expect(fixture.storage(bob)).toEqual({ [KEY]: nftV2 + valueField(4n) + METADATA });
  });

  it("sends a token of a user to another shard without gas, its metadata with it", () => {
    const fixture = created();
    const output = fixture.run("ESDTNFTTransfer", [token, number(1), number(4), carol]);
    const payload = NFT + valueField(4n) + METADATA;
    expect(stored(fixture)).toEqual([NFT + valueField(6n), NFT + valueField(6n) + METADATA + FRESH]);
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTTransfer - BigInt(payload.length / 2) * DATA_COPY_PER_BYTE);
    expect(transferOf(output)).toEqual({
      to: carol,
      index: 1,
      value: 0n,
      gasLimit: 0n,
      gasLocked: 0n,
      data: `ESDTNFTTransfer@${tokenHex}@01@04@${payload}`,
      callType: 0,
      from: alice,
    });
    // Who may change metadata keeps them; whoever may not does not.
    fixture.giveRoles(alice, "ESDTRoleNFTCreate");
    fixture.run("ESDTNFTTransfer", [token, number(1), number(6), carol]);
    expect(stored(fixture)).toEqual([undefined, undefined]);
  });

  it("sends all gas along where a contract call follows in the other shard", () => {
    const { run } = created();
    const output = run("ESDTNFTTransfer", [token, number(1), number(4), farVault, text("buy"), number(7)]);
    const payload = NFT + valueField(4n) + METADATA;
    expect(transferOf(output)).toMatchObject({
      to: farVault,
      gasLimit: GAS - cost.ESDTNFTTransfer - BigInt(payload.length / 2) * DATA_COPY_PER_BYTE,
      data: `ESDTNFTTransfer@${tokenHex}@01@04@${payload}@627579@07`,
    });
    expect(output.gasRemaining).toBe(0n);
  });

  it("keeps metadata of tokens that left, for those who may still change them", () => {
    const leave = [token, number(1), number(10), carol] as const;
    for (const [role, isKept] of [
      ["ESDTRoleNFTUpdate", true],
      ["ESDTRoleNFTAddURI", true],
      ["ESDTRoleNFTRecreate", false],
      ["ESDTMetaDataRecreate", true],
    ] as const) {
      const fixture = created();
      fixture.giveRoles(alice, role);
      fixture.run("ESDTNFTTransfer", leave);
      expect([role, stored(fixture)[1]]).toEqual([role, isKept ? NFT + valueField(0n) + METADATA + FRESH : undefined]);
    }
    const before = created({ flags: { DynamicEsdtFlag: false } });
    before.run("ESDTNFTTransfer", leave);
    expect(stored(before)[1]).toBeUndefined();
  });

  it("lists the shards that have the metadata, before they always travelled along", () => {
    const fixture = created({ flags: { SendAlwaysFlag: false } });
    const first = fixture.run("ESDTNFTTransfer", [token, number(1), number(4), carol]);
    expect(transferOf(first)).toMatchObject({ data: `ESDTNFTTransfer@${tokenHex}@01@04@${NFT}${valueField(4n)}${METADATA}` });
    expect(stored(fixture)[1]).toBe(NFT + valueField(0n) + bytesField(3, "010100") + METADATA);
    const second = fixture.run("ESDTNFTTransfer", [token, number(1), number(4), carol]);
    expect(transferOf(second)).toMatchObject({ data: `ESDTNFTTransfer@${tokenHex}@01@04@00` });
    const one = fixture.run("ESDTNFTTransfer", [token, number(1), number(1), carol]);
    expect(transferOf(one)).toMatchObject({ data: `ESDTNFTTransfer@${tokenHex}@01@01@${NFT}${valueField(1n)}${METADATA}` });
  });

  it("is free and unchecked where it returns tokens after an error", () => {
    const { run, setStorage } = created({ notPayable: [vault] });
    setStorage(systemAccountAddress, { [BASE_KEY]: "0302" });
    const output = run("ESDTNFTTransfer", [token, number(1), number(1), vault], { gasProvided: 1n, returnCallAfterError: true });
    expect(output.gasRemaining).toBe(1n);
  });

  it.each([
    ["value", transferred(1), { callValue: 1n }, withValue],
    ["three arguments", transferred(1).slice(0, 3), {}, invalidArguments],
    [
      "a destination of another length",
      [token, number(1), number(1), text("bob")],
      {},
      `${invalidArguments}, not a valid destination address`,
    ],
    ["oneself as destination", [token, number(1), number(1), alice], {}, `${invalidArguments}, can not transfer to self`],
    ["the metachain as destination", [token, number(1), number(1), esdtSystemContractAddress], {}, "invalid receiver address"],
    ["too little gas", transferred(1), { gasProvided: cost.ESDTNFTTransfer - 1n }, notEnoughGas],
    ["a nonce that one does not have", [token, number(2), number(1), bob], {}, "new NFT data on sender"],
    [
      "a quantity of 101 bytes",
      [token, number(1), new Uint8Array(101), bob],
      {},
      `${invalidArguments}: max length for a transfer value is 100`,
    ],
    ["more than there is", transferred(11), {}, "invalid NFT quantity"],
    ["nothing", transferred(0), {}, "invalid NFT quantity"],
    ["another recipient, since the sender is of this shard", transferred(1), { recipientAddress: bob }, "invalid receiver address"],
  ])("refuses %s", (_, args, input, message) => {
    expect(created().failure("ESDTNFTTransfer", args, input)).toBe(message);
  });

  it("refuses nonce zero, and nothing only with its flag", () => {
    const { failure, setStorage } = created();
    setStorage(alice, { [BASE_KEY]: valueField(5n) });
    expect(failure("ESDTNFTTransfer", [token, number(0), number(1), bob])).toBe(noMetadata);
    expect(created({ flags: { CheckTransferFlag: false } }).failure("ESDTNFTTransfer", transferred(0))).toBe("no failure");
  });

  it("refuses frozen, paused and limited tokens, and contracts that are not payable", () => {
    const args = transferred(1);
    const frozenHere = created();
    frozenHere.setStorage(alice, { [KEY]: `${NFT}${valueField(9n)}1a020100` });
    expect(frozenHere.failure("ESDTNFTTransfer", args)).toBe("account is frozen for this esdt token");
    for (const holder of [alice, bob]) {
      const frozenCollection = created();
      frozenCollection.setStorage(holder, { [BASE_KEY]: `${valueField(0n)}1a020100` });
      expect(frozenCollection.failure("ESDTNFTTransfer", args)).toBe("account is frozen for this esdt token");
    }
    const before = created({ flags: { CheckFrozenCollectionFlag: false } });
    before.setStorage(alice, { [BASE_KEY]: `${valueField(0n)}1a020100` });
    expect(before.failure("ESDTNFTTransfer", args)).toBe("no failure");
    const paused = created();
    paused.setStorage(systemAccountAddress, { [BASE_KEY]: "0102" });
    expect(paused.failure("ESDTNFTTransfer", args)).toBe("esdt token is paused");
    const limited = created();
    limited.setStorage(systemAccountAddress, { [BASE_KEY]: "0202" });
    expect(limited.failure("ESDTNFTTransfer", args)).toBe("action is not allowed");
    const toVault = [token, number(1), number(1), vault];
    expect(created({ notPayable: [vault] }).failure("ESDTNFTTransfer", toVault)).toBe("sending value to non payable contract");
  });
});

describe("ESDTNFTTransfer in the destination's shard", () => {
  const payload = hexToBytes(NFT + valueField(4n) + METADATA);
  const fromCarol = { callerAddress: carol, recipientAddress: bob };

  it("adds the token and its metadata", () => {
    const { run, storage } = createFixture();
    const output = run("ESDTNFTTransfer", [token, number(1), number(4), payload], fromCarol);
    expect(storage(bob)).toEqual({ [KEY]: NFT + valueField(4n) });
    expect(storage(systemAccountAddress)).toEqual({ [KEY]: NFT + valueField(4n) + METADATA + FRESH });
    expect(output.gasRemaining).toBe(GAS);
    expect(logsOf(output)).toMatchObject([{ address: carol, topics: [tokenHex, "01", "04", hex(bob)] }]);
    run("ESDTNFTTransfer", [token, number(1), number(4), payload], fromCarol);
    expect(storage(bob)).toEqual({ [KEY]: NFT + valueField(8n) });
    expect(storage(systemAccountAddress)).toEqual({ [KEY]: NFT + valueField(8n) + METADATA + FRESH });
  });

  it("adds an amount where the shard knows the metadata", () => {
    const { run, storage, setStorage } = createFixture();
    setStorage(systemAccountAddress, { [KEY]: NFT + valueField(1n) + METADATA + FRESH });
    run("ESDTNFTTransfer", [token, number(1), number(4), Uint8Array.of(0)], fromCarol);
    expect(storage(bob)).toEqual({ [KEY]: NFT + valueField(4n) });
    expect(storage(systemAccountAddress)).toEqual({ [KEY]: NFT + valueField(5n) + METADATA + FRESH });
  });

  it("goes on as a call of a contract", () => {
    const input = { callerAddress: carol, recipientAddress: vault };
    const output = createFixture().run("ESDTNFTTransfer", [token, number(1), number(4), payload, text("buy"), number(7)], input);
    expect(transferOf(output)).toMatchObject({ to: vault, gasLimit: GAS, data: "buy@07", from: carol });
    expect(output.gasRemaining).toBe(0n);
  });

  it.each([
    ["a recipient of another shard", [token, number(1), number(4), payload], { recipientAddress: farVault }, "invalid receiver address"],
    ["broken data", [token, number(1), number(4), Uint8Array.of(8)], {}, "unexpected EOF"],
  ])("refuses %s", (_, args, input, message) => {
    expect(createFixture().failure("ESDTNFTTransfer", args, { ...fromCarol, ...input })).toBe(message);
  });
});
