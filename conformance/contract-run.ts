// Runs a scenario file on contracts in TypeScript: the files in which their compiled forms would be stand for them.
import { readFileSync } from "node:fs";
import { createDebugExecutor, withContracts } from "@mxvm/executor-debug";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { createScenarioLoader, formatRunError, isScenarioError, runScenario } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { contracts } from "../examples/contracts/src/index.js";

const executor = createDebugExecutor({ contracts: Object.values(contracts) });
const files = withContracts({ readFile: (path: string): Uint8Array => readFileSync(path) }, contracts);

/** Why the file fails, or nothing. */
export function runContractFile(file: string): string | undefined {
  const loader = createScenarioLoader({ files });
  try {
    const { error, world } = runScenario(loader.load(file), {
      loader,
      createWorld: ({ gasSchedule }) => createMockWorld({ compatibility: "framework", gasSchedule: scenarioGasSchedules[gasSchedule], vm: createVm({ executor }) }),
    });
    world.close();
    return error && formatRunError(error);
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    return error.message;
  }
}
