// What the ESDT system contract makes the shards do, in our world and in the node: roles, freezing, wiping, pausing, limited transfers.
import { esdtSystemContractAddress } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import { isFullSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressInShard, createProtocolWorlds, fromSystemContract, type Argument, type ProtocolWorlds } from "./support/protocol-worlds.js";

const manager = addressInShard("manager", 0);
const bob = addressInShard("bob", 4);
const carol = addressInShard("carol", 8);

const issuingCost = 50_000_000_000_000_000n;
const properties = ["canFreeze", "canWipe", "canPause", "canChangeOwner", "canUpgrade", "canAddSpecialRoles"];

describe.skipIf(!isFullSimulatorInstalled())("what the ESDT system contract does, as the node runs it", () => {
  let worlds: ProtocolWorlds;
  let gold: string;
  let silver: string;

  const issue = (name: string, args: readonly Argument[], more: readonly string[] = []): string => {
    const choices = [...properties, ...more].flatMap((property) => [property, "true"]);
    return worlds.issue({ sender: manager, receiver: esdtSystemContractAddress, function: name, arguments: [...args, ...choices], value: issuingCost });
  };
  /** The manager asks for something; `sent` is what the contract sends because of it. */
  const ask = (name: string, args: readonly Argument[], ...sent: Parameters<typeof fromSystemContract>[]): void => {
    const calls = sent.map((each) => fromSystemContract(...each));
    worlds.playSystem({ sender: manager, receiver: esdtSystemContractAddress, function: name, arguments: args }, calls);
  };
  const call = (sender: Address, receiver: Address, name: string, ...args: readonly Argument[]): void =>
    worlds.play({ sender, receiver, function: name, arguments: args });
  const nothingDiffers = (): void => {
    expect(worlds.differences.splice(0).join("\n\n")).toBe("");
  };

  beforeAll(() => {
    const people = [manager, bob, carol];
    worlds = createProtocolWorlds({ watched: people, shards: 1 });
    for (const address of people) worlds.setAccount({ address, balance: 10n ** 20n });
    gold = issue("issue", ["Gold", "GOLD", 1_000_000, 2]);
    silver = issue("issueSemiFungible", ["Silver", "SILV"], ["canTransferNFTCreateRole"]);
  });
  afterAll(() => worlds.close());

  it("gives and takes roles", () => {
    call(manager, manager, "ESDTLocalMint", gold, 500);
    ask("setSpecialRole", [gold, manager, "ESDTRoleLocalMint", "ESDTRoleLocalBurn"], ["ESDTSetRole", [gold, "ESDTRoleLocalMint", "ESDTRoleLocalBurn"], manager]);
    call(manager, manager, "ESDTLocalMint", gold, 500);
    call(manager, manager, "ESDTLocalBurn", gold, 50);
    ask("unSetSpecialRole", [gold, manager, "ESDTRoleLocalMint"], ["ESDTUnSetRole", [gold, "ESDTRoleLocalMint"], manager]);
    call(manager, manager, "ESDTLocalMint", gold, 500);
    call(manager, manager, "ESDTLocalBurn", gold, 50);
    nothingDiffers();
  });

  it("freezes, unfreezes and wipes", () => {
    call(manager, bob, "ESDTTransfer", gold, 100);
    call(manager, carol, "ESDTTransfer", gold, 100);
    for (const holder of [bob, carol]) {
      ask("freeze", [gold, holder], ["ESDTFreeze", [gold], holder]);
      call(manager, holder, "ESDTTransfer", gold, 10);
      call(holder, manager, "ESDTTransfer", gold, 10);
      ask("unFreeze", [gold, holder], ["ESDTUnFreeze", [gold], holder]);
      call(holder, manager, "ESDTTransfer", gold, 10);
      ask("freeze", [gold, holder], ["ESDTFreeze", [gold], holder]);
      ask("wipe", [gold, holder], ["ESDTWipe", [gold], holder]);
    }
    nothingDiffers();
  });

  it("pauses and unpauses", () => {
    ask("pause", [gold], ["ESDTPause", [gold]]);
    call(manager, bob, "ESDTTransfer", gold, 10);
    call(manager, carol, "ESDTTransfer", gold, 10);
    call(manager, manager, "ESDTLocalBurn", gold, 50);
    ask("unPause", [gold], ["ESDTUnPause", [gold]]);
    call(manager, carol, "ESDTTransfer", gold, 10);
    nothingDiffers();
  });

  it("limits transfers to those who may", () => {
    const limited = "ESDTTransferRole";
    ask(
      "setSpecialRole",
      [gold, manager, limited],
      ["ESDTSetRole", [gold, limited], manager],
      ["ESDTSetLimitedTransfer", [gold]],
      ["ESDTTransferRoleAddAddress", [gold, manager]],
    );
    call(manager, bob, "ESDTTransfer", gold, 10);
    call(bob, carol, "ESDTTransfer", gold, 5);
    call(bob, bob, "MultiESDTNFTTransfer", carol, 1, gold, 0, 5);
    call(bob, manager, "ESDTTransfer", gold, 5);
    ask(
      "unSetSpecialRole",
      [gold, manager, limited],
      ["ESDTUnSetRole", [gold, limited], manager],
      ["ESDTUnSetLimitedTransfer", [gold]],
      ["ESDTTransferRoleDeleteAddress", [gold, manager]],
    );
    call(bob, carol, "ESDTTransfer", gold, 1);
    nothingDiffers();
  });

  it("lets all burn, or not", () => {
    call(bob, bob, "ESDTLocalBurn", gold, 1);
    ask("unsetBurnRoleGlobally", [gold], ["ESDTUnSetBurnRoleForAll", [gold]]);
    call(bob, bob, "ESDTLocalBurn", gold, 1);
    ask("setBurnRoleGlobally", [gold], ["ESDTSetBurnRoleForAll", [gold]]);
    call(bob, bob, "ESDTLocalBurn", gold, 1);
    nothingDiffers();
  });

  it("hands the role to create on, and stops creation", () => {
    const create = ["name", 1, "hash", "attributes", "uri"] as const;
    const [creates, adds] = ["ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity"];
    ask("setSpecialRole", [silver, manager, creates, adds], ["ESDTSetRole", [silver, creates, adds], manager]);
    for (let count = 0; count < 2; count++) call(manager, manager, "ESDTNFTCreate", silver, 10, ...create);
    ask("transferNFTCreateRole", [silver, manager, bob], ["ESDTNFTCreateRoleTransfer", [silver, bob], manager]);
    call(manager, manager, "ESDTNFTCreate", silver, 10, ...create);
    call(bob, bob, "ESDTNFTCreate", silver, 10, ...create);
    ask("transferNFTCreateRole", [silver, bob, carol], ["ESDTNFTCreateRoleTransfer", [silver, carol], bob]);
    call(carol, carol, "ESDTNFTCreate", silver, 10, ...create);
    ask("stopNFTCreate", [silver], ["ESDTUnSetRole", [silver, creates], carol]);
    call(carol, carol, "ESDTNFTCreate", silver, 10, ...create);
    nothingDiffers();
  });

  it("freezes, unfreezes and wipes single tokens", () => {
    const single = (nonce: number): Uint8Array => Uint8Array.from([...Buffer.from(silver), nonce]);
    ask("freezeSingleNFT", [silver, 1, manager], ["ESDTFreeze", [single(1)], manager]);
    call(manager, manager, "ESDTNFTTransfer", silver, 1, 1, bob);
    call(manager, manager, "ESDTNFTTransfer", silver, 2, 1, bob);
    call(manager, manager, "ESDTNFTTransfer", silver, 2, 1, carol);
    ask("unFreezeSingleNFT", [silver, 1, manager], ["ESDTUnFreeze", [single(1)], manager]);
    call(manager, manager, "ESDTNFTTransfer", silver, 1, 1, carol);
    ask("freezeSingleNFT", [silver, 1, carol], ["ESDTFreeze", [single(1)], carol]);
    ask("wipeSingleNFT", [silver, 1, carol], ["ESDTWipe", [single(1)], carol]);
    nothingDiffers();
  });
});
