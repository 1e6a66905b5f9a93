// An instantiated contract: the engine's instance with its memory, globals and functions. It outlives the `Instance` that uses it.
import type { ContractModule } from "./contract-module.js";
import type { HookImports } from "./imports.js";
import { ContractMemory } from "./memory.js";
import { MeteredExport, MeteredImport } from "./module/module-rewriter.js";
import { ModuleRejection } from "./module/rejection.js";
import type { NativeGlobal, NativeImports, NativeInstance, NativeMemory } from "./native-wasm.js";
import { nativeWasm } from "./native-wasm.js";

type ContractFunction = () => void;

export interface NativeContract {
  readonly module: ContractModule;
  readonly memory: ContractMemory;
  /** Breakpoint that the code has set on itself, just before a trap. */
  readonly breakpoint: NativeGlobal<number>;
  /** Bytes of production's stack that are left to the code; `undefined` if they are not counted. */
  readonly stack: NativeGlobal<number> | undefined;
  /** A function of the metered module. */
  function(meteredName: string): ContractFunction;
  /** Brings memory and globals back to their state after instantiation; answers false if that is impossible. */
  reset(): boolean;
}

/** Instantiates without running the start function. Throws a `ModuleRejection` if a segment does not fit. */
export function instantiateContract(
  module: ContractModule,
  hooks: HookImports,
  points: NativeGlobal<bigint>,
): NativeContract {
  const { exports } = instantiate(module, { env: hooks(module.imports), [MeteredImport.module]: { [MeteredImport.points]: points } });
  const memory = new ContractMemory(exports[MeteredExport.memory] as NativeMemory, module.image);
  const touchedLow = exports[MeteredExport.touchedLow] as NativeGlobal<number>;
  const touchedSpan = exports[MeteredExport.touchedSpan] as NativeGlobal<number>;
  const resetGlobals = exports[MeteredExport.resetGlobals] as ContractFunction;
  return {
    module,
    memory,
    breakpoint: exports[MeteredExport.breakpoint] as NativeGlobal<number>,
    stack: exports[MeteredExport.stack] as NativeGlobal<number> | undefined,
    function: (meteredName) => exports[meteredName] as ContractFunction,
    reset: () => {
      if (!module.resettable || (module.tracksStores && module.isHeavy)) return false;
      const span = touchedSpan.value >>> 0;
      const low = span === 0 ? Infinity : touchedLow.value >>> 0;
      // A store writes up to seven bytes behind its address.
      const isReset = module.tracksStores ? memory.reset(low, span === 0 ? 0 : low + span + 7) : memory.reset(0, Infinity);
      if (!isReset) return false;
      resetGlobals();
      return true;
    },
  };
}

function instantiate(module: ContractModule, imports: NativeImports): NativeInstance {
  try {
    return new nativeWasm.Instance(module.native, imports);
  } catch (error) {
    if (error instanceof nativeWasm.RuntimeError) throw new ModuleRejection(error.message);
    throw error;
  }
}
