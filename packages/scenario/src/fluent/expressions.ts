// Bytes as tests write them: arrays, or expressions such as `str:abc`, `u64:5|address:alice`, `0x01`.
import { wasmVmType } from "@mxvm/codec";
import { interpretExpression } from "../values/interpret.js";
import type { ValueContext } from "../values/interpret.js";
import { isValueError } from "../values/value-error.js";

/** Bytes, or the value expression that a scenario would write for them; `0x…` is one. It names no files. */
export type BytesLike = Uint8Array | string;

const refuseFile = (path: string): never => {
  throw new TypeError(`a value of a test names no file: read ${path} and give its bytes`);
};

/** What values of tests are interpreted with. */
export const withoutFiles: ValueContext = { vmType: wasmVmType, readFile: refuseFile, readCode: refuseFile };

/** Throws a `TypeError` where the text is no expression. */
export function bytesFromLike(value: BytesLike): Uint8Array {
  if (typeof value !== "string") return value;
  try {
    return interpretExpression(value, withoutFiles);
  } catch (cause) {
    if (!isValueError(cause)) throw cause;
    throw new TypeError(`${JSON.stringify(value)} is no value: ${cause.message}`, { cause });
  }
}
