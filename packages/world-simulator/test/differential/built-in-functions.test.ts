// Built-in functions in our world and in the node: good and bad input, within a shard and across.
import { systemAccountAddress, utf8ToBytes } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import { isFullSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressInShard, createProtocolWorlds, type Argument, type ProtocolWorlds } from "./support/protocol-worlds.js";

/** Of shard 0 are alice, bob and dave, of shard 1 carol. */
const alice = addressInShard("alice", 0);
const bob = addressInShard("bob", 4);
const dave = addressInShard("dave", 8);
const carol = addressInShard("carol", 1);
const people = [alice, bob, carol, dave];

const roles = [
  ...["ESDTRoleLocalMint", "ESDTRoleLocalBurn", "ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity", "ESDTRoleNFTBurn", "ESDTRoleNFTUpdateAttributes"],
  ...["ESDTRoleNFTAddURI", "ESDTRoleNFTRecreate", "ESDTRoleNFTUpdate", "ESDTRoleModifyCreator", "ESDTRoleModifyRoyalties", "ESDTRoleSetNewURI"],
];

/** Tokens by kind; the number is the kind as system accounts keep it. */
const kinds = [
  ["NonFungibleESDTv2", "NFB-123456", 3],
  ["SemiFungibleESDT", "SFT-123456", 5],
  ["DynamicNonFungibleESDT", "DNF-123456", 6],
  ["DynamicMetaESDT", "DME-123456", 8],
] as const;
const gold = "GOLD-123456";

describe.skipIf(!isFullSimulatorInstalled())("built-in functions, as the node runs them", () => {
  let worlds: ProtocolWorlds;
  let given = 0;

  const call = (sender: Address, receiver: Address, name: string, ...args: readonly Argument[]): void =>
    worlds.play({ sender, receiver, function: name, arguments: args });
  /** To oneself, as most built-in functions are called. */
  const own = (sender: Address, name: string, ...args: readonly Argument[]): void => call(sender, sender, name, ...args);
  /** What differed since the last time. */
  const differences = (): string => {
    const found = worlds.differences.slice(given);
    given = worlds.differences.length;
    return found.join("\n\n");
  };

  beforeAll(() => {
    worlds = createProtocolWorlds({ watched: people, shards: 3 });
    const tokens = [gold, ...kinds.map(([, identifier]) => identifier)].map(utf8ToBytes);
    const goldState = { tokenIdentifier: utf8ToBytes(gold), instances: [{ nonce: 0n, balance: 10n ** 20n }], lastNonce: 0n };
    for (const address of people) {
      const withRoles = address === alice || address === dave ? tokens.map((tokenIdentifier) => ({ tokenIdentifier, instances: [], lastNonce: 0n, roles })) : [];
      const esdt = [{ ...goldState, roles: address === alice || address === dave ? roles : [] }, ...withRoles.slice(1)];
      worlds.setAccount({ address, balance: 10n ** 20n, esdt });
    }
    const storage = new Map(kinds.map(([, identifier, kind]) => [`ELRONDesdt${identifier}`, Uint8Array.of(0, kind)] as const));
    worlds.setAccount({ address: systemAccountAddress, storage });
  });
  afterAll(() => worlds.close());

  it("ESDTTransfer", () => {
    for (const to of [bob, carol, alice]) call(alice, to, "ESDTTransfer", gold, 12_345);
    for (const value of [0, 10n ** 21n, "", new Uint8Array(101).fill(1)]) call(alice, bob, "ESDTTransfer", gold, value);
    call(alice, bob, "ESDTTransfer", gold);
    call(alice, bob, "ESDTTransfer", "NONE-123456", 1);
    call(alice, carol, "ESDTTransfer", gold, 10n ** 21n);
    call(alice, bob, "ESDTTransfer", gold, 1, "function", 2);
    worlds.play({ sender: alice, receiver: bob, function: "ESDTTransfer", arguments: [gold, 1], value: 1n });
    expect(differences()).toBe("");
  });

  it("ESDTLocalMint and ESDTLocalBurn", () => {
    for (const name of ["ESDTLocalMint", "ESDTLocalBurn"]) {
      for (const value of [777, 0, new Uint8Array(101).fill(1), 10n ** 25n]) own(alice, name, gold, value);
      own(bob, name, gold, 5);
      call(alice, bob, name, gold, 5);
      own(alice, name, gold);
    }
    expect(differences()).toBe("");
  });

  it.each(kinds)("creates, changes and moves tokens of kind %s", (_kind, token) => {
    const data = ["name", 500, "hash", "attributes", "uri", "second"] as const;
    own(alice, "ESDTNFTCreate", token, 1, ...data);
    own(alice, "ESDTNFTCreate", token, 10, ...data);
    own(alice, "ESDTNFTCreate", token, 0, ...data);
    own(alice, "ESDTNFTCreate", token, 1, "name", 10_001, "hash", "attributes", "uri");
    own(alice, "ESDTNFTCreate", token, 1, "name", 1, "hash", "attributes");
    own(bob, "ESDTNFTCreate", token, 1, ...data);
    for (const nonce of [1, 2, 99]) {
      own(alice, "ESDTNFTAddQuantity", token, nonce, 5);
      own(alice, "ESDTNFTBurn", token, nonce, 1);
      own(alice, "ESDTNFTUpdateAttributes", token, nonce, "changed");
      own(alice, "ESDTNFTAddURI", token, nonce, "third", "");
    }
    own(alice, "ESDTNFTCreate", token, 1, ...data);
    const nonce = 3;
    own(alice, "ESDTNFTTransfer", token, nonce, 1, bob);
    own(bob, "ESDTNFTTransfer", token, nonce, 1, carol);
    own(carol, "ESDTNFTTransfer", token, nonce, 1, alice);
    own(alice, "ESDTNFTTransfer", token, nonce, 99, bob);
    own(alice, "ESDTNFTTransfer", token, 0, 1, bob);
    own(alice, "ESDTNFTTransfer", token, nonce, 1, alice);
    own(alice, "ESDTMetaDataRecreate", token, nonce, "new", 2, "other hash", "other attributes", "other uri");
    own(alice, "ESDTMetaDataUpdate", token, nonce, "", 3, "", "", "longer uri");
    own(alice, "ESDTMetaDataUpdate", token, nonce, "", 3, "", "");
    own(alice, "ESDTSetNewURIs", token, nonce, "x", "y".repeat(40));
    own(alice, "ESDTModifyRoyalties", token, nonce, 9);
    own(alice, "ESDTModifyRoyalties", token, nonce, 10_001);
    own(dave, "ESDTModifyCreator", token, nonce);
    own(bob, "ESDTModifyCreator", token, nonce);
    own(alice, "MultiESDTNFTTransfer", carol, 2, gold, 0, 100, token, nonce, 1);
    expect(differences()).toBe("");
  });

  it("MultiESDTNFTTransfer", () => {
    for (const to of [bob, carol]) {
      own(alice, "MultiESDTNFTTransfer", to, 1, gold, 0, 10);
      own(alice, "MultiESDTNFTTransfer", to, 2, gold, 0, 10, "EGLD-000000", 0, 7);
      own(alice, "MultiESDTNFTTransfer", to, 1, "EGLD-000000", 0, 7);
      own(alice, "MultiESDTNFTTransfer", to, 2, gold, 0, 10, gold, 0, 10n ** 25n);
      own(alice, "MultiESDTNFTTransfer", to, 1, "NONE-123456", 1, 1);
      own(alice, "MultiESDTNFTTransfer", to, 2, gold, 0, 10);
      own(alice, "MultiESDTNFTTransfer", to, 0);
      own(alice, "MultiESDTNFTTransfer", to, 1, gold, 0, 0);
    }
    own(alice, "MultiESDTNFTTransfer", alice, 1, gold, 0, 10);
    call(alice, bob, "MultiESDTNFTTransfer", bob, 1, gold, 0, 10);
    expect(differences()).toBe("");
  });

  it("SaveKeyValue", () => {
    own(alice, "SaveKeyValue", "key", "value", "other", "");
    own(alice, "SaveKeyValue", "key", "longer value");
    own(alice, "SaveKeyValue", "key", "longer value");
    own(alice, "SaveKeyValue", "key", "");
    own(alice, "SaveKeyValue", "key");
    own(alice, "SaveKeyValue", "ELRONDkey", "value");
    call(alice, bob, "SaveKeyValue", "key", "value");
    call(alice, carol, "SaveKeyValue", "key", "value");
    expect(differences()).toBe("");
  });

  it("what only others may call", () => {
    for (const name of ["ESDTPause", "ESDTUnPause", "ESDTSetLimitedTransfer", "ESDTSetBurnRoleForAll", "ESDTDeleteMetadata", "ESDTAddMetadata"]) own(alice, name, gold);
    for (const name of ["ESDTFreeze", "ESDTUnFreeze", "ESDTWipe"]) call(alice, bob, name, gold);
    for (const name of ["ESDTSetRole", "ESDTUnSetRole"]) call(alice, bob, name, gold, "ESDTRoleLocalMint");
    for (const name of ["ESDTTransferRoleAddAddress", "ESDTTransferRoleDeleteAddress"]) own(alice, name, gold, bob);
    for (const name of ["SetUserName", "DeleteUserName"]) call(alice, bob, name, "somebody.elrond");
    own(alice, "ESDTNFTCreateRoleTransfer", gold, bob);
    own(alice, "ESDTSetTokenType", gold, "MetaESDT");
    for (const name of ["ChangeOwnerAddress", "ClaimDeveloperRewards"]) call(alice, bob, name, carol);
    own(alice, "MigrateDataTrie", 1);
    expect(differences()).toBe("");
  });

  it("guardians", () => {
    own(bob, "GuardAccount");
    own(bob, "UnGuardAccount");
    own(bob, "SetGuardian", carol, "service");
    own(bob, "SetGuardian", dave, "service");
    own(bob, "SetGuardian", bob, "service");
    own(bob, "SetGuardian", carol);
    own(bob, "GuardAccount");
    expect(differences()).toBe("");
  });
});
