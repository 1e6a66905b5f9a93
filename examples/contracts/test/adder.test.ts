// Sums that grow, by their types.
import { describe, expect, expectTypeOf, it } from "vitest";
import { adder } from "../src/adder/adder.js";
import { createScene } from "./support.js";

describe("the adder", () => {
  it("adds to what it starts with", () => {
    const contract = createScene([adder]).deploy(adder, { initial_value: 5n });
    expect(contract.call("add", { value: 3n })).toMatchObject({ ok: true });
    const sum = contract.view("getSum", {});
    expectTypeOf(sum).toEqualTypeOf<bigint>();
    expect(sum).toBe(8n);
  });

  it("keeps numbers of any size in storage", () => {
    const contract = createScene([adder]).deploy(adder, { initial_value: 0n });
    contract.inside((sc) => sc.storage.sum.set(2n ** 300n));
    contract.call("add", { value: 1n });
    expect(contract.inside((sc) => sc.storage.sum.get())).toBe(2n ** 300n + 1n);
  });

  it("knows the types of its arguments", () => {
    const contract = createScene([adder]).deploy(adder, { initial_value: 0n });
    // @ts-expect-error -- the test: a text is no bigUint
    expect(() => contract.call("add", { value: "one" })).toThrow();
    // @ts-expect-error -- the test: there is no such endpoint
    expect(contract.call("subtract", { value: 1n })).toMatchObject({ ok: false, message: "invalid function (not found)" });
  });
});
