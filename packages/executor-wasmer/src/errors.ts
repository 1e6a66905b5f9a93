// Why production's library cannot be used, recognised by brand across duplicate installs; and what a hook that throws becomes.
import { ExecutorError, isExecutorError } from "@mxvm/executor-api";

const libraryErrorBrand = Symbol.for("mxvm.wasmer-library-error");

/**
 * Stable codes.
 *
 * - `LIBRARY_NOT_FOUND`: the library is in none of the places of `lookedIn`; the message says how to get it.
 * - `PLATFORM_UNSUPPORTED`: nobody ships the library, or koffi, for this platform.
 * - `LIBRARY_INCOMPATIBLE`: the file is no library that loads here, or one of another version.
 */
export type WasmerLibraryErrorCode = "LIBRARY_INCOMPATIBLE" | "LIBRARY_NOT_FOUND" | "PLATFORM_UNSUPPORTED";

/** Production's library cannot be used on this machine. Thrown when an executor is configured, never while one runs. */
export class WasmerLibraryError extends Error {
  override readonly name: string = "WasmerLibraryError";
  readonly code: WasmerLibraryErrorCode;
  /** Paths and npm packages that were tried, in order. */
  readonly lookedIn: readonly string[];

  constructor(code: WasmerLibraryErrorCode, message: string, options: ErrorOptions & { readonly lookedIn?: readonly string[] } = {}) {
    super(message, options);
    this.code = code;
    this.lookedIn = Object.freeze([...(options.lookedIn ?? [])]);
    Object.defineProperty(this, libraryErrorBrand, { value: true });
  }
}

/** Whether a value is a `WasmerLibraryError`, also one of another copy of this package. */
export function isWasmerLibraryError(value: unknown): value is WasmerLibraryError {
  return typeof value === "object" && value !== null && libraryErrorBrand in value;
}

/** Engine fault for what a hook, or a call through the library, threw. */
export function faultOf(cause: unknown): ExecutorError {
  if (isExecutorError(cause)) return cause;
  if (cause instanceof RangeError && cause.message.includes("call stack")) {
    const advice = "the native stack is exhausted; run in a worker with a larger stack (resourceLimits.stackSizeMb)";
    return new ExecutorError("NATIVE_STACK_EXHAUSTED", advice, { cause });
  }
  return new ExecutorError("HOOK_THREW", "a VM hook threw", { cause });
}
