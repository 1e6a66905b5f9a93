// Codec: how a type of values is written and read. Mirrors TopEncode, TopDecode, NestedEncode, NestedDecode and the multi-value traits of
// mx-sdk-rs data/codec. A codec is plain data, so that a compiler can read it too; its `format` is the reading and writing.
import type { NestedReader } from "../nested-reader.js";
import type { NestedWriter } from "../nested-writer.js";
import type { TypeDescription } from "./abi-format.js";

declare const phantom: unique symbol;

/**
 * What may stand in an endpoint's argument or result list: a single value, or several in a row.
 * `N` is the type's name in the ABI.
 */
export interface ArgCodec<out V, out N extends string = string> {
  readonly kind: string;
  readonly typeName: N;
  /** A narrower name, where the framework has one, as of timestamps. */
  readonly specificType?: string;
  /** The codecs that this one is made of. */
  readonly components: readonly AnyArgCodec[];
  /** What the ABI says about a type that has a name of its own. */
  readonly description?: TypeDescription;
  /** Whether it is always exactly one argument. */
  readonly single: boolean;
  readonly multi: MultiFormat;
  readonly [phantom]?: () => V;
}

/** What may also be stored, nested in a struct, or be part of a storage key. */
export interface Codec<out V, out N extends string = string> extends ArgCodec<V, N> {
  readonly single: true;
  readonly format: Format;
}

// The type of values stands behind the phantom: `any` here lets codecs of all values be one type without losing what each one's is.
/** A codec of whatever values. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyCodec = Codec<any>;
/** A codec of whatever arguments. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
export type AnyArgCodec = ArgCodec<any>;

/** The values of a codec. */
export type ValueOf<C> = C extends ArgCodec<infer V> ? V : never;

/** How single values are read and written. Values are what the codec's type says; nothing here checks more than ranges. */
export interface Format {
  // Each method's value is the codec's `V`, which this interface must not mention: it would make codecs invariant.
  /* eslint-disable @typescript-eslint/no-explicit-any */
  readonly topEncode: (value: any, output: TopOutput) => void;
  readonly topDecode: (input: TopInput) => any;
  readonly nestedEncode: (value: any, writer: NestedWriter) => void;
  readonly nestedDecode: (reader: NestedReader) => any;
  /* eslint-enable @typescript-eslint/no-explicit-any */
  /** Whether every value nests as no bytes at all. */
  readonly isZeroSized: boolean;
}

/** How values are taken from a row of arguments and put into one. */
export interface MultiFormat {
  /* eslint-disable @typescript-eslint/no-explicit-any -- as in `Format` */
  readonly decode: (arguments_: ArgumentSource) => any;
  readonly encode: (value: any, results: ArgumentSink) => void;
  /* eslint-enable @typescript-eslint/no-explicit-any */
}

/** A row of arguments, in order. Mirrors `TopDecodeMultiInput`. */
export interface ArgumentSource {
  hasNext(): boolean;
  /** The next argument. Throws a `DecodeError` `TOO_FEW_ARGUMENTS` where there is none and the source knows. */
  next(): TopInput;
}

/** Where a row of arguments or results goes; each output takes one value. Mirrors `TopEncodeMultiOutput`. */
export interface ArgumentSink {
  next(): TopOutput;
}

/**
 * A value at the top level, such as an argument or a storage entry, read in one of the ways that the VM offers.
 * Mirrors `TopDecodeInput`; each call reads anew, as there. Reads throw a `DecodeError`.
 */
export interface TopInput {
  byteLength(): number;
  /** An unsigned integer of at most 64 bits. */
  unsigned(): bigint;
  /** A signed integer of at most 64 bits. */
  signed(): bigint;
  bigUint(): bigint;
  bigInt(): bigint;
  /** The bytes as a whole, borrowed: the compiled framework keeps them in a managed buffer. */
  bytes(): Uint8Array;
}

/** Where one value at the top level goes. Mirrors `TopEncodeOutput`. */
export interface TopOutput {
  unsigned(value: bigint): void;
  signed(value: bigint): void;
  bigUint(value: bigint): void;
  bigInt(value: bigint): void;
  /** Bytes that are in a managed buffer in the compiled framework. */
  buffer(bytes: Uint8Array): void;
  /** Constant bytes, from the contract's memory: booleans, no value, names. The same array each time. */
  slice(bytes: Uint8Array): void;
}
