// Errors of this boundary. An engine fault is an `ExecutorError`; a `MemoryAccessError` is the contract's failure.

const executorErrorBrand = Symbol.for("mxvm.executor-error");
const memoryAccessErrorBrand = Symbol.for("mxvm.memory-access-error");

/**
 * Stable codes of engine faults.
 *
 * - `CONTRACT_THREW`: code that runs without compilation threw an error of its own; `cause` is what it threw.
 * - `ENGINE_LIMIT`: the code is beyond a limit of the engine that runs it, though within production's.
 * - `HOOK_CALLS_SPENT`: a run called more VM hooks than the executor's budget allows.
 * - `HOOK_THREW`: a VM hook threw; `cause` is what it threw.
 * - `INSTANCE_CLEANED`: an instance was used after `clean()`.
 * - `INSTANCES_EXHAUSTED`: this machine cannot hold one more instance; those that are no longer needed are to be cleaned.
 * - `NATIVE_STACK_EXHAUSTED`: the stack of this machine ended before production's would have.
 * - `SPECIFICATION_MISMATCH`: an executor implements another version of this interface.
 * - `UNSUPPORTED_OPTION`: the executor cannot do what an option asks for (see `ExecutorSupports`).
 */
export type ExecutorErrorCode =
  | "CONTRACT_THREW"
  | "ENGINE_LIMIT"
  | "HOOK_CALLS_SPENT"
  | "HOOK_THREW"
  | "INSTANCE_CLEANED"
  | "INSTANCES_EXHAUSTED"
  | "NATIVE_STACK_EXHAUSTED"
  | "SPECIFICATION_MISMATCH"
  | "UNSUPPORTED_OPTION";

/** The engine could not do its work. The transaction must be abandoned and the world left as it was before. */
export class ExecutorError extends Error {
  override readonly name: string = "ExecutorError";
  readonly code: ExecutorErrorCode;

  constructor(code: ExecutorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    Object.defineProperty(this, executorErrorBrand, { value: true });
  }
}

/** Whether a value is an `ExecutorError`, also one of another copy of this package. */
export function isExecutorError(value: unknown): value is ExecutorError {
  return typeof value === "object" && value !== null && executorErrorBrand in value;
}

/** Production's words for a refused memory access. Source: vm-go executor/executorError.go, executorMemory.go. */
export const memoryAccessMessages: {
  readonly loadBadBounds: "mem load: bad bounds";
  readonly loadNegativeLength: "mem load: negative length";
  readonly storeBadBoundsLower: "bad bounds (lower)";
  readonly storeBadBoundsUpper: "bad bounds (upper)";
} = {
  loadBadBounds: "mem load: bad bounds",
  loadNegativeLength: "mem load: negative length",
  storeBadBoundsLower: "bad bounds (lower)",
  storeBadBoundsUpper: "bad bounds (upper)",
};

/** One of production's words for a refused access to memory. */
export type MemoryAccessMessage = (typeof memoryAccessMessages)[keyof typeof memoryAccessMessages];

/** A hook was asked to read or write outside the contract's memory: the contract fails with this message. */
export class MemoryAccessError extends Error {
  override readonly name: string = "MemoryAccessError";
  override readonly message: MemoryAccessMessage;

  constructor(message: MemoryAccessMessage) {
    super(message);
    this.message = message;
    Object.defineProperty(this, memoryAccessErrorBrand, { value: true });
  }
}

/** Whether a value is a `MemoryAccessError`, also one of another copy of this package. */
export function isMemoryAccessError(value: unknown): value is MemoryAccessError {
  return typeof value === "object" && value !== null && memoryAccessErrorBrand in value;
}
