// Types of codecs and mappers: what is inferred, and what does not compile.
import { mapper, t, type Address, type Bound, type Bytes, type Payment, type TokenId, type ValueOf } from "@mxvm/contract-api";
import { expect, expectTypeOf, it } from "vitest";

const Status = t.enum("Status", "A", "B");
const Discriminants = t.enum("Discriminants", { X: 1, Y: 2 });
const Pair = t.struct("Pair", { a: t.option(t.u64), b: t.list(t.tuple(t.u8, t.address)) });
const Action = t.variants("Action", { Nothing: {}, Send: { to: t.address, amount: t.bigUint } });

it("values have the types that their codecs say", () => {
  expectTypeOf<ValueOf<typeof t.u32>>().toEqualTypeOf<number>();
  expectTypeOf<ValueOf<typeof t.timestampMs>>().toEqualTypeOf<bigint>();
  expectTypeOf<ValueOf<typeof t.bytes>>().toEqualTypeOf<Bytes>();
  expectTypeOf<ValueOf<typeof t.tokenIdentifier>>().toEqualTypeOf<TokenId>();
  expectTypeOf<ValueOf<typeof t.payment>>().toEqualTypeOf<Payment>();
  expectTypeOf<ValueOf<typeof Status>>().toEqualTypeOf<"A" | "B">();
  expectTypeOf<ValueOf<typeof Discriminants>>().toEqualTypeOf<"X" | "Y">();
  expectTypeOf<ValueOf<typeof Pair>>().toEqualTypeOf<{
    readonly a: bigint | undefined;
    readonly b: readonly (readonly [number, Address])[];
  }>();
  expectTypeOf<ValueOf<typeof Action>["type"]>().toEqualTypeOf<"Nothing" | "Send">();
  expectTypeOf<Extract<ValueOf<typeof Action>, { readonly type: "Send" }>["amount"]>().toEqualTypeOf<bigint>();
  const rows = t.variadic(t.multi(t.u32, t.optional(t.bytes)));
  expectTypeOf<ValueOf<typeof rows>>().toEqualTypeOf<readonly (readonly [number, Bytes | undefined])[]>();
  expect([rows, Status, Discriminants, Pair, Action].map(({ typeName }) => typeName)).toEqual([
    "variadic<multi<u32,optional<bytes>>>",
    "Status",
    "Discriminants",
    "Pair",
    "Action",
  ]);
});

it("names of types are literals, as the ABI writes them", () => {
  const nested = t.list(t.option(t.array(4, t.tuple(t.u8, t.string))));
  expectTypeOf(nested.typeName).toEqualTypeOf<"List<Option<array4<tuple<u8,utf-8 string>>>>">();
  expectTypeOf(t.byteArray(32).typeName).toEqualTypeOf<"array32<u8>">();
  expectTypeOf(t.countedVariadic(t.u64).typeName).toEqualTypeOf<"counted-variadic<u64>">();
  expect(nested.typeName).toBe("List<Option<array4<tuple<u8,utf-8 string>>>>");
});

it("mappers have the types that their codecs say, behind a call where they have keys", () => {
  const map = mapper.map("m", t.address, t.bool);
  const keyed = mapper.value("v", t.u32, t.address, t.u64);
  const inner = mapper.mapStorage("s", t.u8, mapper.vec("", t.bigInt));
  const nft = mapper.nonFungibleToken("n", t.struct("Rgb", { r: t.u8 }));
  expectTypeOf<ReturnType<Bound<typeof map>["get"]>>().toEqualTypeOf<boolean | undefined>();
  expectTypeOf<Parameters<Bound<typeof keyed>>>().toEqualTypeOf<[Address, bigint]>();
  expectTypeOf<ReturnType<ReturnType<Bound<typeof keyed>>["get"]>>().toEqualTypeOf<number>();
  expectTypeOf<ReturnType<NonNullable<ReturnType<Bound<typeof inner>["get"]>>["get"]>>().toEqualTypeOf<bigint>();
  expectTypeOf<ReturnType<Bound<typeof nft>["attributes"]>>().toEqualTypeOf<{ readonly r: number }>();
  expect([map, keyed, inner, nft].map((declared) => declared.mapper)).toEqual(["map", "value", "mapStorage", "nonFungibleToken"]);
});

it("mistakes do not compile", () => {
  // @ts-expect-error nested options cannot be told apart
  t.option(t.option(t.u32));
  // @ts-expect-error the same of an optional option
  t.optional(t.option(t.u32));
  // @ts-expect-error what is several arguments cannot be nested
  expect(() => t.list(t.variadic(t.u8))).toThrow(TypeError);
  // @ts-expect-error nor be a field
  expect(() => t.struct("S", { a: t.optional(t.u8) })).toThrow(TypeError);
  // @ts-expect-error nor be stored
  mapper.value("v", t.multi(t.u8, t.u8));
  // @ts-expect-error nor be part of a key
  mapper.value("v", t.u8, t.variadic(t.u8));
  // @ts-expect-error a fixed mapper takes no other mapper's declaration with keys
  mapper.mapStorage("s", t.u8, mapper.vec("", t.u8, t.address));
  // @ts-expect-error what cannot be cleared cannot be removed from a map
  mapper.mapStorage("s", t.u8, mapper.whitelist("", t.u8));
  const address = "erd1";
  // @ts-expect-error a plain text is no address
  const branded: Address = address;
  // @ts-expect-error decoded values are read-only
  const change = (value: ValueOf<typeof t.payment>): void => { value.nonce = 1n; };
  expect([branded, typeof change]).toEqual(["erd1", "function"]);
});
