// What a parameter of a VM hook means, and the Wasm type that carries it.

/**
 * Meaning of a hook parameter.
 *
 * - `pointer`: offset into the calling instance's memory, in bytes.
 * - `length`: number of bytes; negative values are possible and are the hook's to reject.
 * - `handle`: key of a managed value (buffer, big integer, big float, elliptic curve or map).
 * - `index`: position in a list (arguments, transfers, return data).
 * - `count`: number of items.
 * - `int32`, `int64`: a plain number.
 * - `nonce`: token or block nonce, an unsigned 64-bit number in a signed carrier.
 * - `gas`: gas units; a negative value means "all that is left".
 */
export type HookParameterKind =
  | "pointer"
  | "length"
  | "handle"
  | "index"
  | "count"
  | "int32"
  | "int64"
  | "nonce"
  | "gas";

/** Wasm type that carries a parameter or a result. */
export type WasmType = "i32" | "i64";

/** The Wasm type of each parameter kind. */
export const wasmTypeOfKind: Readonly<Record<HookParameterKind, WasmType>> = {
  pointer: "i32",
  length: "i32",
  handle: "i32",
  index: "i32",
  count: "i32",
  int32: "i32",
  int64: "i64",
  nonce: "i64",
  gas: "i64",
};

/** A parameter as written in the hook table: its production name and its kind. */
export type HookParameterText = `${string}: ${HookParameterKind}`;

/** A row of the hook table. */
export interface HookSignature {
  readonly params: readonly HookParameterText[];
  readonly result: WasmType | "void";
}
