// Codecs of enums: as literals where no variant has fields, as tagged unions where some have. Mirrors the derive macros of mx-sdk-rs
// data/codec-derive.
import { DecodeError } from "../errors.js";
import { createNestedReader } from "../nested-reader.js";
import { createNestedWriter } from "../nested-writer.js";
import type { VariantDescription } from "./abi-format.js";
import type { Codec } from "./codec.js";
import { orderedEntries, readFields, unknownVariant, writeFields, type FieldEntries, type Fields, type StructOf } from "./composites.js";
import { failToEncode } from "./failure.js";
import { makeCodec } from "./make.js";
import { textFromBytes, textToBytes } from "./text.js";

const MAX_DISCRIMINANT = 255;

/** Variants by name. */
export type VariantFields = Readonly<Record<string, Fields>>;
/** The values of an enum whose variants have these fields: objects whose `type` is the name of the variant. */
export type VariantOf<V extends VariantFields> = { [K in keyof V]: { readonly type: K } & StructOf<V[K]> }[keyof V];

export interface EnumCodec<V extends string, N extends string = string> extends Codec<V, N> {
  readonly kind: "enum";
  readonly variants: readonly V[];
}

export interface VariantCodec<V extends VariantFields, N extends string = string> extends Codec<VariantOf<V>, N> {
  readonly kind: "variants";
  readonly variants: V;
}

/** An enum without fields; each variant's discriminant is its position, or what `discriminants` say. */
export function enumOf<const N extends string, const V extends string>(name: N, discriminants: Readonly<Record<V, number>>): EnumCodec<V, N> {
  const variants = Object.keys(discriminants) as V[];
  const numbers = Object.values<number>(discriminants);
  checkDiscriminants(name, variants, numbers);
  const byNumber = new Map(variants.map((variant, index) => [numbers[index]!, variant]));
  const numberOf = (value: V): number => (Object.hasOwn(discriminants, value) ? discriminants[value] : failToEncode("variant"));
  const description = { type: "enum", variants: variants.map((variant, index) => ({ name: variant, discriminant: numbers[index]! })) } as const;
  const codec = makeCodec<V, N>({ kind: "enum", typeName: name, description }, {
    topEncode: (value, output) => output.unsigned(BigInt(numberOf(value))),
    topDecode: (input) => {
      // No bytes are the first variant, whatever its discriminant.
      if (input.byteLength() === 0) return variants[0]!;
      const number = input.unsigned();
      if (number > MAX_DISCRIMINANT) throw new DecodeError("INPUT_TOO_LONG");
      return byNumber.get(Number(number)) ?? unknownVariant();
    },
    nestedEncode: (value, writer) => writer.writeNumber(numberOf(value), 8),
    nestedDecode: (reader) => byNumber.get(reader.readUnsignedNumber(8)) ?? unknownVariant(),
  });
  return Object.freeze({ ...codec, variants: Object.freeze(variants) }) as unknown as EnumCodec<V, N>;
}

/** Discriminants by position. */
export function positionsOf<V extends string>(variants: readonly V[]): Readonly<Record<V, number>> {
  return Object.fromEntries(variants.map((variant, index) => [variant, index])) as Record<V, number>;
}

function checkDiscriminants(name: string, variants: readonly string[], numbers: readonly number[]): void {
  if (variants.length === 0) throw new TypeError(`enum ${name} has no variants`);
  if (variants.some((variant) => /^\d/.test(variant))) throw new TypeError(`enum ${name}: a variant starts with a letter`);
  if (new Set(numbers).size < variants.length) throw new TypeError(`enum ${name}: two variants have one discriminant`);
  if (numbers.some((number) => !Number.isInteger(number) || number < 0 || number > MAX_DISCRIMINANT)) {
    throw new TypeError(`enum ${name}: discriminants are 0 to ${MAX_DISCRIMINANT}`);
  }
}

/** An enum some of whose variants have fields: values are objects whose `type` names the variant. Discriminants are positions unless they are said. */
export function variants<const N extends string, const V extends VariantFields>(
  name: N,
  fields: V,
  discriminants?: Readonly<Record<keyof V & string, number>>,
): VariantCodec<V, N> {
  const names = Object.keys(fields);
  const numbers = discriminants === undefined ? [...names.keys()] : names.map((variant) => discriminants[variant]!);
  checkDiscriminants(name, names, numbers);
  const entries = names.map((variant) => orderedEntries(fields[variant]!, `variant ${variant} of ${name}`));
  if (entries.some((list) => list.some(([field]) => field === "type"))) throw new TypeError(`enum ${name}: a field cannot be named type`);
  const position = positionsOf(names);
  const positionOf = (value: VariantOf<V>): number => position[value.type as string] ?? failToEncode("variant");
  const format = variantFormat<VariantOf<V>>(names, entries, { positionOf, numbers });
  const codec = makeCodec<VariantOf<V>, N>(
    { kind: "variants", typeName: name, components: entries.flat().map(([, field]) => field), description: { type: "enum", variants: describe(names, entries, numbers) } },
    format,
  );
  return Object.freeze({ ...codec, variants: fields }) as unknown as VariantCodec<V, N>;
}

function describe(names: readonly string[], entries: readonly FieldEntries[], numbers: readonly number[]): VariantDescription[] {
  return names.map((name, position) => {
    const discriminant = numbers[position]!;
    const fields = entries[position]!.map(([field, { typeName }]) => ({ name: field, type: typeName }));
    return fields.length === 0 ? { name, discriminant } : { name, discriminant, fields };
  });
}

interface Discriminants<V> {
  readonly positionOf: (value: V) => number;
  /** By position. */
  readonly numbers: readonly number[];
}

function variantFormat<V>(names: readonly string[], entries: readonly FieldEntries[], { positionOf, numbers }: Discriminants<V>) {
  const positions = new Map(numbers.map((number, position) => [number, position]));
  const hasFields = entries.some((list) => list.length > 0);
  const nestedEncode = (value: V, writer: ReturnType<typeof createNestedWriter>): void => {
    const position = positionOf(value);
    writer.writeNumber(numbers[position]!, 8);
    writeFields(entries[position]!, value as Readonly<Record<string, unknown>>, writer);
  };
  const make = (number: number, reader: ReturnType<typeof createNestedReader>): V => {
    const position = positions.get(number) ?? unknownVariant();
    const list = entries[position]!;
    return Object.freeze(readFields(list, { type: names[position] }, reader)) as V;
  };
  return {
    nestedEncode,
    topEncode: (value: V, output: Parameters<Codec<V>["format"]["topEncode"]>[1]): void => {
      const position = positionOf(value);
      if (entries[position]!.length === 0) {
        output.unsigned(BigInt(numbers[position]!));
        return;
      }
      const writer = createNestedWriter();
      nestedEncode(value, writer);
      output.buffer(writer.toBytes());
    },
    topDecode: (input: Parameters<Codec<V>["format"]["topDecode"]>[0]): V => {
      if (entries[0]!.length === 0 && input.byteLength() === 0) return Object.freeze({ type: names[0] }) as V;
      if (!hasFields) return topDecodeFieldless(input.unsigned(), make);
      const reader = createNestedReader(input.bytes());
      const value = make(reader.readUnsignedNumber(8), reader);
      reader.end();
      return value;
    },
    nestedDecode: (reader: ReturnType<typeof createNestedReader>): V => make(reader.readUnsignedNumber(8), reader),
  };
}

function topDecodeFieldless<V>(number: bigint, make: (position: number, reader: ReturnType<typeof createNestedReader>) => V): V {
  if (number > MAX_DISCRIMINANT) throw new DecodeError("INPUT_TOO_LONG");
  return make(Number(number), createNestedReader(new Uint8Array(0)));
}

/** An enum whose values are their names, such as `completed` and `interrupted`. It does not nest in the framework; here it nests as text. */
export function explicitEnum<const N extends string, const V extends string>(name: N, ...values: readonly V[]): Codec<V, N> {
  const known = new Map<string, Uint8Array>(values.map((value) => [value, textToBytes(value)]));
  const to = (value: V): Uint8Array => known.get(value) ?? failToEncode("variant");
  const from = (bytes: Uint8Array): V => {
    const text = textFromBytes(bytes);
    return known.has(text) ? (text as V) : unknownVariant();
  };
  return makeCodec<V, N>(
    { kind: "explicitEnum", typeName: name, description: { type: "explicit-enum", variants: values.map((value) => ({ name: value })) } },
    {
      topEncode: (value, output) => output.slice(to(value)),
      topDecode: (input) => from(input.bytes()),
      nestedEncode: (value, writer) => writer.writeBytes(to(value)),
      nestedDecode: (reader) => from(reader.readBytes()),
    },
  );
}
