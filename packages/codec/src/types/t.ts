// `t`: the codecs by name, as contracts write them.
import type { CodeMetadata } from "../code-metadata.js";
import { address, byteArray, bytes, codeMetadata, egldOrEsdtTokenId, string, tokenId, tokenIdentifier } from "./buffers.js";
import type { AnyArgCodec, AnyCodec, ArgCodec, Codec, ValueOf } from "./codec.js";
import { array, list, option, struct, tuple, type OptionCodec } from "./composites.js";
import { enumOf, explicitEnum, positionsOf, variants, type EnumCodec } from "./enums.js";
import { countedVariadic, multi, optional, variadic } from "./multi.js";
import { bigInt, bigUint, bool, signed64, signedNumber, unsigned64, unsignedNumber } from "./numbers.js";
import { egldOrEsdtPayment, esdtPayment, payment } from "./payments.js";
import type { Address, Bytes, Payment, TokenId } from "./values.js";

/** Nothing for options: `undefined` inside `undefined` cannot be told apart. */
export type NotOption<C> = C extends { readonly kind: "option" | "optional" } ? never : C;

type NameOf<C extends AnyArgCodec> = C["typeName"];

/** An enum by its variants in order, or by their discriminants. */
export interface MakeEnum {
  <const N extends string, const V extends string>(name: N, ...variants: readonly V[]): EnumCodec<V, N>;
  <const N extends string, const V extends string>(name: N, discriminants: Readonly<Record<V, number>>): EnumCodec<V, N>;
}

/** All codecs. Single values may be stored and nested; `optional`, `variadic`, `countedVariadic` and `multi` are for argument lists only. */
export interface Types {
  readonly u8: Codec<number, "u8">;
  readonly u16: Codec<number, "u16">;
  readonly u32: Codec<number, "u32">;
  /** 32 bits. */
  readonly usize: Codec<number, "u32">;
  readonly u64: Codec<bigint, "u64">;
  readonly i8: Codec<number, "i8">;
  readonly i16: Codec<number, "i16">;
  readonly i32: Codec<number, "i32">;
  /** 32 bits. */
  readonly isize: Codec<number, "i32">;
  readonly i64: Codec<bigint, "i64">;
  readonly bigUint: Codec<bigint, "BigUint">;
  readonly nonZeroBigUint: Codec<bigint, "NonZeroBigUint">;
  readonly bigInt: Codec<bigint, "BigInt">;
  readonly timestampMs: Codec<bigint, "u64">;
  readonly timestampSeconds: Codec<bigint, "u64">;
  readonly durationMs: Codec<bigint, "u64">;
  readonly durationSeconds: Codec<bigint, "u64">;
  readonly bool: Codec<boolean, "bool">;
  readonly bytes: Codec<Bytes, "bytes">;
  /** Bytes of a fixed number. */
  readonly byteArray: typeof byteArray;
  readonly string: Codec<string, "utf-8 string">;
  readonly address: Codec<Address, "Address">;
  /** EGLD or ESDT; EGLD is `EGLD-000000`. */
  readonly tokenId: Codec<TokenId, "TokenId">;
  /** ESDT only. */
  readonly tokenIdentifier: Codec<TokenId, "TokenIdentifier">;
  /** EGLD or ESDT; EGLD is written as `EGLD`. */
  readonly egldOrEsdtTokenId: Codec<TokenId, "EgldOrEsdtTokenIdentifier">;
  /** EGLD or ESDT, never of nothing. */
  readonly payment: Codec<Payment, "Payment">;
  readonly esdtPayment: Codec<Payment, "EsdtTokenPayment">;
  readonly egldOrEsdtPayment: Codec<Payment, "EgldOrEsdtTokenPayment">;
  readonly codeMetadata: Codec<CodeMetadata, "CodeMetadata">;
  /** How far a long operation came. */
  readonly completionStatus: Codec<"completed" | "interrupted", "OperationCompletionStatus">;
  readonly list: typeof list;
  /** As many items as the type says. */
  readonly array: typeof array;
  readonly option: <C extends AnyCodec>(item: C & NotOption<C>) => OptionCodec<ValueOf<C>, `Option<${NameOf<C>}>`>;
  readonly tuple: typeof tuple;
  readonly struct: typeof struct;
  readonly enum: MakeEnum;
  /** An enum with fields. */
  readonly variants: typeof variants;
  /** An enum whose values are their names. */
  readonly explicitEnum: typeof explicitEnum;
  readonly optional: <C extends AnyArgCodec>(item: C & NotOption<C>) => ArgCodec<ValueOf<C> | undefined, `optional<${NameOf<C>}>`>;
  readonly variadic: typeof variadic;
  readonly countedVariadic: typeof countedVariadic;
  readonly multi: typeof multi;
}

function makeEnum(name: string, ...variantsOrDiscriminants: readonly (string | Readonly<Record<string, number>>)[]): EnumCodec<string> {
  const [first] = variantsOrDiscriminants;
  return enumOf(name, typeof first === "object" ? first : positionsOf(variantsOrDiscriminants as readonly string[]));
}

/** The codecs. */
export const t: Types = Object.freeze({
  u8: unsignedNumber("u8", "u8", 8),
  u16: unsignedNumber("u16", "u16", 16),
  u32: unsignedNumber("u32", "u32", 32),
  usize: unsignedNumber("usize", "u32", 32),
  u64: unsigned64("u64"),
  i8: signedNumber("i8", "i8", 8),
  i16: signedNumber("i16", "i16", 16),
  i32: signedNumber("i32", "i32", 32),
  isize: signedNumber("isize", "i32", 32),
  i64: signed64(),
  bigUint: bigUint("bigUint", "BigUint", true),
  nonZeroBigUint: bigUint("nonZeroBigUint", "NonZeroBigUint", false),
  bigInt: bigInt(),
  timestampMs: unsigned64("timestampMs", "TimestampMillis"),
  timestampSeconds: unsigned64("timestampSeconds", "TimestampSeconds"),
  durationMs: unsigned64("durationMs", "DurationMillis"),
  durationSeconds: unsigned64("durationSeconds", "DurationSeconds"),
  bool: bool(),
  bytes: bytes(),
  byteArray,
  string: string(),
  address: address(),
  tokenId: tokenId(),
  tokenIdentifier: tokenIdentifier(),
  egldOrEsdtTokenId: egldOrEsdtTokenId(),
  payment: payment(),
  esdtPayment: esdtPayment(),
  egldOrEsdtPayment: egldOrEsdtPayment(),
  codeMetadata: codeMetadata(),
  completionStatus: explicitEnum("OperationCompletionStatus", "completed", "interrupted"),
  list,
  array,
  option,
  tuple,
  struct,
  enum: makeEnum,
  variants,
  explicitEnum,
  optional,
  variadic,
  countedVariadic,
  multi,
});
