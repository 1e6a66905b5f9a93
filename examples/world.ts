// A world of our own boxes, put together from the top down, as the README of the repository shows it.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

const world = createMockWorld({
  gasSchedule: gasSchedules.default,
  vm: createVm({ executor: createWasmExecutor() }),
});

export default world;
