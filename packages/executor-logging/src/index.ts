// Component variation: an executor that logs what passes between the VM and another executor.
export { SPECIFICATION_VERSION as specificationVersion } from "@mxvm/executor-api";
export { createLoggingExecutor, createLoggingExecutor as createExecutor } from "./executor.js";
export type { LoggingExecutorOptions } from "./executor.js";
export type { Log } from "./log.js";
