// Gas costs as the VM reads them, resolved from a gas schedule and checked. Mirrors CreateGasConfig of vm-go config/gasSchedule.go.
import type { OpcodeCosts } from "@mxvm/executor-api";
import { VmError, gasKeysOfFlag } from "@mxvm/protocol-hooks";
import type { EnableEpochFlag, Flags, GasKey, GasSchedule } from "@mxvm/protocol-hooks";
import { gasKeys } from "./gas-keys.js";
import type { FlatGasKey, GasCosts, GasSection } from "./gas-keys.js";

/** Price of a storage load by depth in the trie: `quadratic * d² + linear * d + constant`. */
export interface DynamicStorageLoadCoefficients {
  readonly quadratic: number;
  readonly linear: number;
  readonly constant: number;
  readonly minimumGasCost: number;
}

/** Limits that the opcode section carries. */
export interface CompilationLimits {
  readonly unmeteredLocals: number;
  readonly maxMemoryGrow: number;
  readonly maxMemoryGrowDelta: number;
}

/** A gas schedule, resolved. */
export interface ResolvedSchedule {
  readonly costs: GasCosts;
  readonly opcodeCosts: OpcodeCosts;
  readonly compilation: CompilationLimits;
  readonly dynamicStorageLoad: DynamicStorageLoadCoefficients;
}

/** Sections in which a cost may be missing or zero. */
const optionalSections: ReadonlySet<string> = new Set<GasSection>(["ManagedMapAPICost", "DynamicStorageLoad"]);

const opcodeSection = "WASMOpcodeCost";
const opcodeLimits = ["LocalAllocate", "LocalsUnmetered", "MaxMemoryGrow", "MaxMemoryGrowDelta"] as const;

const IS_NEGATIVE = 1;

/** Costs of a section under their names; a name that is spelled alike wins over one that differs in case. */
function sectionReader(schedule: GasSchedule, section: string): (key: string) => number {
  const costs = schedule[section] ?? {};
  const byLowerCase = new Map(Object.entries(costs).map(([key, cost]) => [key.toLowerCase(), cost]));
  return (key) => costs[key] ?? byLowerCase.get(key.toLowerCase()) ?? 0;
}

function keysOfDisabledFlags(flags: Flags): ReadonlySet<string> {
  const keys = Object.entries(gasKeysOfFlag).flatMap(([flag, needed]) => (flags[flag as EnableEpochFlag] ? [] : needed));
  return new Set(keys.map(({ section, key }) => `${section}.${key}`));
}

function dynamicStorageLoadOf(costs: GasCosts): DynamicStorageLoadCoefficients {
  const load = costs.DynamicStorageLoad;
  const signed = (coefficient: number, sign: number): number => (sign === IS_NEGATIVE ? -coefficient : coefficient);
  const coefficients = {
    quadratic: signed(load.QuadraticCoefficient, load.SignOfQuadratic),
    linear: signed(load.LinearCoefficient, load.SignOfLinear),
    constant: signed(load.ConstantCoefficient, load.SignOfConstant),
    minimumGasCost: load.MinimumGasCost,
  };
  // The cost has to be positive and to grow with the depth.
  if (coefficients.quadratic <= 0 || coefficients.linear < 0 || coefficients.constant < 0) {
    const keys: GasKey[] = [{ section: "DynamicStorageLoad", key: "QuadraticCoefficient" }];
    throw new VmError("GAS_SCHEDULE_INCOMPLETE", "DynamicStorageLoad must be a polynomial that grows from depth 0", { keys, coefficients });
  }
  return coefficients;
}

/** Resolves a schedule. Throws `GAS_SCHEDULE_INCOMPLETE` naming every key that the VM or an enabled flag needs and that has no cost. */
export function resolveSchedule(schedule: GasSchedule, flags: Flags): ResolvedSchedule {
  const missing: GasKey[] = [];
  const unneeded = keysOfDisabledFlags(flags);
  const costs: Record<string, Record<string, number>> = {};
  for (const [section, keys] of Object.entries(gasKeys)) {
    const read = sectionReader(schedule, section);
    const ofSection: Record<string, number> = {};
    for (const key of keys) {
      const cost = read(key);
      if (cost === 0 && !optionalSections.has(section) && !unneeded.has(`${section}.${key}`)) missing.push({ section, key });
      ofSection[key] = cost;
    }
    costs[section] = ofSection;
  }
  const readLimit = sectionReader(schedule, opcodeSection);
  for (const key of opcodeLimits) {
    if (readLimit(key) === 0) missing.push({ section: opcodeSection, key });
  }
  if (missing.length > 0) {
    const names = missing.map(({ section, key }) => `${section}.${key}`).join(", ");
    throw new VmError("GAS_SCHEDULE_INCOMPLETE", `the gas schedule has no cost for ${names}`, { keys: missing });
  }
  const resolved = costs as unknown as GasCosts;
  return {
    costs: resolved,
    opcodeCosts: schedule[opcodeSection] ?? {},
    compilation: {
      unmeteredLocals: readLimit("LocalsUnmetered"),
      maxMemoryGrow: readLimit("MaxMemoryGrow"),
      maxMemoryGrowDelta: readLimit("MaxMemoryGrowDelta"),
    },
    dynamicStorageLoad: dynamicStorageLoadOf(resolved),
  };
}

const flatKeys: readonly FlatGasKey[] = Object.entries(gasKeys).flatMap(([section, keys]) =>
  keys.map((key) => `${section}.${key}` as FlatGasKey),
);
const slots: ReadonlyMap<FlatGasKey, number> = new Map(flatKeys.map((key, slot) => [key, slot]));

/** Slot of a flat cost in an array of all of them. */
export function slotOfFlatCost(key: FlatGasKey): number {
  const slot = slots.get(key);
  if (slot === undefined) throw new TypeError(`${key} is no gas key`);
  return slot;
}

export function createFlatCosts(): Float64Array {
  return new Float64Array(flatKeys.length);
}

/** Writes costs into the slots. */
export function fillFlatCosts(flatCosts: Float64Array, costs: GasCosts): void {
  let slot = 0;
  for (const [section, keys] of Object.entries(gasKeys)) {
    const ofSection = costs[section as GasSection] as Readonly<Record<string, number>>;
    for (const key of keys) flatCosts[slot++] = ofSection[key] ?? 0;
  }
}

/**
 * Price of a storage load at a depth. Below the configured minimum production takes the load for mispriced and falls back on the static cost.
 */
export function storageLoadCost(coefficients: DynamicStorageLoadCoefficients, trieDepth: number, staticCost: number): number {
  const cost = (coefficients.quadratic * trieDepth + coefficients.linear) * trieDepth + coefficients.constant;
  return cost < coefficients.minimumGasCost ? staticCost : cost;
}
