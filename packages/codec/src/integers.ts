// Integers as big-endian bytes: magnitudes as Go's big.Int writes them, and two's complement as mx-components-big-int writes it.
import { bytesToHex, hexToBytes } from "./hex.js";

/** Width of an integer type: u8 or i8 to u64 or i64; `usize` and `isize` have 32. */
export type IntegerBits = 8 | 16 | 32 | 64;

// Up to here words of 64 bits are faster (32 bytes: 120 and 160 ns, against 210 and 430 ns), beyond it one hexadecimal text is, since the
// words' cost is quadratic.
const WORDS_UP_TO = 256;
const WORD_LENGTH = 8;
const MAX_WORD = 0xffff_ffff_ffff_ffffn;

// All words go through one array: a view of its own moves a small array out of the engine's heap, for 400 ns.
const words: Uint8Array = new Uint8Array(WORDS_UP_TO);
const wordsView: DataView = new DataView(words.buffer);

/**
 * Shortest big-endian bytes of the absolute value; none for 0. The caller owns them.
 *
 * As Go's `big.Int.Bytes`, it drops the sign.
 */
export function magnitudeToBytes(value: bigint): Uint8Array {
  const magnitude = value < 0n ? -value : value;
  let start = WORDS_UP_TO - WORD_LENGTH;
  let rest = magnitude;
  for (; rest > MAX_WORD; rest >>= 64n) {
    if (start === 0) return magnitudeByDigits(magnitude);
    // Of a larger number this is the lowest word.
    wordsView.setBigUint64(start, rest);
    start -= WORD_LENGTH;
  }
  wordsView.setBigUint64(start, rest);
  while (start < WORDS_UP_TO && words[start] === 0) start++;
  return words.slice(start);
}

function magnitudeByDigits(magnitude: bigint): Uint8Array {
  const digits = magnitude.toString(16);
  return hexToBytes(digits.length % 2 === 0 ? digits : `0${digits}`);
}

/** Value of unsigned big-endian bytes; leading zeros are allowed, no bytes are 0. */
export function bytesToUnsigned(bytes: Uint8Array): bigint {
  const length = bytes.length;
  if (length > WORDS_UP_TO) return BigInt(`0x${bytesToHex(bytes)}`);
  const head = length % WORD_LENGTH;
  let high = 0;
  let low = 0;
  for (let i = 0; i < head; i++) {
    high = ((high << 8) | (low >>> 24)) >>> 0;
    low = ((low << 8) | bytes[i]!) >>> 0;
  }
  // Seven bytes do not fit a number.
  let value = head < 7 ? BigInt(high * 0x1_0000_0000 + low) : (BigInt(high) << 32n) | BigInt(low);
  if (head === length) return value;
  words.set(bytes);
  for (let i = head; i < length; i += WORD_LENGTH) value = (value << 64n) | wordsView.getBigUint64(i);
  return value;
}

/**
 * Shortest two's complement, big-endian: none for 0, `ff` for -1, `0080` for 128, `80` for -128. The caller owns the bytes.
 *
 * Source: mx-components-big-int twos-complement, `ToBytes`.
 */
export function signedToBytes(value: bigint): Uint8Array {
  const fill = value < 0n ? 0xff : 0;
  const magnitude = magnitudeToBytes(fill === 0 ? value : ~value);
  const first = magnitude[0] ?? (fill & 0x80);
  const extra = first >> 7;
  if (fill === 0 && extra === 0) return magnitude;
  const bytes = new Uint8Array(magnitude.length + extra);
  bytes[0] = fill;
  for (let i = 0; i < magnitude.length; i++) bytes[i + extra] = magnitude[i]! ^ fill;
  return bytes;
}

/** Value of two's complement big-endian bytes of any length; no bytes are 0. */
export function bytesToSigned(bytes: Uint8Array): bigint {
  return BigInt.asIntN(bytes.length * 8, bytesToUnsigned(bytes));
}

/** `length` big-endian bytes. Throws a `TypeError` if the value is negative or too large for them. */
export function unsignedToFixedBytes(value: bigint, length: number): Uint8Array {
  if (BigInt.asUintN(length * 8, value) !== value) throw new TypeError(`${value} is not an unsigned integer of ${length * 8} bits`);
  return fixedBytes(value, length);
}

/** `length` bytes of two's complement, big-endian. Throws a `TypeError` if the value is out of their range. */
export function signedToFixedBytes(value: bigint, length: number): Uint8Array {
  if (BigInt.asIntN(length * 8, value) !== value) throw new TypeError(`${value} is not a signed integer of ${length * 8} bits`);
  return fixedBytes(BigInt.asUintN(length * 8, value), length);
}

function fixedBytes(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const magnitude = magnitudeToBytes(value);
  bytes.set(magnitude, length - magnitude.length);
  return bytes;
}
