// Codecs of several arguments or results: optional, variadic, counted and multi-values. Mirrors multi_types of mx-sdk-rs data/codec.
// They decode at once, where the framework's `MultiValueEncoded` leaves it to the loop over it.
import type { AnyArgCodec, ArgCodec, MultiFormat, ValueOf } from "./codec.js";
import type { Joined } from "./composites.js";
import type { CodecParts } from "./make.js";
import { unsignedNumber } from "./numbers.js";

/** The values of several arguments in a row. */
export type MultiOf<C extends readonly AnyArgCodec[]> = { readonly [K in keyof C]: ValueOf<C[K]> };

function makeMulti<V, N extends string>(parts: CodecParts<N>, multi: MultiFormat): ArgCodec<V, N> {
  return Object.freeze({ components: [], ...parts, single: false, multi });
}

/** An argument that may be missing at the end. */
export function optional<V, N extends string>(item: ArgCodec<V, N>): ArgCodec<V | undefined, `optional<${N}>`> {
  return makeMulti({ kind: "optional", typeName: `optional<${item.typeName}>`, components: [item] }, {
    decode: (source) => (source.hasNext() ? (item.multi.decode(source) as V) : undefined),
    encode: (value: V | undefined, sink) => {
      if (value !== undefined) item.multi.encode(value, sink);
    },
  });
}

/** As many values as there are arguments left. */
export function variadic<V, N extends string>(item: ArgCodec<V, N>): ArgCodec<readonly V[], `variadic<${N}>`> {
  return makeMulti({ kind: "variadic", typeName: `variadic<${item.typeName}>`, components: [item] }, {
    decode: (source) => {
      const values: V[] = [];
      while (source.hasNext()) values.push(item.multi.decode(source) as V);
      return Object.freeze(values);
    },
    encode: (values: readonly V[], sink) => {
      for (const value of values) item.multi.encode(value, sink);
    },
  });
}

/** Whether every value is as many arguments. */
function isFixedLength(codec: AnyArgCodec): boolean {
  return codec.single || (codec.kind === "multi" && codec.components.every(isFixedLength));
}

/** A number of values, and then the values, each of as many arguments. */
export function countedVariadic<V, N extends string>(item: ArgCodec<V, N>): ArgCodec<readonly V[], `counted-variadic<${N}>`> {
  if (!isFixedLength(item)) throw new TypeError(`what is counted has a fixed number of arguments, which ${item.typeName} has not`);
  const count = unsignedNumber("usize", "u32", 32);
  return makeMulti({ kind: "countedVariadic", typeName: `counted-variadic<${item.typeName}>`, components: [item] }, {
    decode: (source) => {
      const values: V[] = [];
      for (let left = count.multi.decode(source) as number; left > 0; left--) values.push(item.multi.decode(source) as V);
      return Object.freeze(values);
    },
    encode: (values: readonly V[], sink) => {
      count.multi.encode(values.length, sink);
      for (const value of values) item.multi.encode(value, sink);
    },
  });
}

/** Several values, each an argument of its own. */
export function multi<const C extends readonly AnyArgCodec[]>(...items: C): ArgCodec<MultiOf<C>, `multi<${Joined<C>}>`> {
  if (items.length === 0) throw new TypeError("a multi-value has at least one value");
  const typeName = `multi<${items.map((item) => item.typeName).join(",")}>` as `multi<${Joined<C>}>`;
  return makeMulti({ kind: "multi", typeName, components: items }, {
    decode: (source) => Object.freeze(items.map((item) => item.multi.decode(source) as unknown)),
    encode: (values: MultiOf<C>, sink) => {
      for (let i = 0; i < items.length; i++) items[i]!.multi.encode(values[i], sink);
    },
  });
}
