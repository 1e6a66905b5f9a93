// Type expressions of ABIs, such as `variadic<multi<Address,BigUint>>`, as types of TypeScript: what values they stand for.
// Mirrors the names that mx-sdk-rs framework/base abi gives to types.
import type { CodeMetadata } from "../code-metadata.js";
import type { AsyncCallResult, Decimal } from "./framework-types.js";
import type { Address, Bytes, Payment, TokenId } from "./values.js";

/** Types that an ABI need not describe. */
interface KnownTypes {
  readonly u8: number;
  readonly u16: number;
  readonly u32: number;
  readonly usize: number;
  readonly u64: bigint;
  readonly i8: number;
  readonly i16: number;
  readonly i32: number;
  readonly isize: number;
  readonly i64: bigint;
  readonly BigUint: bigint;
  readonly NonZeroBigUint: bigint;
  readonly BigInt: bigint;
  readonly bool: boolean;
  readonly bytes: Bytes;
  readonly "utf-8 string": string;
  readonly Address: Address;
  readonly H256: Bytes;
  readonly TokenId: TokenId;
  readonly TokenIdentifier: TokenId;
  readonly EsdtTokenIdentifier: TokenId;
  readonly EgldOrEsdtTokenIdentifier: TokenId;
  readonly Payment: Payment;
  readonly EsdtTokenPayment: Payment;
  readonly EgldOrEsdtTokenPayment: Payment;
  readonly CodeMetadata: CodeMetadata;
  readonly OperationCompletionStatus: "completed" | "interrupted";
  readonly "()": null;
  readonly ignore: undefined;
  /** As the VM encodes it. */
  readonly BigFloat: Bytes;
  readonly "bytes-read-to-end": Bytes;
  readonly MessageHashType: "ECDSAPlainMsg" | "ECDSASha256" | "ECDSADoubleSha256" | "ECDSAKeccak256" | "ECDSARipemd160";
  readonly NonZeroUsize: number;
  readonly Sign: "Minus" | "NoSign" | "Plus";
}

/** How often a character is in a text. */
type Count<S extends string, C extends string, Found extends readonly unknown[] = []> = S extends `${string}${C}${infer Rest}`
  ? Count<Rest, C, [...Found, unknown]>
  : Found["length"];

type IsWhole<S extends string> = Count<S, "<"> extends Count<S, ">"> ? true : false;

/** Parts between the commas that are not inside of angle brackets. */
type Split<S extends string, Part extends string = "", Parts extends readonly string[] = []> = S extends `${infer Head},${infer Rest}`
  ? IsWhole<`${Part}${Head}`> extends true
    ? Split<Rest, "", [...Parts, `${Part}${Head}`]>
    : Split<Rest, `${Part}${Head},`, Parts>
  : [...Parts, `${Part}${S}`];

type Trim<S extends string> = S extends ` ${infer Rest}` ? Trim<Rest> : S extends `${infer Rest} ` ? Trim<Rest> : S;

type TupleOfTypes<P extends readonly string[], Types> = { readonly [K in keyof P]: ValueOfType<Trim<P[K]>, Types> };

interface Field {
  readonly name: string;
  readonly type: string;
}
interface Variant {
  readonly name: string;
  readonly fields?: readonly Field[];
}

type FieldValues<F extends Field, Types> = { readonly [K in F as K["name"]]: ValueOfType<K["type"], Types> };
type FieldsOfVariant<V extends Variant> = V extends { readonly fields: readonly (infer F extends Field)[] } ? F : never;
type VariantValue<V extends Variant, Types> = V extends Variant ? { readonly [K in "type" | keyof FieldValues<FieldsOfVariant<V>, Types>]: K extends keyof FieldValues<FieldsOfVariant<V>, Types> ? FieldValues<FieldsOfVariant<V>, Types>[K] : V["name"] } : never;

/** Enums without fields are their variants' names; with fields, objects whose `type` is the name. */
type EnumValue<V extends Variant, Types> = [FieldsOfVariant<V>] extends [never] ? V["name"] : VariantValue<V, Types>;

type DescribedValue<D, Types> = D extends { readonly type: "struct" }
  ? D extends { readonly fields: readonly (infer F extends Field)[] } ? FieldValues<F, Types> : Readonly<Record<string, never>>
  : D extends { readonly variants: readonly (infer V extends Variant)[] }
    ? EnumValue<V, Types>
    : unknown;

/** What ABIs describe although it is a value of its own here. */
export type OwnShape = "EsdtTokenPayment" | "EgldOrEsdtTokenPayment" | "OperationCompletionStatus";

type NamedValue<T extends string, Types> = T extends OwnShape
  ? KnownTypes[T]
  : T extends keyof Types
    ? DescribedValue<Types[T], Types>
    : T extends keyof KnownTypes
      ? KnownTypes[T]
      : unknown;

/** The value that a type expression stands for; `unknown` where the ABI does not say. `Types` are the types that the ABI describes. */
export type ValueOfType<T extends string, Types = object> = string extends T
  ? unknown
  : T extends `Option<${infer Item}>` | `optional<${infer Item}>`
    ? ValueOfType<Item, Types> | undefined
    : T extends `List<${infer Item}>` | `variadic<${infer Item}>` | `counted-variadic<${infer Item}>`
      ? readonly ValueOfType<Item, Types>[]
      : T extends `array${bigint}<${infer Item}>`
        ? Item extends "u8" ? Bytes : readonly ValueOfType<Item, Types>[]
        : T extends `tuple<${infer Items}>` | `multi<${infer Items}>` | `tuple${bigint}<${infer Items}>`
          ? TupleOfTypes<Split<Items>, Types>
          : T extends `ManagedDecimal${"" | "Signed"}<${infer Decimals}>`
            ? Decimals extends "usize" ? Decimal : bigint
            : T extends `AsyncCallResult<${infer Item}>`
              ? AsyncCallResult<ValueOfType<Item, Types>>
              : NamedValue<T, Types>;
