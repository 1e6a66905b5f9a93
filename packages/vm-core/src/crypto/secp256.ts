// secp256k1 and secp256r1 signatures by the rules of btcec and Go's crypto/ecdsa. Mirrors vm-go crypto/signing/secp256.
import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToUnsigned, concatBytes, magnitudeToBytes, unsignedToFixedBytes } from "@mxvm/codec";
import { panicked } from "../panic.js";
import { ellipticCurves, unmarshalPointCompressed } from "../numeric/elliptic-curve.js";

const SCALAR_LENGTH = 32;
const DER_SEQUENCE = 0x30;
const DER_INTEGER = 0x02;
/** `30 len 02 len r 02 len s` with one byte each for r and s. */
const MIN_SIGNATURE_LENGTH = 8;
const UNCOMPRESSED_LENGTH = 65;
const UNCOMPRESSED = 4;
const HYBRID_EVEN = 6;
const HYBRID_ODD = 7;
const R1_SIGNATURE_LENGTH = 64;
const R1_KEY_LENGTH = 33;

/** How contracts ask for the message to be hashed: by number. */
const hashByType: readonly ((message: Uint8Array) => Uint8Array)[] = [
  (message) => message,
  sha256,
  (message) => sha256(sha256(message)),
  keccak_256,
  ripemd160,
];

/** The hash type of `verifySecp256k1`, which takes none. */
export const DOUBLE_SHA256 = 2;

const orderK1 = secp256k1.Point.CURVE().n;
const orderR1 = p256.Point.CURVE().n;

/** Reads one integer of a signature; answers where the next one begins. */
function readDerInteger(bytes: Uint8Array, at: number, last: boolean): { readonly value: bigint; readonly next: number } | undefined {
  if (bytes[at] !== DER_INTEGER) return undefined;
  const length = bytes[at + 1] ?? 0;
  const start = at + 2;
  // After the first integer there must be room for the header and one byte of the second.
  const room = bytes.length - start - (last ? 0 : 3);
  if (length === 0 || length > room) return undefined;
  const value = bytesToUnsigned(bytes.subarray(start, start + length));
  if (value === 0n || value >= orderK1) return undefined;
  return { value, next: start + length };
}

/** A signature in BER, as loosely as btcec reads it: the integers count as unsigned, padding is allowed, bytes after it are not read. */
function parseSignature(signature: Uint8Array): Uint8Array | undefined {
  if (signature.length < MIN_SIGNATURE_LENGTH || signature[0] !== DER_SEQUENCE) return undefined;
  // btcec adds in 8 bits.
  const end = (signature[1]! + 2) & 0xff;
  if (end > signature.length || end < MIN_SIGNATURE_LENGTH) return undefined;
  const bytes = signature.subarray(0, end);
  const r = readDerInteger(bytes, 2, false);
  if (r === undefined) return undefined;
  const s = readDerInteger(bytes, r.next, true);
  if (s === undefined || s.next !== end) return undefined;
  return concatBytes(unsignedToFixedBytes(r.value, SCALAR_LENGTH), unsignedToFixedBytes(s.value, SCALAR_LENGTH));
}

/** A key in a form that noble reads: btcec also takes hybrid ones, whose prefix repeats the parity of y. */
function normalizeKey(key: Uint8Array): Uint8Array | undefined {
  const [prefix] = key;
  if (prefix !== HYBRID_EVEN && prefix !== HYBRID_ODD) return key;
  if (key.length !== UNCOMPRESSED_LENGTH || key[UNCOMPRESSED_LENGTH - 1]! % 2 !== prefix % 2) return undefined;
  const uncompressed = key.slice();
  uncompressed[0] = UNCOMPRESSED;
  return uncompressed;
}

/** Whether `signature` (BER) is `key`'s over `message`, hashed by type. High s are accepted. */
export function verifySecp256k1(key: Uint8Array, message: Uint8Array, signature: Uint8Array, hashType: number): boolean {
  const hash = hashByType[hashType & 0xff];
  const publicKey = normalizeKey(key);
  const compact = parseSignature(signature);
  if (hash === undefined || publicKey === undefined || compact === undefined) return false;
  try {
    return secp256k1.verify(compact, hash(message).subarray(0, SCALAR_LENGTH), publicKey, { prehash: false, lowS: false });
  } catch {
    // noble throws for keys that are not on the curve.
    return false;
  }
}

function scalarFromBytes(bytes: Uint8Array): bigint {
  return bytesToUnsigned(bytes.subarray(0, SCALAR_LENGTH)) % orderK1;
}

function encodeDerInteger(value: bigint): Uint8Array {
  const magnitude = magnitudeToBytes(value);
  const [first] = magnitude;
  const padded = first === undefined || first >= 0x80 ? concatBytes(Uint8Array.of(0), magnitude) : magnitude;
  return concatBytes(Uint8Array.of(DER_INTEGER, padded.length), padded);
}

/** r and s as DER; numbers are cut to 32 bytes and reduced, a high s is replaced by its low twin. */
export function encodeSecp256k1DerSignature(r: Uint8Array, s: Uint8Array): Uint8Array {
  const high = scalarFromBytes(s);
  const low = high > orderK1 / 2n ? orderK1 - high : high;
  const integers = concatBytes(encodeDerInteger(scalarFromBytes(r)), encodeDerInteger(low));
  return concatBytes(Uint8Array.of(DER_SEQUENCE, integers.length), integers);
}

/** Whether `signature` (r and s, 32 bytes each, s low) is the compressed `key`'s over the SHA-256 of `message`. */
export function verifySecp256r1(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== R1_SIGNATURE_LENGTH || key.length !== R1_KEY_LENGTH) return false;
  const r = bytesToUnsigned(signature.subarray(0, SCALAR_LENGTH));
  const s = bytesToUnsigned(signature.subarray(SCALAR_LENGTH));
  if (s > orderR1 / 2n || r === 0n || s === 0n) return false;
  const curve = ellipticCurves.get("p256");
  if (curve === undefined || unmarshalPointCompressed(curve, key) === undefined) {
    // Production hands the missing point on.
    throw panicked("a public key that is no point of secp256r1");
  }
  return p256.verify(signature, sha256(message), key, { prehash: false, lowS: true });
}
