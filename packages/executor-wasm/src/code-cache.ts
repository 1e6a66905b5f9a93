// Compiled modules by code and options, shared by all executors of a factory.
import type { ContractModule } from "./contract-module.js";

/** Modules of one code, by the options that they are compiled with. */
type Modules = Map<string, ContractModule>;

interface CodeEntry {
  readonly code: Uint8Array;
  readonly modules: Modules;
}

export interface CodeCache {
  /** Answers the module, making it with `create` the first time. What `create` throws is not remembered. */
  module(code: Uint8Array, optionsKey: string, create: () => ContractModule): ContractModule;
}

/** Keeps the modules of the `capacity` codes used last. */
export function createCodeCache(capacity: number): CodeCache {
  // The same array is the same code, so most look-ups need no hash. Forgotten entries live on here only while their code does.
  const byIdentity = new WeakMap<Uint8Array, CodeEntry>();
  const byContent = new Map<string, CodeEntry>();

  const entryOf = (code: Uint8Array): CodeEntry => {
    const known = byIdentity.get(code);
    if (known !== undefined) return known;
    const hash = hashOf(code);
    // Codes with equal hashes take turns; a contract that provokes this only slows itself down.
    const candidate = byContent.get(hash);
    const entry = candidate !== undefined && isEqual(candidate.code, code) ? candidate : { code, modules: new Map<string, ContractModule>() };
    byContent.delete(hash);
    byContent.set(hash, entry);
    byIdentity.set(code, entry);
    if (byContent.size > capacity) {
      for (const oldest of byContent.keys()) {
        byContent.delete(oldest);
        break;
      }
    }
    return entry;
  };

  return {
    module: (code, optionsKey, create) => {
      const { modules } = entryOf(code);
      let module = modules.get(optionsKey);
      if (module === undefined) {
        module = create();
        modules.set(optionsKey, module);
      }
      return module;
    },
  };
}

/**
 * Not cryptographic: equality is decided by comparing bytes. Over 100 KB it takes a fraction of what SHA-256 in JavaScript would.
 */
function hashOf(code: Uint8Array): string {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const words = code.length >>> 2;
  let hash = code.length;
  for (let index = 0; index < words; index++) hash = Math.imul(hash ^ view.getInt32(4 * index, true), 0x0100_0193);
  for (let index = 4 * words; index < code.length; index++) hash = Math.imul(hash ^ code[index]!, 0x0100_0193);
  return `${String(code.length)}:${String(hash)}`;
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
