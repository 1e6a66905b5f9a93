// Gas costs read as a test gives them. A VM refuses operations for nothing, so no schedule can say that only some cost gas; production's
// host tests change the costs after that check, and ours put this in the place of reading a schedule:
//
//     vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));
import { gasSchedules } from "@mxvm/gas-schedules";
import type { Flags, GasSchedule } from "@mxvm/protocol-hooks";
import type * as gasCosts from "../../../src/metering/gas-costs.js";
import { gasKeys, type GasCosts } from "../../../src/metering/gas-keys.js";

type GasCostsModule = typeof gasCosts;

/** The module, but what the schedule does not price is free. */
export function unchecked(module: GasCostsModule): GasCostsModule {
  return {
    ...module,
    resolveSchedule: (prices: GasSchedule, flags: Flags) => ({
      ...module.resolveSchedule(gasSchedules.default, flags),
      costs: costsFrom(prices),
      dynamicStorageLoad: { quadratic: 0, linear: 0, constant: 0, minimumGasCost: 0 },
    }),
  };
}

function costsFrom(prices: GasSchedule): GasCosts {
  const sections = Object.entries(gasKeys).map(([section, keys]) => [
    section,
    Object.fromEntries(keys.map((key) => [key, prices[section]?.[key] ?? 0])),
  ]);
  return Object.fromEntries(sections) as GasCosts;
}
