// Tests in TypeScript on each executor of the project, with matchers.
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds } from "@mxvm/vitest";
import { beforeEach, expect, test } from "vitest";
import worlds, { adder } from "./worlds.js";

describeWorlds("adder", worlds, (createWorld) => {
  const base = createTestWorld(createWorld());
  const alice = base.account("alice", { balance: 10n ** 18n });
  const deployed = base.deploy(adder, { from: alice, name: "adder", args: { initialValue: 5n } });
  let sum = deployed;

  beforeEach(() => {
    sum = deployed.on(base.fork());
  });

  test("adds", () => {
    const result = sum.call.add({ value: 3n }, { from: alice });
    expect(result).toEmit("added", { value: 3n });
    expect(sum).toHaveStorage("sum", 8n, "BigUint");
  });

  test("starts anew in each test", () => {
    expect(sum.query.getSum()).toBe(5n);
  });

  test("refuses nothing", () => {
    expect(() => sum.call.add({ value: 0n }, { from: alice })).toFailWith("nothing to add");
  });
});
