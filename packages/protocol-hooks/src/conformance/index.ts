// The conformance suites of this boundary: for worlds, and for VM handlers.
export { counterCode, counterText } from "./counter-contract.js";
export { ConformanceFailure } from "./suite.js";
export type { ConformanceReport, RegisterTest, SkippedBehaviour } from "./suite.js";
export { testVmHandler } from "./vm-handler-suite.js";
export type { TestVmHandlerOptions, VmHandlerSupports } from "./vm-handler-suite.js";
export { testWorld } from "./world-suite.js";
export type { TestWorldOptions } from "./world-suite.js";
