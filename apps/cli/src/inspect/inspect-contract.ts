// What there is to know of a contract without running it.
import { hooksByName } from "@mxvm/executor-api";
import { hooksOfFlag } from "@mxvm/vm-core";
import type { AbiFile, ContractFile } from "../contract-files.js";
import { type Refusal, refusalsOfCode, refusalsOfNames } from "./refusals.js";
import { type WasmSections, wasmSectionsFromBytes } from "./wasm-sections.js";

export interface InspectedHook {
  readonly name: string;
  readonly group: string;
  /** Flag that must be on for contracts to use it. */
  readonly flag?: string;
}

export interface InspectedContract {
  readonly size: number;
  /** Why production would refuse the code; empty if it accepts it. */
  readonly refusals: readonly Refusal[];
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
  const module = compiled(code);
  const shared = { size: code.length, ...(abi && { abi }) };
  if (module === undefined) return { ...shared, refusals: refusalsOfCode(code, []), endpoints: [], hooks: [], unknownImports: [], flags: [], functions: [] };
  const imports = engine.Module.imports(module).filter(({ kind }) => kind === "function");
  const sections = wasmSectionsFromBytes(code, imports.length);
  const used = imports.flatMap(({ module: from, name }) => (from === "env" ? inspectedHook(name) : []));
  const unknownImports = imports.filter(({ module: from, name }) => from !== "env" || !hooksByName.has(name)).map(({ module: from, name }) => `${from}.${name}`);
  return {
    ...shared,
    refusals: allRefusals(code, sections, unknownImports),
    endpoints: engine.Module.exports(module).filter(({ kind }) => kind === "function").map(({ name }) => name),
    hooks: used,
    unknownImports,
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

function allRefusals(code: Uint8Array, sections: WasmSections, unknownImports: readonly string[]): Refusal[] {
  const imported = unknownImports.map((name) => ({ reason: `unknown import ${name}` }));
  const ofCode = refusalsOfCode(code, sections.functions).filter(({ reason }) => !imported.some((known) => known.reason === reason));
  const typed = sections.exports
    .filter(({ parameters, results }) => parameters > 0 || results > 0)
    .map(({ name, parameters, results }) => ({ reason: `an exported function takes no arguments and has no result (found ${parameters} and ${results})`, function: name }));
  return [...imported, ...ofCode, ...typed, ...refusalsOfNames(sections.exports.map(({ name }) => name))];
}

function compiled(code: Uint8Array): EngineModule | undefined {
  try {
    return new engine.Module(code);
  } catch {
    return undefined; // The rejection says why.
  }
}
