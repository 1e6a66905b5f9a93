// The executor over the engine's own WebAssembly. Takes Wasmer's place below the VM; mirrors vm-executor-rs wasmer_executor.rs.
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
import { hooks as hookRows, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import type { CodeCache } from "./code-cache.js";
import { createCodeCache } from "./code-cache.js";
import type { ContractModule } from "./contract-module.js";
import { contractModuleFromCode } from "./contract-module.js";
import type { HookImports, RunState } from "./imports.js";
import { hookImportsFromVmHooks, nobody } from "./imports.js";
import type { InstanceHome } from "./instance.js";
import { WasmInstance } from "./instance.js";
import type { InstancePool } from "./instance-pool.js";
import { createInstancePool } from "./instance-pool.js";
import { ModuleRejection } from "./module/rejection.js";
import type { NativeContract } from "./native-contract.js";
import { instantiateContract } from "./native-contract.js";
import type { CostTable } from "./opcodes/cost-table.js";
import { costTableFromOpcodeCosts } from "./opcodes/cost-table.js";
import { createPointsRegister } from "./points-register.js";

/** Options of `createWasmExecutor`. */
export interface WasmExecutorOptions {
  /** Codes whose compiled modules are kept; the one used longest ago goes first. Default 1,000. */
  readonly maxCachedCodes?: number;
  /** Idle instances that each executor keeps for reuse. Default 32; an instance reserves about 10 GB of address space. */
  readonly maxIdleInstances?: number;
  /**
   * Where calls in contracts end that nest too deep. `"native"`, the default, is where the stack of this thread does, with
   * `NATIVE_STACK_EXHAUSTED`. `"production"` is where production's stack does, as a failure of the contract; the thread must have a stack
   * that is larger than production's 8 MiB: a worker with `resourceLimits: { stackSizeMb: 64 }`.
   */
  readonly stack?: "native" | "production";
}

/**
 * Answers a factory of executors that run contracts on the engine's WebAssembly, metered as production meters.
 *
 * Executors of one factory share compiled modules. Everything is synchronous; nothing needs to be closed.
 */
export function createWasmExecutor(options: WasmExecutorOptions = {}): ExecutorFactory {
  const cache = createCodeCache(countOption("maxCachedCodes", options.maxCachedCodes ?? 1000));
  const maxIdleInstances = countOption("maxIdleInstances", options.maxIdleInstances ?? 32);
  const state: RunState = { register: createPointsRegister(), running: nobody, inHook: false };
  const costsKeys = new Map<string, number>();
  const costsKey = ({ fingerprint }: CostTable): number => {
    const key = costsKeys.get(fingerprint) ?? costsKeys.size;
    costsKeys.set(fingerprint, key);
    return key;
  };
  const limitsStack = limitsStackOption(options.stack ?? "native");
  return (hooks, opcodeCosts) => new WasmExecutor(hooks, opcodeCosts, { cache, state, maxIdleInstances, limitsStack, costsKey });
}

interface FactoryParts {
  readonly cache: CodeCache;
  readonly state: RunState;
  readonly maxIdleInstances: number;
  readonly limitsStack: boolean;
  /** A number for each distinct table of costs: keys of cached modules stay short. */
  costsKey(costs: CostTable): number;
}

const supports: ExecutorSupports = Object.freeze({ moduleValidation: true, opcodeMetering: true, exactMetering: true });

class WasmExecutor implements Executor, InstanceHome {
  readonly specificationVersion = SPECIFICATION_VERSION;
  readonly supports: ExecutorSupports = supports;
  readonly state: RunState;

  private readonly parts: FactoryParts;
  private readonly imports: HookImports;
  private costTable: CostTable;
  private costsKey: number;
  private readonly pool: InstancePool;
  private instanceCount = 0;

  constructor(hooks: VmHooks, opcodeCosts: OpcodeCosts, parts: FactoryParts) {
    this.parts = parts;
    this.state = parts.state;
    this.pool = createInstancePool(parts.maxIdleInstances);
    this.imports = hookImportsFromVmHooks(hooks, parts.state);
    this.costTable = costTableFromOpcodeCosts(opcodeCosts);
    this.costsKey = parts.costsKey(this.costTable);
  }

  setOpcodeCosts(costs: OpcodeCosts): void {
    this.costTable = costTableFromOpcodeCosts(costs);
    this.costsKey = this.parts.costsKey(this.costTable);
  }

  functionNames(): readonly string[] {
    return hookRows.map(({ name }) => name);
  }

  newInstance(code: Uint8Array, options: InstanceOptions): InstanceResult {
    try {
      const instance = this.instantiate(this.moduleOf(code, options), options.pointsLimit);
      return { ok: true, instance };
    } catch (error) {
      if (error instanceof ModuleRejection) return { ok: false, reason: error.message };
      throw error;
    }
  }

  recycle(contract: NativeContract): void {
    this.pool.put(contract);
  }

  private moduleOf(code: Uint8Array, options: CompilationOptions): ContractModule {
    const { unmeteredLocals, maxMemoryGrow, maxMemoryGrowDelta, metering } = options;
    const limits = [unmeteredLocals, maxMemoryGrow, maxMemoryGrowDelta];
    const key = `${limits.join()},${metering},${this.costsKey}`;
    const module = (tracksStores: boolean): ContractModule =>
      this.parts.cache.module(code, tracksStores ? key : `${key},heavy`, () =>
        contractModuleFromCode(code, {
          costTable: this.costTable,
          exact: metering === "exact",
          tracksStores,
          limitsStack: this.parts.limitsStack,
          unmeteredLocals: countOption("unmeteredLocals", unmeteredLocals),
          maxMemoryGrow: countOption("maxMemoryGrow", maxMemoryGrow),
          maxMemoryGrowDelta: countOption("maxMemoryGrowDelta", maxMemoryGrowDelta),
        }),
      );
    const tracking = module(true);
    return tracking.isHeavy ? module(false) : tracking;
  }

  private instantiate(module: ContractModule, pointsLimit: bigint): WasmInstance {
    const native = this.pool.take(module) ?? instantiateContract(module, this.imports, this.state.register.global);
    const instance = new WasmInstance(String(++this.instanceCount), native, pointsLimit, this);
    const outcome = instance.start();
    instance.setPointsUsed(0n);
    if (outcome.status === "returned") return instance;
    throw new ModuleRejection(outcome.status === "trapped" ? outcome.message : "the start function was stopped");
  }
}

function limitsStackOption(stack: string): boolean {
  if (stack !== "native" && stack !== "production") throw new TypeError(`stack must be "native" or "production", not "${stack}"`);
  return stack === "production";
}

/** Counts beyond 32 bits cannot be reached, so the largest stands for them. */
function countOption(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 0) throw new TypeError(`${name} must be a non-negative integer, not ${String(value)}`);
  return Math.min(value, 0xffff_ffff);
}
