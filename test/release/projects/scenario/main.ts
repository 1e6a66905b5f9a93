// Runs a scenario file with the boxes put together by hand.
import { readFileSync, readdirSync } from "node:fs";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createScenarioLoader, runScenario } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

const loader = createScenarioLoader({ files: { readFile: (path) => readFileSync(path), listDirectory: (path) => readdirSync(path) } });
const vm = createVm({ executor: createWasmExecutor() });
const { status, steps } = runScenario(loader.load("scenarios/adder.scen.json"), {
  loader,
  createWorld: () => createMockWorld({ gasSchedule: gasSchedules.default, vm }),
});
console.log(`${status} after ${steps} steps`);
