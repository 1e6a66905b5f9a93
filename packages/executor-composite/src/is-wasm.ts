// How WebAssembly binaries begin.

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** Whether code begins as a WebAssembly binary does. It may still be an invalid one. */
export function isWasm(code: Uint8Array): boolean {
  return MAGIC.every((byte, index) => code[index] === byte);
}
