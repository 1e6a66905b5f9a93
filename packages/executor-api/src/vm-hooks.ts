// VM Hooks: what an executor calls when a contract calls one of its imports. Derived from the hook table.
import type { HookGroup, HookTable } from "./hook-table/index.js";
import type { HookParameterKind, HookSignature } from "./hook-table/kinds.js";

interface ValueOfKind {
  pointer: number;
  length: number;
  handle: number;
  index: number;
  count: number;
  int32: number;
  int64: bigint;
  nonce: bigint;
  gas: bigint;
}

interface ValueOfResult {
  i32: number;
  i64: bigint;
  void: void;
}

type KindOf<Text> = Text extends `${string}: ${infer Kind extends HookParameterKind}` ? Kind : never;

type ValuesOf<Texts extends readonly string[]> = { -readonly [Index in keyof Texts]: ValueOfKind[KindOf<Texts[Index]>] };

/** JavaScript arguments of a hook: `number` for i32, `bigint` for i64, both signed. */
export type HookArguments<Row extends HookSignature> = ValuesOf<Row["params"]>;

/** JavaScript result of a hook: `number` for i32, `bigint` for i64. */
export type HookResult<Row extends HookSignature> = ValueOfResult[Row["result"]];

/** A hook as a function. */
export type HookFunction<Row extends HookSignature> = (...args: HookArguments<Row>) => HookResult<Row>;

/** The hooks of one group as functions. */
export type VmHooksOf<Group extends HookGroup> = {
  readonly [Name in keyof HookTable[Group]]: HookTable[Group][Name] extends HookSignature
    ? HookFunction<HookTable[Group][Name]>
    : never;
};

/**
 * All 277 VM hooks, one function each, under their import names.
 *
 * The VM provides them, an executor calls them while a contract runs. A hook belongs to the instance that is running: the VM knows
 * which one that is, since it started it.
 *
 * - Arguments arrive exactly as the contract passed them: signed, unchecked. The hook checks them.
 * - A hook that ends the run (failure, `signalError`, legacy `asyncCall`) sets a breakpoint on the running instance and returns any
 *   value of its type. The executor MUST stop the contract before its next instruction and MUST NOT use the value.
 * - A hook that throws is a fault of the engine. The executor MUST stop the contract and throw an `ExecutorError` with code
 *   `HOOK_THREW`, whose `cause` is what was thrown; an `ExecutorError` that a hook throws passes through unchanged.
 * - Hooks may call back: a hook may start and run other instances of the same executor before it returns.
 *
 * Source: vm-go executor/vmHooks.go; vm-executor-rs vm_hooks.rs.
 */
export type VmHooks = VmHooksOf<"main"> &
  VmHooksOf<"managed"> &
  VmHooksOf<"bigFloat"> &
  VmHooksOf<"bigInt"> &
  VmHooksOf<"managedBuffer"> &
  VmHooksOf<"managedMap"> &
  VmHooksOf<"smallInt"> &
  VmHooksOf<"crypto">;
