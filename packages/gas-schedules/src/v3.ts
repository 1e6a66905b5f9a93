// Gas schedule V3 of the production node: what changes against V2. Written by scripts/generate.mjs.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { v2 } from "./v2.js";

export const v3: GasSchedule = changedSchedule(v2, {
  MetaChainSystemSCsCost: {
    Proposal: 50_000_000,
    Vote: 50_000_000,
    DelegateVote: 50_000_000,
    RevokeVote: 50_000_000,
    CloseProposal: 50_000_000,
    GetAllNodeStates: 20_000_000,
  },
});
