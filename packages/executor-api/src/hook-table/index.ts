// The hook table: all 277 VM hooks by group, in the order of the production C header.
// It is the single source from which `VmHooks`, import objects and conformance cases derive.
import { bigFloatHooks } from "./big-float.js";
import { bigIntHooks } from "./big-int.js";
import { cryptoHooks } from "./crypto.js";
import type { HookParameterKind, HookSignature, WasmType } from "./kinds.js";
import { wasmTypeOfKind } from "./kinds.js";
import { mainHooks } from "./main.js";
import { managedBufferHooks } from "./managed-buffer.js";
import { managedMapHooks } from "./managed-map.js";
import { managedHooks } from "./managed.js";
import { smallIntHooks } from "./small-int.js";

/** The eight groups of hooks, as production divides them. */
export interface HookTable {
  readonly main: typeof mainHooks;
  readonly managed: typeof managedHooks;
  readonly bigFloat: typeof bigFloatHooks;
  readonly bigInt: typeof bigIntHooks;
  readonly managedBuffer: typeof managedBufferHooks;
  readonly managedMap: typeof managedMapHooks;
  readonly smallInt: typeof smallIntHooks;
  readonly crypto: typeof cryptoHooks;
}

/** The 277 VM hooks by group and name, in the order of production's import object. */
export const hookTable: HookTable = {
  main: mainHooks,
  managed: managedHooks,
  bigFloat: bigFloatHooks,
  bigInt: bigIntHooks,
  managedBuffer: managedBufferHooks,
  managedMap: managedMapHooks,
  smallInt: smallIntHooks,
  crypto: cryptoHooks,
};

/** The name of a group of hooks, which is that of its file everywhere. */
export type HookGroup = keyof HookTable;

/** Names of the hooks of one group. */
export type HookNameOf<Group extends HookGroup> = keyof HookTable[Group] & string;

/** Name under which a contract imports a hook from module `env`. */
export type HookName = { [Group in HookGroup]: HookNameOf<Group> }[HookGroup];

/** One parameter of a hook. */
export interface HookParameter {
  readonly name: string;
  readonly kind: HookParameterKind;
  readonly type: WasmType;
}

/** A row of the hook table, taken apart. */
export interface Hook {
  readonly name: HookName;
  readonly group: HookGroup;
  readonly params: readonly HookParameter[];
  /** `undefined` where the hook answers nothing. */
  readonly result: WasmType | undefined;
}

function hookFromRow(group: HookGroup, name: string, row: HookSignature): Hook {
  const params = row.params.map((text) => {
    const separator = text.indexOf(": ");
    const kind = text.slice(separator + 2) as HookParameterKind;
    return Object.freeze({ name: text.slice(0, separator), kind, type: wasmTypeOfKind[kind] });
  });
  const result = row.result === "void" ? undefined : row.result;
  return Object.freeze({ name: name as HookName, group, params: Object.freeze(params), result });
}

/** All hooks, in the order of the production C header. */
export const hooks: readonly Hook[] = Object.freeze(
  Object.entries(hookTable).flatMap(([group, rows]) =>
    Object.entries(rows as Record<string, HookSignature>).map(([name, row]) =>
      hookFromRow(group as HookGroup, name, row),
    ),
  ),
);

/** The hook table by name. */
export const hooksByName: ReadonlyMap<string, Hook> = new Map(hooks.map((hook) => [hook.name, hook]));
