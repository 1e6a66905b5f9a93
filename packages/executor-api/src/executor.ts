// Executor: turns contract code into instances. Mirrors vm-go executor/executor.go.
import type { Instance } from "./instance.js";
import type { OpcodeCosts } from "./opcode-costs.js";
import type { VmHooks } from "./vm-hooks.js";

/** Version of this interface. A composer refuses an executor of another version. */
export const SPECIFICATION_VERSION = 1;

/**
 * How gas is charged.
 *
 * - `fast`: gas equal to production whenever the run succeeds; where a trap and the end of gas fall into one block, the fast form may
 *   report the wrong one of the two.
 * - `exact`: charged and checked before each control-flow operator, as production injects it, so that failures agree too.
 */
export type MeteringMode = "fast" | "exact";

/** What a module is compiled with. Modules may be cached by code, opcode costs and these options. */
export interface CompilationOptions {
  /** Locals per function that cost nothing. */
  readonly unmeteredLocals: number;
  /** Run-time `memory.grow` calls allowed per call of the instance; one more sets `Breakpoint.memoryLimit`. */
  readonly maxMemoryGrow: number;
  /** Pages allowed per run-time `memory.grow`; more sets `Breakpoint.memoryLimit`. */
  readonly maxMemoryGrowDelta: number;
  readonly metering: MeteringMode;
}

export interface InstanceOptions extends CompilationOptions {
  /** Points (gas units) that the instance may use; using that many or more is out of gas. Up to 2^63 - 1. */
  readonly pointsLimit: bigint;
}

/** A new instance, or why the code cannot be one. Rejected code is the contract's failure, not the engine's. */
export type InstanceResult =
  | { readonly ok: true; readonly instance: Instance }
  | { readonly ok: false; readonly reason: string };

/** What an executor can do beyond the mandatory behaviour. Frozen. */
export interface ExecutorSupports {
  /** It reads Wasm binaries and rejects those that production rejects. */
  readonly moduleValidation: boolean;
  /** It charges opcode costs, and holds `memory.grow` to its limits. Where false, only hooks cost gas. */
  readonly opcodeMetering: boolean;
  /** It has `metering: "exact"`. Where false, "exact" is taken as "fast". */
  readonly exactMetering: boolean;
}

/**
 * Creates instances of contracts. Made by an `ExecutorFactory`, bound to one VM's hooks.
 *
 * An executor is synchronous and deterministic: the same code, options and hook results give the same calls, gas and memory.
 */
export interface Executor {
  readonly specificationVersion: typeof SPECIFICATION_VERSION;
  readonly supports: ExecutorSupports;

  /** Replaces the opcode costs of instances made from now on; instances that exist keep theirs. */
  setOpcodeCosts(costs: OpcodeCosts): void;

  /** Names that contracts may import, in no particular order. */
  functionNames(): readonly string[];

  /**
   * Makes a new instance with zero points used and no breakpoint.
   *
   * `code` is borrowed: the executor may keep a reference as a cache key, so the caller MUST NOT change the bytes afterwards; an
   * executor MUST NOT change them either.
   */
  newInstance(code: Uint8Array, options: InstanceOptions): InstanceResult;
}

/**
 * Makes an executor for one VM. `hooks` are what contracts import; they are called only while an instance of this executor runs.
 *
 * What is costly and does not depend on the VM (compiled modules) belongs into the factory, so that all executors of one factory share
 * it: forks of a world run on one factory.
 */
export type ExecutorFactory = (hooks: VmHooks, opcodeCosts: OpcodeCosts) => Executor;
