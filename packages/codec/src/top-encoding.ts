// Top-level encoding: one value fills an argument, a result or a storage entry, so its length is known. Mirrors mx-sdk-rs data/codec.
// Bytes are themselves and text is UTF-8 at the top level; neither needs a function here.
import { DecodeError } from "./errors.js";
import { bytesToSigned, bytesToUnsigned, magnitudeToBytes, signedToBytes, type IntegerBits } from "./integers.js";
import { createNestedReader, type NestedReader } from "./nested-reader.js";

const MAX_INTEGER_BYTES = 8;

/** An unsigned integer: shortest form, none for 0. Throws a `TypeError` if it is negative or, where `bits` are given, wider. */
export function topEncodeUnsigned(value: bigint, bits?: IntegerBits): Uint8Array {
  const fits = bits === undefined ? value >= 0n : BigInt.asUintN(bits, value) === value;
  if (!fits) throw new TypeError(`${value} is not an unsigned integer${bits === undefined ? "" : ` of ${bits} bits`}`);
  return magnitudeToBytes(value);
}

/** A signed integer: shortest two's complement, none for 0. Throws a `TypeError` if it is wider than `bits`, where they are given. */
export function topEncodeSigned(value: bigint, bits?: IntegerBits): Uint8Array {
  if (bits !== undefined && BigInt.asIntN(bits, value) !== value) throw new TypeError(`${value} is not a signed integer of ${bits} bits`);
  return signedToBytes(value);
}

/** `01` for true, nothing for false. */
export function topEncodeBool(value: boolean): Uint8Array {
  return value ? Uint8Array.of(1) : new Uint8Array(0);
}

/** Nothing for `undefined`, else `01` and the nested encoding of the value. */
export function topEncodeOption<Value>(value: Value | undefined, encode: (value: Value) => Uint8Array): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  const nested = encode(value);
  const bytes = new Uint8Array(nested.length + 1);
  bytes[0] = 1;
  bytes.set(nested, 1);
  return bytes;
}

/**
 * Reads an unsigned integer; leading zeros are allowed.
 * Throws a `DecodeError` `INPUT_TOO_LONG` where `bits` are given and the bytes are more than eight or the value is too large.
 */
export function topDecodeUnsigned(bytes: Uint8Array, bits?: IntegerBits): bigint {
  if (bits !== undefined && bytes.length > MAX_INTEGER_BYTES) throw new DecodeError("INPUT_TOO_LONG");
  const value = bytesToUnsigned(bytes);
  if (bits !== undefined && BigInt.asUintN(bits, value) !== value) throw new DecodeError("INPUT_TOO_LONG");
  return value;
}

/**
 * Reads a signed integer of any length.
 * Where `bits` are given, throws a `DecodeError`: `INPUT_TOO_LONG` on more than eight bytes, `INPUT_OUT_OF_RANGE` on a value too large.
 */
export function topDecodeSigned(bytes: Uint8Array, bits?: IntegerBits): bigint {
  if (bits !== undefined && bytes.length > MAX_INTEGER_BYTES) throw new DecodeError("INPUT_TOO_LONG");
  const value = bytesToSigned(bytes);
  if (bits !== undefined && BigInt.asIntN(bits, value) !== value) throw new DecodeError("INPUT_OUT_OF_RANGE");
  return value;
}

/** Reads a boolean. Throws a `DecodeError`: `INPUT_TOO_LONG` on more than one byte, `INVALID_VALUE` on one that is not `01`. */
export function topDecodeBool(bytes: Uint8Array): boolean {
  if (bytes.length > 1) throw new DecodeError("INPUT_TOO_LONG");
  if (bytes.length === 1 && bytes[0] !== 1) throw new DecodeError("INVALID_VALUE");
  return bytes.length === 1;
}

/** Reads an option: no bytes or `00` are `undefined`. Throws a `DecodeError` on another tag than `00` and `01`, or bytes left over. */
export function topDecodeOption<Value>(bytes: Uint8Array, read: (reader: NestedReader) => Value): Value | undefined {
  if (bytes.length === 0) return undefined;
  const reader = createNestedReader(bytes);
  const value = reader.readOption(read);
  reader.end();
  return value;
}
