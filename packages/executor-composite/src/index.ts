// Component variation: one executor made of several, each for the contracts whose code is its own.
export { SPECIFICATION_VERSION as specificationVersion } from "@mxvm/executor-api";
export { createCompositeExecutor, createCompositeExecutor as createExecutor } from "./executor.js";
export type { CompositeExecutorOptions, ExecutorRoute } from "./executor.js";
export { isWasm } from "./is-wasm.js";
