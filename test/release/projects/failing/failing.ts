// Tests of the example project that fail, each in its own way: what people then see is kept as a text. There it is test/failing.test.ts.
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds } from "@mxvm/vitest";
import { expect, test } from "vitest";
import { crowdfunding } from "../../../../examples/project/src/crowdfunding.js";
import worlds from "../../../../examples/project/worlds.js";

const token = "FUND-123456";

describeWorlds("failing", worlds, (createWorld, _executor, build) => {
  const world = createTestWorld(createWorld());
  const alice = world.account("alice", { tokens: { [token]: 100n } });
  const code = build(crowdfunding, "../output/crowdfunding.mxsc.json");
  const funding = world.deploy(code, { from: alice, name: "crowdfunding", args: { token, target: 100n, deadline: 1_000n } });

  test("an event with another amount", () => {
    const result = funding.call.fund({ from: alice, tokens: { [token]: 60n } });
    expect(result).toEmit("funded", { donor: alice, amount: 61n });
  });

  test("more tokens than there are", () => {
    expect(alice).toHaveToken(token, 41n);
  });

  test("another value in storage", () => {
    expect(funding).toHaveStorage("raised", 61n, "BigUint");
  });

  test("a call that fails", () => {
    funding.call.claim({ from: alice });
  });

  test("a call that fails otherwise", () => {
    expect(() => funding.call.claim({ from: alice })).toFailWith("nothing to claim");
  });

  test("a call that does not fail", () => {
    expect(() => funding.call.fund({ from: alice, tokens: { [token]: 1n } })).toFailWith("wrong token");
  });
});
