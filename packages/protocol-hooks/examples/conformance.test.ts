// A world and a VM are held to the boundary, as the README shows it.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { testVmHandler, testWorld } from "@mxvm/protocol-hooks/conformance";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { test } from "vitest";

const gasSchedule = gasSchedules.default;
const vm = createVm({ executor: createWasmExecutor() });

testWorld({ test, createWorld: () => createMockWorld({ gasSchedule, vm }) });
testVmHandler({ test, createVm: createVm({ executor: createWasmExecutor() }), gasSchedule });
