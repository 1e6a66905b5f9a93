// Codecs made of codecs: lists, arrays, options, tuples, structs. Mirrors impl_option, impl_array, impl_tuple and the derive macros of
// mx-sdk-rs data/codec, and ManagedVec.
import { DecodeError } from "../errors.js";
import { createNestedReader, type NestedReader } from "../nested-reader.js";
import { createNestedWriter, type NestedWriter } from "../nested-writer.js";
import type { AnyCodec, Codec, ValueOf } from "./codec.js";
import { failToEncode } from "./failure.js";
import { makeCodec, nestedFormat } from "./make.js";

const NONE = new Uint8Array(0);

/** Named codecs, in the order in which their values follow one another. */
export type Fields = Readonly<Record<string, AnyCodec>>;
/** The values of a struct with these fields. */
export type StructOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };
/** The values of a tuple of these codecs. */
export type TupleOf<C extends readonly AnyCodec[]> = { readonly [K in keyof C]: ValueOf<C[K]> };

/** Type names with commas between them. */
export type Joined<C extends readonly { readonly typeName: string }[]> = C extends readonly [infer Head extends { readonly typeName: string }, ...infer Tail extends readonly { readonly typeName: string }[]]
  ? Tail extends readonly []
    ? Head["typeName"]
    : `${Head["typeName"]},${Joined<Tail>}`
  : string;

export interface StructCodec<F extends Fields, N extends string = string> extends Codec<StructOf<F>, N> {
  readonly kind: "struct";
  readonly fields: F;
}

export interface OptionCodec<V, N extends string = string> extends Codec<V | undefined, N> {
  readonly kind: "option";
}

export function list<V, N extends string>(item: Codec<V, N>): Codec<readonly V[], `List<${N}>`> {
  const { nestedEncode, nestedDecode, isZeroSized } = item.format;
  if (isZeroSized) throw new TypeError(`a list of ${item.typeName}, which is encoded as no bytes, cannot be read back`);
  return makeCodec<readonly V[], `List<${N}>`>({ kind: "list", typeName: `List<${item.typeName}>`, components: [item] }, {
    topEncode: (values, output) => {
      const writer = createNestedWriter();
      for (const value of values) nestedEncode(value, writer);
      output.buffer(writer.toBytes());
    },
    topDecode: (input) => {
      const reader = createNestedReader(input.bytes());
      const values: V[] = [];
      while (reader.remaining() > 0) values.push(nestedDecode(reader) as V);
      return Object.freeze(values);
    },
    nestedEncode: (values, writer) => {
      writer.writeNumber(values.length, 32);
      for (const value of values) nestedEncode(value, writer);
    },
    nestedDecode: (reader) => {
      const values: V[] = [];
      for (let left = reader.readUnsignedNumber(32); left > 0; left--) values.push(nestedDecode(reader) as V);
      return Object.freeze(values);
    },
  });
}

export function array<const L extends number, V, N extends string>(length: L, item: Codec<V, N>): Codec<readonly V[], `array${L}<${N}>`> {
  if (!Number.isInteger(length) || length < 0) throw new TypeError(`an array has a whole number of items, not ${length}`);
  const { nestedEncode, nestedDecode, isZeroSized } = item.format;
  const parts = { kind: "array", typeName: `array${length}<${item.typeName}>`, components: [item] } as const;
  return makeCodec(
    parts,
    nestedFormat<readonly V[]>({
      nestedEncode: (values, writer) => {
        if (values.length !== length) failToEncode("arrayLength");
        for (const value of values) nestedEncode(value, writer);
      },
      nestedDecode: (reader) => {
        const values: V[] = [];
        for (let i = 0; i < length; i++) values.push(nestedDecode(reader) as V);
        return Object.freeze(values);
      },
      isZeroSized: length === 0 || isZeroSized,
    }),
  );
}

export function option<V, N extends string>(item: Codec<V, N>): OptionCodec<V, `Option<${N}>`> {
  const { nestedEncode, nestedDecode } = item.format;
  const encodePresent = (value: V, writer: NestedWriter): void => {
    writer.writeNumber(1, 8);
    nestedEncode(value, writer);
  };
  return makeCodec<V | undefined, `Option<${N}>`>({ kind: "option", typeName: `Option<${item.typeName}>`, components: [item] }, {
    topEncode: (value, output) => {
      if (value === undefined) {
        output.slice(NONE);
        return;
      }
      const writer = createNestedWriter();
      encodePresent(value, writer);
      output.buffer(writer.toBytes());
    },
    topDecode: (input) => {
      const reader = createNestedReader(input.bytes());
      if (reader.remaining() === 0) return undefined;
      const value = reader.readOption(nestedDecode) as V | undefined;
      reader.end();
      return value;
    },
    nestedEncode: (value, writer) => {
      if (value === undefined) writer.writeNumber(0, 8);
      else encodePresent(value, writer);
    },
    nestedDecode: (reader) => reader.readOption(nestedDecode) as V | undefined,
  }) as OptionCodec<V, `Option<${N}>`>;
}

export function tuple<const C extends readonly AnyCodec[]>(...items: C): Codec<TupleOf<C>, `tuple<${Joined<C>}>`> {
  const typeName = `tuple<${items.map((item) => item.typeName).join(",")}>` as `tuple<${Joined<C>}>`;
  return makeCodec<TupleOf<C>, `tuple<${Joined<C>}>`>(
    { kind: "tuple", typeName, components: items },
    nestedFormat<TupleOf<C>>({
      nestedEncode: (values, writer) => {
        for (let i = 0; i < items.length; i++) items[i]!.format.nestedEncode(values[i], writer);
      },
      nestedDecode: (reader) => {
        const values: unknown[] = [];
        for (const item of items) values.push(item.format.nestedDecode(reader));
        return Object.freeze(values) as TupleOf<C>;
      },
      isZeroSized: items.every((item) => item.format.isZeroSized),
    }),
  );
}

export function struct<const N extends string, const F extends Fields>(name: N, fields: F): StructCodec<F, N> {
  const entries = orderedEntries(fields, `struct ${name}`);
  const codec = makeCodec<StructOf<F>, N>(
    {
      kind: "struct",
      typeName: name,
      components: Object.values(fields),
      description: { type: "struct", fields: entries.map(([field, { typeName }]) => ({ name: field, type: typeName })) },
    },
    nestedFormat<StructOf<F>>({
      nestedEncode: (value, writer) => writeFields(entries, value, writer),
      nestedDecode: (reader) => Object.freeze(readFields(entries, {}, reader)) as StructOf<F>,
      isZeroSized: entries.every(([, field]) => field.format.isZeroSized),
    }),
  );
  return Object.freeze({ ...codec, fields }) as unknown as StructCodec<F, N>;
}

export type FieldEntries = readonly (readonly [string, AnyCodec])[];

/** The fields in order. Throws a `TypeError` on a name that JavaScript would put before the others; fields without names are 0, 1, and so on. */
export function orderedEntries(fields: Fields, owner: string): FieldEntries {
  for (const [position, name] of Object.keys(fields).entries()) {
    if (/^\d/.test(name) && name !== String(position)) throw new TypeError(`${owner}: a name starts with a letter, not ${JSON.stringify(name)}`);
  }
  return Object.entries(fields);
}

export function writeFields(entries: FieldEntries, value: Readonly<Record<string, unknown>>, writer: NestedWriter): void {
  for (const [name, field] of entries) field.format.nestedEncode(value[name], writer);
}

export function readFields(entries: FieldEntries, into: Record<string, unknown>, reader: NestedReader): Record<string, unknown> {
  for (const [name, field] of entries) into[name] = field.format.nestedDecode(reader);
  return into;
}

/** An error for an unknown discriminant. */
export function unknownVariant(): never {
  throw new DecodeError("INVALID_VALUE");
}
