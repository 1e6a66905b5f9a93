// Both name services of the chain on both worlds: one of the genesis, one older with the legacy VM hooks and asynchronous calls.
import { hexToBytes, utf8ToBytes } from "@mxvm/codec";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBothWorlds, type BothWorlds } from "./support/both-worlds.js";
import { readGenesisContract } from "./support/contracts.js";
import { aroundTheNeed, call, contract, contractAddress, deploy, owner, upgrade, user } from "./support/transactions.js";

/** Version, place, and what its names end with. */
const versions = [
  ["0.2", "genesisContracts/dns.wasm", ".elrond"],
  ["3.0", "upgradeContracts/dns/v3.0/dns.wasm", ""],
] as const;

const other = contractAddress("other");
const cost = 1_000n;

describe.skipIf(!isLightSimulatorInstalled()).each(versions)("the name service %s, as production runs it", (_version, path, ending) => {
  const code = readGenesisContract(path);
  let worlds: BothWorlds;
  let name: Uint8Array;

  const deployAt = (): void => {
    worlds.setAccount({ address: owner, balance: 10n ** 20n });
    worlds.setAccount({ address: user, balance: 10n ** 18n });
    const storage = new Map([["registration_cost", Uint8Array.of(3, 0xe8)]]);
    for (const address of [contract, other]) worlds.setAccount({ address, code, codeMetadata: Uint8Array.of(5, 0), ownerAddress: owner, storage });
  };

  beforeAll(() => {
    worlds = createBothWorlds();
    deployAt();
    name = Array.from({ length: 4000 }, (_, index) => utf8ToBytes(`somebody${index}${ending}`)).find((candidate) => {
      const shard = worlds.ours.query({ receiver: contract, function: "nameShard", arguments: [candidate] }).returnData[0];
      return shard?.[0] === contract[31];
    })!;
  });
  beforeEach(() => deployAt());
  afterAll(() => worlds.close());

  it("deploys and upgrades", () => {
    for (const args of [[Uint8Array.of(3, 0xe8)], [new Uint8Array()], [], [Uint8Array.of(1), Uint8Array.of(2)]]) {
      worlds.execute(deploy(code, { arguments: args }));
      worlds.execute(upgrade(contract, code, { arguments: args }));
    }
  });

  it("answers its views", () => {
    for (const view of ["getContractOwner", "getOwnShardId", "getRegistrationCost", "version", "checkPending", "resetPending", "claim"]) {
      worlds.execute(call(contract, view));
      worlds.execute(call(contract, view, { sender: user }));
      worlds.execute(call(contract, view, { value: 1n }));
    }
  });

  const names = ["", "a", "abcdefghij", "somebody.elrond", "Somebody.elrond", "x".repeat(40), "somebody.other", "\u0000\u0001"];
  it.each(names)("answers what concerns the name %j", (text) => {
    for (const view of ["nameHash", "nameShard", "resolve", "resolveFromHash", "validateName", "canRegister", "register", "setFeatureFlag"]) {
      worlds.execute(call(contract, view, { arguments: [utf8ToBytes(text)] }));
      worlds.execute(call(contract, view, { arguments: [utf8ToBytes(text), Uint8Array.of(1)], value: cost }));
    }
  });

  it("registers a name, once, with an asynchronous call to the user", () => {
    expect(worlds.execute(call(contract, "register", { sender: user, arguments: [name], value: cost }))).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
    worlds.execute(call(contract, "resolve", { arguments: [name] }));
    worlds.execute(call(contract, "checkPending", { arguments: [name] }));
    worlds.execute(call(contract, "register", { sender: user, arguments: [name], value: cost }));
    worlds.execute(call(contract, "register", { sender: owner, arguments: [name], value: cost }));
    worlds.execute(call(contract, "register", { sender: user, arguments: [name], value: cost - 1n }));
    worlds.execute(call(other, "register", { sender: user, arguments: [name], value: cost }));
    worlds.execute(call(contract, "claim"));
    worlds.execute(call(contract, "callBack", { sender: user, arguments: [hexToBytes("00")] }));
  });

  it.each([
    ["a registration", (gasLimit: bigint) => call(contract, "register", { sender: user, arguments: [name], value: cost, gasLimit })],
    ["a failing registration", (gasLimit: bigint) => call(contract, "register", { sender: user, arguments: [name], gasLimit })],
    ["a view", (gasLimit: bigint) => call(contract, "nameHash", { arguments: [name], gasLimit })],
    ["a deployment", (gasLimit: bigint) => deploy(code, { arguments: [Uint8Array.of(3, 0xe8)], gasLimit })],
  ] as const)("ends %s where gas ends", (_name, transaction) => {
    const run = (gasLimit: bigint) => {
      deployAt();
      return worlds.execute(transaction(gasLimit));
    };
    expect(aroundTheNeed(run).length).toBeGreaterThan(3);
  });
});
