// How codecs are made of their reading and writing.
import { createNestedReader, type NestedReader } from "../nested-reader.js";
import { createNestedWriter, type NestedWriter } from "../nested-writer.js";
import type { TypeDescription } from "./abi-format.js";
import type { AnyArgCodec, Codec, MultiFormat, TopInput, TopOutput } from "./codec.js";

/** Reading and writing of values `V`; `isZeroSized` is false unless said. */
export interface FormatOf<V> {
  readonly topEncode: (value: V, output: TopOutput) => void;
  readonly topDecode: (input: TopInput) => V;
  readonly nestedEncode: (value: V, writer: NestedWriter) => void;
  readonly nestedDecode: (reader: NestedReader) => V;
  readonly isZeroSized?: boolean;
}

/** What a codec is besides its format. */
export interface CodecParts<N extends string> {
  readonly kind: string;
  readonly typeName: N;
  readonly specificType?: string;
  readonly components?: readonly AnyArgCodec[];
  readonly description?: TypeDescription;
}

/** Makes a codec of single values. */
export function makeCodec<V, N extends string>(parts: CodecParts<N>, format: FormatOf<V>): Codec<V, N> {
  const multi: MultiFormat = {
    decode: (source) => format.topDecode(source.next()),
    encode: (value: V, sink) => format.topEncode(value, sink.next()),
  };
  return Object.freeze({ components: [], ...parts, single: true, format: { isZeroSized: false, ...format }, multi });
}

/** The format of values that at the top level are their nested encoding, such as structs. */
export function nestedFormat<V>(format: Pick<FormatOf<V>, "nestedEncode" | "nestedDecode" | "isZeroSized">): FormatOf<V> {
  return {
    ...format,
    topEncode: (value, output) => {
      const writer = createNestedWriter();
      format.nestedEncode(value, writer);
      output.buffer(writer.toBytes());
    },
    topDecode: (input) => {
      const reader = createNestedReader(input.bytes());
      const value = format.nestedDecode(reader);
      reader.end();
      return value;
    },
  };
}
