// Which built-in functions there are, when they are active, and what they cost by the schedule.
import { builtInFunctionFlags, type BuiltInFunctionFlag, type GasSchedule } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { alice, createFixture, flagsWith, gasSchedule, GAS, number, token } from "../support/built-in-functions.js";

const namesOfFlag: Partial<Record<BuiltInFunctionFlag, readonly string[]>> = {
  ChangeUsernameFlag: ["DeleteUserName"],
  GlobalMintBurnFlag: ["ESDTBurn"],
  ESDTNFTImprovementV1Flag: ["ESDTNFTUpdateAttributes", "ESDTNFTAddURI", "MultiESDTNFTTransfer"],
  ESDTTransferRoleFlag: ["ESDTSetLimitedTransfer", "ESDTUnSetLimitedTransfer"],
  SendAlwaysFlag: [
    "ESDTDeleteMetadata",
    "ESDTAddMetadata",
    "ESDTSetBurnRoleForAll",
    "ESDTUnSetBurnRoleForAll",
    "ESDTTransferRoleDeleteAddress",
    "ESDTTransferRoleAddAddress",
  ],
  SetGuardianFlag: ["SetGuardian", "GuardAccount", "UnGuardAccount"],
  MigrateDataTrieFlag: ["MigrateDataTrie"],
  DynamicEsdtFlag: [
    "ESDTSetTokenType",
    "ESDTMetaDataRecreate",
    "ESDTMetaDataUpdate",
    "ESDTSetNewURIs",
    "ESDTModifyRoyalties",
    "ESDTModifyCreator",
  ],
};

const withoutFlag = [
  "ClaimDeveloperRewards",
  "ChangeOwnerAddress",
  "SetUserName",
  "SaveKeyValue",
  "ESDTPause",
  "ESDTUnPause",
  "ESDTSetRole",
  "ESDTUnSetRole",
  "ESDTTransfer",
  "ESDTLocalMint",
  "ESDTLocalBurn",
  "ESDTNFTCreate",
  "ESDTNFTAddQuantity",
  "ESDTNFTBurn",
  "ESDTNFTTransfer",
  "ESDTNFTCreateRoleTransfer",
  "ESDTFreeze",
  "ESDTUnFreeze",
  "ESDTWipe",
];

const sorted = (names: Iterable<string>): string[] => [...names].sort();

describe("built-in functions", () => {
  it("are 42", () => {
    const all = [...withoutFlag, ...Object.values(namesOfFlag).flat()];
    expect(sorted(createFixture().functions.names())).toEqual(sorted(all));
    expect(all).toHaveLength(42);
  });

  it.each(builtInFunctionFlags)("follow %s", (flag) => {
    const inactive = namesOfFlag[flag] ?? [];
    const { functions } = createFixture({ flags: { [flag]: false } });
    const expected = sorted(createFixture().functions.names()).filter((name) => !inactive.includes(name));
    expect(sorted(functions.names())).toEqual(expected);
  });

  it("follow a change of flags and schedule", () => {
    const { functions, run, giveRoles } = createFixture();
    giveRoles(alice, "ESDTRoleLocalMint");
    const dearer = { ...gasSchedule, BuiltInCost: { ...gasSchedule["BuiltInCost"], ESDTLocalMint: 1000 } };
    functions.settingsChange({ gasSchedule: dearer, flags: flagsWith({ MigrateDataTrieFlag: false }) });
    expect(functions.names().has("MigrateDataTrie")).toBe(false);
    expect(run("ESDTLocalMint", [token, number(1)]).gasRemaining).toBe(GAS - 1000n);
  });

  it.each<[string, GasSchedule]>([
    ["lacks a key", { ...gasSchedule, BuiltInCost: { ...gasSchedule["BuiltInCost"], ESDTBurn: 0 } }],
    ["lacks a section", { BuiltInCost: gasSchedule["BuiltInCost"] ?? {} }],
  ])("refuse a schedule that %s, and stay as they are", (_, incomplete) => {
    const { functions, run, giveRoles } = createFixture();
    giveRoles(alice, "ESDTRoleLocalMint");
    const settings = { gasSchedule: incomplete, flags: flagsWith() };
    expect(() => functions.settingsChange(settings)).toThrow(expect.objectContaining({ code: "GAS_SCHEDULE_INCOMPLETE" }));
    expect(run("ESDTLocalMint", [token, number(1)]).gasRemaining).toBe(GAS - 131n);
  });
});
