// Tests in TypeScript on each executor of the project, with matchers: one world with the contract in it, forked for each test.
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds, testInForks } from "@mxvm/vitest";
import { expect } from "vitest";
import worlds, { adder } from "./worlds.js";

describeWorlds("adder", worlds, (createWorld) => {
  const test = testInForks(createTestWorld(createWorld()), (world) => {
    const alice = world.account("alice", { balance: 10n ** 18n });
    return { alice, sum: world.deploy(adder, { from: alice, name: "adder", args: { initialValue: 5n } }) };
  });

  test("adds", ({ alice, sum }) => {
    const result = sum.call.add({ value: 3n }, { from: alice });
    expect(result).toEmit("added", { value: 3n });
    expect(sum).toHaveStorage("sum", 8n, "BigUint");
  });

  test("starts anew in each test", ({ sum }) => {
    expect(sum.query.getSum()).toBe(5n);
  });

  test("refuses nothing", ({ alice, sum }) => {
    expect(() => sum.call.add({ value: 0n }, { from: alice })).toFailWith("nothing to add");
  });
});
