// Functions that only the token-issuing contract or the node's configuration calls. Figures are those of vm-common-go.
import { esdtSystemContractAddress, hexToBytes, systemAccountAddress } from "@mxvm/codec";
import { describe, expect, it } from "vitest";
import {
  alice,
  bob,
  bytesField,
  carol,
  createFixture,
  hex,
  logsOf,
  number,
  text,
  token,
  transferOf,
  valueField,
  varintField,
} from "../support/built-in-functions.js";

const BASE_KEY = "ELRONDesdtTOK-a1b2c3";
const ROLE_KEY = "ELRONDroleesdtTOK-a1b2c3";
const tokenHex = hex(token);
const invalidArguments = "invalid arguments to process built-in function";
const withValue = "built in function called with tx value is not allowed";
const notSystem = "destination is not system sc address";

const onSystemAccount = { callerAddress: esdtSystemContractAddress, recipientAddress: systemAccountAddress };
const onAlice = { callerAddress: esdtSystemContractAddress, recipientAddress: alice };

describe("global settings", () => {
  it.each([
    ["ESDTPause", "ESDTUnPause", "01"],
    ["ESDTSetLimitedTransfer", "ESDTUnSetLimitedTransfer", "02"],
    ["ESDTSetBurnRoleForAll", "ESDTUnSetBurnRoleForAll", "04"],
  ])("are turned on by %s and off by %s, and leave the others as they are", (set, unset, bit) => {
    const { run, storage, setStorage } = createFixture();
    const output = run(set, [token], onSystemAccount);
    expect(output.gasRemaining).toBe(0n);
    expect(logsOf(output)).toEqual([]);
    expect(storage(systemAccountAddress)).toEqual({ [BASE_KEY]: `${bit}00` });
    run(unset, [token], onSystemAccount);
    expect(storage(systemAccountAddress)).toEqual({ [BASE_KEY]: "0000" });
    setStorage(systemAccountAddress, { [BASE_KEY]: "ff05" });
    run(set, [token], onSystemAccount);
    expect(storage(systemAccountAddress)).toEqual({ [BASE_KEY]: "0705" });
    run(unset, [token], onSystemAccount);
    expect(storage(systemAccountAddress)).toEqual({ [BASE_KEY]: `0${7 - Number(bit)}05` });
  });

  it.each([
    ["with value", [token], { callValue: 1n }, withValue],
    ["with two arguments", [token, token], {}, invalidArguments],
    ["of anybody else", [token], { callerAddress: alice }, notSystem],
    ["to another account", [token], { recipientAddress: alice }, "only system account is accepted"],
  ])("refuse a call %s", (_, args, input, message) => {
    expect(createFixture().failure("ESDTPause", args, { ...onSystemAccount, ...input })).toBe(message);
  });

  it("are kept on the system account whatever address of it is called", () => {
    const { run, storage } = createFixture();
    const recipientAddress = systemAccountAddress.slice();
    recipientAddress[31] = 1;
    run("ESDTPause", [token], { ...onSystemAccount, recipientAddress });
    expect(storage(systemAccountAddress)).toEqual({ [BASE_KEY]: "0100" });
  });
});

describe("ESDTSetTokenType", () => {
  it.each([
    ["FungibleESDT", "01"],
    ["NonFungibleESDT", "02"],
    ["NonFungibleESDTv2", "03"],
    ["MetaESDT", "04"],
    ["SemiFungibleESDT", "05"],
    ["DynamicNonFungibleESDT", "06"],
    ["DynamicSemiFungibleESDT", "07"],
    ["DynamicMetaESDT", "08"],
  ])("stores %s as %s beside the settings", (name, byte) => {
    const { run, storage, setStorage } = createFixture();
    setStorage(systemAccountAddress, { [BASE_KEY]: "0500" });
    run("ESDTSetTokenType", [token, text(name)], onSystemAccount);
    expect(storage(systemAccountAddress)).toEqual({ [BASE_KEY]: `05${byte}` });
  });

  it.each([
    ["with value", [token, text("MetaESDT")], { callValue: 1n }, withValue],
    ["with one argument", [token], {}, invalidArguments],
    ["of anybody else", [token, text("MetaESDT")], { callerAddress: alice }, notSystem],
    ["to another account", [token, text("MetaESDT")], { recipientAddress: alice }, "only system account is accepted"],
    ["with a type that is none", [token, text("Meta")], {}, "invalid esdt type: Meta"],
  ])("refuses a call %s", (_, args, input, message) => {
    expect(createFixture().failure("ESDTSetTokenType", args, { ...onSystemAccount, ...input })).toBe(message);
  });
});

describe("ESDTSetRole and ESDTUnSetRole", () => {
  const roleHex = (name: string): string => bytesField(1, hex(name));

  it("add roles at the end and take the first of each", () => {
    const { run, storage } = createFixture();
    const output = run("ESDTSetRole", [token, text("A"), text("B"), text("A")], onAlice);
    expect(storage(alice)).toEqual({ [ROLE_KEY]: roleHex("A") + roleHex("B") + roleHex("A") });
    expect(output.gasRemaining).toBe(0n);
    expect(logsOf(output)).toEqual([
      { identifier: "ESDTSetRole", address: alice, topics: [tokenHex, "", "", hex("A"), hex("B"), hex("A")], data: [] },
    ]);
    expect(logsOf(run("ESDTUnSetRole", [token, text("A"), text("C")], onAlice))).toMatchObject([
      { identifier: "ESDTUnSetRole", topics: [tokenHex, "", "", hex("A"), hex("C")] },
    ]);
    expect(storage(alice)).toEqual({ [ROLE_KEY]: roleHex("B") + roleHex("A") });
    run("ESDTUnSetRole", [token, text("A"), text("B")], onAlice);
    expect(storage(alice)).toEqual({});
  });

  it("start the nonces of creators in several shards apart", () => {
    const { run, storage } = createFixture();
    run("ESDTSetRole", [token, text("ESDTRoleNFTCreateMultiShard")], onAlice);
    const start = (0xffff_ffff_ffff_ffffn / 256n) * BigInt("_".charCodeAt(0));
    expect(storage(alice)["ELRONDnonceTOK-a1b2c3"]).toBe(hex(number(start)));
  });

  it.each([
    ["with value", [token, text("A")], { callValue: 1n }, withValue],
    ["with one argument", [token], {}, invalidArguments],
    ["of anybody else", [token, text("A")], { callerAddress: alice }, notSystem],
    ["to an account of another shard", [token, text("A")], { recipientAddress: carol }, "nil user account"],
  ])("refuse a call %s", (_, args, input, message) => {
    expect(createFixture().failure("ESDTSetRole", args, { ...onAlice, ...input })).toBe(message);
    expect(createFixture().failure("ESDTUnSetRole", args, { ...onAlice, ...input })).toBe(message);
  });
});

describe("ESDTTransferRoleAddAddress and ESDTTransferRoleDeleteAddress", () => {
  const key = "ELRONDtransferesdtTOK-a1b2c3";

  it("keep a list without doubles on the system account", () => {
    const { run, storage } = createFixture();
    const output = run("ESDTTransferRoleAddAddress", [token, alice, bob, alice], onSystemAccount);
    expect(storage(systemAccountAddress)).toEqual({ [key]: bytesField(1, hex(alice)) + bytesField(1, hex(bob)) });
    expect(logsOf(output)).toEqual([
      {
        identifier: "ESDTTransferRoleAddAddress",
        address: systemAccountAddress,
        topics: [tokenHex, "", "", hex(alice), hex(bob), hex(alice)],
        data: [],
      },
    ]);
    run("ESDTTransferRoleDeleteAddress", [token, alice], onSystemAccount);
    expect(storage(systemAccountAddress)).toEqual({ [key]: bytesField(1, hex(bob)) });
  });

  it("hold a hundred addresses", () => {
    const addresses = Array.from({ length: 101 }, (_, i) => number(i + 1));
    const { failure } = createFixture();
    expect(failure("ESDTTransferRoleAddAddress", [token, ...addresses], onSystemAccount)).toBe("too many transfer addresses");
    expect(failure("ESDTTransferRoleAddAddress", [token, ...addresses.slice(1)], onSystemAccount)).toBe("no failure");
  });

  it.each([
    ["with value", [token, alice], { callValue: 1n }, withValue],
    ["with one argument", [token], {}, invalidArguments],
    ["of anybody else", [token, alice], { callerAddress: alice }, notSystem],
    ["to another account", [token, alice], { recipientAddress: alice }, "only system account is accepted"],
  ])("refuse a call %s", (_, args, input, message) => {
    expect(createFixture().failure("ESDTTransferRoleAddAddress", args, { ...onSystemAccount, ...input })).toBe(message);
  });
});

describe("ESDTFreeze, ESDTUnFreeze and ESDTWipe", () => {
  const frozen = "1a020100";
  const unfrozen = "1a020000";

  it("freeze a holding, also one that there is not yet", () => {
    const { run, storage, setStorage } = createFixture();
    setStorage(alice, { [BASE_KEY]: valueField(300n) });
    const output = run("ESDTFreeze", [token], onAlice);
    expect(storage(alice)).toEqual({ [BASE_KEY]: valueField(300n) + frozen });
    expect(logsOf(output)).toEqual([
      { identifier: "ESDTFreeze", address: esdtSystemContractAddress, topics: [tokenHex, "", "012c", hex(alice)], data: [] },
    ]);
    run("ESDTUnFreeze", [token], onAlice);
    expect(storage(alice)).toEqual({ [BASE_KEY]: valueField(300n) + unfrozen });
    run("ESDTFreeze", [token], { ...onAlice, recipientAddress: bob });
    expect(storage(bob)).toEqual({ [BASE_KEY]: valueField(0n) + frozen });
    run("ESDTUnFreeze", [token], { ...onAlice, recipientAddress: bob });
    expect(storage(bob)).toEqual({});
  });

  it("freeze one nonce, which the event tells apart", () => {
    const { run, storage, setStorage } = createFixture();
    const nft = varintField(1, 1) + valueField(5n);
    setStorage(alice, { [`${BASE_KEY}\x01\x02`]: nft });
    const output = run("ESDTFreeze", [hexToBytes(`${tokenHex}0102`)], onAlice);
    expect(storage(alice)).toEqual({ [`${BASE_KEY}\x01\x02`]: nft + frozen });
    expect(logsOf(output)).toMatchObject([{ topics: [tokenHex, "0102", "05", hex(alice)] }]);
  });

  it("end a nonce at a second dash in the event, as production does", () => {
    const output = createFixture().run("ESDTFreeze", [hexToBytes(`${tokenHex}012d03`)], onAlice);
    expect(logsOf(output)).toMatchObject([{ topics: [tokenHex, "01", "", hex(alice)] }]);
    const whole = createFixture().run("ESDTFreeze", [hexToBytes(`${tokenHex}2d`)], onAlice);
    expect(logsOf(whole)).toMatchObject([{ topics: [`${tokenHex}2d`, "", "", hex(alice)] }]);
  });

  it("wipe frozen holdings and their part of the liquidity", () => {
    const { run, storage, setStorage } = createFixture();
    const key = `${BASE_KEY}\x01`;
    const metadata = bytesField(4, varintField(1, 1)) + bytesField(5, "01");
    setStorage(alice, { [key]: varintField(1, 1) + valueField(5n) + frozen });
    setStorage(systemAccountAddress, { [key]: varintField(1, 1) + valueField(9n) + metadata });
    const output = run("ESDTWipe", [hexToBytes(`${tokenHex}01`)], onAlice);
    expect(storage(alice)).toEqual({});
    expect(storage(systemAccountAddress)).toEqual({ [key]: varintField(1, 1) + valueField(4n) + metadata });
    expect(logsOf(output)).toEqual([
      { identifier: "ESDTWipe", address: esdtSystemContractAddress, topics: [tokenHex, "01", "05", hex(alice)], data: [] },
    ]);
    const before = createFixture({ flags: { WipeSingleNFTLiquidityDecreaseFlag: false } });
    before.setStorage(alice, { [key]: varintField(1, 1) + valueField(5n) + frozen });
    expect(before.failure("ESDTWipe", [hexToBytes(`${tokenHex}01`)], onAlice)).toBe("no failure");
  });

  it("refuse to wipe what is not frozen", () => {
    const { failure, setStorage } = createFixture();
    setStorage(alice, { [BASE_KEY]: valueField(5n) });
    expect(failure("ESDTWipe", [token], onAlice)).toBe("cannot wipe because the account is not frozen for this esdt token");
  });

  it.each([
    ["with value", [token], { callValue: 1n }, withValue],
    ["with two arguments", [token, token], {}, invalidArguments],
    ["of anybody else", [token], { callerAddress: alice }, notSystem],
    ["to an account of another shard", [token], { recipientAddress: carol }, "nil user account"],
  ])("refuse a call %s", (_, args, input, message) => {
    expect(createFixture().failure("ESDTFreeze", args, { ...onAlice, ...input })).toBe(message);
    expect(createFixture().failure("ESDTWipe", args, { ...onAlice, ...input })).toBe(message);
  });
});

describe("ESDTNFTCreateRoleTransfer", () => {
  const create = "ESDTRoleNFTCreate";

  it("hands role and nonce over inside the shard, and sends them on", () => {
    const { run, storage, setStorage, giveRoles } = createFixture();
    giveRoles(alice, create, "ESDTRoleNFTBurn");
    setStorage(alice, { "ELRONDnonceTOK-a1b2c3": "0102" });
    const output = run("ESDTNFTCreateRoleTransfer", [token, bob], onAlice);
    expect(storage(alice)).toEqual({ [ROLE_KEY]: bytesField(1, hex("ESDTRoleNFTBurn")) });
    expect(storage(bob)).toEqual({ [ROLE_KEY]: bytesField(1, hex(create)), "ELRONDnonceTOK-a1b2c3": "0102" });
    expect(logsOf(output)).toEqual([
      { identifier: "ESDTNFTCreateRoleTransfer", address: alice, topics: [tokenHex, "", "", hex("false")], data: [] },
      { identifier: "ESDTNFTCreateRoleTransfer", address: bob, topics: [tokenHex, "", "", hex("true")], data: [] },
    ]);
    expect(transferOf(output)).toEqual({
      to: bob,
      index: 1,
      value: 0n,
      gasLimit: 0n,
      gasLocked: 0n,
      data: `ESDTNFTCreateRoleTransfer@${tokenHex}@0102`,
      callType: 0,
      from: esdtSystemContractAddress,
    });
  });

  it("hands them to an owner of another shard by a call", () => {
    const { run, giveRoles, state } = createFixture();
    giveRoles(alice, create);
    expect(logsOf(run("ESDTNFTCreateRoleTransfer", [token, carol], onAlice))).toHaveLength(1);
    expect(state.getAccount(carol)).toBeUndefined();
  });

  it("is received from the owner before, once", () => {
    const { run, storage } = createFixture();
    const fromCarol = { callerAddress: carol, recipientAddress: bob };
    const output = run("ESDTNFTCreateRoleTransfer", [token, number(258)], fromCarol);
    run("ESDTNFTCreateRoleTransfer", [token, number(258)], fromCarol);
    expect(storage(bob)).toEqual({ [ROLE_KEY]: bytesField(1, hex(create)), "ELRONDnonceTOK-a1b2c3": "0102" });
    expect(logsOf(output)).toEqual([
      { identifier: "ESDTNFTCreateRoleTransfer", address: bob, topics: [tokenHex, "", "", hex("true")], data: [] },
    ]);
  });

  it.each([
    ["with value", [token, bob], { callValue: 1n }, withValue],
    ["with one argument", [token], {}, invalidArguments],
    ["with three arguments", [token, bob, bob], {}, invalidArguments],
    ["with an address of another length", [token, text("bob")], {}, invalidArguments],
    ["of a caller of this shard", [token, bob], { callerAddress: bob }, invalidArguments],
    ["to an account of another shard", [token, bob], { recipientAddress: carol }, "nil user account"],
  ])("refuses a call %s", (_, args, input, message) => {
    expect(createFixture().failure("ESDTNFTCreateRoleTransfer", args, { ...onAlice, ...input })).toBe(message);
  });
});

describe("ESDTDeleteMetadata and ESDTAddMetadata", () => {
  const config = { callerAddress: bob, recipientAddress: bob };
  const entry = varintField(1, 1) + valueField(1n);
  const metadataHex = varintField(1, 2) + bytesField(2, hex("n"));

  it("delete metadata of intervals of nonces", () => {
    const { run, storage, setStorage } = createFixture({ configAddress: bob });
    for (const nonce of ["\x01", "\x02", "\x03", "\x05", "\x09"]) setStorage(systemAccountAddress, { [BASE_KEY + nonce]: entry });
    const other = text("ABC-a1b2c3");
    setStorage(systemAccountAddress, { "ELRONDesdtABC-a1b2c3\x01": entry });
    const output = run(
      "ESDTDeleteMetadata",
      [token, number(2), number(1), number(2), number(5), number(5), other, number(1), number(1), number(1)],
      config,
    );
    expect(Object.keys(storage(systemAccountAddress))).toEqual([`${BASE_KEY}\x03`, `${BASE_KEY}\t`]);
    expect(output.gasRemaining).toBe(0n);
  });

  it("add metadata where there are none", () => {
    const { run, storage, setStorage } = createFixture({ configAddress: bob });
    run("ESDTAddMetadata", [token, number(2), hexToBytes(metadataHex)], config);
    expect(storage(systemAccountAddress)).toEqual({ [`${BASE_KEY}\x02`]: varintField(1, 1) + valueField(0n) + bytesField(4, metadataHex) });
    setStorage(systemAccountAddress, { [`${BASE_KEY}\x02`]: entry });
    run("ESDTAddMetadata", [token, number(2), hexToBytes(metadataHex)], config);
    expect(storage(systemAccountAddress)).toEqual({ [`${BASE_KEY}\x02`]: entry + bytesField(4, metadataHex) });
  });

  it("are nobody's where the configuration names nobody", () => {
    expect(createFixture().failure("ESDTAddMetadata", [], config)).toBe("address is not allowed to do the action");
  });

  it.each([
    ["value", [], { callValue: 1n }, withValue],
    ["anybody else", [], { callerAddress: alice }, "address is not allowed to do the action"],
    ["another recipient", [], { recipientAddress: alice }, "invalid receiver address"],
    ["three arguments", [token, number(1), number(1)], {}, "invalid number of arguments"],
    ["a token that is none", [text("TOK"), number(1), number(1), number(1)], {}, "invalid tokenID"],
    ["a missing end", [token, number(2), number(1), number(1), number(3)], {}, "invalid number of arguments"],
    ["a token without intervals", [token, number(1), number(1), number(1), token, number(1)], {}, "invalid number of arguments"],
    ["an interval backwards", [token, number(1), number(2), number(1)], {}, invalidArguments],
    ["nonce zero", [token, number(1), number(0), number(1)], {}, "invalid nonce for esdt"],
  ])("refuse to delete for %s", (_, args, input, message) => {
    expect(createFixture({ configAddress: bob }).failure("ESDTDeleteMetadata", args, { ...config, ...input })).toBe(message);
  });

  it.each([
    ["two arguments", [token, number(2)], "invalid number of arguments"],
    ["no arguments", [], "invalid number of arguments"],
    ["nonce zero", [token, number(0), number(1)], "invalid nonce for esdt"],
    ["a token that is none", [text("TOK"), number(2), number(1)], "invalid tokenID"],
    ["broken metadata", [token, number(2), number(8)], "unexpected EOF"],
    ["metadata of another nonce", [token, number(3), hexToBytes(metadataHex)], "invalid metadata"],
    ["a token that has metadata", [token, number(7), hexToBytes(varintField(1, 7))], "token has valid metadata"],
  ])("refuse to add %s", (_, args, message) => {
    const { failure, setStorage } = createFixture({ configAddress: bob });
    setStorage(systemAccountAddress, { [`${BASE_KEY}\x07`]: entry + bytesField(4, varintField(1, 7)) });
    expect(failure("ESDTAddMetadata", args, config)).toBe(message);
  });
});
