// Wasmer 2: MultiversX's production executor library as an executor. Node only.
export { SPECIFICATION_VERSION as specificationVersion } from "@mxvm/executor-api";
export { WasmerLibraryError, isWasmerLibraryError } from "./errors.js";
export type { WasmerLibraryErrorCode } from "./errors.js";
export { createWasmerExecutor, createWasmerExecutor as createExecutor } from "./executor.js";
export type { WasmerExecutorOptions } from "./executor.js";
export { isWasmerLibraryInstalled } from "./library-path.js";
