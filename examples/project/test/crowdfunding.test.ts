// The crowdfunding on each executor of worlds.ts: one world with the contract in it, forked for each test.
import { EGLD } from "@mxvm/contract-api";
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds, testInForks } from "@mxvm/vitest";
import { describe, expect } from "vitest";
import { crowdfunding } from "../src/crowdfunding.js";
import worlds from "../worlds.js";

const token = "FUND-123456";
const egld = 10n ** 18n;
const deadline = 1_000n;

describeWorlds("crowdfunding", worlds, (createWorld, _executor, build) => {
  const code = build(crowdfunding, "../output/crowdfunding.mxsc.json");
  const test = testInForks(createTestWorld(createWorld()), (world) => {
    const owner = world.account("owner", { balance: egld });
    const alice = world.account("alice", { balance: egld, tokens: { [token]: 100n, "OTHER-123456": 100n } });
    const bob = world.account("bob", { balance: egld, tokens: { [token]: 100n } });
    const funding = world.deploy(code, { from: owner, name: "crowdfunding", args: { token, target: 100n, deadline } });
    return { owner, alice, bob, funding };
  });

  describe("before the deadline", () => {
    test("takes the token and remembers whose it was", ({ alice, funding }) => {
      const result = funding.call.fund({ from: alice, tokens: { [token]: 60n } });
      expect(result).toEmit("funded", { donor: alice, amount: 60n });
      expect(result).toUseGasAtMost(15_000_000n);
      expect(funding.query.getDeposit({ donor: alice })).toBe(60n);
      expect(funding).toHaveStorage(["deposit", alice], 60n, "BigUint");
      expect(funding).toHaveToken(token, 60n);
      expect(alice).toHaveToken(token, 40n);
    });

    test("starts anew in each test, as that has a fork of its own", ({ funding }) => {
      expect(funding.query.getRaised()).toBe(0n);
    });

    test("takes no other token, and one at a time", ({ alice, funding }) => {
      expect(() => funding.call.fund({ from: alice, tokens: { "OTHER-123456": 1n } })).toFailWith("wrong token");
      expect(() => funding.call.fund({ from: alice, egld: 1n })).toFailWith("wrong token");
      expect(() => funding.call.fund({ from: alice, tokens: { [token]: 1n, "OTHER-123456": 1n } })).toFailWith(/number of transfers/);
      expect(alice).toHaveToken(token, 100n);
    });

    test("pays nobody", ({ owner, funding }) => {
      expect(funding.query.status()).toBe("Funding");
      expect(funding.fails.claim({ from: owner })).toFailWith({ code: "user error", message: "cannot claim before the deadline" });
    });
  });

  describe("after the deadline", () => {
    test("pays the owner all, where that reaches the target", ({ world, owner, alice, bob, funding }) => {
      funding.call.fund({ from: alice, tokens: { [token]: 60n } });
      funding.call.fund({ from: bob, tokens: { [token]: 40n } });
      world.advance({ blocks: 100n, seconds: deadline });
      expect(funding.query.status()).toBe("Successful");
      expect(() => funding.call.fund({ from: bob, tokens: { [token]: 1n } })).toFailWith("cannot fund after the deadline");
      expect(() => funding.call.claim({ from: alice })).toFailWith("only the owner can claim");
      expect(funding.call.claim({ from: owner })).toEmit("claimed", { by: owner, amount: 100n });
      expect(owner).toHaveToken(token, 100n);
      expect(() => funding.call.claim({ from: owner })).toFailWith("nothing to claim");
      expect(funding.query.status()).toBe("Successful");
    });

    test("gives back what everyone gave, once, where that does not", ({ world, alice, funding }) => {
      funding.call.fund({ from: alice, tokens: { [token]: 60n } });
      world.advance({ seconds: deadline });
      const beforeClaims = world.snapshot();
      funding.call.claim({ from: alice });
      expect(alice).toHaveToken(token, 100n);
      expect(() => funding.call.claim({ from: alice })).toFailWith("nothing to claim");
      world.revert(beforeClaims);
      expect(alice).toHaveToken(token, 40n);
    });
  });

  test("collects EGLD as well", ({ world, owner, alice }) => {
    const inEgld = world.deploy(code, { from: owner, name: "in-egld", args: { token: EGLD, target: egld, deadline } });
    inEgld.call.fund({ from: alice, egld });
    expect(alice).toHaveBalance(0n);
    world.advance({ seconds: deadline });
    inEgld.call.claim({ from: owner });
    expect(owner).toHaveBalance(2n * egld);
  });

  // The file is the same whichever executor records it, since both forms of the contract do the same. `vitest -u` writes it anew.
  test("is recorded as a scenario", async ({ world, owner, alice, bob, funding }) => {
    funding.call.fund({ from: alice, tokens: { [token]: 60n } });
    funding.fails.claim({ from: owner });
    funding.call.fund({ from: bob, tokens: { [token]: 40n } });
    world.advance({ seconds: deadline });
    funding.query.status();
    funding.call.claim({ from: owner });
    await expect(world.toScenario({ name: "a funding that succeeds" })).toMatchFileSnapshot("../recorded/successful.scen.json");
  });
});
