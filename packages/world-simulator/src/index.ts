// MultiversX's production simulators as Worlds: the same test runs on production. Node only.
export { SimulatorError, isSimulatorError } from "./errors.js";
export type { SimulatorErrorCode } from "./errors.js";
export type { ExecutionLog, HookGas } from "./light/execution-log.js";
export { isLightSimulatorInstalled } from "./light/source.js";
export { createLightSimulatorWorld } from "./light/world.js";
export type { LightSimulatorOptions, LightSimulatorWorld } from "./light/world.js";
