// The conformance suite of executors.
export type { ConformanceCase, ConformanceEndpoint, ConformanceVm } from "./contract.js";
export { testExecutor } from "./executor-suite.js";
export type { TestClosureExecutorOptions, TestExecutorOptions } from "./executor-suite.js";
export { ConformanceFailure } from "./suite.js";
export type { ConformanceReport, Need, RegisterTest, SkippedBehaviour } from "./suite.js";
