// Runs a scenario file on contracts in TypeScript: the files in which their compiled forms would be stand for them.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import { codeOf } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { createScenarioLoader, formatRunError, isScenarioError, runScenario } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { contracts } from "../examples/contracts/src/index.js";

const executor = createDebugExecutor({ contracts: Object.values(contracts) });
const builds = new Map(
  Object.entries(contracts).map(([file, contract]) => [file, utf8ToBytes(JSON.stringify({ code: bytesToHex(codeOf(contract)) }))]),
);
const files = { readFile: (path: string): Uint8Array => builds.get(basename(path)) ?? readFileSync(path) };

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
