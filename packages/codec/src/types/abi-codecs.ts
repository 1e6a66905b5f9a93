// Codecs of the types that an ABI names: type expressions are parsed, described types are looked up.
import type { TypeDescription } from "./abi-format.js";
import type { AnyArgCodec, AnyCodec } from "./codec.js";
import type { Fields } from "./composites.js";
import { frameworkCodec } from "./framework-types.js";
import { t } from "./t.js";
import type { OwnShape } from "./type-expression.js";

/** What of an ABI its codecs depend on. */
export interface AbiTypes {
  readonly name?: string;
  readonly types?: Readonly<Record<string, TypeDescription>>;
}

/** The codec of a type expression. Throws a `TypeError` for a type that neither the ABI nor the framework has. */
export type CodecOf = (type: string) => AnyArgCodec;

/** Kept with the constant: a test makes many worlds, and an ABI is the same in all. */
const codecsOfAbis = new WeakMap<AbiTypes, CodecOf>();

/** The codecs of an ABI. */
export function codecsOf(abi: AbiTypes): CodecOf {
  let codecOf = codecsOfAbis.get(abi);
  if (codecOf === undefined) {
    codecOf = createCodecs(abi.types ?? {}, abi.name ?? "the ABI");
    codecsOfAbis.set(abi, codecOf);
  }
  return codecOf;
}

const knownCodecs: Readonly<Record<string, AnyCodec>> = {
  u8: t.u8,
  u16: t.u16,
  u32: t.u32,
  usize: t.usize,
  u64: t.u64,
  i8: t.i8,
  i16: t.i16,
  i32: t.i32,
  isize: t.isize,
  i64: t.i64,
  BigUint: t.bigUint,
  NonZeroBigUint: t.nonZeroBigUint,
  BigInt: t.bigInt,
  bool: t.bool,
  bytes: t.bytes,
  "utf-8 string": t.string,
  Address: t.address,
  H256: t.byteArray(32),
  TokenId: t.tokenId,
  TokenIdentifier: t.tokenIdentifier,
  EgldOrEsdtTokenIdentifier: t.egldOrEsdtTokenId,
  Payment: t.payment,
  EsdtTokenPayment: t.esdtPayment,
  EgldOrEsdtTokenPayment: t.egldOrEsdtPayment,
  CodeMetadata: t.codeMetadata,
  OperationCompletionStatus: t.completionStatus,
};

const ownShapes: Readonly<Record<OwnShape, true>> = { EsdtTokenPayment: true, EgldOrEsdtTokenPayment: true, OperationCompletionStatus: true };

function createCodecs(types: Readonly<Record<string, TypeDescription>>, owner: string): CodecOf {
  const codecs = new Map<string, AnyArgCodec>();
  const open = new Set<string>();
  const codecOf = (written: string): AnyArgCodec => {
    const type = written.trim();
    const known = codecs.get(type);
    if (known !== undefined) return known;
    // A type that contains itself: the codec that is being made is looked up when there is a value.
    if (open.has(type)) return recursiveCodec(type, () => single(codecOf(type), type));
    open.add(type);
    const made = makeCodecOf(type);
    open.delete(type);
    codecs.set(type, made);
    return made;
  };
  const makeCodecOf = (type: string): AnyArgCodec => {
    const description = Object.hasOwn(types, type) && !Object.hasOwn(ownShapes, type) ? types[type] : undefined;
    const described = description && describedCodec(type, description, (part) => single(codecOf(part), part));
    if (described !== undefined) return described;
    if (Object.hasOwn(knownCodecs, type)) return knownCodecs[type]!;
    const generic = /^([A-Za-z-]+)(\d*)<(.*)>$/s.exec(type);
    const codec = (generic && genericCodec(generic[1]!, generic[2]!, splitTypes(generic[3]!), codecOf)) ?? frameworkCodec(type, codecOf);
    if (codec === undefined) throw new TypeError(`${owner} does not describe the type ${JSON.stringify(type)}`);
    return codec;
  };
  return codecOf;
}

function genericCodec(name: string, length: string, items: readonly string[], codecOf: CodecOf): AnyArgCodec | undefined {
  const [first = ""] = items;
  const nested = (type: string): AnyCodec => single(codecOf(type), type);
  switch (name) {
    case "Option":
      return t.option(nested(first));
    case "List":
      return t.list(nested(first));
    case "array":
      return first === "u8" ? t.byteArray(Number(length)) : t.array(Number(length), nested(first));
    case "tuple":
      return t.tuple(...items.map(nested));
    case "optional":
      return t.optional(codecOf(first));
    case "variadic":
      return t.variadic(codecOf(first));
    case "counted-variadic":
      return t.countedVariadic(codecOf(first));
    case "multi":
      return t.multi(...items.map(codecOf));
    default:
      return undefined;
  }
}

/** The parts between the commas that are not inside of angle brackets. */
function splitTypes(types: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < types.length; at++) {
    if (types[at] === "<") depth++;
    else if (types[at] === ">") depth--;
    else if (types[at] === "," && depth === 0) {
      parts.push(types.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...parts, types.slice(start).trim()];
}

function single(codec: AnyArgCodec, type: string): AnyCodec {
  if (!codec.single) throw new TypeError(`${type} is a row of arguments and cannot be part of a value`);
  return codec as AnyCodec;
}

type Nested = (type: string) => AnyCodec;

/** `undefined` for a type of which the ABI has the name only. */
function describedCodec(name: string, description: TypeDescription, nested: Nested): AnyCodec | undefined {
  if (description.type === "not-specified") return undefined;
  if (description.type === "struct") return t.struct(name, fieldsOf(description.fields ?? [], nested));
  const { variants = [] } = description;
  if (description.type === "explicit-enum") return t.explicitEnum(name, ...variants.map((variant) => variant.name));
  const discriminants = Object.fromEntries(variants.map((variant, index) => [variant.name, variant.discriminant ?? index]));
  if (variants.every(({ fields = [] }) => fields.length === 0)) return t.enum(name, discriminants);
  return t.variants(name, Object.fromEntries(variants.map((variant) => [variant.name, fieldsOf(variant.fields ?? [], nested)])), discriminants);
}

function fieldsOf(fields: readonly { readonly name: string; readonly type: string }[], nested: Nested): Fields {
  return Object.fromEntries(fields.map(({ name, type }) => [name, nested(type)]));
}

/** A codec that asks for the other one when there is a value to read or write. It is only ever met inside of that one. */
function recursiveCodec(typeName: string, codec: () => AnyCodec): AnyCodec {
  return {
    kind: "recursive",
    typeName,
    components: [],
    single: true,
    multi: { decode: (source) => codec().multi.decode(source) as unknown, encode: (value, sink) => codec().multi.encode(value, sink) },
    format: {
      topEncode: (value, output) => codec().format.topEncode(value, output),
      topDecode: (input) => codec().format.topDecode(input) as unknown,
      nestedEncode: (value, writer) => codec().format.nestedEncode(value, writer),
      nestedDecode: (reader) => codec().format.nestedDecode(reader) as unknown,
      isZeroSized: false,
    },
  };
}
