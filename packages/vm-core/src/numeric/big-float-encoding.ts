// Big floats as bytes: the gob encoding of Go's math/big.Float.
import { bytesToUnsigned, unsignedToFixedBytes } from "@mxvm/codec";
import { BIG_FLOAT_PRECISION, zeroBigFloat } from "./big-float.js";
import type { BigFloat } from "./big-float.js";
import { bitLength } from "./big-int.js";

const VERSION = 1;
const HEADER_LENGTH = 6;
const FINITE_HEADER_LENGTH = 10;
const WORD_BITS = 64;
/** Flags of exact, finite values. */
const POSITIVE = 0b01_01_0;
const NEGATIVE = 0b01_01_1;
const FORMS: readonly BigFloat["form"][] = ["zero", "finite", "infinite"];

/** Why bytes are not a big float, in Go's words; `lenient` marks what Go accepted before it validated mantissas. */
export interface BigFloatDecodeError {
  readonly message: string;
  readonly lenient: BigFloat | undefined;
}

/** The bytes of a value of the standard precision, its accuracy included. Mantissas beyond 64 bits are cut, as Go cuts them. */
export function encodeBigFloat(value: BigFloat): Uint8Array {
  const flags = ((value.accuracy + 1) << 3) | (FORMS.indexOf(value.form) << 1) | (value.negative ? 1 : 0);
  const header = [VERSION, flags, 0, 0, 0, BIG_FLOAT_PRECISION];
  if (value.form !== "finite") return Uint8Array.from(header);
  const encoded = new Uint8Array(FINITE_HEADER_LENGTH + WORD_BITS / 8);
  encoded.set(header);
  const shift = WORD_BITS - bitLength(value.mantissa);
  const word = shift >= 0 ? value.mantissa << BigInt(shift) : value.mantissa >> BigInt(-shift);
  new DataView(encoded.buffer).setInt32(HEADER_LENGTH, value.exponent);
  encoded.set(unsignedToFixedBytes(word, WORD_BITS / 8), FINITE_HEADER_LENGTH);
  return encoded;
}

/** Whether bytes begin like an exact, finite value of the standard precision. Production refuses others before it decodes, zero included. */
export function hasBigFloatPrefix(bytes: Uint8Array): boolean {
  const [version, flags] = bytes;
  if (bytes.length <= HEADER_LENGTH || version !== VERSION || (flags !== POSITIVE && flags !== NEGATIVE)) return false;
  return bytes[2] === 0 && bytes[3] === 0 && bytes[4] === 0 && bytes[5] === BIG_FLOAT_PRECISION;
}

/** Decodes bytes that have the prefix. */
export function decodeBigFloat(bytes: Uint8Array): BigFloat | BigFloatDecodeError {
  if (bytes.length < FINITE_HEADER_LENGTH) {
    return { message: "Float.GobDecode: buffer too small for finite form float", lenient: undefined };
  }
  const exponent = new DataView(bytes.buffer, bytes.byteOffset).getInt32(HEADER_LENGTH);
  const mantissa = bytesToUnsigned(bytes.subarray(FINITE_HEADER_LENGTH));
  const value: BigFloat = { form: "finite", negative: bytes[1] === NEGATIVE, mantissa, exponent, accuracy: 0 };
  if (mantissa === 0n) {
    return { message: "Float.GobDecode: nonzero finite number with empty mantissa", lenient: zeroBigFloat };
  }
  const missing = (WORD_BITS - (bitLength(mantissa) % WORD_BITS)) % WORD_BITS;
  if (missing === 0) return value;
  const lastWord = mantissa >> BigInt(bitLength(mantissa) + missing - WORD_BITS);
  return {
    message: `Float.GobDecode: msb not set in last word 0x${lastWord.toString(16)} of ${hexadecimal(value)}`,
    lenient: { ...value, exponent: exponent - missing },
  };
}

/** Go's format `p`, which shows the mantissa as it is. */
function hexadecimal({ negative, mantissa, exponent }: BigFloat): string {
  const digits = mantissa.toString(16).replace(/0+$/u, "");
  return `${negative ? "-" : ""}0x.${digits}p${exponent >= 0 ? "+" : ""}${exponent}`;
}

