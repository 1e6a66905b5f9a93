// What is inferred from ABI constants, and which mistakes do not compile. The compiler checks the types; the runner, that values match them.
import type { Address, Bytes, Payment, TokenId } from "@mxvm/codec";
import { type ArgumentsOf, type EndpointOf, type EventOf, type ResultOf, type TestContract, type ValueOfType, createTestWorld } from "@mxvm/scenario";
import { expect, expectTypeOf, it } from "vitest";
import { adder, adderAbi, createWasmWorld, market } from "./fixture-contracts.js";

const abi = {
  name: "Everything",
  endpoints: [
    {
      name: "all",
      inputs: [
        { name: "who", type: "Address" },
        { name: "pairs", type: "variadic<multi<Address,BigUint>>", multi_arg: true },
        { name: "maybe", type: "optional<Inner>", multi_arg: true },
      ],
      outputs: [{ type: "bytes" }, { type: "List<tuple<u8,Option<Status>>>" }],
    },
    { name: "nothing", inputs: [], outputs: [] },
    { name: "many", inputs: [], outputs: [{ type: "variadic<EsdtTokenPayment>", multi_result: true }] },
  ],
  events: [
    { identifier: "moved", inputs: [{ name: "from", type: "Address", indexed: true }, { name: "amount", type: "BigUint" }] },
    { identifier: "ended", inputs: [] },
  ],
  types: {
    Inner: { type: "struct", fields: [{ name: "hash", type: "array32<u8>" }, { name: "action", type: "Action" }, { name: "next", type: "Option<Inner>" }] },
    EsdtTokenPayment: {
      type: "struct",
      fields: [{ name: "token_identifier", type: "TokenIdentifier" }, { name: "token_nonce", type: "u64" }, { name: "amount", type: "BigUint" }],
    },
    Unit: { type: "struct", docs: ["Files leave out fields where there are none."] },
    Opaque: { type: "not-specified" },
    Status: { type: "enum", variants: [{ name: "Idle", discriminant: 0 }, { name: "Busy", discriminant: 7 }] },
    Action: {
      type: "enum",
      variants: [
        { name: "Stop", discriminant: 0 },
        { name: "Pay", discriminant: 1, fields: [{ name: "0", type: "TokenIdentifier" }, { name: "1", type: "array2<u64>" }] },
      ],
    },
  },
} as const;

interface Inner {
  readonly hash: Bytes;
  readonly action: Action;
  readonly next: Inner | undefined;
}
type Action = { readonly type: "Stop" } | { readonly type: "Pay"; readonly 0: TokenId; readonly 1: readonly bigint[] };

type Everything = typeof abi;

it("infers arguments, results and events of a constant", () => {
  type All = EndpointOf<Everything, "all">;
  expectTypeOf<ArgumentsOf<Everything, All>["who"]>().toEqualTypeOf<Address>();
  expectTypeOf<ArgumentsOf<Everything, All>["pairs"]>().toEqualTypeOf<readonly (readonly [Address, bigint])[]>();
  expectTypeOf<Inner>().toExtend<NonNullable<ArgumentsOf<Everything, All>["maybe"]>>();
  expectTypeOf<NonNullable<ArgumentsOf<Everything, All>["maybe"]>>().toExtend<Inner>();
  expectTypeOf<ResultOf<Everything, All>>().toEqualTypeOf<readonly [Bytes, readonly (readonly [number, "Idle" | "Busy" | undefined])[]]>();
  expectTypeOf<ResultOf<Everything, EndpointOf<Everything, "nothing">>>().toEqualTypeOf<undefined>();
  expectTypeOf<ResultOf<Everything, EndpointOf<Everything, "many">>>().toEqualTypeOf<readonly Payment[]>();
  expectTypeOf<Extract<EventOf<Everything>, { name: "moved" }>["args"]>().toEqualTypeOf<{ readonly from: Address; readonly amount: bigint }>();
  expectTypeOf<EventOf<Everything>["name"]>().toEqualTypeOf<"moved" | "ended">();
  expectTypeOf<ValueOfType<"Unheard">>().toEqualTypeOf<unknown>();
  expectTypeOf<ValueOfType<"Opaque", (typeof abi)["types"]>>().toEqualTypeOf<unknown>();
  expectTypeOf<ValueOfType<"Unit", (typeof abi)["types"]>>().toEqualTypeOf<Readonly<Record<string, never>>>();
  expectTypeOf<ValueOfType<"tuple<(),BigFloat,Sign>">>().toEqualTypeOf<readonly [null, Bytes, "Minus" | "NoSign" | "Plus"]>();
  expectTypeOf<ValueOfType<"List<ManagedDecimal<18>>">>().toEqualTypeOf<readonly bigint[]>();
  expectTypeOf<ValueOfType<"ManagedDecimalSigned<usize>">>().toEqualTypeOf<{ readonly units: bigint; readonly decimals: number }>();
  expectTypeOf<ValueOfType<"AsyncCallResult<multi<u8,u64>>">>().toEqualTypeOf<
    { readonly type: "ok"; readonly value: readonly [number, bigint] } | { readonly type: "error"; readonly code: number; readonly message: string }
  >();
  expectTypeOf<ValueOfType<"multi<List<tuple<u8,bool>>, u64>">>().toEqualTypeOf<readonly [readonly (readonly [number, boolean])[], bigint]>();
  expect(abi.name).toBe("Everything");
});

it("infers the same of a contract in TypeScript", () => {
  type Market = typeof market.abi;
  expectTypeOf<ResultOf<Market, EndpointOf<Market, "offer">>>().toEqualTypeOf<number>();
  expectTypeOf<ResultOf<Market, EndpointOf<Market, "close">>>().toEqualTypeOf<undefined>();
  expectTypeOf<ResultOf<Market, EndpointOf<Market, "statusAndCount">>>().toEqualTypeOf<readonly ["Open" | "Closed", number]>();
  expectTypeOf<EventOf<Market>["name"]>().toEqualTypeOf<"offered" | "closed">();
  expectTypeOf<Extract<EventOf<Market>, { name: "offered" }>["args"]["offer"]["price"]>().toEqualTypeOf<bigint>();
  expectTypeOf<Parameters<TestContract<Market>["call"]["close"]>["length"]>().toEqualTypeOf<1>();
  expectTypeOf<Parameters<TestContract<Market>["call"]["offer"]>["length"]>().toEqualTypeOf<2>();
  expect(market.abi.name).toBe("Market");
});

it("does not compile what cannot be called", () => {
  const world = createTestWorld(createWasmWorld());
  const alice = world.account("alice", { balance: 1n });
  // @ts-expect-error arguments are missing
  expect(() => world.deploy(adder, { from: alice })).toThrow('Adder.init: the argument "initial_value" (BigUint) is missing');
  const sum = world.deploy(adder, { from: alice, args: { initial_value: 5n } });
  // @ts-expect-error there is no such endpoint
  expect(sum.call.subtract).toBeUndefined();
  // @ts-expect-error a text is no Address
  expect(() => sum.call.add({ value: 3n }, { from: "alice" })).toThrow(TypeError);
  // @ts-expect-error nobody calls
  expect(() => sum.call.add({ value: 3n })).toThrow(TypeError);
  expectTypeOf(sum.query.getSum()).toEqualTypeOf<bigint>();
  expect(sum.abi).toBe(adderAbi);
});
