// What a world decides for VM and built-in functions: gas schedule and flags. Mirrors GasScheduleChange and EnableEpochsHandler.
import {
  builtInFunctionFlags,
  gasKeysOfFlag,
  vmFlags,
  WorldError,
  type EnableEpochFlag,
  type FlagChoices,
  type Flags,
  type GasKey,
  type GasSchedule,
  type VmSettings,
} from "@mxvm/protocol-hooks";
import type { CompatibilityRules } from "./compatibility.js";

/** Settings, and the choice of flags that they come from. */
export interface WorldSettings extends VmSettings {
  readonly flagChoices: FlagChoices;
}

const allFlags: readonly EnableEpochFlag[] = [...vmFlags, ...builtInFunctionFlags];

/**
 * Decides every flag: as chosen, else on if the rules do not have it off and the schedule has its keys. Throws `GAS_SCHEDULE_INCOMPLETE` if a flag is chosen whose keys the
 * schedule lacks.
 */
export function createSettings(gasSchedule: GasSchedule, flagChoices: FlagChoices, { flagsOff }: CompatibilityRules): WorldSettings {
  const flags: Partial<Record<EnableEpochFlag, boolean>> = {};
  for (const flag of allFlags) flags[flag] = isFlagOn(flag, gasSchedule, flagChoices[flag] ?? (flagsOff.includes(flag) ? false : undefined));
  return { gasSchedule, flags: flags as Flags, flagChoices: { ...flagChoices } };
}

function isFlagOn(flag: EnableEpochFlag, gasSchedule: GasSchedule, choice: boolean | undefined): boolean {
  if (choice === false) return false;
  const missing = (gasKeysOfFlag[flag] ?? []).filter(({ section, key }) => gasSchedule[section]?.[key] === undefined);
  if (missing.length > 0 && choice === true) throw incomplete(flag, missing);
  return missing.length === 0;
}

function incomplete(flag: EnableEpochFlag, keys: readonly GasKey[]): WorldError {
  const names = keys.map(({ section, key }) => `${section}.${key}`).join(", ");
  return new WorldError("GAS_SCHEDULE_INCOMPLETE", `${flag} needs keys that the gas schedule lacks: ${names}`, { flag, keys });
}

/** The flags that are on in both. */
export function commonFlags(before: Flags, after: Flags): Flags {
  const flags: Partial<Record<EnableEpochFlag, boolean>> = {};
  for (const flag of allFlags) flags[flag] = before[flag] && after[flag];
  return flags as Flags;
}
