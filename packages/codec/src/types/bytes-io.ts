// Values at the top level as plain bytes, without a VM: results of calls, attributes of tokens, tests and tools.
import { DecodeError } from "../errors.js";
import { bytesToSigned, bytesToUnsigned, magnitudeToBytes, signedToBytes } from "../integers.js";
import { createNestedReader } from "../nested-reader.js";
import { createNestedWriter } from "../nested-writer.js";
import type { ArgCodec, ArgumentSource, Codec, TopInput, TopOutput } from "./codec.js";

const MAX_SMALL_INTEGER_BYTES = 8;

/** Bytes as an input; they are borrowed. It words errors as a managed buffer does. */
function createBytesInput(bytes: Uint8Array): TopInput {
  const small = (): Uint8Array => {
    if (bytes.length > MAX_SMALL_INTEGER_BYTES) throw new DecodeError("VALUE_TOO_LONG");
    return bytes;
  };
  return {
    byteLength: () => bytes.length,
    unsigned: () => bytesToUnsigned(small()),
    signed: () => bytesToSigned(small()),
    bigUint: () => bytesToUnsigned(bytes),
    bigInt: () => bytesToSigned(bytes),
    bytes: () => bytes,
  };
}

/** An output that hands bytes on. */
function createBytesOutput(accept: (bytes: Uint8Array) => void): TopOutput {
  const unsigned = (value: bigint): void => accept(magnitudeToBytes(value));
  const signed = (value: bigint): void => accept(signedToBytes(value));
  return { unsigned, signed, bigUint: unsigned, bigInt: signed, buffer: accept, slice: accept };
}

/** A value's top encoding; the caller owns the bytes. Throws an `EncodeError` where the value does not fit its type. */
export function topEncode<V>(codec: Codec<V>, value: V): Uint8Array {
  let encoded: Uint8Array = new Uint8Array(0);
  const output = createBytesOutput((bytes) => {
    encoded = bytes;
  });
  codec.format.topEncode(value, output);
  return encoded;
}

/** The value of a top encoding. Throws a `DecodeError`. */
export function topDecode<V>(codec: Codec<V>, bytes: Uint8Array): V {
  return codec.format.topDecode(createBytesInput(bytes)) as V;
}

/** A value's nested encoding; the caller owns the bytes. Throws an `EncodeError` where the value does not fit its type. */
export function nestedEncode<V>(codec: Codec<V>, value: V): Uint8Array {
  const writer = createNestedWriter();
  codec.format.nestedEncode(value, writer);
  return writer.toBytes();
}

/** The value of a nested encoding that is all of the bytes. Throws a `DecodeError`. */
export function nestedDecode<V>(codec: Codec<V>, bytes: Uint8Array): V {
  const reader = createNestedReader(bytes);
  const value = codec.format.nestedDecode(reader) as V;
  reader.end();
  return value;
}

/** A value as arguments, or as the results of a call. Throws an `EncodeError` where a value does not fit its type. */
export function encodeArguments<V>(codec: ArgCodec<V>, value: V): Uint8Array[] {
  const encoded: Uint8Array[] = [];
  const output = createBytesOutput((bytes) => encoded.push(bytes));
  codec.multi.encode(value, { next: () => output });
  return encoded;
}

/** A row of arguments given as bytes. */
export function createBytesSource(row: readonly Uint8Array[]): ArgumentSource {
  let position = 0;
  return {
    hasNext: () => position < row.length,
    next: () => {
      const bytes = row[position++];
      if (bytes === undefined) throw new DecodeError("TOO_FEW_ARGUMENTS");
      return createBytesInput(bytes);
    },
  };
}

/** The value of arguments or results, which are all used. Throws a `DecodeError`. */
export function decodeArguments<V>(codec: ArgCodec<V>, row: readonly Uint8Array[]): V {
  const source = createBytesSource(row);
  const value = codec.multi.decode(source) as V;
  if (source.hasNext()) throw new DecodeError("TOO_MANY_ARGUMENTS");
  return value;
}
