// Runs TypeScript contracts directly, over the VM hooks.
export { createDebugExecutor } from "./executor.js";
export type { DebugExecutorOptions } from "./executor.js";
export { formatReport } from "./report.js";
export type { FailureReport, SourceLocation } from "./report.js";
