// Types of contracts: what is inferred, and which mistakes do not compile. The compiler checks this file; the runner shows that it loads.
import {
  type Address,
  type Args,
  callback,
  type Context,
  contract,
  endpoint,
  type Endpoint,
  event,
  init,
  mapper,
  ownership,
  pausable,
  payable,
  proxy,
  signature,
  t,
  type ValueOf,
  view,
} from "@mxvm/contract-api";
import { expect, expectTypeOf, it } from "vitest";

const Status = t.enum("Status", "Inactive", "Running", "Ended");

const adder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) } }, {
  init: init({ initialValue: t.bigUint }, (sc, { initialValue }) => sc.storage.sum.set(initialValue)),
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => {
      sc.storage.sum.update((sum) => sum + value);
    }),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
    status: view({}, Status, () => "Running"),
  },
});

type ArgsOfEndpoint<E> = E extends Endpoint<never, infer A extends Args, unknown> ? A : never;

it("infers what declarations say", () => {
  type X = typeof adder.endpoints;
  expectTypeOf<keyof X>().toEqualTypeOf<"add" | "getSum" | "status">();
  expectTypeOf<ReturnType<X["getSum"]["handler"]>>().toEqualTypeOf<bigint>();
  expectTypeOf<ReturnType<X["status"]["handler"]>>().toEqualTypeOf<"Inactive" | "Running" | "Ended">();
  expectTypeOf<keyof ArgsOfEndpoint<X["add"]>>().toEqualTypeOf<"value">();
  expectTypeOf<ValueOf<typeof Status>>().toEqualTypeOf<"Inactive" | "Running" | "Ended">();
  expect(adder.name).toBe("Adder");
});

const state = {
  storage: {
    sum: mapper.value("sum", t.bigUint),
    small: mapper.value("small", t.u32),
    of: mapper.value("of", t.bool, t.address),
    all: mapper.vec("all", t.u64),
  },
  events: { e: event("e", { indexed: { who: t.address } }), none: event("none") },
};

const bad = contract("Bad", state, {
  // @ts-expect-error number into bigUint
  init: init({ n: t.u32 }, (sc, { n }) => sc.storage.sum.set(n)),
  endpoints: {
    // @ts-expect-error unknown storage item
    a: endpoint({}, (sc) => { String(sc.storage.nope); }),
    // @ts-expect-error view returns the wrong type
    b: view({}, t.bigUint, (sc) => sc.storage.small.get()),
    // @ts-expect-error missing key
    c: endpoint({}, (sc) => void sc.storage.of()),
    // @ts-expect-error event field missing
    d: endpoint({}, (sc) => sc.events.e({})),
    // @ts-expect-error a plain string is no address
    e: endpoint({}, (sc) => sc.events.e({ who: "erd1" })),
    // @ts-expect-error a number where a bigint is stored
    f: endpoint({ n: t.u32 }, (sc, { n }) => void sc.storage.sum.update((sum) => (sum > 0n ? sum : n))),
    // @ts-expect-error not an argument
    g: endpoint({ n: t.u32 }, (_sc, { m }) => { String(m); }),
    // @ts-expect-error wrong remote argument
    h: endpoint({ to: t.address }, (sc, { to }) => sc.send.sync(to, adder, "add", { value: 1 })),
    // @ts-expect-error no such remote endpoint
    i: endpoint({ to: t.address }, (sc, { to }) => sc.send.sync(to, adder, "sub", {})),
    // @ts-expect-error a remote argument is missing
    j: endpoint({ to: t.address }, (sc, { to }) => sc.send.sync(to, adder, "add", {})),
    // @ts-expect-error an event without fields takes none
    k: endpoint({}, (sc) => sc.events.none({ who: 1 })),
    // @ts-expect-error a promise needs gas
    l: endpoint({ to: t.address }, (sc, { to }) => sc.send.promise(to, adder, "getSum", {}, {})),
    // @ts-expect-error positions are numbers
    m: view({}, t.u64, (sc) => sc.storage.all.get(1n)),
    // @ts-expect-error the wrong argument of a deployment
    n: endpoint({ from: t.address }, (sc, { from }) => sc.send.deployFromSource(from, adder, { initialValue: "1" })),
    // @ts-expect-error what is answered is an address
    o: view({ from: t.address }, t.bigUint, (sc, { from }) => sc.send.deployFromSource(from, adder, { initialValue: 1n })),
    p: endpoint({}, (sc) => {
      // @ts-expect-error a context is read-only
      sc.storage = sc.storage;
    }),
    // @ts-expect-error no such variant
    r: view({}, Status, () => "Over"),
    // @ts-expect-error perhaps nothing
    s: view({ n: t.option(t.u64) }, t.u64, (_sc, { n }) => n),
  },
});

// @ts-expect-error module's storage is missing in the host
const host = contract("Host", { storage: {} }, { endpoints: { ...pausable.endpoints } });
const whole = contract("Host", { storage: { ...pausable.state.storage, ...ownership.state.storage }, events: pausable.state.events }, {
  endpoints: { ...pausable.endpoints, ...ownership.endpoints },
});

const wrong = callback({}, t.address, (_sc: Context, _result) => undefined);
const onSum = callback({ id: t.u64 }, t.bigUint, (_sc: Context, result, { id }) => {
  if (result.ok) expectTypeOf(result.value).toEqualTypeOf<bigint>();
  else expectTypeOf(result.message).toEqualTypeOf<string>();
  expectTypeOf(id).toEqualTypeOf<bigint>();
});
const answering = contract("Answering", state, {
  endpoints: {
    // @ts-expect-error callback expects an address, getSum gives a bigUint
    a: endpoint({ to: t.address }, (sc, { to }) => sc.send.promise(to, adder, "getSum", {}, { gas: 1n, callback: wrong.with({}) })),
    // @ts-expect-error an event the state does not declare
    b: endpoint({}, (sc) => { String(sc.events.pauseContract); }),
    c: endpoint({ to: t.address }, (sc, { to }) => sc.send.promise(to, adder, "getSum", {}, { gas: 1n, callback: onSum.with({ id: 1n }) })),
    // @ts-expect-error the closure's value is missing
    d: endpoint({ to: t.address }, (sc, { to }) => sc.send.promise(to, adder, "getSum", {}, { gas: 1n, callback: onSum.with({}) })),
  },
  callbacks: { onSum },
});

// @ts-expect-error nested options cannot be told apart
const nested = () => t.option(t.option(t.u32));

const Struct = t.struct("S", { a: t.option(t.u64), b: t.list(t.tuple(t.u8, t.address)) });
type StructValue = ValueOf<typeof Struct>;

const mutate = (value: StructValue): void => {
  // @ts-expect-error structs are read-only
  value.a = 1n;
};

const remote = proxy({ getPrice: signature({ token: t.tokenId }, t.bigUint) });
const asking = contract("Asking", {}, {
  endpoints: {
    ask: payable(
      endpoint({ to: t.address, token: t.tokenId }, t.bigUint, (sc, { to, token }) => sc.send.sync(to, remote, "getPrice", { token })),
    ),
    // @ts-expect-error a proxy's argument has its type
    wrongly: endpoint({ to: t.address }, (sc, { to }) => sc.send.sync(to, remote, "getPrice", { token: "TOK" })),
  },
});

it("checks values of structs, modules and proxies", () => {
  expectTypeOf<StructValue>().toEqualTypeOf<{ readonly a: bigint | undefined; readonly b: readonly (readonly [number, Address])[] }>();
  expectTypeOf<keyof typeof whole.endpoints>().toEqualTypeOf<"pause" | "unpause" | "isPaused" | "addAdmin" | "removeAdmin" | "isAdmin" | "getAdmins">();
  expect([bad, host, whole, answering, asking].map(({ name }) => name)).toEqual(["Bad", "Host", "Host", "Answering", "Asking"]);
  expect(Struct.fields).toHaveProperty("a");
  expect([nested, mutate]).toHaveLength(2);
});
