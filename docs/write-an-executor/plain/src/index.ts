// The exports by which programs load an executor, as `ExecutorModule` of @mxvm/executor-api has them.
import type { SPECIFICATION_VERSION } from "@mxvm/executor-api";

/** The version that this package is written against; the compiler refuses it when a newer one is installed. */
export const specificationVersion: typeof SPECIFICATION_VERSION = 1;

export { createPlainExecutor as createExecutor, createPlainExecutor } from "./executor.js";
