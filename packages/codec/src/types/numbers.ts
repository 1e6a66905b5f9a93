// Codecs of integers and booleans. Mirrors impl_num_unsigned, impl_num_signed and impl_bool of mx-sdk-rs data/codec, BigUint and BigInt.
import { DecodeError } from "../errors.js";
import type { Codec } from "./codec.js";
import { failToEncode } from "./failure.js";
import { makeCodec } from "./make.js";

const NONE = new Uint8Array(0);
const TRUE = Uint8Array.of(1);

type NumberBits = 8 | 16 | 32;

/** An unsigned integer of at most 32 bits. */
export function unsignedNumber<N extends string>(kind: string, typeName: N, bits: NumberBits): Codec<number, N> {
  const max = 2 ** bits - 1;
  const check = (value: number): number => (Number.isInteger(value) && value >= 0 && value <= max ? value : failToEncode("overflow"));
  return makeCodec<number, N>({ kind, typeName }, {
    topEncode: (value, output) => output.unsigned(BigInt(check(value))),
    topDecode: (input) => {
      const value = input.unsigned();
      if (value > max) throw new DecodeError("INPUT_TOO_LONG");
      return Number(value);
    },
    nestedEncode: (value, writer) => writer.writeNumber(check(value), bits),
    nestedDecode: (reader) => reader.readUnsignedNumber(bits),
  });
}

/** A signed integer of at most 32 bits. */
export function signedNumber<N extends string>(kind: string, typeName: N, bits: NumberBits): Codec<number, N> {
  const max = 2 ** (bits - 1) - 1;
  const fits = (value: number): boolean => value >= -max - 1 && value <= max;
  const check = (value: number): number => (Number.isInteger(value) && fits(value) ? value : failToEncode("overflow"));
  return makeCodec<number, N>({ kind, typeName }, {
    topEncode: (value, output) => output.signed(BigInt(check(value))),
    topDecode: (input) => {
      const value = Number(input.signed());
      if (!fits(value)) throw new DecodeError("INPUT_OUT_OF_RANGE");
      return value;
    },
    nestedEncode: (value, writer) => writer.writeNumber(check(value), bits),
    nestedDecode: (reader) => reader.readSignedNumber(bits),
  });
}

/** An unsigned integer of 64 bits; times have a narrower name. */
export function unsigned64(kind: string, specificType?: string): Codec<bigint, "u64"> {
  const check = (value: bigint): bigint => (BigInt.asUintN(64, value) === value ? value : failToEncode("overflow"));
  return makeCodec<bigint, "u64">({ kind, typeName: "u64", ...(specificType === undefined ? {} : { specificType }) }, {
    topEncode: (value, output) => output.unsigned(check(value)),
    topDecode: (input) => input.unsigned(),
    nestedEncode: (value, writer) => writer.writeUnsigned(check(value), 64),
    nestedDecode: (reader) => reader.readUnsigned(64),
  });
}

export function signed64(): Codec<bigint, "i64"> {
  const check = (value: bigint): bigint => (BigInt.asIntN(64, value) === value ? value : failToEncode("overflow"));
  return makeCodec<bigint, "i64">({ kind: "i64", typeName: "i64" }, {
    topEncode: (value, output) => output.signed(check(value)),
    topDecode: (input) => input.signed(),
    nestedEncode: (value, writer) => writer.writeSigned(check(value), 64),
    nestedDecode: (reader) => reader.readSigned(64),
  });
}

/** A big integer that is not negative; `isZeroAllowed` is false for amounts of payments. */
export function bigUint<N extends string>(kind: string, typeName: N, isZeroAllowed: boolean): Codec<bigint, N> {
  const check = (value: bigint): bigint => {
    if (value < 0n) return failToEncode("negative");
    return value === 0n && !isZeroAllowed ? failToEncode("zero") : value;
  };
  const checkDecoded = (value: bigint): bigint => {
    if (value === 0n && !isZeroAllowed) throw new DecodeError("ZERO_VALUE");
    return value;
  };
  return makeCodec<bigint, N>({ kind, typeName }, {
    topEncode: (value, output) => output.bigUint(check(value)),
    topDecode: (input) => checkDecoded(input.bigUint()),
    nestedEncode: (value, writer) => writer.writeBigUint(check(value)),
    nestedDecode: (reader) => checkDecoded(reader.readBigUint()),
  });
}

export function bigInt(): Codec<bigint, "BigInt"> {
  return makeCodec<bigint, "BigInt">({ kind: "bigInt", typeName: "BigInt" }, {
    topEncode: (value, output) => output.bigInt(value),
    topDecode: (input) => input.bigInt(),
    nestedEncode: (value, writer) => writer.writeBigInt(value),
    nestedDecode: (reader) => reader.readBigInt(),
  });
}

export function bool(): Codec<boolean, "bool"> {
  return makeCodec<boolean, "bool">({ kind: "bool", typeName: "bool" }, {
    topEncode: (value, output) => output.slice(value ? TRUE : NONE),
    topDecode: (input) => {
      const bytes = input.bytes();
      if (bytes.length > 1) throw new DecodeError("INPUT_TOO_LONG");
      const byte = bytes[0] ?? 0;
      if (byte > 1) throw new DecodeError("INVALID_VALUE");
      return byte === 1;
    },
    nestedEncode: (value, writer) => writer.writeBool(value),
    nestedDecode: (reader) => reader.readBool(),
  });
}
