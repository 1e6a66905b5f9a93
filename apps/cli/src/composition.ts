// The boxes put together: which world, VM and executor a command runs on.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules, scenarioGasSchedules } from "@mxvm/gas-schedules";
import type { GasSchedule, World } from "@mxvm/protocol-hooks";
import type { WorldSettings } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createLightSimulatorWorld, isSimulatorError } from "@mxvm/world-simulator";
import { UsageError } from "./terminal.js";

/** What a query may use before it counts as endless: some seconds of work, far above what a block can pay. */
export const DEFAULT_MAX_POINTS = 100_000_000_000n;

const executors = { wasm: createWasmExecutor };

/** Schedules that can be asked for by name: those of scenario files first, then the node's. */
const schedulesByName: Readonly<Record<string, GasSchedule>> = {
  ...gasSchedules,
  ...scenarioGasSchedules,
  ...Object.fromEntries((["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9"] as const).map((name) => [name.toUpperCase(), gasSchedules[name]])),
};

/** Names of worlds. */
export type WorldName = "mock" | "light-simulator";

const worlds: Readonly<Record<WorldName, (options: CompositionOptions) => CreateWorld>> = {
  mock: mockWorlds,
  "light-simulator": lightSimulatorWorlds,
};

export const worldNames: readonly string[] = Object.keys(worlds);
export const executorNames: readonly string[] = Object.keys(executors);
export const gasScheduleNames: readonly string[] = ["default", "dummy", "v3", "v4", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9"];

export interface CompositionOptions {
  readonly world: WorldName;
  readonly executor: string;
  /** Replaces what scenarios ask for. */
  readonly gasSchedule: string | undefined;
  readonly maxPoints: bigint;
}

function executorNamed(name: string): ReturnType<typeof createWasmExecutor> {
  if (!Object.hasOwn(executors, name)) {
    throw new UsageError(`there is no executor "${name}"; there are: ${executorNames.join(", ")}`);
  }
  return executors[name as keyof typeof executors]();
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
function mockWorlds(options: CompositionOptions): CreateWorld {
  const executor = executorNamed(options.executor);
  const fixed = options.gasSchedule === undefined ? undefined : scheduleNamed(options.gasSchedule);
  return (settings) =>
    createMockWorld({
      gasSchedule: fixed ?? scenarioGasSchedules[settings.gasSchedule],
      vm: createVm({ executor, maxPoints: options.maxPoints }),
    });
}

/** Production's VM, a process for each scenario. It has one gas schedule and an executor of its own. */
function lightSimulatorWorlds({ gasSchedule }: CompositionOptions): CreateWorld {
  if (gasSchedule !== undefined) throw new UsageError("the light simulator has one gas schedule: leave out --gas-schedule");
  return () => {
    try {
      return createLightSimulatorWorld();
    } catch (error) {
      if (isSimulatorError(error)) throw new UsageError(error.message);
      throw error;
    }
  };
}

/** What makes a world for each scenario. */
export function composeWorlds(options: CompositionOptions): CreateWorld {
  return worlds[options.world](options);
}
