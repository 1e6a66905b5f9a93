// Reads nested encoding value by value. Mirrors `NestedDecodeInput` of mx-sdk-rs data/codec.
import { bytesToUtf8 } from "./bytes.js";
import { DecodeError } from "./errors.js";
import { bytesToSigned, bytesToUnsigned, type IntegerBits } from "./integers.js";

/**
 * Reads values in order. Every method throws a `DecodeError` `INPUT_TOO_SHORT` where bytes are missing; after an error the position is
 * not defined.
 */
export interface NestedReader {
  /** Bytes not yet read. */
  remaining(): number;
  readUnsigned(bits: IntegerBits): bigint;
  readSigned(bits: IntegerBits): bigint;
  /** An unsigned integer of at most 32 bits, as a number. */
  readUnsignedNumber(bits: 8 | 16 | 32): number;
  /** A signed integer of at most 32 bits, as a number. */
  readSignedNumber(bits: 8 | 16 | 32): number;
  readBigUint(): bigint;
  readBigInt(): bigint;
  /** Throws `INVALID_VALUE` on a byte other than `00` and `01`. */
  readBool(): boolean;
  /** Bytes after their four bytes of length; the caller owns the copy. */
  readBytes(): Uint8Array;
  /** As many bytes as are asked for, such as 32 of an address; the caller owns the copy. */
  readFixedBytes(length: number): Uint8Array;
  /** Throws `UTF8` where the bytes are not UTF-8. */
  readString(): string;
  /** Throws `INVALID_VALUE` on a tag other than `00` and `01`. */
  readOption<Value>(read: (reader: NestedReader) => Value): Value | undefined;
  /** Throws `INPUT_TOO_LONG` where bytes are left. */
  end(): void;
}

/** Makes a reader at the start of `bytes`, which are borrowed and not changed. */
export function createNestedReader(bytes: Uint8Array): NestedReader {
  let position = 0;

  function take(length: number): Uint8Array {
    if (length > bytes.length - position) throw new DecodeError("INPUT_TOO_SHORT");
    position += length;
    return bytes.subarray(position - length, position);
  }

  function takeNumber(bits: number): number {
    const start = position;
    if (bits / 8 > bytes.length - start) throw new DecodeError("INPUT_TOO_SHORT");
    position = start + bits / 8;
    let value = 0;
    for (let i = start; i < position; i++) value = (value << 8) | bytes[i]!;
    return value >>> 0;
  }

  function takeVariable(): Uint8Array {
    return take(takeNumber(32));
  }

  function takeTag(): boolean {
    const tag = takeNumber(8);
    if (tag > 1) throw new DecodeError("INVALID_VALUE");
    return tag === 1;
  }

  const reader: NestedReader = {
    remaining: () => bytes.length - position,
    readUnsigned: (bits) => bytesToUnsigned(take(bits / 8)),
    readSigned: (bits) => bytesToSigned(take(bits / 8)),
    readUnsignedNumber: takeNumber,
    readSignedNumber: (bits) => (takeNumber(bits) << (32 - bits)) >> (32 - bits),
    readBigUint: () => bytesToUnsigned(takeVariable()),
    readBigInt: () => bytesToSigned(takeVariable()),
    readBool: takeTag,
    readBytes: () => takeVariable().slice(),
    readFixedBytes: (length) => take(length).slice(),
    readString: () => {
      const text = bytesToUtf8(takeVariable());
      if (text === undefined) throw new DecodeError("UTF8");
      return text;
    },
    readOption: (read) => (takeTag() ? read(reader) : undefined),
    end: () => {
      if (position < bytes.length) throw new DecodeError("INPUT_TOO_LONG");
    },
  };
  return reader;
}
