// The matchers, on each executor of this package's worlds.
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds } from "@mxvm/vitest";
import { expect, it } from "vitest";
import worlds, { adder } from "./worlds.js";

/** The message of an assertion that does not hold, without colours. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (thrown) {
    return (thrown as Error).message.replace(/\u001b\[\d+m/g, "");
  }
  throw new TypeError("the assertion holds");
}

describeWorlds("matchers", worlds, (createWorld) => {
  const scene = () => {
    const world = createTestWorld(createWorld());
    const alice = world.account("alice", { balance: 1_000n, tokens: { "TOK-123456": 7n, "NFT-123456": { instances: [{ nonce: 2n, balance: 1n }] } } });
    return { alice, sum: world.deploy(adder, { from: alice, name: "adder", args: { initialValue: 5n } }) };
  };

  it("hold for what is so", () => {
    const { alice, sum } = scene();
    expect(alice).toHaveBalance(1_000n);
    expect(alice).not.toHaveBalance(1n);
    expect(alice).toHaveToken("TOK-123456", 7n);
    expect(alice).toHaveToken("NFT-123456", 1n, 2n);
    expect(sum).toHaveStorage("sum", "0x05");
    expect(sum).toHaveStorage("sum", 5n, "BigUint");
    const result = sum.call.add({ value: 3n }, { from: alice });
    expect(result).toAnswer(8n);
    expect(result).toAnswer(expect.any(BigInt));
    expect(result).toEmit("added");
    expect(result).toEmit("added", { value: 3n });
    expect(result).not.toEmit("added", { value: 4n });
    expect(result).toUseGasAtMost(50_000_000n);
    expect(() => sum.call.add({ value: 0n }, { from: alice })).toFailWith("nothing to add");
    expect(sum.fails.add({ value: 0n }, { from: alice })).toFailWith(/^nothing/);
    expect(sum.fails.add({ value: 0n }, { from: alice })).toFailWith({ code: "user error" });
    expect(() => sum.query.getSum()).not.toFailWith("anything");
  });

  it("show the difference of values otherwise", () => {
    const { alice, sum } = scene();
    const result = sum.call.add({ value: 3n }, { from: alice });
    expect(messageOf(() => expect(alice).toHaveBalance(1n))).toContain("expected the balance of alice to be 1n, but it is 1000n\n\n- Expected\n+ Received\n\n- 1n\n+ 1000n");
    expect(messageOf(() => expect(alice).toHaveToken("NFT-123456", 9n, 2n))).toContain("expected NFT-123456 (nonce 2) of alice to be 9n, but it is 1n");
    expect(messageOf(() => expect(sum).toHaveStorage("sum", 9n, "BigUint"))).toContain("expected sum in the storage of adder to be 9n, but it is 8n");
    expect(messageOf(() => expect(result).toAnswer(9n))).toContain("- 9n\n+ 8n");
    expect(messageOf(() => expect(result).toEmit("added", { value: 9n }))).toContain("alice calls adder.add(value: 3n)\n  adder logs added(by: alice, value: 3n)");
    expect(messageOf(() => expect(result).toUseGasAtMost(1n))).toContain(`expected no more than 1 gas, but it used ${result.gasUsed}`);
    expect(messageOf(() => expect(() => sum.query.getSum()).toFailWith("x"))).toContain('expected a failure with { message: "x" }, but it succeeded');
    expect(messageOf(() => expect(() => sum.call.add({ value: 0n }, { from: alice })).toFailWith("x"))).toContain("nothing to add");
  });

  it("refuse what they are not for", () => {
    expect(() => expect(5).toAnswer(5n)).toThrow(TypeError);
    expect(() => expect(5).toHaveBalance(5n)).toThrow(TypeError);
    expect(() => expect(5).toFailWith("")).toThrow(TypeError);
    expect(() => expect(() => JSON.parse("{") as unknown).toFailWith("")).toThrow(SyntaxError);
    // @ts-expect-error a token has an identifier
    expect(() => expect(5).toHaveToken(7n, 7n)).toThrow(TypeError);
  });
});
