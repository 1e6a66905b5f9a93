// Nested encoding: values follow one another, so each says or implies its length. Mirrors mx-sdk-rs data/codec.
// Fixed-size bytes, such as addresses, nest as they are.
import { utf8ToBytes } from "./bytes.js";
import { signedToBytes, signedToFixedBytes, unsignedToFixedBytes, type IntegerBits } from "./integers.js";
import { topEncodeOption, topEncodeUnsigned } from "./top-encoding.js";

/** An unsigned integer of fixed width, big-endian. Throws a `TypeError` if the value does not fit. */
export function nestedEncodeUnsigned(value: bigint, bits: IntegerBits): Uint8Array {
  return unsignedToFixedBytes(value, bits / 8);
}

/** A signed integer of fixed width, two's complement, big-endian. Throws a `TypeError` if the value does not fit. */
export function nestedEncodeSigned(value: bigint, bits: IntegerBits): Uint8Array {
  return signedToFixedBytes(value, bits / 8);
}

/** A big unsigned integer: four bytes of length, then its shortest form. Throws a `TypeError` if it is negative. */
export function nestedEncodeBigUint(value: bigint): Uint8Array {
  return nestedEncodeBytes(topEncodeUnsigned(value));
}

/** A big signed integer: four bytes of length, then its shortest two's complement. */
export function nestedEncodeBigInt(value: bigint): Uint8Array {
  return nestedEncodeBytes(signedToBytes(value));
}

/** `01` for true, `00` for false. */
export function nestedEncodeBool(value: boolean): Uint8Array {
  return Uint8Array.of(value ? 1 : 0);
}

/** Bytes of variable length: four bytes of length, then the bytes. */
export function nestedEncodeBytes(value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + value.length);
  new DataView(bytes.buffer).setUint32(0, value.length);
  bytes.set(value, 4);
  return bytes;
}

/** Text: four bytes of length, then UTF-8. Throws a `TypeError` if the text holds an unpaired surrogate. */
export function nestedEncodeString(value: string): Uint8Array {
  return nestedEncodeBytes(utf8ToBytes(value));
}

/** `00` for `undefined`, else `01` and the nested encoding of the value. */
export function nestedEncodeOption<Value>(value: Value | undefined, encode: (value: Value) => Uint8Array): Uint8Array {
  return value === undefined ? Uint8Array.of(0) : topEncodeOption(value, encode);
}
