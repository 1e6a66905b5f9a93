// What the package of an executor exports, so that a program can load it by name. It has no counterpart in production.
import type { ExecutorFactory, SPECIFICATION_VERSION } from "./executor.js";

/**
 * The exports of an executor's package. It may export more, such as `createExecutor` under a descriptive name (`createWasmExecutor`).
 *
 * A program that loads executors by the names of their packages refuses one without these exports, or of another
 * `specificationVersion`, and says which. The version is there to be read before anything is made.
 */
export interface ExecutorModule<Options = Readonly<Record<string, unknown>>> {
  /** Version of this interface that the executor implements: `SPECIFICATION_VERSION` of the `@mxvm/executor-api` that it was built with. */
  readonly specificationVersion: typeof SPECIFICATION_VERSION;
  /**
   * Answers what goes to the VM: `createVm({ executor: createExecutor(options) })`. Options are plain data or values that the package
   * documents. An executor that can do without is made without; one that cannot throws a `TypeError` that names what is missing.
   */
  readonly createExecutor: (options: Options) => ExecutorFactory;
}
