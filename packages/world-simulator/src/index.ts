// MultiversX's production simulators as Worlds: the same test runs on production. Node only.
export { SimulatorError, isSimulatorError } from "./errors.js";
export type { SimulatorErrorCode } from "./errors.js";
export { isFullSimulatorInstalled } from "./full/source.js";
export { createFullSimulatorWorld } from "./full/world.js";
export type { FullSimulatorOptions, FullSimulatorWorld } from "./full/world.js";
export type { ExecutionLog, HookGas } from "./light/execution-log.js";
export { isLightSimulatorInstalled } from "./light/source.js";
export { createLightSimulatorWorld } from "./light/world.js";
export type { LightSimulatorOptions, LightSimulatorWorld } from "./light/world.js";
