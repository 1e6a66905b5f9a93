// What `mxvm.config.ts` imports from "mxvm".
export { defineConfig } from "./config/config.js";
export type { ExecutorChoice, MxvmConfig, NamedExecutor } from "./config/config.js";
export type { TestConfig } from "./test-run/test-options.js";
