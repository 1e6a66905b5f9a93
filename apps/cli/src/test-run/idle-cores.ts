// How many cores nobody uses: threads on cores that others keep busy only take turns, and their start is lost.
import { cpus } from "node:os";

/** Time of all cores, in milliseconds since the machine started. */
export interface CoreTimes {
  readonly cores: number;
  readonly idle: number;
  readonly total: number;
}

export function readCoreTimes(): CoreTimes {
  const all = cpus().map(({ times }) => times);
  return {
    cores: all.length,
    idle: all.reduce((sum, { idle }) => sum + idle, 0),
    total: all.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0),
  };
}

/** Cores that were idle between two readings, in the mean; as many as you like where the system does not tell. */
export function idleCores(before: CoreTimes, after: CoreTimes): number {
  const total = after.total - before.total;
  return total <= 0 ? Infinity : ((after.idle - before.idle) / total) * after.cores;
}
