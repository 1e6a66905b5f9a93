// The contracts of the suite, in two forms that do the same: WebAssembly text with its bytes, and closures over VM hooks.
import type { HookName } from "../hook-table/index.js";
import type { VmHooks } from "../vm-hooks.js";
import { moduleBytes } from "./module-bytes.js";

/** What an endpoint in closure form works with while it runs. */
export interface ConformanceVm {
  /** The VM hooks. One that sets a breakpoint ends the endpoint. */
  readonly hooks: VmHooks;
  /** The contract's memory: at least 65,536 bytes, all zero to begin with. Access outside is a trap. */
  readonly memory: {
    readonly load: (pointer: number, length: number) => Uint8Array;
    readonly store: (pointer: number, bytes: Uint8Array) => void;
  };
  /** Charges points as instructions do: reaching the limit ends the run out of gas. */
  readonly useGas: (points: number) => void;
  /** Ends the run as a trap. */
  readonly trap: (message: string) => never;
}

/** An endpoint in closure form. It keeps nothing between runs. */
export type ConformanceEndpoint = (vm: ConformanceVm) => void;

/** A contract of the suite in closure form, for executors that run no WebAssembly. */
export interface ConformanceCase {
  /** Visible ASCII; another one for each contract. */
  readonly name: string;
  /** In the order in which `functionNames` has them. */
  readonly endpoints: Readonly<Record<string, ConformanceEndpoint>>;
  /** The hooks that `isFunctionImported` is to know. */
  readonly imports: readonly HookName[];
}

/** A contract of the suite in both forms. */
export interface Contract extends ConformanceCase {
  /** The module in the WebAssembly text format. A test holds the bytes to it. */
  readonly text: string;
}

/** A contract in WebAssembly alone. */
export type WasmContract = Pick<Contract, "name" | "text">;

/** A module that exports a memory of one page, with these other fields. */
export function wasmContract(name: string, fields: string): WasmContract {
  return { name, text: `(module ${fields} (memory (export "memory") 1))` };
}

const decoded = new Map<string, Uint8Array>();

/** The bytes of a contract's module. Every call answers the same ones, since the executor may keep them. */
export function wasmCodeOf({ name }: WasmContract): Uint8Array {
  const known = decoded.get(name);
  if (known !== undefined) return known;
  const hex = moduleBytes[name];
  if (hex === undefined) throw new TypeError(`no bytes for the module ${JSON.stringify(name)}`);
  const code = Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
  decoded.set(name, code);
  return code;
}
