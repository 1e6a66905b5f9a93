// A compiled contract: what depends on its code alone.
import { hooksByName } from "@mxvm/executor-api";

export interface Contract {
  readonly module: WebAssembly.Module;
  /** Names of the VM hooks that it imports. */
  readonly imports: ReadonlySet<string>;
  /** Names of the functions that it exports, in their order. */
  readonly functions: ReadonlySet<string>;
}

/** The code cannot be a contract. */
class Rejection extends Error {}

/** Compiles code. Throws what `isRejection` recognises if it is no contract. */
export function compile(code: Uint8Array): Contract {
  const module = new WebAssembly.Module(code as Uint8Array<ArrayBuffer>);
  const imports = WebAssembly.Module.imports(module);
  for (const { module: from, name, kind } of imports) {
    if (from !== "env" || kind !== "function" || !hooksByName.has(name)) {
      throw new Rejection(`import of ${kind} "${name}" from "${from}" is no VM hook`);
    }
  }
  const exports = WebAssembly.Module.exports(module);
  return {
    module,
    imports: new Set(imports.map(({ name }) => name)),
    functions: new Set(exports.filter(({ kind }) => kind === "function").map(({ name }) => name)),
  };
}

/** Whether an error says that code cannot be compiled, linked or started: the contract's failure, not the engine's. */
export function isRejection(thrown: unknown): thrown is Error {
  return [Rejection, WebAssembly.CompileError, WebAssembly.LinkError, WebAssembly.RuntimeError].some((kind) => thrown instanceof kind);
}
