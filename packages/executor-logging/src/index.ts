// Component variation: an executor that logs what passes between the VM and another executor.
export { createLoggingExecutor } from "./executor.js";
export type { LoggingExecutorOptions } from "./executor.js";
export type { Log } from "./log.js";
