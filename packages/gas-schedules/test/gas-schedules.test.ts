// The schedules against their sources: V1 to V9 against the node's own files, those of scenarios against figures taken from theirs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gasKeysOfFlag, type GasSchedule } from "@mxvm/protocol-hooks";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { gasSchedules, scenarioGasSchedules, type GasScheduleName } from "@mxvm/gas-schedules";

const names = Object.keys(gasSchedules) as GasScheduleName[];
const barnardKeys = gasKeysOfFlag.BarnardOpcodesFlag ?? [];

function missingKeys(schedule: GasSchedule, other: GasSchedule): string[] {
  return Object.entries(other).flatMap(([section, costs]) =>
    Object.keys(costs)
      .filter((key) => schedule[section]?.[key] === undefined)
      .map((key) => `${section}.${key}`),
  );
}

describe("the schedules of the production node", () => {
  const simulator = dirname(createRequire(import.meta.url).resolve("@xsuite/full-simulnet/package.json"));
  const folder = join(simulator, "config/node/config/gasSchedules");

  it.each(["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9"] as const)("hold in %s what its file holds", (name) => {
    const file = readFileSync(join(folder, `gasSchedule${name.toUpperCase()}.toml`), "utf8");
    expect(gasSchedules[name]).toEqual(parse(file));
  });

  it.each(["v1", "v9"] as const)("lack in %s the keys of Barnard", (name) => {
    for (const { section, key } of barnardKeys) expect(gasSchedules[name][section]).not.toHaveProperty(key);
  });
});

/** Section, number of keys, sum of the figures; from vm-go scenario/gasSchedules/*.toml and config/gasSchedule.go. */
const scenarioSections = {
  scenarioV3: [
    ["BuiltInCost", 26, 21_570_000],
    ["MetaChainSystemSCsCost", 20, 229_000_000],
    ["BaseOperationCost", 7, 1_071_600],
    ["BaseOpsAPICost", 57, 4_758_552],
    ["EthAPICost", 33, 6_992_952],
    ["BigIntAPICost", 43, 465_000],
    ["BigFloatAPICost", 19, 100_000],
    ["CryptoAPICost", 20, 35_878_000],
    ["ManagedBufferAPICost", 24, 213_000],
    ["ManagedMapAPICost", 5, 50_000],
    ["WASMOpcodeCost", 557, 45_348],
    ["DynamicStorageLoad", 7, 57_833],
  ],
  scenarioV4: [
    ["BuiltInCost", 26, 16_770_000],
    ["MetaChainSystemSCsCost", 22, 1_471_000_000],
    ["BaseOperationCost", 7, 1_012_500],
    ["BaseOpsAPICost", 57, 5_978_552],
    ["EthAPICost", 33, 6_992_952],
    ["BigIntAPICost", 43, 240_000],
    ["BigFloatAPICost", 19, 100_000],
    ["CryptoAPICost", 20, 35_878_000],
    ["ManagedBufferAPICost", 24, 183_000],
    ["ManagedMapAPICost", 5, 50_000],
    ["WASMOpcodeCost", 557, 45_700],
    ["DynamicStorageLoad", 7, 57_833],
  ],
  dummy: [
    ["BuiltInCost", 26, 26],
    ["BaseOperationCost", 7, 7],
    ["BaseOpsAPICost", 57, 100_056],
    ["EthAPICost", 33, 33],
    ["BigIntAPICost", 39, 39],
    ["BigFloatAPICost", 19, 19],
    ["CryptoAPICost", 20, 20],
    ["ManagedBufferAPICost", 24, 24],
    ["WASMOpcodeCost", 557, 672],
    ["DynamicStorageLoad", 6, 47_833],
  ],
} satisfies Partial<Record<GasScheduleName, [string, number, number][]>>;

describe("the schedules of scenarios", () => {
  it.each(["scenarioV3", "scenarioV4", "dummy"] as const)("have in %s the sections, keys and sums of their source", (name) => {
    const sections = Object.entries(gasSchedules[name]).map(([section, costs]) => {
      const figures = Object.values(costs);
      return [section, figures.length, figures.reduce((sum, figure) => sum + figure, 0)];
    });
    expect(new Set(sections.map(String))).toEqual(new Set(scenarioSections[name].map(String)));
  });

  it.each([
    ["BaseOperationCost", "StorePerByte", 1, 50_000, 10_000],
    ["BaseOperationCost", "ReleasePerByte", 1, 10_000, 1000],
    ["BaseOperationCost", "PersistPerByte", 1, 10_000, 1000],
    ["BaseOperationCost", "DataCopyPerByte", 1, 1000, 100],
    ["BaseOperationCost", "CompilePerByte", 1, 300, 300],
    ["BaseOperationCost", "AoTPreparePerByte", 1, 300, 100],
    ["BaseOperationCost", "GetCode", 1, 1_000_000, 1_000_000],
    ["BaseOpsAPICost", "StorageStore", 1, 250_000, 75_000],
    ["BaseOpsAPICost", "StorageLoad", 1, 100_000, 50_000],
    ["BaseOpsAPICost", "CachedStorageLoad", 1, 100, 100],
    ["BaseOpsAPICost", "AsyncCallStep", 1, 200_000, 100_000],
    ["BaseOpsAPICost", "AsyncCallbackGasLock", 100_000, 2_000_000, 4_000_000],
    ["BaseOpsAPICost", "ExecuteOnDestContext", 1, 160_000, 100_000],
    ["BuiltInCost", "ESDTTransfer", 1, 250_000, 200_000],
    ["WASMOpcodeCost", "MaxMemoryGrow", 8, 8, 100],
    ["WASMOpcodeCost", "MaxMemoryGrowDelta", 10, 10, 1],
    ["WASMOpcodeCost", "LocalsUnmetered", 100, 100, 100],
    ["WASMOpcodeCost", "I64Add", 1, 1, 5],
  ])("say for %s.%s: dummy %d, v3 %d, v4 %d", (section, key, inDummy, inV3, inV4) => {
    expect([gasSchedules.dummy, gasSchedules.scenarioV3, gasSchedules.scenarioV4].map((schedule) => schedule[section]?.[key])).toEqual([
      inDummy,
      inV3,
      inV4,
    ]);
  });

  it.each(["default", "dummy", "scenarioV3", "scenarioV4"] as const)("have in %s every key that a flag needs", (name) => {
    for (const { section, key } of Object.values(gasKeysOfFlag).flat()) expect(gasSchedules[name][section]).toHaveProperty(key);
  });

  it("have every key of the node's V9 that the VM and the built-in functions read", () => {
    const notRead = /^(MetaChainSystemSCsCost|MaxPerTransaction)\.|^BuiltInCost\.MultiESDTNFTTransfer$/;
    const missing = (name: GasScheduleName): string[] =>
      missingKeys(gasSchedules[name], gasSchedules.v9).filter((key) => !notRead.test(key));
    expect(missing("scenarioV3")).toEqual([]);
    expect(missing("scenarioV4")).toEqual([]);
  });

  it("go in scenario files by the names of scenario files", () => {
    expect(scenarioGasSchedules).toEqual({
      default: gasSchedules.default,
      dummy: gasSchedules.dummy,
      v3: gasSchedules.scenarioV3,
      v4: gasSchedules.scenarioV4,
    });
    expect(gasSchedules.default).toBe(gasSchedules.scenarioV4);
  });
});

describe.each(names)("schedule %s", (name) => {
  const schedule = gasSchedules[name];

  it("holds whole numbers, positive but for signs of the storage polynomial", () => {
    for (const [section, costs] of Object.entries(schedule)) {
      for (const [key, cost] of Object.entries(costs)) {
        expect(Number.isSafeInteger(cost) && cost >= (section === "DynamicStorageLoad" ? 0 : 1), `${section}.${key} = ${cost}`).toBe(true);
      }
    }
  });

  it("has opcode costs of 32 bits", () => {
    expect(Math.max(...Object.values(schedule["WASMOpcodeCost"] ?? {}))).toBeLessThan(2 ** 32);
  });

  it("cannot be changed", () => {
    expect(Object.isFrozen(schedule)).toBe(true);
    expect(Object.values(schedule).every(Object.isFrozen)).toBe(true);
  });
});
