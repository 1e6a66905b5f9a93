// The boxes put together: which world, VM and executor a command runs on.
import type { ExecutorFactory } from "@mxvm/executor-api";
import { gasSchedules, scenarioGasSchedules } from "@mxvm/gas-schedules";
import type { GasSchedule, World } from "@mxvm/protocol-hooks";
import type { Dialect, WorldSettings } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { type WorldName, gasScheduleNames } from "./composition-names.js";
import { chooseExecutor } from "./executors/choose-executor.js";
import type { ExecutorWishes } from "./executors/choose-executor.js";
import { UsageError } from "./terminal.js";

/** Schedules that can be asked for by name: those of scenario files first, then the node's. */
const schedulesByName: Readonly<Record<string, GasSchedule>> = {
  ...gasSchedules,
  ...scenarioGasSchedules,
  ...Object.fromEntries((["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9"] as const).map((name) => [name.toUpperCase(), gasSchedules[name]])),
};

const worlds: Readonly<Record<WorldName, (options: CompositionOptions) => Promise<CreateWorld>>> = {
  mock: mockWorlds,
  "light-simulator": lightSimulatorWorlds,
};

export interface CompositionOptions {
  readonly world: WorldName;
  readonly executor: ExecutorWishes;
  /** Replaces what scenarios ask for. */
  readonly gasSchedule: string | undefined;
  readonly maxPoints: bigint;
  /** Whose answers a mock world gives; production's tools' if not given. */
  readonly dialect?: Dialect;
  /** Puts something around the executor, to look on. */
  readonly wrapExecutor?: (executor: ExecutorFactory) => ExecutorFactory;
}

function scheduleNamed(name: string): GasSchedule {
  const schedule = Object.hasOwn(schedulesByName, name) ? schedulesByName[name] : undefined;
  if (schedule === undefined) {
    throw new UsageError(`there is no gas schedule "${name}"; there are: ${gasScheduleNames.join(", ")}`);
  }
  return schedule;
}

type CreateWorld = (settings: WorldSettings) => World;

/** The executor is shared by all worlds, so that a contract is compiled once. */
async function mockWorlds(options: CompositionOptions): Promise<CreateWorld> {
  const chosen = await chooseExecutor(options.executor);
  const executor = options.wrapExecutor?.(chosen) ?? chosen;
  const fixed = options.gasSchedule === undefined ? undefined : scheduleNamed(options.gasSchedule);
  return (settings) =>
    createMockWorld({
      gasSchedule: fixed ?? scenarioGasSchedules[settings.gasSchedule],
      // As the tools whose reading counts: the framework's contracts see three shards in addresses.
      compatibility: options.dialect === "rust" ? "framework" : "scenario",
      vm: createVm({ executor, maxPoints: options.maxPoints }),
    });
}

/** Production's VM, a process for each scenario. It has one gas schedule and an executor of its own. */
async function lightSimulatorWorlds({ executor, gasSchedule }: CompositionOptions): Promise<CreateWorld> {
  if (executor.flag !== undefined) throw new UsageError("the light simulator has an executor of its own: leave out --executor");
  if (gasSchedule !== undefined) throw new UsageError("the light simulator has one gas schedule: leave out --gas-schedule");
  const { createLightSimulatorWorld, isSimulatorError } = await import("@mxvm/world-simulator");
  return () => {
    try {
      return createLightSimulatorWorld();
    } catch (error) {
      if (isSimulatorError(error)) throw new UsageError(error.message);
      throw error;
    }
  };
}

/** What makes a world for each scenario. Throws a `UsageError` if what was asked for is not there. */
export async function composeWorlds(options: CompositionOptions): Promise<CreateWorld> {
  return worlds[options.world](options);
}
