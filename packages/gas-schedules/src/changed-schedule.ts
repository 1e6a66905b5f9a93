// Schedules as differences: production's versions share nearly all figures, so each says what it changes.
import type { GasSchedule } from "@mxvm/protocol-hooks";

/** Figures to set by section and key; `undefined` leaves a key, or a whole section, out. */
export type GasScheduleChanges = Readonly<Record<string, Readonly<Record<string, number | undefined>> | undefined>>;

/** A frozen schedule: `base` with changes. Neither argument is changed. */
export function changedSchedule(base: GasSchedule, changes: GasScheduleChanges): GasSchedule {
  const schedule: Record<string, Readonly<Record<string, number>>> = {};
  for (const section of new Set([...Object.keys(base), ...Object.keys(changes)])) {
    if (section in changes && changes[section] === undefined) continue;
    const costs: Record<string, number> = {};
    for (const [key, cost] of Object.entries({ ...base[section], ...changes[section] })) {
      if (cost !== undefined) costs[key] = cost;
    }
    schedule[section] = Object.freeze(costs);
  }
  return Object.freeze(schedule);
}
