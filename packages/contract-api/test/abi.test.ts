// The ABI of contract values, in the form of the Rust framework's files: expectations are written after its `adder` and `abi-tester`.
import { abiToJson, callback, contract, endpoint, event, init, mapper, ownerOnly, payable, t, view, type AbiEndpoint, type AbiInput } from "@mxvm/contract-api";
import { describe, expect, expectTypeOf, it } from "vitest";

const adder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) } }, {
  init: init({ initial_value: t.bigUint }, (sc, { initial_value }) => sc.storage.sum.set(initial_value)),
  upgrade: init({ initial_value: t.bigUint }, (sc, { initial_value }) => sc.storage.sum.set(initial_value)),
  endpoints: {
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
    add: endpoint({ value: t.bigUint }, (sc, { value }) => {
      sc.storage.sum.update((sum) => sum + value);
    }),
  },
});

const Inner = t.struct("Inner", { at: t.timestampMs, flags: t.array(3, t.bool) });
const Status = t.enum("Status", "Idle", "Busy");
const Explicit = t.enum("Explicit", { Low: 1, High: 200 });
const Action = t.variants("Action", { Nothing: {}, Send: { to: t.address, what: Inner }, Wait: { until: t.u64 } });
const onDone = callback({ id: t.u64 }, () => undefined);

const everything = contract(
  "Everything",
  { events: { done: event("done", { indexed: { who: t.address, status: Status }, data: { amount: t.bigUint } }), plain: event("plain") } },
  {
    endpoints: {
      simple: ownerOnly(endpoint({ e: Status, x: Explicit }, t.option(Inner), () => undefined)),
      pay: payable(endpoint({ token: t.egldOrEsdtTokenId, rest: t.variadic(t.multi(t.u32, Action)) }, () => undefined)),
      several: view({ name: t.optional(t.string) }, t.multi(t.i32, t.byteArray(3), t.bytes), () => [0, "0x000000", "0x"] as const),
      many: view({}, t.variadic(t.tuple(t.u8, t.bigInt)), () => []),
      counted: view({ values: t.countedVariadic(t.usize) }, t.completionStatus, () => "completed" as const),
      times: view({ until: t.durationSeconds }, t.timestampSeconds, () => 0n),
      payments: view({ p: t.list(t.payment) }, t.multi(t.esdtPayment, t.egldOrEsdtPayment), () => fail()),
    },
    callbacks: { onDone },
  },
);

function fail(): never {
  throw new TypeError("this contract is only described");
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("the ABI of a contract", () => {
  it("is what the framework writes of the same contract", () => {
    const constructor = { inputs: [{ name: "initial_value", type: "BigUint" }], outputs: [] };
    expect(plain(adder.abi)).toEqual({
      name: "Adder",
      constructor,
      upgradeConstructor: constructor,
      endpoints: [
        { name: "getSum", mutability: "readonly", inputs: [], outputs: [{ type: "BigUint" }] },
        { name: "add", mutability: "mutable", inputs: [{ name: "value", type: "BigUint" }], outputs: [] },
      ],
      esdtAttributes: [],
      hasCallback: false,
      types: {},
    });
  });

  it("tells of endpoints what the framework tells", () => {
    expect(plain(everything.abi.endpoints)).toEqual([
      {
        name: "simple",
        onlyOwner: true,
        mutability: "mutable",
        inputs: [{ name: "e", type: "Status" }, { name: "x", type: "Explicit" }],
        outputs: [{ type: "Option<Inner>" }],
      },
      {
        name: "pay",
        mutability: "mutable",
        payableInTokens: ["*"],
        inputs: [{ name: "token", type: "EgldOrEsdtTokenIdentifier" }, { name: "rest", type: "variadic<multi<u32,Action>>", multi_arg: true }],
        outputs: [],
      },
      {
        name: "several",
        mutability: "readonly",
        inputs: [{ name: "name", type: "optional<utf-8 string>", multi_arg: true }],
        outputs: [{ type: "i32" }, { type: "array3<u8>" }, { type: "bytes" }],
      },
      { name: "many", mutability: "readonly", inputs: [], outputs: [{ type: "variadic<tuple<u8,BigInt>>", multi_result: true }] },
      {
        name: "counted",
        mutability: "readonly",
        inputs: [{ name: "values", type: "counted-variadic<u32>", multi_arg: true }],
        outputs: [{ type: "OperationCompletionStatus" }],
      },
      {
        name: "times",
        mutability: "readonly",
        inputs: [{ name: "until", type: "u64", specificType: "DurationSeconds" }],
        outputs: [{ type: "u64", specificType: "TimestampSeconds" }],
      },
      {
        name: "payments",
        mutability: "readonly",
        inputs: [{ name: "p", type: "List<Payment>" }],
        outputs: [{ type: "EsdtTokenPayment" }, { type: "EgldOrEsdtTokenPayment" }],
      },
    ]);
  });

  it("describes every named type that is reached, by name in order", () => {
    const payment = (token: string) => ({
      type: "struct",
      fields: [{ name: "token_identifier", type: token }, { name: "token_nonce", type: "u64" }, { name: "amount", type: "BigUint" }],
    });
    expect(Object.entries(plain(everything.abi.types) as object)).toEqual([
      [
        "Action",
        {
          type: "enum",
          variants: [
            { name: "Nothing", discriminant: 0 },
            { name: "Send", discriminant: 1, fields: [{ name: "to", type: "Address" }, { name: "what", type: "Inner" }] },
            { name: "Wait", discriminant: 2, fields: [{ name: "until", type: "u64" }] },
          ],
        },
      ],
      ["EgldOrEsdtTokenPayment", payment("EgldOrEsdtTokenIdentifier")],
      ["EsdtTokenPayment", payment("TokenIdentifier")],
      ["Explicit", { type: "enum", variants: [{ name: "Low", discriminant: 1 }, { name: "High", discriminant: 200 }] }],
      ["Inner", { type: "struct", fields: [{ name: "at", type: "u64" }, { name: "flags", type: "array3<bool>" }] }],
      ["OperationCompletionStatus", { type: "explicit-enum", variants: [{ name: "completed" }, { name: "interrupted" }] }],
      ["Status", { type: "enum", variants: [{ name: "Idle", discriminant: 0 }, { name: "Busy", discriminant: 1 }] }],
    ]);
  });

  it("lists events and callbacks, and no constructor where there is none", () => {
    const { events, promisesCallbackNames, constructor } = everything.abi;
    expect(plain(events)).toEqual([
      {
        identifier: "done",
        inputs: [
          { name: "who", type: "Address", indexed: true },
          { name: "status", type: "Status", indexed: true },
          { name: "amount", type: "BigUint" },
        ],
      },
      { identifier: "plain", inputs: [] },
    ]);
    expect(promisesCallbackNames).toEqual(["onDone"]);
    expect(constructor).toBeUndefined();
    expect(abiToJson(everything.abi)).not.toContain("onstructor");
  });

  it("is a file of the framework's layout, and frozen", () => {
    expect(abiToJson(adder.abi)).toMatch(/^\{\n {4}"name": "Adder",\n {4}"constructor": \{\n {8}"inputs"/);
    expect(Object.isFrozen(adder.abi.endpoints[0])).toBe(true);
  });

  it("refuses two different types of one name", () => {
    const A = t.struct("Same", { a: t.u8 });
    const B = t.struct("Same", { b: t.u8 });
    expect(() => contract("Clash", {}, { endpoints: { f: view({ a: A }, B, () => ({ b: 1 })) } })).toThrow(/two different types have the name Same/);
  });
});

it("the ABI's type says names, arguments and results", () => {
  type Endpoint = (typeof adder.abi)["endpoints"][number];
  expectTypeOf<(typeof adder.abi)["name"]>().toEqualTypeOf<"Adder">();
  expectTypeOf<Endpoint["name"]>().toEqualTypeOf<"getSum" | "add">();
  expectTypeOf<Extract<Endpoint, AbiEndpoint<"add">>["inputs"][number]>().toEqualTypeOf<AbiInput<"value", "BigUint", bigint>>();
  expectTypeOf<Extract<Endpoint, AbiEndpoint<"getSum">>["outputs"][number]["type"]>().toEqualTypeOf<"BigUint">();
  type Everything = (typeof everything.abi)["endpoints"][number];
  expectTypeOf<Extract<Everything, AbiEndpoint<"pay">>["inputs"][number]["type"]>().toEqualTypeOf<
    "EgldOrEsdtTokenIdentifier" | "variadic<multi<u32,Action>>"
  >();
  expectTypeOf<Extract<Everything, AbiEndpoint<"simple">>["outputs"][number]["type"]>().toEqualTypeOf<"Option<Inner>">();
  expect(adder.abi.endpoints.map(({ name }) => name)).toEqual(["getSum", "add"]);
});

it("the ABI's type says what values are, of events too", () => {
  type Add = Extract<(typeof adder.abi)["endpoints"][number], AbiEndpoint<"add">>["inputs"][number];
  expectTypeOf<ReturnType<NonNullable<Add["~value"]>>>().toEqualTypeOf<bigint>();
  type Events = NonNullable<(typeof everything.abi)["events"]>[number];
  expectTypeOf<Events["identifier"]>().toEqualTypeOf<"done" | "plain">();
  expect(adder.code).toBe(`0x${Buffer.from("mxvm-contract:Adder").toString("hex")}`);
});
