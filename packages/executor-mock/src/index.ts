// SC Execution Mock: contracts as closures over VM hooks; the smallest executor, and an example to write others by.
export { SPECIFICATION_VERSION as specificationVersion } from "@mxvm/executor-api";
export { codeOf, mockContract } from "./contract.js";
export type { MockContract, MockContractDefinition, MockEndpoint, MockVm, MockVmMemory } from "./contract.js";
export { createMockExecutor, createMockExecutor as createExecutor } from "./executor.js";
export type { MockExecutorOptions } from "./executor.js";
