// Costs of built-in functions, taken out of a gas schedule. Mirrors gasCost.go of vm-common-go.
import { WorldError, type GasKey, type GasSchedule } from "@mxvm/protocol-hooks";

const baseOperationKeys = [
  "StorePerByte",
  "ReleasePerByte",
  "DataCopyPerByte",
  "PersistPerByte",
  "CompilePerByte",
  "AoTPreparePerByte",
] as const;

const builtInKeys = [
  "ChangeOwnerAddress",
  "ClaimDeveloperRewards",
  "SaveUserName",
  "SaveKeyValue",
  "ESDTTransfer",
  "ESDTBurn",
  "ESDTLocalMint",
  "ESDTLocalBurn",
  "ESDTModifyRoyalties",
  "ESDTModifyCreator",
  "ESDTNFTCreate",
  "ESDTNFTRecreate",
  "ESDTNFTUpdate",
  "ESDTNFTAddQuantity",
  "ESDTNFTBurn",
  "ESDTNFTTransfer",
  "ESDTNFTChangeCreateOwner",
  "ESDTNFTMultiTransfer",
  "ESDTNFTAddURI",
  "ESDTNFTSetNewURIs",
  "ESDTNFTUpdateAttributes",
  "SetGuardian",
  "GuardAccount",
  "TrieLoadPerNode",
  "TrieStorePerNode",
] as const;

export type BaseOperationKey = (typeof baseOperationKeys)[number];
export type BuiltInCostKey = (typeof builtInKeys)[number];

/** Units of gas. */
export type GasCosts = Readonly<Record<BaseOperationKey | BuiltInCostKey, bigint>>;

/**
 * Reads all costs that production wants. Keys are found in any case, as production finds them.
 * Throws `GAS_SCHEDULE_INCOMPLETE` if one is absent or zero.
 */
export function createGasCosts(gasSchedule: GasSchedule): GasCosts {
  const known = costsOfSchedule.get(gasSchedule);
  if (known !== undefined) return known;
  const costs = readGasCosts(gasSchedule);
  costsOfSchedule.set(gasSchedule, costs);
  return costs;
}

// Read once: forks and shards have their schedule in common.
const costsOfSchedule = new WeakMap<GasSchedule, GasCosts>();

/** What functions cost until they are told the schedule once more: two are made with the prices of others. Mirrors creator.go. */
export function costsAsMade(costs: GasCosts): GasCosts {
  return { ...costs, ESDTNFTSetNewURIs: costs.ESDTNFTRecreate, ESDTModifyCreator: costs.ESDTModifyRoyalties };
}

function readGasCosts(gasSchedule: GasSchedule): GasCosts {
  const missing: GasKey[] = [];
  const costs = {
    ...readSection(gasSchedule, "BaseOperationCost", baseOperationKeys, missing),
    ...readSection(gasSchedule, "BuiltInCost", builtInKeys, missing),
  };
  if (missing.length > 0) {
    const names = missing.map(({ section, key }) => `${section}.${key}`).join(", ");
    const message = `built-in functions need keys that the gas schedule lacks: ${names}`;
    throw new WorldError("GAS_SCHEDULE_INCOMPLETE", message, { keys: missing });
  }
  return costs;
}

function readSection<Key extends string>(
  gasSchedule: GasSchedule,
  section: string,
  keys: readonly Key[],
  missing: GasKey[],
): Record<Key, bigint> {
  const valuesByLowerCase = new Map(Object.entries(gasSchedule[section] ?? {}).map(([key, cost]) => [key.toLowerCase(), cost]));
  const costs: Partial<Record<Key, bigint>> = {};
  for (const key of keys) {
    const cost = valuesByLowerCase.get(key.toLowerCase()) ?? 0;
    if (cost === 0) missing.push({ section, key });
    costs[key] = BigInt(cost);
  }
  return costs as Record<Key, bigint>;
}
