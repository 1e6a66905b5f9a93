// Ed25519 verification by the rules of Go's crypto/ed25519.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, equalBytes } from "@mxvm/codec";

const KEY_LENGTH = 32;
const SIGNATURE_LENGTH = 64;
const POINT_LENGTH = 32;

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let index = bytes.length - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[index]!);
  return value;
}

function pointFromKey(key: Uint8Array): InstanceType<typeof ed25519.Point> | undefined {
  try {
    // Go accepts encodings of y that are not reduced.
    return ed25519.Point.fromBytes(key, true);
  } catch {
    return undefined;
  }
}

/**
 * Whether `signature` is `key`'s over `message`. Go computes `s*B - k*A` and compares its encoding with the first half of the signature:
 * unlike libraries that multiply by the cofactor, it tells points apart that differ by one of small order.
 */
export function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== KEY_LENGTH || signature.length !== SIGNATURE_LENGTH) return false;
  const point = pointFromKey(key);
  const order = ed25519.Point.CURVE().n;
  const s = littleEndian(signature.subarray(POINT_LENGTH));
  if (point === undefined || s >= order) return false;
  const r = signature.subarray(0, POINT_LENGTH);
  const k = littleEndian(sha512(concatBytes(r, key, message))) % order;
  const expected = ed25519.Point.BASE.multiplyUnsafe(s).subtract(point.multiplyUnsafe(k));
  return equalBytes(expected.toBytes(), r);
}
