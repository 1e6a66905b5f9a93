// Calls that are typed by an ABI alone: the constant of a compiled contract's file, and the ABI of a contract in TypeScript.
import { contract, endpoint, init, proxyFromAbi, t, view } from "@mxvm/contract-api";
import { describe, expect, expectTypeOf, it } from "vitest";
import { adder } from "./fixtures/contracts/adder.js";
import { bytes, createScene } from "./support.js";

const abi = {
  name: "Ledger",
  endpoints: [
    { name: "record", mutability: "mutable", inputs: [{ name: "entry", type: "Entry" }, { name: "tags", type: "variadic<bytes>", multi_arg: true }], outputs: [] },
    { name: "last", mutability: "readonly", inputs: [], outputs: [{ type: "Option<Entry>" }] },
    { name: "totals", mutability: "readonly", inputs: [{ name: "kind", type: "Kind" }], outputs: [{ type: "BigUint" }, { type: "u32" }] },
  ],
  types: {
    Entry: { type: "struct", fields: [{ name: "kind", type: "Kind" }, { name: "amount", type: "BigUint" }] },
    Kind: { type: "enum", variants: [{ name: "In", discriminant: 0 }, { name: "Out", discriminant: 1 }] },
  },
} as const;

const ledgerProxy = proxyFromAbi(abi);
const adderProxy = proxyFromAbi(adder.abi);

const Kind = t.enum("Kind", "In", "Out");
const Entry = t.struct("Entry", { kind: Kind, amount: t.bigUint });

/** What the ABI describes. */
const ledger = contract("Ledger", {}, {
  init: init({}, () => undefined),
  endpoints: {
    record: endpoint({ entry: Entry, tags: t.variadic(t.bytes) }, () => undefined),
    last: view({}, t.option(Entry), () => ({ kind: "Out", amount: 7n })),
    totals: view({ kind: Kind }, t.multi(t.bigUint, t.u32), (_, { kind }) => [kind === "In" ? 1n : 2n, 3]),
  },
});

const caller = contract("Caller", {}, {
  init: init({}, () => undefined),
  endpoints: {
    sum: endpoint({ to: t.address, value: t.bigUint }, t.bigUint, (sc, { to, value }) => {
      sc.send.sync(to, adderProxy, "add", { value });
      return sc.send.readOnly(to, adderProxy, "getSum", {});
    }),
    account: endpoint({ to: t.address }, t.multi(t.bigUint, t.bigUint, t.u32), (sc, { to }) => {
      sc.send.sync(to, ledgerProxy, "record", { entry: { kind: "In", amount: 5n }, tags: ["0x01", "0x02"] });
      const last = sc.send.sync(to, ledgerProxy, "last", {});
      const [total, count] = sc.send.sync(to, ledgerProxy, "totals", { kind: last?.kind ?? "In" });
      expectTypeOf(last).toEqualTypeOf<{ readonly kind: "In" | "Out"; readonly amount: bigint } | undefined>();
      expectTypeOf(total).toEqualTypeOf<bigint>();
      return [last?.amount ?? 0n, total, count] as const;
    }),
  },
});

describe("a contract calls by", () => {
  it("the ABI of a contract in TypeScript", () => {
    const { call, deploy } = createScene([adder, caller]);
    const to = deploy(adder, [bytes(5)]);
    expect(call(deploy(caller), "sum", [to, bytes(6)])).toMatchObject({ returnMessage: "", returnData: [bytes(11)] });
  });

  it("the constant of an ABI file, with the types that it describes", () => {
    const { call, deploy } = createScene([caller, ledger]);
    const to = deploy(ledger);
    expect(call(deploy(caller), "account", [to])).toMatchObject({ returnMessage: "", returnData: [bytes(7), bytes(2), bytes(3)] });
  });

  it("no ABI that lacks a type", () => {
    const broken = { name: "Broken", endpoints: [{ name: "go", inputs: [{ name: "a", type: "Missing" }], outputs: [] }] } as const;
    expect(() => proxyFromAbi(broken)).toThrow(/Broken does not describe the type "Missing"/);
  });
});
