// Gas schedule `v3` of scenarios, against V3 of the node. Mirrors vm-go scenario/gasSchedules/gasScheduleV3.toml.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { v3 } from "./v3.js";

export const scenarioV3: GasSchedule = changedSchedule(v3, {
  BuiltInCost: {
    TrieLoadPerNode: 20_000,
  },
  MetaChainSystemSCsCost: {
    ValidatorToDelegation: undefined,
    Proposal: 5_000_000,
    Vote: 500_000,
    DelegateVote: 1_000_000,
    RevokeVote: 500_000,
    CloseProposal: 1_000_000,
    GetActiveFund: undefined,
    FixWaitingListSize: undefined,
  },
  BaseOpsAPICost: {
    CachedStorageLoad: 100,
    GetCallbackClosure: 100_000,
    GetCodeMetadata: 100,
    IsBuiltinFunction: 100,
    IsReservedFunctionName: 100,
    GetCodeHash: 100,
    GetRoundTime: 10_000,
    EpochStartBlockTimeStamp: 10_000,
    EpochStartBlockNonce: 10_000,
    EpochStartBlockRound: 10_000,
  },
  ManagedBufferAPICost: {
    MBufferStorageStore: 75_000,
    MBufferStorageLoad: 50_000,
    MBufferToSmallIntUnsigned: 4000,
    MBufferToSmallIntSigned: 10_000,
    MBufferFromSmallIntUnsigned: 4000,
    MBufferFromSmallIntSigned: 10_000,
  },
  BigFloatAPICost: {
    BigFloatPowPerIteration: 10_000,
  },
  WASMOpcodeCost: {
    MaxMemoryGrowDelta: 10,
    MaxMemoryGrow: 8,
  },
  MaxPerTransaction: undefined,
  ManagedMapAPICost: {
    ManagedMapNew: 10_000,
    ManagedMapPut: 10_000,
    ManagedMapGet: 10_000,
    ManagedMapRemove: 10_000,
    ManagedMapContains: 10_000,
  },
});
