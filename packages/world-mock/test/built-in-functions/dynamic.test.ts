// Dynamic tokens: functions that change metadata by a role, and which metadata win when tokens meet. Figures are those of vm-common-go.
import { hexToBytes, systemAccountAddress } from "@mxvm/codec";
import { describe, expect, it } from "vitest";
import {
  alice,
  bob,
  bytesField,
  carol,
  cost,
  createFixture,
  GAS,
  hex,
  logsOf,
  number,
  STORE_PER_BYTE,
  text,
  token,
  valueField,
  varintField,
  type BuiltInFixture,
  type FixtureOptions,
} from "../support/built-in-functions.js";

const BASE_KEY = "ELRONDesdtTOK-a1b2c3";
const KEY = `${BASE_KEY}\x01`;
const tokenHex = hex(token);
const invalidArguments = "invalid arguments to process built-in function";
const notEnoughGas = "not enough gas was sent in the transaction";

const roles = ["ESDTRoleNFTRecreate", "ESDTRoleNFTUpdate", "ESDTRoleSetNewURI", "ESDTRoleModifyRoyalties", "ESDTRoleModifyCreator"];

/** Global settings of a token by its type. */
const settingsOf = { fungible: "0001", nft: "0002", dynamicNft: "0006", dynamicSft: "0007", dynamicMeta: "0008" };

const metadataHex =
  varintField(1, 1) +
  bytesField(2, hex("name")) +
  bytesField(3, hex(bob)) +
  varintField(4, 100) +
  bytesField(5, hex("hash")) +
  bytesField(6, hex("uri")) +
  bytesField(7, hex("attr"));

/** Alice has all roles, at round 9. */
function collection(type: keyof typeof settingsOf, options: FixtureOptions = {}): BuiltInFixture {
  const fixture = createFixture({ round: 9n, ...options });
  fixture.giveRoles(alice, ...roles);
  fixture.setStorage(systemAccountAddress, { [BASE_KEY]: settingsOf[type] });
  return fixture;
}

const newMetadata = [text("N"), number(200), text("H"), text("A"), text("U"), text("V")];
const all = [token, number(1), ...newMetadata];
const allLength = 10n + 1n + 6n;
const recreatedHex =
  varintField(1, 1) +
  bytesField(2, hex("N")) +
  bytesField(3, hex(alice)) +
  "20c801" +
  bytesField(5, hex("H")) +
  bytesField(6, hex("U")) +
  bytesField(6, hex("V")) +
  bytesField(7, hex("A"));
const everyRound = bytesField(5, "080910091809200928093009");

describe("ESDTMetaDataRecreate", () => {
  it("makes a dynamic NFT of quantity zero with the caller", () => {
    const { run, storage } = collection("dynamicNft");
    const output = run("ESDTMetaDataRecreate", all);
    const entry = varintField(1, 5) + valueField(0n) + bytesField(4, recreatedHex) + everyRound;
    expect(storage(alice)[KEY]).toBe(entry);
    expect(storage(systemAccountAddress)).toEqual({ [BASE_KEY]: settingsOf.dynamicNft });
    // The nonce alone counts as two bytes of old metadata.
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTRecreate - (allLength - 2n) * STORE_PER_BYTE);
    expect(logsOf(output)).toEqual([{ identifier: "ESDTMetaDataRecreate", address: alice, topics: [tokenHex, "01", "", entry], data: [] }]);
  });

  it.each(["dynamicSft", "dynamicMeta"] as const)("makes metadata of a %s on the system account, without value or type", (type) => {
    const { run, storage } = collection(type);
    run("ESDTMetaDataRecreate", all);
    expect(storage(systemAccountAddress)[KEY]).toBe("120100" + bytesField(4, recreatedHex) + everyRound);
    expect(storage(alice)[KEY]).toBeUndefined();
  });

  it("replaces what is there and charges for growth only", () => {
    const { run, storage, setStorage } = collection("dynamicSft");
    setStorage(systemAccountAddress, { [KEY]: varintField(1, 6) + valueField(3n) + bytesField(4, metadataHex) + bytesField(5, "01") });
    const output = run("ESDTMetaDataRecreate", all);
    expect(storage(systemAccountAddress)[KEY]).toBe(varintField(1, 6) + valueField(3n) + bytesField(4, recreatedHex) + everyRound);
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTRecreate);
  });

  it("changes tokens that are not dynamic where the caller holds some", () => {
    const { run, storage, setStorage, failure } = collection("nft");
    expect(failure("ESDTMetaDataRecreate", all)).toBe("nil esdt data");
    setStorage(alice, { [KEY]: varintField(1, 1) + valueField(0n) });
    expect(failure("ESDTMetaDataRecreate", all)).toBe("invalid esdt value provided");
    setStorage(alice, { [KEY]: varintField(1, 1) + valueField(2n) });
    run("ESDTMetaDataRecreate", all);
    expect(storage(alice)[KEY]).toBe(varintField(1, 1) + valueField(2n));
    expect(storage(systemAccountAddress)[KEY]).toBe(varintField(1, 1) + valueField(0n) + bytesField(4, recreatedHex) + bytesField(5, "01"));
  });

  it("knows the round of no change as an empty version", () => {
    const { run, storage } = collection("dynamicNft", { round: 0n });
    run("ESDTMetaDataRecreate", all);
    expect(storage(alice)[KEY]).toBe(varintField(1, 5) + valueField(0n) + bytesField(4, recreatedHex));
  });

  it("crashes as production does on a dynamic NFT without metadata", () => {
    const { run, setStorage } = collection("dynamicNft");
    setStorage(alice, { [KEY]: varintField(1, 5) + valueField(1n) });
    expect(() => run("ESDTMetaDataRecreate", all)).toThrow(expect.objectContaining({ code: "EXECUTION_PANICKED" }));
  });

  it("refuses royalties above all", () => {
    const args = [token, number(1), text("N"), number(10_001), ...newMetadata.slice(2)];
    expect(collection("dynamicNft").failure("ESDTMetaDataRecreate", args)).toBe(`${invalidArguments}, invalid max royality value`);
  });
});

describe("ESDTMetaDataUpdate", () => {
  const none = new Uint8Array(0);

  function withMetadata(): BuiltInFixture {
    const fixture = collection("dynamicSft");
    fixture.setStorage(systemAccountAddress, {
      [KEY]: varintField(1, 6) + valueField(3n) + bytesField(4, metadataHex) + bytesField(5, "0802"),
    });
    return fixture;
  }

  it("changes what is given, and always the creator", () => {
    const { run, storage } = withMetadata();
    const output = run("ESDTMetaDataUpdate", [token, number(1), none, none, text("longer hash"), none, none]);
    const updated = metadataHex
      .replace(bytesField(3, hex(bob)), bytesField(3, hex(alice)))
      .replace(bytesField(5, hex("hash")), bytesField(5, hex("longer hash")));
    expect(storage(systemAccountAddress)[KEY]).toBe(
      varintField(1, 6) + valueField(3n) + bytesField(4, updated) + bytesField(5, "080210092009"),
    );
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTUpdate);
    expect(logsOf(output)).toMatchObject([{ identifier: "ESDTMetaDataUpdate", address: alice }]);
  });

  it("charges for the bytes that all arguments have more than what they replace", () => {
    const { run, storage } = withMetadata();
    const uri = new Uint8Array(100).fill(0x41);
    const output = run("ESDTMetaDataUpdate", [token, number(1), text("N"), number(200), text("H"), text("A"), uri]);
    const oldLength = 32n + 4n + 4n + 4n + 3n;
    const growth = 10n + 1n + 1n + 1n + 1n + 1n + 100n - oldLength - 1n;
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTUpdate - growth * STORE_PER_BYTE);
    expect(storage(systemAccountAddress)[KEY]).toContain(everyRound);
  });

  it("refuses royalties above all", () => {
    const args = [token, number(1), none, number(10_001), none, none, none];
    expect(withMetadata().failure("ESDTMetaDataUpdate", args)).toBe(`${invalidArguments}, invalid max royality value`);
  });
});

describe("ESDTSetNewURIs, ESDTModifyRoyalties and ESDTModifyCreator", () => {
  function held(): BuiltInFixture {
    const fixture = collection("dynamicNft");
    fixture.setStorage(alice, { [KEY]: varintField(1, 5) + valueField(1n) + bytesField(4, metadataHex) });
    return fixture;
  }
  const entry = (metadata: string, version: string): string =>
    varintField(1, 5) + valueField(1n) + bytesField(4, metadata) + bytesField(5, version);

  it("replace the URIs", () => {
    const { run, storage } = held();
    const output = run("ESDTSetNewURIs", [token, number(1), text("longer"), text("V")]);
    const uris = bytesField(6, hex("longer")) + bytesField(6, hex("V"));
    expect(storage(alice)[KEY]).toBe(entry(metadataHex.replace(bytesField(6, hex("uri")), uris), "2809"));
    expect(output.gasRemaining).toBe(GAS - cost.ESDTNFTSetNewURIs - 4n * STORE_PER_BYTE);
    expect(logsOf(output)).toEqual([
      { identifier: "ESDTSetNewURIs", address: alice, topics: [tokenHex, "01", "", hex("longer"), hex("V")], data: [] },
    ]);
  });

  it("replace the royalties", () => {
    const { run, storage, failure } = held();
    const output = run("ESDTModifyRoyalties", [token, number(1), number(99)]);
    expect(storage(alice)[KEY]).toBe(entry(metadataHex.replace(varintField(4, 100), varintField(4, 99)), "1809"));
    expect(output.gasRemaining).toBe(GAS - cost.ESDTModifyRoyalties);
    expect(logsOf(output)).toEqual([{ identifier: "ESDTModifyRoyalties", address: alice, topics: [tokenHex, "01", "", "63"], data: [] }]);
    expect(failure("ESDTModifyRoyalties", [token, number(1), number(10_001)])).toBe(`${invalidArguments}, invalid max royality value`);
  });

  it("make the caller the creator", () => {
    const { run, storage } = held();
    const output = run("ESDTModifyCreator", [token, number(1)]);
    expect(storage(alice)[KEY]).toBe(entry(metadataHex.replace(bytesField(3, hex(bob)), bytesField(3, hex(alice))), "1009"));
    expect(output.gasRemaining).toBe(GAS - cost.ESDTModifyCreator);
    expect(logsOf(output)).toEqual([{ identifier: "ESDTModifyCreator", address: alice, topics: [tokenHex, "01", ""], data: [] }]);
  });
});

describe("a change of metadata", () => {
  const calls = [
    ["ESDTMetaDataRecreate", all],
    ["ESDTMetaDataUpdate", all],
    ["ESDTSetNewURIs", [token, number(1), text("U")]],
    ["ESDTModifyRoyalties", [token, number(1), number(1)]],
    ["ESDTModifyCreator", [token, number(1)]],
  ] as const;

  it.each(calls)("by %s refuses value, strangers, too few arguments and too little gas", (name, args) => {
    const { failure, giveRoles } = collection("dynamicNft");
    expect(failure(name, args, { callValue: 1n })).toBe("built in function called with tx value is not allowed");
    expect(failure(name, args, { recipientAddress: bob })).toBe("invalid receiver address");
    expect(failure(name, args, { callerAddress: carol })).toBe("nil user account");
    expect(failure(name, args.slice(0, -1).slice(0, 6))).toBe("invalid number of arguments");
    expect(failure(name, args, { gasProvided: 1n })).toBe(notEnoughGas);
    giveRoles(alice, "ESDTRoleNFTCreate");
    expect(failure(name, args)).toBe("action is not allowed");
    const before = collection("dynamicNft", { flags: { DynamicEsdtFlag: false } });
    expect(before.failure(name, args)).toBe("built-in function is not active");
  });

  it("of a frozen token is refused", () => {
    const { failure, setStorage } = collection("dynamicNft");
    setStorage(alice, { [KEY]: `${varintField(1, 5)}${valueField(1n)}1a020100${bytesField(4, metadataHex)}` });
    expect(failure("ESDTModifyCreator", [token, number(1)])).toBe("account is frozen for this esdt token");
  });
});

describe("dynamic tokens that meet", () => {
  const metadata = (name: string, attributes: string): string =>
    bytesField(4, varintField(1, 1) + bytesField(2, hex(name)) + bytesField(7, hex(attributes)));
  const entry = (value: bigint, name: string, attributes: string, version: string): string =>
    varintField(1, 5) + valueField(value) + metadata(name, attributes) + bytesField(5, version);
  const transfer = [token, number(1), number(2), bob];

  it("have the newer of both in each field", () => {
    const { run, storage, setStorage } = collection("dynamicNft");
    setStorage(alice, { [KEY]: entry(5n, "alice's", "alice's", "08053003") });
    setStorage(bob, { [KEY]: entry(1n, "bob's", "bob's", "08043004") });
    run("ESDTNFTTransfer", transfer);
    expect(storage(alice)[KEY]).toBe(entry(3n, "alice's", "alice's", "08053003"));
    expect(storage(bob)[KEY]).toBe(entry(3n, "alice's", "bob's", "08053004"));
  });

  it("take those of the only one that was updated", () => {
    const { run, storage, setStorage } = collection("dynamicNft");
    setStorage(alice, { [KEY]: varintField(1, 5) + valueField(5n) + metadata("alice's", "alice's") });
    setStorage(bob, { [KEY]: entry(1n, "bob's", "bob's", "3004") });
    run("ESDTNFTTransfer", transfer);
    expect(storage(bob)[KEY]).toBe(entry(3n, "alice's", "bob's", "3004"));
  });

  it("take those that arrive where neither was updated, and before the flag", () => {
    for (const flags of [{}, { DynamicEsdtFlag: false }]) {
      const { run, storage, setStorage } = collection("dynamicNft", { flags });
      setStorage(alice, { [KEY]: varintField(1, 5) + valueField(5n) + metadata("alice's", "alice's") });
      setStorage(bob, { [KEY]: varintField(1, 5) + valueField(1n) + metadata("bob's", "bob's") });
      run("ESDTNFTTransfer", transfer);
      expect(storage(bob)[KEY]).toBe(varintField(1, 5) + valueField(3n) + metadata("alice's", "alice's"));
    }
  });

  it("update metadata of a whole shard when newer ones arrive", () => {
    const sft = (value: bigint, name: string, version: string): string =>
      varintField(1, 6) + valueField(value) + metadata(name, "a") + bytesField(5, version);
    const { run, storage, setStorage } = collection("dynamicSft");
    setStorage(systemAccountAddress, { [KEY]: sft(7n, "old", "0804") });
    const payload = hexToBytes(sft(2n, "new", "0805"));
    run("ESDTNFTTransfer", [token, number(1), number(2), payload], { callerAddress: carol, recipientAddress: bob });
    expect(storage(bob)[KEY]).toBe(varintField(1, 6) + valueField(2n));
    // Newer metadata replace the entry, and the count starts again.
    const replaced = varintField(1, 6) + valueField(2n) + bytesField(3, "000000") + metadata("new", "a") + bytesField(5, "0805");
    expect(storage(systemAccountAddress)[KEY]).toBe(replaced);
  });
});
