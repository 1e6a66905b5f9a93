// What there is to know of a contract without running it.
import { type VmHooks, hooks, hooksByName } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { hooksOfFlag } from "@mxvm/vm-core";
import type { AbiFile, ContractFile } from "../contract-files.js";
import { type WasmSections, wasmSectionsFromBytes } from "./wasm-sections.js";

export interface InspectedHook {
  readonly name: string;
  readonly group: string;
  /** Flag that must be on for contracts to use it. */
  readonly flag?: string;
}

export interface InspectedContract {
  readonly size: number;
  /** Why production would refuse the code: the first forbidden operator or import, or another rule. */
  readonly rejection?: string;
  /** The function in which a refused operator is. */
  readonly rejectedIn?: string;
  /** Exported functions, in the order of the code. */
  readonly endpoints: readonly string[];
  readonly hooks: readonly InspectedHook[];
  /** Imports that are no VM hooks. */
  readonly unknownImports: readonly string[];
  readonly flags: readonly string[];
  readonly memory?: { readonly pages: number; readonly most?: number };
  readonly sections?: { readonly code: number; readonly data: number; readonly custom: number };
  /** The largest first. */
  readonly functions: readonly { readonly index: number; readonly name?: string; readonly size: number }[];
  readonly abi?: AbiFile;
}

type EngineModule = object;
interface ImportEntry {
  readonly module: string;
  readonly name: string;
  readonly kind: string;
}
interface Engine {
  readonly Module: {
    new (bytes: Uint8Array): EngineModule;
    imports(module: EngineModule): readonly ImportEntry[];
    exports(module: EngineModule): readonly Omit<ImportEntry, "module">[];
  };
}
// No library of types that this package uses knows the engine's WebAssembly.
const engine = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

const flagOfHook = new Map(Object.entries(hooksOfFlag).flatMap(([flag, names]) => names.map((name) => [name as string, flag] as const)));

export function inspectContract({ code, abi }: ContractFile): InspectedContract {
  const rejection = rejectionOf(code);
  const module = compiled(code);
  const shared = { size: code.length, ...(rejection !== undefined && { rejection }), ...(abi && { abi }) };
  if (module === undefined) return { ...shared, endpoints: [], hooks: [], unknownImports: [], flags: [], functions: [] };
  const imports = engine.Module.imports(module).filter(({ kind }) => kind === "function");
  const sections = wasmSectionsFromBytes(code, imports.length);
  const used = imports.flatMap(({ module: from, name }) => (from === "env" ? inspectedHook(name) : []));
  const rejectedIn = rejection === undefined ? undefined : functionAt(sections, rejection);
  return {
    ...shared,
    ...(rejectedIn !== undefined && { rejectedIn }),
    endpoints: engine.Module.exports(module).filter(({ kind }) => kind === "function").map(({ name }) => name),
    hooks: used,
    unknownImports: imports.filter(({ module: from, name }) => from !== "env" || !hooksByName.has(name)).map(({ module: from, name }) => `${from}.${name}`),
    flags: [...new Set(used.flatMap(({ flag }) => flag ?? []))],
    ...(sections.memory && { memory: { pages: sections.memory.pages, ...(sections.memory.most !== undefined && { most: sections.memory.most }) } }),
    sections: { code: sections.codeSize, data: sections.dataSize, custom: sections.customSize },
    functions: [...sections.functions]
      .sort((one, other) => other.size - one.size || one.index - other.index)
      .map(({ index, name, size }) => ({ index, ...(name !== undefined && { name }), size })),
  };
}

function inspectedHook(name: string): InspectedHook[] {
  const hook = hooksByName.get(name);
  if (hook === undefined) return [];
  const flag = flagOfHook.get(name);
  return [{ name, group: hook.group, ...(flag !== undefined && { flag }) }];
}

/** The executor holds code to production's rules; that functions are endpoints is the VM's. */
function rejectionOf(code: Uint8Array): string | undefined {
  const nothing = Object.fromEntries(hooks.map(({ name }) => [name, () => 0])) as unknown as VmHooks;
  const executor = createWasmExecutor()(nothing, gasSchedules.default["WASMOpcodeCost"] ?? {});
  const result = executor.newInstance(code, { pointsLimit: 1n, unmeteredLocals: 100, maxMemoryGrow: 10, maxMemoryGrowDelta: 10, metering: "exact" });
  if (!result.ok) return result.reason;
  const problem = result.instance.checkFunctionArities() ? undefined : "an exported function takes arguments or has a result";
  result.instance.clean();
  return problem;
}

function compiled(code: Uint8Array): EngineModule | undefined {
  try {
    return new engine.Module(code);
  } catch {
    return undefined; // The rejection says why.
  }
}

/** Reasons end with the offset of what is refused. */
function functionAt({ functions }: WasmSections, reason: string): string | undefined {
  const offset = Number(/\(at offset (\d+)\)$/u.exec(reason)?.[1] ?? -1);
  const found = functions.find((candidate) => offset >= candidate.offset && offset < candidate.offset + candidate.size);
  return found && (found.name ?? `function ${found.index}`);
}
