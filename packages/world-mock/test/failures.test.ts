// What a failure leaves behind: nonce and fee after a contract's, nothing after a refusal or an engine's.
import { byteStringToBytes } from "@mxvm/codec";
import { ReturnCode, VmError } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { adder, alice, bob, call, createWorld, deploy, dump, transfer, userAddress } from "./support/fixtures.js";
import { outputAccount, writeStorage, type Script } from "./support/scripted-vm.js";

const savesAndFails: Script = ({ input, hooks, output }) => {
  hooks.processBuiltInFunction({
    ...input,
    callerAddress: alice,
    recipientAddress: alice,
    function: "SaveKeyValue",
    arguments: [byteStringToBytes("key"), Uint8Array.of(1)],
    gasProvided: 10n ** 9n,
    callValue: 0n,
    allowInitFunction: false,
  });
  expect(hooks.getStorageData(alice, byteStringToBytes("key")).value).toEqual(Uint8Array.of(1));
  writeStorage(output, adder, "sum", Uint8Array.of(1));
  output.returnCode = ReturnCode.executionFailed;
  output.returnMessage = "bad";
};

describe("a failed run", () => {
  it("leaves nonce and fee, and undoes all else, built-in functions included", () => {
    const { world } = createWorld({ adder: savesAndFails });
    const result = world.execute(call({ value: 10n }));
    expect(result).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "bad" });
    const { world: expected } = createWorld();
    expected.updateAccount({ address: alice, nonce: 8n, balance: 999_000n });
    expect(dump(world)).toEqual(dump(expected));
  });

  it("is out of funds without a message if the sender cannot pay the value after the fee", () => {
    const { world, vm } = createWorld();
    const result = world.execute(call({ value: 999_001n }));
    expect(result).toMatchObject({ returnCode: ReturnCode.outOfFunds, returnMessage: "", gasRemaining: 0n });
    expect(world.getAccount(alice)).toMatchObject({ nonce: 8n, balance: 999_000n });
    expect(vm.inputs).toEqual([]);
  });
});

describe("a refusal changes nothing:", () => {
  const nobody = userAddress("nobody");
  it.each([
    ["a sender that does not exist", transfer({ sender: nobody }), "ACCOUNT_NOT_FOUND"],
    ["a relayer that does not exist", call({ relayer: nobody }), "ACCOUNT_NOT_FOUND"],
    ["a fee that is not covered", call({ gasLimit: 1_000_001n }), "FEE_NOT_COVERED"],
    ["a call of an account that does not exist", call({ receiver: nobody }), "ACCOUNT_NOT_FOUND"],
    ["a call of an account without code", call({ receiver: bob }), "NOT_A_CONTRACT"],
  ])("%s", (_, transaction, code) => {
    const { world } = createWorld();
    const before = dump(world);
    expect(() => world.execute(transaction)).toThrow(expect.objectContaining({ code }));
    expect(dump(world)).toEqual(before);
  });

  it("a run that creates EGLD", () => {
    const { world } = createWorld({ adder: ({ output }) => void (outputAccount(output, bob).balanceDelta += 1n) });
    const before = dump(world);
    expect(() => world.execute(call())).toThrow(expect.objectContaining({ code: "BALANCE_MISMATCH" }));
    expect(dump(world)).toEqual(before);
  });

  it.each([
    ["a negative value", call({ value: -1n })],
    ["an address of another length", call({ receiver: new Uint8Array(31) })],
  ])("%s, which is misuse", (_, transaction) => {
    const { world } = createWorld();
    const before = dump(world);
    expect(() => world.execute(transaction)).toThrow(TypeError);
    expect(dump(world)).toEqual(before);
  });
});

describe("an engine fault", () => {
  const fault = new VmError("EXECUTION_PANICKED", "VM execution panicked");
  const faulty: Script = (run) => {
    savesAndFails(run);
    throw fault;
  };

  it("of a transaction is rethrown, and the world is as it was, nonce and fee included", () => {
    const { world } = createWorld({ adder: faulty });
    const before = dump(world);
    expect(() => world.execute(call())).toThrow(fault);
    expect(dump(world)).toEqual(before);
    expect(world.execute(transfer({ value: 1n })).returnCode).toBe(ReturnCode.ok);
  });

  it("of a deployment or a query does the same", () => {
    const { world } = createWorld({ adder: faulty, deployed: faulty });
    const before = dump(world);
    expect(() => world.execute(deploy())).toThrow(fault);
    expect(() => world.query({ receiver: adder, function: "f", arguments: [] }, { commit: true })).toThrow(fault);
    expect(dump(world)).toEqual(before);
  });
});
