// Instance: one contract's code with its memory, gas counter and breakpoint. Mirrors vm-go executor/executorInstance.go.
import type { BreakpointValue } from "./breakpoints.js";

/**
 * How a call of an instance ended.
 *
 * - `returned`: the function ran to its end.
 * - `stopped`: a breakpoint ended it; read it with `getBreakpointValue()`.
 * - `trapped`: the code trapped (unreachable, out of bounds, division by zero, …) with no breakpoint set; all points count as used.
 *   `message` names the trap and is not fixed by the protocol.
 * - `missing`: the code exports no function of that name; nothing ran.
 */
export type CallOutcome =
  | { readonly status: "returned" }
  | { readonly status: "stopped" }
  | { readonly status: "trapped"; readonly message: string }
  | { readonly status: "missing" };

/**
 * A contract instance.
 *
 * Used from outside (configured and called) and from inside (a running hook reads memory, charges gas, sets a breakpoint). Calls of
 * different instances nest; an instance is never called while it runs.
 *
 * Invariants: `0 <= pointsUsed`; `useGas` never takes points used above the limit; after `trapped`, points used equal the limit.
 */
export interface Instance {
  /** Identifies the instance within its executor; stable over `reset`. */
  readonly id: string;

  /**
   * Runs an exported function without arguments or results.
   * Throws an `ExecutorError` for engine faults only.
   */
  callFunction(name: string): CallOutcome;

  /** Whether the code exports a function of that name. */
  hasFunction(name: string): boolean;

  /** Names of the exported functions, in the order of the code's export section. */
  functionNames(): readonly string[];

  /** Whether every exported function takes and answers nothing, as endpoints must. */
  checkFunctionArities(): boolean;

  /** Whether the code imports a VM hook of that name. */
  isFunctionImported(name: string): boolean;

  /** Points the instance may use. Using as many is out of gas. */
  getPointsLimit(): bigint;
  setPointsLimit(points: bigint): void;

  /** Points used since the last `setPointsUsed`. */
  getPointsUsed(): bigint;
  setPointsUsed(points: bigint): void;

  /**
   * Charges `points` if that many are left (limit minus used), and answers true; otherwise uses all that is left and answers false.
   * The hot path of gas: whole numbers without BigInt. `points` is not negative; above 2^53 it is rounded as numbers are, which can
   * matter only where the limit is that large too.
   */
  useGas(points: number): boolean;

  /** Gives back points, if at least that many are used; otherwise does nothing. Same number domain as `useGas`. */
  restoreGas(points: number): void;

  /** Points left (limit minus used, not below 0), as a number; rounded above 2^53. */
  pointsLeft(): number;

  /**
   * Sets why the run is to stop. Set by a hook while the instance runs, it MUST stop the contract before its next instruction.
   * Stays until it is set again.
   */
  setBreakpointValue(value: BreakpointValue): void;
  getBreakpointValue(): BreakpointValue;

  /** Size of the memory in bytes. */
  memLength(): number;

  /**
   * Copies `length` bytes at `pointer`; the caller owns the copy.
   *
   * A length of 0 answers no bytes whatever the pointer. A range that starts inside memory and ends beyond it is cut at the end of
   * memory. Otherwise throws a `MemoryAccessError`: bad bounds if `pointer` is negative or beyond the end, else negative length.
   */
  memLoad(pointer: number, length: number): Uint8Array;

  /**
   * Copies `data` to `pointer`. No bytes do nothing, whatever the pointer. Otherwise throws a `MemoryAccessError` if the range does
   * not lie in memory, and writes nothing.
   */
  memStore(pointer: number, data: Uint8Array): void;

  /** Adds pages of 65,536 bytes; answers the size in pages before, or -1 if the memory cannot grow so far. */
  memGrow(pages: number): number;

  /** A copy of the whole memory; the caller owns it. */
  memDump(): Uint8Array;

  /**
   * Brings memory, globals and tables back to what they were after instantiation, so that the instance can run again as if new.
   * Points and breakpoint are left as they are. Answers false if that is impossible (the executor cannot shrink a memory that grew, say,
   * or the instance was cleaned): the caller then makes a new instance.
   */
  reset(): boolean;

  /** Frees the instance. Answers false if it was cleaned before. Afterwards every other method throws `INSTANCE_CLEANED`. */
  clean(): boolean;

  /** Whether `clean` was called. */
  isAlreadyCleaned(): boolean;
}
