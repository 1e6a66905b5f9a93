// What the tests run on: compiled contracts on WebAssembly, and the same contracts as TypeScript under a debugger.
import { createDebugExecutor, withContracts } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { defineWorlds } from "@mxvm/vitest";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { crowdfunding } from "./src/crowdfunding.js";

const wasm = createVm({ executor: createWasmExecutor() });
const debug = createVm({ executor: createDebugExecutor({ contracts: [crowdfunding] }) });

export default defineWorlds({
  wasm: ({ gasSchedule }) => createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], vm: wasm }),
  debug: {
    createWorld: ({ gasSchedule }) => createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], vm: debug }),
    // Where tests and scenarios name the build, the contract in TypeScript is meant.
    files: (files) => withContracts(files, { "crowdfunding.mxsc.json": crowdfunding }),
  },
});
