// The ESDT system contract itself, in our world of shards and in the node: records, roles, messages, events, what reaches the accounts.
import { esdtSystemContractAddress } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import { isFullSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressInShard, createProtocolWorlds, type Argument, type ProtocolWorlds } from "./support/protocol-worlds.js";

/** Of shards 0 and 1. The node does not tell the events of a third shard, so that the creator's role goes from one to another of shard 0. */
const manager = addressInShard("manager", 0);
const carol = addressInShard("carol", 4);
const bob = addressInShard("bob", 1);

const issuingCost = 50_000_000_000_000_000n;
const everything = ["canFreeze", "canWipe", "canPause", "canChangeOwner", "canUpgrade", "canAddSpecialRoles"].flatMap((name) => [name, "true"]);
const creators = [...everything, "canTransferNFTCreateRole", "true"];

describe.skipIf(!isFullSimulatorInstalled())("the ESDT system contract, as the node runs it", () => {
  let worlds: ProtocolWorlds;
  const tokens: string[] = [];
  let gold = "";
  let silver = "";
  let art = "";

  const ask = (sender: Address, name: string, args: readonly Argument[], value = 0n): string => {
    const receiver = esdtSystemContractAddress;
    const issued = worlds.playContract({ sender, receiver, function: name, arguments: args, value }, tokens);
    if (issued.includes("-") && !tokens.includes(issued)) tokens.push(issued);
    return issued;
  };
  const own = (name: string, ...args: readonly Argument[]): string => ask(manager, name, args);
  const issue = (name: string, ...args: readonly Argument[]): string => ask(manager, name, args, issuingCost);
  const nothingDiffers = (): void => {
    expect(worlds.differences.splice(0).join("\n\n")).toBe("");
  };

  beforeAll(() => {
    worlds = createProtocolWorlds({ watched: [manager, bob, carol], shards: 3 });
    for (const address of [manager, bob, carol]) worlds.setAccount({ address, balance: 10n ** 20n });
  });
  afterAll(() => worlds.close());

  it("issues tokens of every kind", () => {
    gold = issue("issue", "GoldToken", "GOLD", 1_000_000, 2, ...everything);
    issue("issue", "ZeroToken", "ZERO", 0, 0);
    silver = issue("issueSemiFungible", "SilverToken", "SILV", ...creators);
    art = issue("issueNonFungible", "ArtToken", "ART", ...creators);
    issue("registerMetaESDT", "MetaToken", "META", 18, ...creators);
    for (const type of ["FNG", "NFT", "SFT", "META"]) issue("registerAndSetAllRoles", `All${type}`, `ALL${type}`, type, 6);
    for (const type of ["NFT", "SFT"]) issue("registerDynamic", `Dyn${type}`, `DYN${type}`, type, ...creators);
    issue("registerDynamic", "DynMETA", "DYNMETA", "META", 5);
    for (const type of ["NFT", "SFT", "META"]) issue("registerAndSetAllRolesDynamic", `DynAll${type}`, `DALL${type}`, type, ...(type === "META" ? [3] : []));
    expect(tokens).toHaveLength(15);
    nothingDiffers();
  });

  it("refuses what cannot be issued", () => {
    issue("issue", "GoldToken", "GOLD", 1);
    ask(manager, "issue", ["GoldToken", "GOLD", 1, 2], issuingCost - 1n);
    issue("issue", "Go", "GOLD", 1, 2);
    issue("issue", "x".repeat(21), "GOLD", 1, 2);
    issue("issue", "Gold Token", "GOLD", 1, 2);
    for (const ticker of ["GO", "G".repeat(11), "gold", "EGLD"]) issue("issue", "GoldToken", ticker, 1, 2);
    issue("issue", "GoldToken", "GOLD", 1, 19);
    issue("issue", "GoldToken", "GOLD", new Uint8Array(101).fill(1), 2);
    issue("issue", "GoldToken", "GOLD", 1, 2, "canFly", "true");
    issue("issue", "GoldToken", "GOLD", 1, 2, "canPause", "yes");
    issue("issue", "GoldToken", "GOLD", 1, 2, "canPause");
    issue("issue", "GoldToken", "GOLD", 1, 2, "canCreateMultiShard", "true");
    issue("issueNonFungible", "ArtToken");
    issue("issueNonFungible", "ArtToken", "ART", "canMint", "true");
    issue("issueSemiFungible", "SilverToken", "SILV", "canBurn", "true");
    issue("registerMetaESDT", "MetaToken", "META");
    issue("registerMetaESDT", "MetaToken", "META", 19);
    issue("registerAndSetAllRoles", "All", "ALL", "XXX", 0);
    issue("registerAndSetAllRoles", "All", "ALL", "NFT");
    issue("registerDynamic", "Dynamic", "DYN", "FNG", 1);
    issue("registerDynamic", "Dynamic", "DYN", "META");
    own("nothing");
    nothingDiffers();
  });

  it("gives and takes roles", () => {
    own("setSpecialRole", gold, bob, "ESDTRoleLocalMint", "ESDTRoleLocalBurn");
    own("setSpecialRole", gold, bob, "ESDTRoleLocalMint");
    own("setSpecialRole", gold, bob, "ESDTRoleNFTCreate");
    own("setSpecialRole", gold, bob);
    own("setSpecialRole", gold, "bob", "ESDTRoleLocalMint");
    own("setSpecialRole", gold, manager, "ESDTRoleLocalMint", "ESDTRoleLocalMint");
    own("setSpecialRole", "GOLD-000000", manager, "ESDTRoleLocalMint");
    ask(bob, "setSpecialRole", [gold, bob, "ESDTTransferRole"]);
    ask(manager, "setSpecialRole", [gold, bob, "ESDTTransferRole"], 1n);
    own("setSpecialRole", gold, bob, "ESDTTransferRole");
    own("setSpecialRole", gold, manager, "ESDTTransferRole");
    own("sendAllTransferRoleAddresses", gold);
    own("sendAllTransferRoleAddresses", silver);
    own("getSpecialRoles", gold);
    own("unSetSpecialRole", gold, bob, "ESDTRoleLocalMint", "ESDTTransferRole");
    own("unSetSpecialRole", gold, bob, "ESDTRoleLocalMint");
    own("unSetSpecialRole", gold, manager, "ESDTTransferRole");
    own("unSetSpecialRole", gold, manager, "ESDTTransferRole");
    own("unsetBurnRoleGlobally", gold);
    own("unsetBurnRoleGlobally", gold);
    own("setBurnRoleGlobally", gold);
    own("setBurnRoleGlobally", gold);
    nothingDiffers();
  });

  it("hands the creator's role on, and stops creation", () => {
    own("setSpecialRole", art, manager, "ESDTRoleNFTCreate", "ESDTRoleNFTUpdate", "ESDTRoleModifyCreator");
    own("setSpecialRole", art, bob, "ESDTRoleNFTCreate");
    own("transferNFTCreateRole", art, bob, manager);
    own("transferNFTCreateRole", art, manager, manager);
    own("transferNFTCreateRole", art, manager, "bob");
    own("transferNFTCreateRole", art, manager, carol);
    own("unSetSpecialRole", art, carol, "ESDTRoleNFTCreate");
    own("stopNFTCreate", art);
    own("stopNFTCreate", art);
    own("setSpecialRole", art, bob, "ESDTRoleNFTCreate");
    own("stopNFTCreate", gold);
    own("changeToMultiShardCreate", silver);
    own("setSpecialRole", silver, bob, "ESDTRoleNFTCreate");
    own("changeToMultiShardCreate", silver);
    own("setSpecialRole", silver, manager, "ESDTRoleNFTCreate");
    own("changeToMultiShardCreate", silver);
    nothingDiffers();
  });

  it("freezes, wipes, pauses", () => {
    own("freeze", gold, manager);
    own("freeze", gold, "nobody");
    own("wipe", gold, manager);
    own("unFreeze", gold, manager);
    own("wipe", gold);
    own("pause", gold);
    own("pause", gold);
    own("unPause", gold);
    own("unPause", gold);
    own("freezeSingleNFT", gold, 1, bob);
    own("freezeSingleNFT", silver, 1, "bob");
    own("freezeSingleNFT", silver, new Uint8Array(9).fill(1), bob);
    own("wipeSingleNFT", gold, 1, bob);
    ask(bob, "pause", [gold]);
    nothingDiffers();
  });

  it("changes types, properties and owners", () => {
    own("changeSFTToMetaESDT", gold, 5);
    own("changeSFTToMetaESDT", silver, 5);
    own("changeToDynamic", gold);
    own("changeToDynamic", silver);
    own("changeToDynamic", silver);
    own("updateTokenID", art);
    own("mint", gold, 5);
    own("ESDTBurn", gold, 5);
    own("controlChanges", gold, "canFreeze", "false", "canMint", "true");
    own("freeze", gold, manager);
    own("controlChanges", gold, "canUpgrade", "false");
    own("controlChanges", gold, "canFreeze", "true");
    own("controlChanges", gold);
    own("transferOwnership", gold, "bob");
    own("transferOwnership", gold, bob);
    own("pause", gold);
    own("claim");
    own("configChange", manager, 1, 2, 3);
    nothingDiffers();
  });

  it("answers what is asked of it", () => {
    for (const [name, args] of [
      ["getTokenProperties", [gold]],
      ["getTokenProperties", ["NONE-123456"]],
      ["getTokenProperties", []],
      ["getSpecialRoles", [silver]],
      ["getAllAddressesAndRoles", [silver]],
    ] as const) {
      const query = { receiver: esdtSystemContractAddress, function: name, arguments: args.map((each) => Uint8Array.from(Buffer.from(each))) };
      const [own, theirs] = [worlds.ours, worlds.production].map((world) => world.query(query));
      expect([name, own?.returnCode, own?.returnMessage, own?.returnData]).toEqual([name, theirs?.returnCode, theirs?.returnMessage, theirs?.returnData]);
    }
  });
});
