// Gas schedule V8 of the production node: what changes against V7. Written by scripts/generate.mjs.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { v7 } from "./v7.js";

export const v8: GasSchedule = changedSchedule(v7, {
  BaseOpsAPICost: {
    GetSCAddress: 1000,
    GetArgument: 1000,
    GetFunction: 1000,
    GetNumArguments: 1000,
    GetCaller: 1000,
    GetCallValue: 1000,
    GetGasLeft: 1000,
    Int64GetArgument: 1000,
    GetReturnData: 1000,
    GetNumReturnData: 1000,
    GetReturnDataSize: 1000,
    CleanReturnData: 1000,
    DeleteFromReturnData: 1000,
  },
});
