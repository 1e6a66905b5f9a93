// Production's library as functions. Mirrors libvmexeccapi.h of vm-executor-rs c-api.
import type { NativeCosts } from "./opcode-costs.js";

/** Native address of something that the library has made. */
export type Pointer = bigint;

export type HookValue = number | bigint | undefined;

/** Who answers the hooks that contracts call. */
export interface HookListener {
  /** `row` counts hooks in the order of the hook table; arguments are as `VmHooks` says. MUST NOT throw. */
  onHook(row: number, args: (number | bigint)[]): HookValue;
}

/** Unsigned 64-bit results are numbers up to 2^53, else BigInts. */
type Unsigned64 = number | bigint;

/** The library's functions by the part of their name after `vm_` or `vm_exec_`. Results of type int are 1 for success. */
export interface LibraryFunctions {
  readonly new_executor: (out: BigUint64Array, hooks: BigUint64Array) => number;
  readonly set_opcode_costs: (executor: Pointer, costs: Uint32Array) => number;
  readonly new_instance: (executor: Pointer, out: BigUint64Array, bytes: Uint8Array, length: number, options: Uint8Array) => number;
  readonly instance_from_cache: (executor: Pointer, out: BigUint64Array, bytes: Uint8Array, length: number, options: Uint8Array) => number;
  readonly instance_cache: (instance: Pointer, out: BigUint64Array, length: Uint32Array) => number;
  readonly instance_call: (instance: Pointer, name: string) => number;
  readonly instance_has_function: (instance: Pointer, name: string) => number;
  readonly instance_has_imported_function: (instance: Pointer, name: string) => number;
  readonly instance_reset: (instance: Pointer) => number;
  readonly instance_destroy: (instance: Pointer) => void;
  readonly instance_set_points_limit: (instance: Pointer, points: bigint) => number;
  readonly instance_set_points_used: (instance: Pointer, points: bigint) => number;
  readonly instance_get_points_used: (instance: Pointer) => Unsigned64;
  readonly instance_set_breakpoint_value: (instance: Pointer, value: number) => number;
  readonly instance_get_breakpoint_value: (instance: Pointer) => Unsigned64;
  readonly instance_memory_data_length: (instance: Pointer) => Unsigned64;
  readonly instance_memory_data: (instance: Pointer) => number | bigint;
  readonly instance_memory_grow: (instance: Pointer, pages: number) => number;
  readonly exported_function_names_length: (instance: Pointer) => number;
  readonly exported_function_names: (instance: Pointer, out: Uint8Array, length: number) => number;
  readonly check_signatures: (instance: Pointer) => number;
  readonly last_error_length: () => number;
  readonly last_error_message: (out: Uint8Array, length: number) => number;
}

/** Declared with `intptr_t` for the library's own pointers: 12 ns a call cheaper than `void *`. */
export const declarations: Readonly<Record<keyof LibraryFunctions, string>> = {
  new_executor: "int vm_exec_new_executor(void *out, void *hooks)",
  set_opcode_costs: "int vm_exec_set_opcode_costs(intptr_t executor, void *costs)",
  new_instance: "int vm_exec_new_instance(intptr_t executor, void *out, void *bytes, uint32_t length, void *options)",
  instance_from_cache: "int vm_exec_instance_from_cache(intptr_t executor, void *out, void *bytes, uint32_t length, void *options)",
  instance_cache: "int vm_exec_instance_cache(intptr_t instance, void *out, void *length)",
  instance_call: "int vm_exec_instance_call(intptr_t instance, const char *name)",
  instance_has_function: "int vm_exec_instance_has_function(intptr_t instance, const char *name)",
  instance_has_imported_function: "int vm_exec_instance_has_imported_function(intptr_t instance, const char *name)",
  instance_reset: "int vm_exec_instance_reset(intptr_t instance)",
  instance_destroy: "void vm_exec_instance_destroy(intptr_t instance)",
  instance_set_points_limit: "int vm_exec_instance_set_points_limit(intptr_t instance, uint64_t points)",
  instance_set_points_used: "int vm_exec_instance_set_points_used(intptr_t instance, uint64_t points)",
  instance_get_points_used: "uint64_t vm_exec_instance_get_points_used(intptr_t instance)",
  instance_set_breakpoint_value: "int vm_exec_instance_set_breakpoint_value(intptr_t instance, uint64_t value)",
  instance_get_breakpoint_value: "uint64_t vm_exec_instance_get_breakpoint_value(intptr_t instance)",
  instance_memory_data_length: "uint64_t vm_exec_instance_memory_data_length(intptr_t instance)",
  instance_memory_data: "intptr_t vm_exec_instance_memory_data(intptr_t instance)",
  instance_memory_grow: "int vm_exec_instance_memory_grow(intptr_t instance, uint32_t pages)",
  exported_function_names_length: "int vm_exported_function_names_length(intptr_t instance)",
  exported_function_names: "int vm_exported_function_names(intptr_t instance, void *out, int length)",
  check_signatures: "int vm_check_signatures(intptr_t instance)",
  last_error_length: "int vm_exec_last_error_length()",
  last_error_message: "int vm_exec_last_error_message(void *out, int length)",
};

/** The library, loaded into this thread. One native executor serves all: which hooks it calls is decided by the listener of the moment. */
export interface Library {
  readonly functions: LibraryFunctions;
  readonly executor: Pointer;
  listener: HookListener;
  /** Compiles with these costs from now on. */
  useCosts(costs: NativeCosts): void;
  /** What the last function that failed in this thread has to say. */
  lastError(): string;
  /** `length` bytes of native memory, not copied. */
  view(pointer: number | bigint, length: number): Uint8Array;
  /** Frees what the library has allocated and handed over. */
  free(pointer: Pointer): void;
}

/** Text that the library writes into a buffer of `length` bytes and a closing zero. */
export function textFrom(length: number, write: (out: Uint8Array, length: number) => number): string {
  if (length <= 0) return "";
  const out = new Uint8Array(length + 1);
  write(out, out.length);
  const end = out.indexOf(0);
  return new TextDecoder().decode(out.subarray(0, end < 0 ? out.length : end));
}
