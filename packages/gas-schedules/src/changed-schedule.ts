// Schedules as differences: production's versions share nearly all figures, so each says what it changes.
import type { GasSchedule } from "@mxvm/protocol-hooks";

/** Figures to set by section and key; `undefined` leaves a key, or a whole section, out. */
export type GasScheduleChanges = Readonly<Record<string, Readonly<Record<string, number | undefined>> | undefined>>;

/** A frozen schedule: `base` with changes. Neither argument is changed; sections without a change are shared with `base`. */
export function changedSchedule(base: GasSchedule, changes: GasScheduleChanges): GasSchedule {
  const schedule: Record<string, Readonly<Record<string, number>>> = { ...base };
  for (const [section, sectionChanges] of Object.entries(changes)) {
    if (sectionChanges === undefined) Reflect.deleteProperty(schedule, section);
    else schedule[section] = changedCosts(base[section], sectionChanges);
  }
  return Object.freeze(schedule);
}

function changedCosts(
  base: Readonly<Record<string, number>> | undefined,
  changes: Readonly<Record<string, number | undefined>>,
): Readonly<Record<string, number>> {
  const costs: Record<string, number> = {};
  for (const [key, cost] of Object.entries({ ...base, ...changes })) {
    if (cost !== undefined) costs[key] = cost;
  }
  return Object.freeze(costs);
}
