// Types that derive from the hook table, checked by the compiler alone.
import { expectTypeOf } from "vitest";
import type { HookGroup, HookName, HookNameOf, VmHooks } from "../src/index.js";

// Hooks take and answer numbers for i32 and bigints for i64.
expectTypeOf<VmHooks["getGasLeft"]>().toEqualTypeOf<() => bigint>();
expectTypeOf<VmHooks["storageStore"]>().toEqualTypeOf<(...args: [number, number, number, number]) => number>();
expectTypeOf<VmHooks["getBlockHash"]>().parameters.toEqualTypeOf<[bigint, number]>();
expectTypeOf<VmHooks["finish"]>().returns.toBeVoid();

// Groups and names are closed unions.
expectTypeOf<HookNameOf<"managedMap">>().toEqualTypeOf<
  "managedMapNew" | "managedMapPut" | "managedMapGet" | "managedMapRemove" | "managedMapContains"
>();
expectTypeOf<keyof VmHooks>().toEqualTypeOf<HookName>();
expectTypeOf<"main">().toExtend<HookGroup>();
expectTypeOf<"mainn">().not.toExtend<HookGroup>();
