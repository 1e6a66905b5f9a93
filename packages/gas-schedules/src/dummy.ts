// The `dummy` schedule of scenarios: every operation costs one. Mirrors `MakeGasMapForTests` of vm-go config/gasSchedule.go.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { scenarioV4 } from "./scenario-v4.js";

const ones: GasSchedule = changedSchedule(
  {},
  Object.fromEntries(
    Object.entries(scenarioV4).map(([section, costs]) => [section, Object.fromEntries(Object.keys(costs).map((key) => [key, 1]))]),
  ),
);

export const dummy: GasSchedule = changedSchedule(ones, {
  MetaChainSystemSCsCost: undefined,
  BaseOpsAPICost: { AsyncCallbackGasLock: 100_000 },
  BigIntAPICost: { BigIntByteLength: undefined, BigIntGetBytes: undefined, BigIntSetBytes: undefined, BigIntGetArgument: undefined },
  // Managed maps cost nothing here: this section alone may be missing.
  ManagedMapAPICost: undefined,
  WASMOpcodeCost: { LocalsUnmetered: 100, MaxMemoryGrow: 8, MaxMemoryGrowDelta: 10 },
  DynamicStorageLoad: {
    QuadraticCoefficient: 688,
    SignOfQuadratic: 0,
    LinearCoefficient: 31_858,
    SignOfLinear: 0,
    ConstantCoefficient: 15_287,
    SignOfConstant: 0,
    MinimumGasCost: undefined,
  },
});
