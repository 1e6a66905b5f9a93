// Gas schedule V5 of the production node: what changes against V4. Written by scripts/generate.mjs.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { v4 } from "./v4.js";

export const v5: GasSchedule = changedSchedule(v4, {
  WASMOpcodeCost: {
    MemoryGrow: 250_000_000,
  },
});
