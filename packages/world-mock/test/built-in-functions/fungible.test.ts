// Fungible tokens: transfer, mint, burn. Figures are those of vm-common-go.
import { esdtSystemContractAddress, systemAccountAddress } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import {
  alice,
  bob,
  carol,
  cost,
  createFixture,
  farVault,
  GAS,
  hex,
  logsOf,
  number,
  text,
  token,
  transferOf,
  valueField,
  vault,
  type BuiltInFixture,
  type FixtureOptions,
} from "../support/built-in-functions.js";

const KEY = "ELRONDesdtTOK-a1b2c3";
const tokenHex = hex(token);
const invalidArguments = "invalid arguments to process built-in function";
const notEnoughGas = "not enough gas was sent in the transaction";
const withValue = "built in function called with tx value is not allowed";
const frozen = "1a020100";
const unfrozen = "1a020000";

/** Alice has 1000. */
function funded(options?: FixtureOptions): BuiltInFixture {
  const fixture = createFixture(options);
  fixture.setStorage(alice, { [KEY]: valueField(1000n) });
  return fixture;
}

describe("ESDTTransfer", () => {
  const toBob = { recipientAddress: bob };

  it("moves an amount and says so", () => {
    const { run, storage } = funded();
    const output = run("ESDTTransfer", [token, number(300)], toBob);
    expect(storage(alice)).toEqual({ [KEY]: valueField(700n) });
    expect(storage(bob)).toEqual({ [KEY]: valueField(300n) });
    expect(output.gasRemaining).toBe(GAS - cost.ESDTTransfer);
    expect(transferOf(output)).toEqual([]);
    expect(logsOf(output)).toEqual([
      {
        identifier: "ESDTTransfer",
        address: alice,
        topics: [tokenHex, "", "012c", hex(bob)],
        data: ["", "ESDTTransfer", "TOK-a1b2c3", "\x01,"],
      },
    ]);
  });

  it("deletes an entry of nothing, and keeps its properties where there are some", () => {
    const { run, storage, setStorage } = funded();
    run("ESDTTransfer", [token, number(1000)], toBob);
    expect(storage(alice)).toEqual({});
    setStorage(alice, { [KEY]: `${valueField(1n)}1a020002` });
    run("ESDTTransfer", [token, number(1)], toBob);
    expect(storage(alice)).toEqual({ [KEY]: `${valueField(0n)}1a020002` });
  });

  it("keeps metadata that a fungible token has", () => {
    const { run, storage, setStorage } = funded();
    setStorage(alice, { [KEY]: `${valueField(2n)}${unfrozen}2200` });
    run("ESDTTransfer", [token, number(1)], toBob);
    expect(storage(alice)).toEqual({ [KEY]: `${valueField(1n)}${unfrozen}2200` });
    expect(storage(bob)).toEqual({ [KEY]: valueField(1n) });
  });

  it("reads an amount with leading zeros and logs it without", () => {
    expect(logsOf(funded().run("ESDTTransfer", [token, Uint8Array.of(0, 0, 7)], toBob))).toMatchObject([
      { topics: [tokenHex, "", "07", hex(bob)] },
    ]);
  });

  it("goes on as a call of a contract, with all gas", () => {
    const input = { recipientAddress: vault, gasLocked: 5n, callType: CallType.esdtTransferAndExecute };
    const output = funded().run("ESDTTransfer", [token, number(1), text("buy"), number(7), text("")], input);
    expect(output.gasRemaining).toBe(0n);
    expect(transferOf(output)).toEqual({
      to: vault,
      index: 1,
      value: 0n,
      gasLimit: GAS - cost.ESDTTransfer,
      gasLocked: 5n,
      data: "buy@07@",
      callType: CallType.esdtTransferAndExecute,
      from: alice,
    });
    expect(logsOf(output)).toHaveLength(1);
  });

  it("does not go on as a call of a user, of an empty name, or after an error unless as a callback", () => {
    const args = [token, number(1), text("buy")];
    const { run } = funded();
    expect(transferOf(run("ESDTTransfer", args, toBob))).toEqual([]);
    expect(transferOf(run("ESDTTransfer", [token, number(1), text("")], { recipientAddress: vault }))).toEqual([]);
    expect(transferOf(run("ESDTTransfer", args, { recipientAddress: vault, returnCallAfterError: true }))).toEqual([]);
    const callback = { recipientAddress: vault, returnCallAfterError: true, callType: CallType.asynchronousCallBack };
    expect(transferOf(run("ESDTTransfer", args, callback))).toMatchObject({ data: "buy" });
    const before = funded({ flags: { CheckFunctionArgumentFlag: false } });
    expect(transferOf(before.run("ESDTTransfer", [token, number(1), text("")], { recipientAddress: vault }))).toMatchObject({ data: "" });
  });

  it("takes from the sender in its shard; a contract's call goes on", () => {
    const { run, storage, setStorage, state } = funded();
    const output = run("ESDTTransfer", [token, number(1)], { recipientAddress: carol });
    expect(transferOf(output)).toEqual([]);
    expect(output.gasRemaining).toBe(GAS - cost.ESDTTransfer);
    expect(logsOf(output)).toHaveLength(1);
    setStorage(vault, { [KEY]: valueField(5n) });
    const fromContract = run("ESDTTransfer", [token, number(5), text("f")], { callerAddress: vault, recipientAddress: carol });
    expect(transferOf(fromContract)).toMatchObject({
      to: carol,
      gasLimit: GAS - cost.ESDTTransfer,
      data: `ESDTTransfer@${tokenHex}@05@66`,
    });
    expect(fromContract.gasRemaining).toBe(0n);
    expect(storage(vault)).toEqual({});
    expect(state.getAccount(carol)).toBeUndefined();
  });

  it("gives to the destination in its shard, where gas is nobody's but the callback's and the call's", () => {
    const { run, storage } = createFixture();
    const args = [token, number(1)];
    const input = { callerAddress: carol, recipientAddress: bob, gasProvided: 50n };
    expect(run("ESDTTransfer", args, input).gasRemaining).toBe(0n);
    expect(run("ESDTTransfer", args, { ...input, callType: CallType.asynchronousCallBack }).gasRemaining).toBe(50n);
    expect(storage(bob)).toEqual({ [KEY]: valueField(2n) });
    const call = run("ESDTTransfer", [...args, text("f")], { ...input, recipientAddress: vault, gasProvided: 200n });
    expect(transferOf(call)).toMatchObject({ gasLimit: 200n - cost.ESDTTransfer });
    expect(transferOf(run("ESDTTransfer", [...args, text("f")], { ...input, recipientAddress: vault }))).toMatchObject({ gasLimit: 0n });
  });

  it("is free and unchecked where it returns tokens after an error", () => {
    const { run, setStorage, storage } = funded({ notPayable: [vault] });
    setStorage(alice, { [KEY]: `${valueField(9n)}${frozen}` });
    setStorage(systemAccountAddress, { [KEY]: "0300" });
    const output = run("ESDTTransfer", [token, number(9)], { recipientAddress: vault, returnCallAfterError: true, gasProvided: 1n });
    expect(output.gasRemaining).toBe(1n);
    expect(storage(alice)).toEqual({ [KEY]: `${valueField(0n)}${frozen}` });
    const before = funded({ flags: { EGLDInESDTMultiTransferFlag: false } });
    expect(before.failure("ESDTTransfer", [token, number(9)], { ...toBob, returnCallAfterError: true, gasProvided: 1n })).toBe(
      notEnoughGas,
    );
  });

  it.each([
    ["value", [token, number(1)], { callValue: 1n }, withValue],
    ["one argument", [token], {}, invalidArguments],
    ["the metachain as destination", [token, number(1)], { recipientAddress: esdtSystemContractAddress }, "invalid receiver address"],
    ["nothing", [token, text("")], {}, "negative value"],
    ["an amount of 101 bytes", [token, new Uint8Array(101)], {}, `${invalidArguments}: max length for esdt transfer value is 100`],
    ["too little gas", [token, number(1)], { gasProvided: cost.ESDTTransfer - 1n }, notEnoughGas],
    ["more than there is", [token, number(1001)], {}, "insufficient funds"],
    ["a token that there is not", [text("ABC-a1b2c3"), number(1)], {}, "insufficient funds"],
  ])("refuses %s", (_, args, input, message) => {
    expect(funded().failure("ESDTTransfer", args, { ...toBob, ...input })).toBe(message);
  });

  it("refuses tokens of other types, and broken ones", () => {
    const { failure, setStorage } = funded();
    setStorage(bob, { [KEY]: "0801" + valueField(1n) });
    expect(failure("ESDTTransfer", [token, number(1)], toBob)).toBe("only fungible tokens have balance transfer");
    setStorage(alice, { [KEY]: "ff" });
    expect(failure("ESDTTransfer", [token, number(1)], toBob)).toBe("unexpected EOF");
  });

  it("crashes as production does on a token without value", () => {
    const { run, setStorage } = funded();
    setStorage(alice, { [KEY]: "120100" });
    expect(() => run("ESDTTransfer", [token, number(1)], toBob)).toThrow(expect.objectContaining({ code: "EXECUTION_PANICKED" }));
  });

  it("refuses where sender or destination is frozen, or the token paused; not the token-issuing contract", () => {
    const args = [token, number(1)];
    const { failure, setStorage } = funded();
    setStorage(bob, { [KEY]: valueField(1n) + frozen });
    expect(failure("ESDTTransfer", args, toBob)).toBe("account is frozen for this esdt token");
    setStorage(bob, { [KEY]: "" });
    setStorage(alice, { [KEY]: valueField(9n) + frozen });
    expect(failure("ESDTTransfer", args, toBob)).toBe("account is frozen for this esdt token");
    setStorage(alice, { [KEY]: valueField(9n) });
    setStorage(systemAccountAddress, { [KEY]: "0100" });
    expect(failure("ESDTTransfer", args, toBob)).toBe("esdt token is paused");
  });

  it("asks whether a destination may be paid, unless a call follows or the call type says so", () => {
    const { run, failure } = funded({ notPayable: [vault] });
    const toVault = { recipientAddress: vault };
    const args = [token, number(1)];
    expect(failure("ESDTTransfer", args, toVault)).toBe("sending value to non payable contract");
    expect(failure("ESDTTransfer", [...args, text("")], toVault)).toBe("sending value to non payable contract");
    expect(failure("ESDTTransfer", args, { ...toVault, callType: CallType.asynchronousCall })).toBe(
      "sending value to non payable contract",
    );
    run("ESDTTransfer", [...args, text("buy")], toVault);
    run("ESDTTransfer", args, { ...toVault, callType: CallType.asynchronousCallBack });
    run("ESDTTransfer", args, { ...toVault, callType: CallType.esdtTransferAndExecute });
    run("ESDTTransfer", args, { ...toVault, callerAddress: esdtSystemContractAddress });
    const before = funded({ notPayable: [vault], flags: { FixAsyncCallbackCheckFlag: false, CheckFunctionArgumentFlag: false } });
    before.run("ESDTTransfer", args, { ...toVault, callType: CallType.asynchronousCall });
    before.run("ESDTTransfer", [...args, text("")], toVault);
    expect(before.failure("ESDTTransfer", args, { ...toVault, returnCallAfterError: true })).toBe("sending value to non payable contract");
  });

  it("of a limited token needs the transfer role on either side", () => {
    const args = [token, number(1)];
    const limited = (options?: FixtureOptions): BuiltInFixture => {
      const fixture = funded(options);
      fixture.setStorage(systemAccountAddress, { [KEY]: "0200" });
      return fixture;
    };
    expect(limited().failure("ESDTTransfer", args, toBob)).toBe("action is not allowed");
    expect(limited().failure("ESDTTransfer", args, { recipientAddress: carol })).toBe("nil user account");
    for (const holder of [alice, bob]) {
      const byRole = limited();
      byRole.giveRoles(holder, "ESDTRoleLocalMint", "ESDTTransferRole");
      expect(byRole.failure("ESDTTransfer", args, toBob)).toBe("no failure");
      const byList = limited();
      byList.setStorage(systemAccountAddress, { "ELRONDtransferesdtTOK-a1b2c3": `0a20${hex(carol)}0a20${hex(holder)}` });
      expect(byList.failure("ESDTTransfer", args, toBob)).toBe("no failure");
    }
    // The destination's shard does not decide.
    expect(limited().failure("ESDTTransfer", args, { callerAddress: carol, recipientAddress: bob })).toBe("no failure");
    // Before the flag roles were looked up under the storage key.
    const before = limited({ flags: { CheckCorrectTokenIDForTransferRoleFlag: false } });
    before.giveRoles(alice, "ESDTTransferRole");
    expect(before.failure("ESDTTransfer", args, toBob)).toBe("action is not allowed");
    before.setStorage(alice, { "ELRONDroleesdtELRONDesdtTOK-a1b2c3": "0a1045534454" + hex("TransferRole") });
    expect(before.failure("ESDTTransfer", args, toBob)).toBe("no failure");
    // Broken data is no role.
    const broken = limited();
    broken.setStorage(alice, { "ELRONDroleesdtTOK-a1b2c3": "0aff" });
    broken.setStorage(systemAccountAddress, { "ELRONDtransferesdtTOK-a1b2c3": "0aff" });
    expect(broken.failure("ESDTTransfer", args, toBob)).toBe("action is not allowed");
  });
});

describe("ESDTLocalMint and ESDTLocalBurn", () => {
  it("make and destroy one's own tokens", () => {
    const { run, storage, giveRoles } = createFixture();
    giveRoles(alice, "ESDTRoleLocalMint", "ESDTRoleLocalBurn");
    const minted = run("ESDTLocalMint", [token, number(10n ** 20n)]);
    expect(storage(alice)[KEY]).toBe(valueField(10n ** 20n));
    expect(minted.gasRemaining).toBe(GAS - cost.ESDTLocalMint);
    expect(logsOf(minted)).toEqual([
      { identifier: "ESDTLocalMint", address: alice, topics: [tokenHex, "", "056bc75e2d63100000"], data: [] },
    ]);
    const burned = run("ESDTLocalBurn", [token, number(1)]);
    expect(storage(alice)[KEY]).toBe(valueField(10n ** 20n - 1n));
    expect(burned.gasRemaining).toBe(GAS - cost.ESDTLocalBurn);
    expect(logsOf(burned)).toEqual([{ identifier: "ESDTLocalBurn", address: alice, topics: [tokenHex, "", "01"], data: [] }]);
  });

  it("let everybody burn a token that says so", () => {
    const { run, failure, setStorage, storage } = funded();
    expect(failure("ESDTLocalBurn", [token, number(1)])).toBe("action is not allowed");
    setStorage(systemAccountAddress, { [KEY]: "0400" });
    run("ESDTLocalBurn", [token, number(1000)]);
    expect(storage(alice)).toEqual({});
  });

  it("take gas even where tokens return after an error", () => {
    const { failure, giveRoles } = createFixture();
    giveRoles(alice, "ESDTRoleLocalMint");
    expect(failure("ESDTLocalMint", [token, number(1)], { returnCallAfterError: true, gasProvided: 1n })).toBe(notEnoughGas);
  });

  it.each([
    ["value", [token, number(1)], { callValue: 1n }, withValue],
    ["one argument", [token], {}, invalidArguments],
    ["another recipient", [token, number(1)], { recipientAddress: bob }, "invalid receiver address"],
    ["a caller of another shard", [token, number(1)], { callerAddress: carol }, "nil user account"],
    ["nothing", [token, number(0)], {}, "negative value"],
    ["too little gas", [token, number(1)], { gasProvided: 1n }, notEnoughGas],
    ["another role", [token, number(1)], {}, "action is not allowed"],
  ])("refuse %s", (_, args, input, message) => {
    const { failure, giveRoles } = funded();
    giveRoles(alice, "ESDTRoleNFTCreate");
    expect(failure("ESDTLocalMint", args, input)).toBe(message);
    expect(failure("ESDTLocalBurn", args, input)).toBe(message);
  });

  it("refuse amounts of more than 100 bytes, in other words before the flag", () => {
    const long = [token, new Uint8Array(101).fill(1)];
    const { failure, giveRoles } = funded();
    giveRoles(alice, "ESDTRoleLocalMint", "ESDTRoleLocalBurn");
    expect(failure("ESDTLocalMint", long)).toBe(`${invalidArguments}: max length for esdt local mint value is 100`);
    expect(failure("ESDTLocalBurn", long)).toBe(`${invalidArguments}: max length for esdt local burn value is 100`);
    const before = funded({ flags: { ConsistentTokensValuesLengthCheckFlag: false } });
    before.giveRoles(alice, "ESDTRoleLocalMint", "ESDTRoleLocalBurn");
    expect(before.failure("ESDTLocalMint", long)).toBe(`${invalidArguments} max length for esdt issue is 100`);
    expect(before.failure("ESDTLocalBurn", long)).toBe("insufficient funds");
  });
});

describe("ESDTBurn", () => {
  const toSystem = { recipientAddress: esdtSystemContractAddress };

  it("destroys tokens; a contract's call goes on to the token-issuing contract", () => {
    const { run, storage, setStorage } = funded();
    const output = run("ESDTBurn", [token, number(400)], toSystem);
    expect(storage(alice)).toEqual({ [KEY]: valueField(600n) });
    expect(output.gasRemaining).toBe(GAS - cost.ESDTBurn);
    expect(transferOf(output)).toEqual([]);
    expect(logsOf(output)).toEqual([{ identifier: "ESDTBurn", address: alice, topics: [tokenHex, "", "0190"], data: [] }]);
    setStorage(vault, { [KEY]: valueField(1n) });
    const fromContract = run("ESDTBurn", [token, number(1)], { ...toSystem, callerAddress: vault });
    expect(transferOf(fromContract)).toMatchObject({
      to: esdtSystemContractAddress,
      gasLimit: GAS - cost.ESDTBurn,
      data: `ESDTBurn@${tokenHex}@01`,
    });
  });

  it.each([
    ["value", [token, number(1)], { callValue: 1n }, withValue],
    ["three arguments", [token, number(1), number(1)], {}, invalidArguments],
    ["nothing", [token, number(0)], {}, "negative value"],
    ["another recipient", [token, number(1)], { recipientAddress: bob }, "destination is not system sc address"],
    ["a caller of another shard", [token, number(1)], { callerAddress: farVault }, "nil user account"],
    ["too little gas", [token, number(1)], { gasProvided: 1n }, notEnoughGas],
    ["more than there is", [token, number(1001)], {}, "insufficient funds"],
  ])("refuses %s", (_, args, input, message) => {
    expect(funded().failure("ESDTBurn", args, { ...toSystem, ...input })).toBe(message);
  });
});
