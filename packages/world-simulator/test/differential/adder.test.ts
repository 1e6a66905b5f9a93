// The adder on both worlds: deployment, calls, upgrade, failures and the end of gas, equal to the unit and byte.
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBothWorlds, simulatorAddress, type BothWorlds } from "./support/both-worlds.js";
import { readAdder } from "./support/contracts.js";
import { aroundTheNeed, call, contract, deploy, owner, upgrade, user } from "./support/transactions.js";

const adder = readAdder();
const five = [Uint8Array.of(5)];

describe.skipIf(!isLightSimulatorInstalled())("the adder, as production runs it", () => {
  let worlds: BothWorlds;

  const reset = (): void => {
    worlds.setAccount({ address: owner, balance: 10n ** 20n, nonce: 3n });
    worlds.setAccount({ address: user, balance: 10n ** 18n });
    const storage = new Map([["sum", Uint8Array.of(7)]]);
    worlds.setAccount({ address: contract, code: adder, codeMetadata: Uint8Array.of(5, 6), ownerAddress: owner, storage });
  };

  beforeAll(() => {
    worlds = createBothWorlds();
  });
  beforeEach(() => reset());
  afterAll(() => worlds.close());

  it("deploys, adds and answers", () => {
    const { deployedAddress } = worlds.execute(deploy(adder, { arguments: five }));
    expect(deployedAddress).toBeDefined();
    const receiver = simulatorAddress(1n);
    worlds.execute(call(receiver, "add", { arguments: [Uint8Array.of(1, 0)] }));
    expect(worlds.execute(call(receiver, "getSum")).returnData).toEqual(["0105"]);
    expect(worlds.query({ receiver, function: "getSum", arguments: [] }).returnData).toEqual(["0105"]);
  });

  it.each([
    ["no arguments", []],
    ["two arguments", [Uint8Array.of(1), Uint8Array.of(2)]],
    ["an empty argument", [new Uint8Array()]],
    ["an argument with leading zeros", [new Uint8Array(40)]],
    ["a large argument", [new Uint8Array(1000).fill(0xff)]],
  ])("adds or fails with %s", (_name, args) => {
    worlds.execute(call(contract, "add", { arguments: args }));
    worlds.execute(deploy(adder, { arguments: args }));
  });

  it.each(["nothing", "init", "upgrade", "callBack", "memory", "$expectArguments", " add", "add "])("answers a call of %s", (name) => {
    worlds.execute(call(contract, name, { arguments: five }));
  });

  it("takes a payment only where the contract allows it", () => {
    worlds.execute(call(contract, "add", { arguments: five, value: 1n }));
    worlds.execute(deploy(adder, { arguments: five, value: 1n }));
    worlds.execute(call(contract, "getSum", { value: 10n ** 21n }));
  });

  it("takes the fee, however the call ends", () => {
    worlds.execute(call(contract, "add", { arguments: five, gasPrice: 1_000n }));
    worlds.execute(call(contract, "add", { arguments: [], gasPrice: 1_000n }));
  });

  const metadata = ["0000", "0100", "0400", "0500", "0502", "0504", "0506", "ffff", "0001"];
  it.each(metadata)("deploys and upgrades with code metadata %s", (hex) => {
    const codeMetadata = Uint8Array.from(Buffer.from(hex, "hex"));
    const { deployedAddress = "" } = worlds.execute(deploy(adder, { arguments: five, codeMetadata }));
    const receiver = Uint8Array.from(Buffer.from(deployedAddress, "hex"));
    worlds.execute(call(receiver, "add", { arguments: five }));
    worlds.execute(upgrade(receiver, adder, { codeMetadata }));
    worlds.execute(upgrade(contract, adder, { codeMetadata }));
    worlds.execute(upgrade(contract, adder));
  });

  it.each([["none", ""], ["one byte", "05"], ["three bytes", "050607"]])("refuses or takes code metadata of %s", (_name, hex) => {
    worlds.execute(deploy(adder, { arguments: five, codeMetadata: Uint8Array.from(Buffer.from(hex, "hex")) }));
    worlds.execute(upgrade(contract, adder, { codeMetadata: Uint8Array.from(Buffer.from(hex, "hex")) }));
  });

  it("upgrades for the owner alone", () => {
    worlds.execute(upgrade(contract, adder, { sender: user }));
    worlds.execute(upgrade(contract, adder));
  });

  it("refuses code that is none", () => {
    for (const code of [new Uint8Array(), Uint8Array.of(1, 2, 3), adder.subarray(0, 100), Uint8Array.from([...adder, 0])]) {
      worlds.execute(deploy(code, { arguments: five }));
      worlds.execute(upgrade(contract, code));
    }
  });

  it.each([
    ["a call", (gasLimit: bigint) => call(contract, "add", { arguments: five, gasLimit })],
    ["a reading call", (gasLimit: bigint) => call(contract, "getSum", { gasLimit })],
    ["a deployment", (gasLimit: bigint) => deploy(adder, { arguments: five, gasLimit })],
    ["an upgrade", (gasLimit: bigint) => upgrade(contract, adder, { gasLimit })],
    ["a failing call", (gasLimit: bigint) => call(contract, "add", { gasLimit })],
  ] as const)("ends %s where gas ends", (_name, transaction) => {
    const run = (gasLimit: bigint) => {
      reset();
      return worlds.execute(transaction(gasLimit));
    };
    expect(aroundTheNeed(run).length).toBeGreaterThan(3);
  });
});
