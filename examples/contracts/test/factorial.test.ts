// A contract that computes.
import { describe, expect, it } from "vitest";
import { factorial } from "../src/factorial/factorial.js";
import { createScene } from "./support.js";

describe("the factorial", () => {
  it.each([
    [0n, 1n],
    [1n, 1n],
    [5n, 120n],
    [25n, 15511210043330985984000000n],
  ])("of %d is %d", (value, expected) => {
    const contract = createScene([factorial]).deploy(factorial, {});
    expect(contract.call("factorial", { value })).toMatchObject({ ok: true, value: expected });
  });

  it("stores nothing", () => {
    const { deploy, world } = createScene([factorial]);
    const contract = deploy(factorial, {});
    contract.call("factorial", { value: 9n });
    expect([...world.addresses()].flatMap((at) => [...(world.getAccount(at)?.storage ?? [])])).toEqual([]);
    expect(contract.inside((sc) => sc.blockchain.self())).toBe(contract.address);
  });
});
