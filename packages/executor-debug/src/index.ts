// Runs TypeScript contracts directly, over the VM hooks.
export { SPECIFICATION_VERSION as specificationVersion } from "@mxvm/executor-api";
export { withContracts } from "./contract-files.js";
export type { ContractsByFile, ReadableFiles } from "./contract-files.js";
export { createDebugExecutor, createDebugExecutor as createExecutor } from "./executor.js";
export type { DebugExecutorOptions } from "./executor.js";
export { formatReport } from "./report.js";
export type { FailureReport, SourceLocation } from "./report.js";
export { whiteBox } from "./white-box.js";
export type { WhiteBoxOptions, WhiteBoxOutcome, WhiteBoxPayment, WhiteBoxTransaction, WhiteBoxWorld } from "./white-box.js";
