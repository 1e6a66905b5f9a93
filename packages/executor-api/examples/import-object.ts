// What an executor derives from the hook table: the import object of a WebAssembly contract.
import { hooks } from "@mxvm/executor-api";
import type { VmHooks } from "@mxvm/executor-api";

/** The functions that a contract may import from module `env`. */
export function importObject(vmHooks: VmHooks): WebAssembly.Imports {
  return { env: Object.fromEntries(hooks.map(({ name }) => [name, vmHooks[name] as WebAssembly.ImportValue])) };
}

/** A hook as people read it: `mBufferSetBytes(mBufferHandle: handle, dataOffset: pointer, dataLength: length) -> i32`. */
export function signatureOf(name: string): string | undefined {
  const hook = hooks.find((candidate) => candidate.name === name);
  if (hook === undefined) return undefined;
  const params = hook.params.map((param) => `${param.name}: ${param.kind}`).join(", ");
  return `${hook.name}(${params})${hook.result === undefined ? "" : ` -> ${hook.result}`}`;
}
