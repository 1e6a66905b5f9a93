// Gas schedule V9 of the production node: what changes against V8. Written by scripts/generate.mjs.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { v8 } from "./v8.js";

export const v9: GasSchedule = changedSchedule(v8, {
  ManagedMapAPICost: {
    ManagedMapNew: 10_000,
    ManagedMapPut: 10_000,
    ManagedMapGet: 10_000,
    ManagedMapRemove: 10_000,
    ManagedMapContains: 10_000,
  },
});
