// The same on production's VM, and what its hooks cost there.
import { readFileSync } from "node:fs";
import { createLightSimulatorWorld } from "@mxvm/world-simulator";
import { deployAndCall } from "./quick-start.js";

const world = createLightSimulatorWorld();
const { gasUsed } = deployAndCall(world, readFileSync("output/adder.wasm"), "getSum");
const { hooks } = world.lastExecutionLog() ?? {};
world.close();

export { gasUsed, hooks };
