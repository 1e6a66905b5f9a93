// Tests that each have a fork of a world that was set up once.
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds, testInForks } from "@mxvm/vitest";
import { afterAll, expect, vi } from "vitest";
import worlds, { adder } from "./worlds.js";

describeWorlds("a fork", worlds, (createWorld) => {
  const base = createTestWorld(createWorld());
  const closed = vi.fn();
  const setUp = vi.fn((world: typeof base) => {
    const alice = world.account("alice", { balance: 10n });
    return { alice, sum: world.deploy(adder, { from: alice, args: { initialValue: 5n } }) };
  });
  const test = testInForks(base, setUp);

  test.for([1n, 2n])("has what the set-up answered, as it was then: %s", (value, { world, alice, sum }) => {
    expect(sum.query.getSum()).toBe(5n);
    sum.call.add({ value }, { from: alice });
    alice.transfer({ to: "address:bob", egld: value });
    expect([sum.query.getSum(), alice.balance]).toEqual([5n + value, 10n - value]);
    expect(world.account("bob").balance).toBe(value);
    const { close } = world;
    vi.spyOn(world, "close").mockImplementation(() => {
      closed();
      close.call(world);
    });
  });

  test("types what it has by the contract", ({ alice, sum }) => {
    // @ts-expect-error there is no such endpoint
    expect(sum.call.subtract).toBeUndefined();
    expect(alice.name).toBe("alice");
  });

  afterAll(() => {
    expect(setUp).toHaveBeenCalledOnce();
    expect(closed).toHaveBeenCalledTimes(2);
    expect(base.account("alice").balance).toBe(10n);
    base.close();
  });
});
