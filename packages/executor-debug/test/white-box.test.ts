// White box: a test's code as a call of a contract.
import { fail, require } from "@mxvm/contract-api";
import { whiteBox } from "@mxvm/executor-debug";
import { describe, expect, it } from "vitest";
import { adder } from "./fixtures/contracts/adder.js";
import { erc20 } from "./fixtures/contracts/erc20.js";
import { alice, bytes, createScene, owner } from "./support.js";

describe("a white box", () => {
  it("reads and writes storage by its types, in a transaction of its own", () => {
    const { deploy, query, world } = createScene([adder]);
    const address = deploy(adder, [bytes(5)]);
    const { result, value } = whiteBox(world, adder, { address }, (sc) => {
      const sum: bigint = sc.storage.sum.get();
      sc.storage.sum.set(sum * 100n);
      return sum;
    });
    expect(value).toBe(5n);
    expect(result).toMatchObject({ returnCode: 0 });
    expect(result.gasUsed).toBeGreaterThan(0n);
    expect(query(address, "getSum").returnData).toEqual([bytes(500)]);
  });

  it("is logged, and calls in the name of whoever is asked for", () => {
    const { deploy, world } = createScene([erc20]);
    const address = deploy(erc20, [bytes(1000)]);
    const { result, value } = whiteBox(world, erc20, { address, sender: alice }, (sc) => {
      const caller = sc.blockchain.caller();
      sc.events.transfer({ sender: caller, recipient: caller, amount: 3n });
      return caller;
    });
    expect(value).toMatch(/^erd1/);
    expect(result.logs.at(0)?.topics).toEqual([bytes("transfer"), alice, alice]);
  });

  it("is reverted when it fails", () => {
    const { deploy, query, world } = createScene([adder]);
    const address = deploy(adder, [bytes(5)]);
    const { result, value } = whiteBox(world, adder, { address }, (sc) => {
      sc.storage.sum.set(9n);
      require(sc.storage.sum.get() === 5n, "not five");
      return fail("never");
    });
    expect(value).toBeUndefined();
    expect(result).toMatchObject({ returnCode: 4, returnMessage: "not five" });
    expect(query(address, "getSum").returnData).toEqual([bytes(5)]);
  });

  it("passes errors of the test on, and leaves the world as it was", () => {
    const { deploy, query, world } = createScene([adder]);
    const address = deploy(adder, [bytes(5)]);
    const error = new RangeError("the test's own");
    expect(() =>
      whiteBox(world, adder, { address }, (sc) => {
        sc.storage.sum.set(9n);
        throw error;
      }),
    ).toThrow(error);
    expect(query(address, "getSum").returnData).toEqual([bytes(5)]);
  });

  it("needs an account that runs the contract", () => {
    const { deploy, world } = createScene([adder, erc20]);
    const address = deploy(adder, [bytes(5)]);
    expect(() => whiteBox(world, erc20, { address }, () => undefined)).toThrow(TypeError);
    expect(() => whiteBox(world, adder, { address, sender: owner }, () => whiteBox(world, adder, { address }, () => 1n))).toThrow(TypeError);
  });
});
