// Gas schedule `v4` of scenarios, against V4 of the node. Mirrors vm-go scenario/gasSchedules/gasScheduleV4.toml.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { v4 } from "./v4.js";

export const scenarioV4: GasSchedule = changedSchedule(v4, {
  BuiltInCost: {
    ESDTModifyRoyalties: 100_000,
    ESDTModifyCreator: 100_000,
    TrieLoadPerNode: 20_000,
  },
  MetaChainSystemSCsCost: {
    GetActiveFund: undefined,
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
    MBufferToSmallIntUnsigned: 2000,
    MBufferToSmallIntSigned: 5000,
    MBufferFromSmallIntUnsigned: 2000,
    MBufferFromSmallIntSigned: 5000,
  },
  BigFloatAPICost: {
    BigFloatPowPerIteration: 10_000,
  },
  WASMOpcodeCost: {
    MaxMemoryGrowDelta: 1,
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
