// The executor over production's library. Mirrors vm-go wasmer2/wasmer2Executor.go.
import type {
  CompilationOptions,
  Executor,
  ExecutorFactory,
  ExecutorSupports,
  InstanceOptions,
  InstanceResult,
  OpcodeCosts,
  VmHooks,
} from "@mxvm/executor-api";
import { type ExecutorError, hooks as hookRows, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { type CodeCache, type CompiledCode, createCodeCache } from "./compiled-code.js";
import { faultOf } from "./errors.js";
import { type HookFunction, nothing, WasmerInstance } from "./instance.js";
import type { Library } from "./library.js";
import { findLibrary } from "./library-path.js";
import { loadLibrary } from "./load-library.js";
import { createNativeInstance, type NativeInstanceResult } from "./native-instance.js";
import { type NativeOptions, nativeOptions } from "./native-options.js";
import type { NativeCosts } from "./opcode-costs.js";
import { nativeCostsFromOpcodeCosts } from "./opcode-costs.js";

/** Options of `createWasmerExecutor`. */
export interface WasmerExecutorOptions {
  /** Path of the library; where it is not given, that of the variable `MXVM_WASMER_LIBRARY` or of the npm package. */
  readonly library?: string;
  /** Compiled codes that are kept; the one used longest ago goes first. Default 100; one takes some 30 times the size of its binary. */
  readonly maxCachedCodes?: number;
  /** Idle instances that are kept for reuse. Default 32; an instance reserves about 6 GB of address space. */
  readonly maxIdleInstances?: number;
}

/**
 * Answers a factory of executors that run contracts in production's library, as the node does.
 *
 * Executors of one factory share compiled codes and idle instances. The library is loaded at once, and stays loaded. Throws a
 * `WasmerLibraryError` if there is none that works here. Everything is synchronous; nothing needs to be closed.
 */
export function createWasmerExecutor(options: WasmerExecutorOptions = {}): ExecutorFactory {
  const maxCachedCodes = countOption("maxCachedCodes", options.maxCachedCodes ?? 100);
  const maxIdleInstances = countOption("maxIdleInstances", options.maxIdleInstances ?? 32);
  const library = loadLibrary(findLibrary(options.library));
  const cache = createCodeCache({ maxCachedCodes, maxIdleInstances });
  return (hooks, opcodeCosts) => new WasmerExecutor(hooks, opcodeCosts, library, cache);
}

const supports: ExecutorSupports = Object.freeze({ moduleValidation: true, opcodeMetering: true, exactMetering: true });
const functionNames: readonly string[] = Object.freeze(hookRows.map(({ name }) => name));

class WasmerExecutor implements Executor {
  readonly specificationVersion = SPECIFICATION_VERSION;
  readonly supports: ExecutorSupports = supports;

  private readonly hooks: readonly HookFunction[];
  private readonly library: Library;
  private readonly cache: CodeCache;
  private costs: NativeCosts;
  private instanceCount = 0;

  constructor(hooks: VmHooks, opcodeCosts: OpcodeCosts, library: Library, cache: CodeCache) {
    this.hooks = hookRows.map(({ name }) => {
      const hook = hooks[name] as HookFunction;
      if (typeof hook !== "function") throw new TypeError(`VM hook ${name} is missing`);
      return hook;
    });
    this.library = library;
    this.cache = cache;
    this.costs = nativeCostsFromOpcodeCosts(opcodeCosts);
  }

  setOpcodeCosts(costs: OpcodeCosts): void {
    this.costs = nativeCostsFromOpcodeCosts(costs);
  }

  functionNames(): readonly string[] {
    return functionNames;
  }

  newInstance(code: Uint8Array, options: InstanceOptions): InstanceResult {
    const limits = checkedLimits(options);
    const key = `${Object.values(limits).join()},${this.costs.fingerprint}`;
    let compiled = this.cache.get(code, key);
    const idle = compiled && this.cache.take(compiled);
    const made: NativeInstanceResult = idle ? { ok: true, native: idle } : this.instantiate(code, { ...limits, pointsLimit: options.pointsLimit }, compiled);
    if (!made.ok) return made;
    compiled ??= this.cache.add(code, key, made.native);
    const home = { hooks: this.hooks, cache: this.cache, compiled };
    return { ok: true, instance: new WasmerInstance(String(++this.instanceCount), made.native, options.pointsLimit, home) };
  }

  /** Compiles code, or loads what was compiled, and runs its start function. */
  private instantiate(code: Uint8Array, options: NativeOptions, compiled: CompiledCode | undefined): NativeInstanceResult {
    const { library, hooks } = this;
    const caller = library.listener;
    let fault: ExecutorError | undefined;
    library.listener = {
      // There is no instance yet that a start function's hooks could stop.
      onHook: (row, args) => {
        try {
          return hooks[row]!(...args);
        } catch (thrown) {
          fault ??= faultOf(thrown);
          return nothing(row);
        }
      },
    };
    try {
      library.useCosts(this.costs);
      const bytes = compiled?.bytes;
      const made = createNativeInstance(library, { bytes: bytes ?? code, isCompiled: bytes !== undefined, options: nativeOptions(options) });
      if (fault === undefined) return made;
      if (made.ok) made.native.destroy();
      throw fault;
    } finally {
      library.listener = caller;
    }
  }
}

type Limits = Omit<CompilationOptions, "metering">;

function checkedLimits({ unmeteredLocals, maxMemoryGrow, maxMemoryGrowDelta }: CompilationOptions): Limits {
  return {
    unmeteredLocals: countOption("unmeteredLocals", unmeteredLocals),
    maxMemoryGrow: countOption("maxMemoryGrow", maxMemoryGrow),
    maxMemoryGrowDelta: countOption("maxMemoryGrowDelta", maxMemoryGrowDelta),
  };
}

/** Counts beyond 32 bits cannot be reached, so the largest stands for them. */
function countOption(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 0) throw new TypeError(`${name} must be a non-negative integer, not ${String(value)}`);
  return Math.min(value, 0xffff_ffff);
}
