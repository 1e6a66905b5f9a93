// Native WebAssembly executor with production metering: takes Wasmer's place below the VM.
export { createWasmExecutor } from "./executor.js";
export type { WasmExecutorOptions } from "./executor.js";
