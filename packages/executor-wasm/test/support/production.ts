// The production executor library, driven through koffi: the judge of the differential tests.
// Layouts mirror libvmexeccapi.h of vm-executor-rs.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { hooks, type OpcodeCosts } from "@mxvm/executor-api";
import type { Koffi } from "./koffi-type.js";

const require = createRequire(import.meta.url);

/** Opcode costs in the order of the C struct, which is alphabetical but for `LocalAllocate`. */
const costOrder: readonly string[] = `Block Br BrIf BrTable Call CallIndirect Catch CatchAll Delegate Drop Else End GlobalGet GlobalSet
I32Add I32And I32Clz I32Const I32Ctz I32DivS I32DivU I32Eq I32Eqz I32Extend16S I32Extend8S I32GeS I32GeU I32GtS I32GtU I32LeS I32LeU
I32Load I32Load16S I32Load16U I32Load8S I32Load8U I32LtS I32LtU I32Mul I32Ne I32Or I32Popcnt I32RemS I32RemU I32Rotl I32Rotr I32Shl
I32ShrS I32ShrU I32Store I32Store16 I32Store8 I32Sub I32WrapI64 I32Xor I64Add I64And I64Clz I64Const I64Ctz I64DivS I64DivU I64Eq
I64Eqz I64Extend16S I64Extend32S I64Extend8S I64ExtendI32S I64ExtendI32U I64GeS I64GeU I64GtS I64GtU I64LeS I64LeU I64Load I64Load16S
I64Load16U I64Load32S I64Load32U I64Load8S I64Load8U I64LtS I64LtU I64Mul I64Ne I64Or I64Popcnt I64RemS I64RemU I64Rotl I64Rotr I64Shl
I64ShrS I64ShrU I64Store I64Store16 I64Store32 I64Store8 I64Sub I64Xor If LocalGet LocalSet LocalTee LocalAllocate Loop MemoryGrow
MemorySize Nop RefFunc RefIsNull RefNull Rethrow Return ReturnCall ReturnCallIndirect Select TableGet TableGrow TableInit TableSet
TableSize Throw Try TypedSelect Unreachable Unwind`.split(/\s+/);

export interface ProductionOptions {
  readonly pointsLimit: bigint;
  readonly unmeteredLocals: number;
  readonly maxMemoryGrow: number;
  readonly maxMemoryGrowDelta: number;
}

export interface ProductionInstance {
  /** Runs a function; answers production's error text, or `undefined` on success. */
  call(name: string): string | undefined;
  pointsUsed(): bigint;
  setPointsUsed(points: bigint): void;
  setPointsLimit(points: bigint): void;
  breakpoint(): number;
  setBreakpoint(value: number): void;
  memory(): Uint8Array;
  memoryLength(): number;
  /** A copy of a range that lies in memory. */
  load(pointer: number, length: number): Uint8Array;
  /** Writes into a range that lies in memory. */
  store(pointer: number, data: Uint8Array): void;
  functionNames(): string[];
  checkFunctionArities(): boolean;
  hasFunction(name: string): boolean;
  reset(): boolean;
  destroy(): void;
}

export type ProductionHook = (...args: (number | bigint)[]) => number | bigint | undefined;

export interface ProductionExecutor {
  newInstance(code: Uint8Array, options: ProductionOptions): { instance: ProductionInstance } | { reason: string };
}

/** Path of the library, or `undefined` where this platform has none. */
export function productionLibraryPath(): string | undefined {
  try {
    const path = join(dirname(require.resolve("@xsuite/light-simulnet-linux-amd64/package.json")), "bin", "libvmexeccapi.so");
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Loads the library; callbacks stay registered for the life of the process. */
export function loadProduction(path: string): (hookImplementations: Record<string, ProductionHook>, costs: OpcodeCosts) => ProductionExecutor {
  const koffi = require("koffi") as Koffi;
  const library = koffi.load(path);
  const api = {
    newExecutor: library.func("int vm_exec_new_executor(void *out, void *pp)"),
    setHooks: library.func("int vm_exec_executor_set_vm_hooks_ptr(void *ex, void *p)"),
    setCosts: library.func("int vm_exec_set_opcode_costs(void *ex, void *costs)"),
    newInstance: library.func("int vm_exec_new_instance(void *ex, void *out, void *bytes, uint32_t len, void *opts)"),
    call: library.func("int vm_exec_instance_call(void *inst, const char *name)"),
    hasFunction: library.func("int vm_exec_instance_has_function(void *inst, const char *name)"),
    destroy: library.func("void vm_exec_instance_destroy(void *inst)"),
    reset: library.func("int vm_exec_instance_reset(void *inst)"),
    setLimit: library.func("int vm_exec_instance_set_points_limit(void *inst, uint64_t v)"),
    setUsed: library.func("int vm_exec_instance_set_points_used(void *inst, uint64_t v)"),
    getUsed: library.func("uint64_t vm_exec_instance_get_points_used(void *inst)"),
    setBreakpoint: library.func("int vm_exec_instance_set_breakpoint_value(void *inst, uint64_t v)"),
    getBreakpoint: library.func("uint64_t vm_exec_instance_get_breakpoint_value(void *inst)"),
    memoryLength: library.func("uint64_t vm_exec_instance_memory_data_length(void *inst)"),
    memory: library.func("void *vm_exec_instance_memory_data(void *inst)"),
    errorLength: library.func("int vm_exec_last_error_length()"),
    errorMessage: library.func("int vm_exec_last_error_message(void *buf, int len)"),
    namesLength: library.func("int vm_exported_function_names_length(void *inst)"),
    names: library.func("int vm_exported_function_names(void *inst, void *buf, int len)"),
    checkSignatures: library.func("int vm_check_signatures(void *inst)"),
  };
  const cString = (length: number, fill: (buffer: Uint8Array, length: number) => unknown): string => {
    if (length <= 0) return "";
    const buffer = new Uint8Array(length + 1);
    fill(buffer, length + 1);
    const end = buffer.indexOf(0);
    return new TextDecoder().decode(buffer.subarray(0, end < 0 ? buffer.length : end));
  };
  const lastError = (): string => cString(Number(api.errorLength()), api.errorMessage);
  const addressOf = (value: unknown): bigint => BigInt(koffi.address(value));

  const memoryOf = (pointer: bigint): Uint8Array =>
    new Uint8Array(koffi.view(api.memory(pointer), Number(api.memoryLength(pointer))));

  const wrap = (pointer: bigint): ProductionInstance => ({
    call: (name) => (api.call(pointer, name) === 1 ? undefined : lastError()),
    pointsUsed: () => BigInt(api.getUsed(pointer) as number),
    setPointsUsed: (points) => void api.setUsed(pointer, points),
    setPointsLimit: (points) => void api.setLimit(pointer, points),
    breakpoint: () => Number(api.getBreakpoint(pointer)),
    setBreakpoint: (value) => void api.setBreakpoint(pointer, value),
    memory: () => memoryOf(pointer).slice(),
    memoryLength: () => Number(api.memoryLength(pointer)),
    load: (at, length) => memoryOf(pointer).slice(at, at + length),
    store: (at, data) => memoryOf(pointer).set(data, at),
    functionNames: () => {
      const text = cString(Number(api.namesLength(pointer)), (buffer, length) => api.names(pointer, buffer, length));
      return text === "" ? [] : text.split("|");
    },
    checkFunctionArities: () => api.checkSignatures(pointer) === 1,
    hasFunction: (name) => api.hasFunction(pointer, name) === 1,
    reset: () => api.reset(pointer) === 1,
    destroy: () => void api.destroy(pointer),
  });

  const cType = (type: "i32" | "i64"): string => (type === "i32" ? "int32_t" : "int64_t");
  const keptAlive: unknown[] = [];
  const stubs = new Map<string, unknown>();
  const register = (callback: (...args: never[]) => unknown, result: string, params: string[]): unknown => {
    const pointer = koffi.register(callback, koffi.pointer(koffi.proto(result, ["intptr_t", ...params])));
    keptAlive.push(pointer);
    return pointer;
  };

  return (hookImplementations, costs) => {
    const table = new BigUint64Array(hooks.length);
    hooks.forEach((hook, index) => {
      const implementation = hookImplementations[hook.name];
      const result = hook.result === undefined ? "void" : cType(hook.result);
      const zero = hook.result === "i64" ? 0n : 0;
      let pointer: unknown;
      if (implementation !== undefined) {
        const body = (_context: unknown, ...args: (number | bigint)[]): number | bigint | undefined =>
          implementation(...args.map((value, at) => (hook.params[at]?.type === "i64" ? BigInt(value) : Number(value))));
        pointer = register(body, result, hook.params.map((parameter) => cType(parameter.type)));
      } else {
        // One shared stub per result type: in the System V calling convention the caller cleans up undeclared arguments.
        pointer = stubs.get(result) ?? register((() => (result === "void" ? undefined : zero)), result, []);
        stubs.set(result, pointer);
      }
      table[index] = addressOf(pointer);
    });
    const out = new BigUint64Array(1);
    const tablePointer = new BigUint64Array([addressOf(table)]);
    const context = new BigUint64Array(1);
    keptAlive.push(table, tablePointer, context);
    if (api.newExecutor(out, tablePointer) !== 1) throw new Error(lastError());
    const executor = out[0] ?? 0n;
    if (api.setHooks(executor, addressOf(context)) !== 1) throw new Error(lastError());
    if (api.setCosts(executor, Uint32Array.from(costOrder, (key) => costs[key] ?? 0)) !== 1) throw new Error(lastError());
    return {
      newInstance: (code, options) => {
        const settings = new DataView(new ArrayBuffer(40));
        settings.setBigUint64(0, options.pointsLimit, true);
        settings.setBigUint64(8, BigInt(options.unmeteredLocals), true);
        settings.setBigUint64(16, BigInt(options.maxMemoryGrow), true);
        settings.setBigUint64(24, BigInt(options.maxMemoryGrowDelta), true);
        settings.setUint8(33, 1);
        settings.setUint8(34, 1);
        const instance = new BigUint64Array(1);
        const ok = api.newInstance(executor, instance, code, code.length, new Uint8Array(settings.buffer));
        return ok === 1 ? { instance: wrap(instance[0] ?? 0n) } : { reason: lastError() };
      },
    };
  };
}
