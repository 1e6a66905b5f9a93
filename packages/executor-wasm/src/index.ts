// Native WebAssembly executor with production metering: takes Wasmer's place below the VM.
export { SPECIFICATION_VERSION as specificationVersion } from "@mxvm/executor-api";
export { createWasmExecutor, createWasmExecutor as createExecutor } from "./executor.js";
export type { WasmExecutorOptions } from "./executor.js";
