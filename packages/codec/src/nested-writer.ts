// Writes nested encoding value by value into one buffer that grows. Mirrors `NestedEncodeOutput` of mx-sdk-rs data/codec.
import { magnitudeToBytes, signedToBytes, type IntegerBits } from "./integers.js";

/** Writes values in order. Methods throw a `TypeError` on a value that does not fit its type. */
export interface NestedWriter {
  writeUnsigned(value: bigint, bits: IntegerBits): void;
  writeSigned(value: bigint, bits: IntegerBits): void;
  /** A signed or unsigned integer of at most 32 bits; what is above its bits is dropped. */
  writeNumber(value: number, bits: 8 | 16 | 32): void;
  writeBigUint(value: bigint): void;
  writeBigInt(value: bigint): void;
  writeBool(value: boolean): void;
  /** Four bytes of length, then the bytes, which are copied. */
  writeBytes(value: Uint8Array): void;
  /** The bytes alone, such as 32 of an address; they are copied. */
  writeFixedBytes(value: Uint8Array): void;
  /** A copy of what has been written, which the caller owns. */
  toBytes(): Uint8Array;
}

// Arrays up to this size live in V8's own heap, where they cost an eighth of what larger ones do.
const INITIAL_LENGTH = 64;

/** Makes a writer with nothing written. */
export function createNestedWriter(): NestedWriter {
  let buffer = new Uint8Array(INITIAL_LENGTH);
  let length = 0;

  /** Makes room for `count` bytes and answers where they start. */
  function reserve(count: number): number {
    const start = length;
    length += count;
    if (length > buffer.length) {
      const grown = new Uint8Array(Math.max(length, buffer.length * 2));
      grown.set(buffer);
      buffer = grown;
    }
    return start;
  }

  function writeNumber(value: number, bits: number): void {
    let at = reserve(bits / 8);
    for (let shift = bits - 8; shift >= 0; shift -= 8) buffer[at++] = value >>> shift;
  }

  function writeFixedBytes(value: Uint8Array): void {
    const start = reserve(value.length);
    buffer.set(value, start);
  }

  function writeBytes(value: Uint8Array): void {
    writeNumber(value.length, 32);
    writeFixedBytes(value);
  }

  function writeWord(word: bigint, bits: IntegerBits): void {
    if (bits === 64) writeNumber(Number(word >> 32n), 32);
    writeNumber(Number(word & 0xffff_ffffn), Math.min(bits, 32));
  }

  return {
    writeUnsigned: (value, bits) => {
      if (BigInt.asUintN(bits, value) !== value) throw new TypeError(`${value} is not an unsigned integer of ${bits} bits`);
      writeWord(value, bits);
    },
    writeSigned: (value, bits) => {
      if (BigInt.asIntN(bits, value) !== value) throw new TypeError(`${value} is not a signed integer of ${bits} bits`);
      writeWord(BigInt.asUintN(64, value), bits);
    },
    writeNumber,
    writeBigUint: (value) => {
      if (value < 0n) throw new TypeError(`${value} is not an unsigned integer`);
      writeBytes(magnitudeToBytes(value));
    },
    writeBigInt: (value) => writeBytes(signedToBytes(value)),
    writeBool: (value) => writeNumber(value ? 1 : 0, 8),
    writeBytes,
    writeFixedBytes,
    toBytes: () => buffer.slice(0, length),
  };
}
