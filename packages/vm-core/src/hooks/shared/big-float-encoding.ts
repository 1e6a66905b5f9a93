// Big floats from and into managed buffers. Mirrors vm-go vmhooks/manBufOps.go.
import { failures, failureWithMessage } from "../../failures.js";
import type { Host } from "../../host.js";
import { setBigFloat } from "../../numeric/big-float.js";
import type { BigFloat } from "../../numeric/big-float.js";
import { decodeBigFloat, encodeBigFloat, hasBigFloatPrefix } from "../../numeric/big-float-encoding.js";

/** Decodes, or fails in production's words; before flag ValidationOnGobDecodeFlag, mantissas were not validated. */
function decode(host: Host, bytes: Uint8Array): BigFloat {
  const decoded = decodeBigFloat(bytes);
  if (!("message" in decoded)) return decoded;
  if (!host.flags.ValidationOnGobDecodeFlag && decoded.lenient !== undefined) return decoded.lenient;
  throw host.flags.MaskInternalDependenciesErrorsFlag ? failures.bigFloatDecode : failureWithMessage(decoded.message);
}

export function bigFloatFromBuffer(host: Host, buffer: number, bigFloat: number): number {
  const { managedTypes } = host;
  const bytes = managedTypes.getBytes(buffer);
  managedTypes.consumeGasForBytes(bytes.length);
  if (!hasBigFloatPrefix(bytes)) throw failures.bigFloatWrongPrecision;
  managedTypes.getBigFloatOrCreate(bigFloat);
  managedTypes.setBigFloat(bigFloat, setBigFloat(decode(host, bytes)));
  return 0;
}

export function bigFloatToBuffer(host: Host, buffer: number, bigFloat: number): number {
  const encoded = encodeBigFloat(host.managedTypes.getBigFloat(bigFloat));
  host.managedTypes.consumeGasForBytes(encoded.length);
  host.managedTypes.setOwnedBytes(buffer, encoded);
  return 0;
}
