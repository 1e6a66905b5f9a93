// The matchers, on each executor of this package's worlds.
import { createTestWorld } from "@mxvm/scenario";
import { describeWorlds } from "@mxvm/vitest";
import { expect, it } from "vitest";
import worlds, { adder } from "./worlds.js";

/** What reports show of an assertion that does not hold. */
interface AssertionFailure extends Error {
  readonly actual?: unknown;
  readonly expected?: unknown;
}

function failureOf(assertion: () => void): AssertionFailure {
  try {
    assertion();
  } catch (thrown) {
    return thrown as AssertionFailure;
  }
  throw new TypeError("the assertion holds");
}

const messageOf = (assertion: () => void): string => failureOf(assertion).message;

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
    expect(result).toAnswer(expect.any(BigInt) as bigint);
    expect(result).toEmit("added");
    expect(result).toEmit("added", { value: 3n });
    expect(result).toEmit("added", { by: alice });
    expect(result).not.toEmit("added", { value: 4n });
    expect(result).toUseGasAtMost(50_000_000n);
    expect(() => sum.call.add({ value: 0n }, { from: alice })).toFailWith("nothing to add");
    expect(sum.fails.add({ value: 0n }, { from: alice })).toFailWith(/^nothing/);
    expect(sum.fails.add({ value: 0n }, { from: alice })).toFailWith({ code: "user error" });
    expect(() => sum.query.getSum()).not.toFailWith("anything");
  });

  it("say what is there otherwise, and leave the difference to the report", () => {
    const { alice, sum } = scene();
    const result = sum.call.add({ value: 3n }, { from: alice });
    expect(failureOf(() => expect(alice).toHaveBalance(1n))).toMatchObject({ message: "expected the balance of alice to be 1n, but it is 1000n", actual: 1000n, expected: 1n });
    expect(messageOf(() => expect(alice).toHaveToken("NFT-123456", 9n, 2n))).toBe("expected NFT-123456 (nonce 2) of alice to be 9n, but it is 1n");
    expect(messageOf(() => expect(sum).toHaveStorage("sum", 9n, "BigUint"))).toBe("expected sum in the storage of adder to be 9n, but it is 8n");
    expect(failureOf(() => expect(result).toAnswer(9n))).toMatchObject({ actual: 8n, expected: 9n });
    expect(messageOf(() => expect(result).toUseGasAtMost(1n))).toContain(`expected no more than 1 gas, but it used ${result.gasUsed}`);
  });

  it("explain calls whose events are others, and compare what was asked for", () => {
    const { alice, sum } = scene();
    const result = sum.call.add({ value: 3n }, { from: alice });
    const failure = failureOf(() => expect(result).toEmit("added", { by: alice, value: 9n }));
    expect(failure.message).toMatch(/^expected the event added\(by: alice, value: 9n\)\n\nalice calls adder\.add\(value: 3n\)/);
    expect(failure).toMatchObject({ actual: [{ name: "added", args: { by: alice.address, value: 3n } }], expected: [{ name: "added", args: { by: alice.address, value: 9n } }] });
    // @ts-expect-error there is no such event
    expect(messageOf(() => expect(result).toEmit("removed"))).toMatch(/^expected the event removed\(\), but there is none of that name\n\nalice calls/);
  });

  it("explain calls that fail otherwise, or not at all", () => {
    const { alice, sum } = scene();
    const failing = (): unknown => sum.call.add({ value: 0n }, { from: alice });
    const failure = failureOf(() => expect(failing).toFailWith("x"));
    expect(failure.message).toMatch(/^expected a failure with message: "x", but it failed with user error: nothing to add\n\nalice calls adder\.add\(value: 0n\)/);
    expect(failure).toMatchObject({ actual: { message: "nothing to add" }, expected: { message: "x" } });
    expect(messageOf(() => expect(failing).not.toFailWith({ code: "user error" }))).toMatch(/^expected no failure with code: "user error", but/);
    expect(messageOf(() => expect(() => sum.query.getSum()).toFailWith("x"))).toBe('expected a failure with message: "x", but it succeeded');
    expect(messageOf(() => expect(() => sum.call.add({ value: 1n }, { from: alice })).toFailWith(/x/))).toMatch(/^expected a failure with message: StringMatching \/x\/, but it succeeded\n\nalice calls/);
  });

  it("are typed by the contract", () => {
    const { alice, sum } = scene();
    const result = sum.call.add({ value: 3n }, { from: alice });
    // @ts-expect-error the answer is a number
    expect(result).not.toAnswer("8");
    // @ts-expect-error the field is a number
    expect(result).not.toEmit("added", { value: "3" });
    // @ts-expect-error there is no such field
    expect(result).not.toEmit("added", { values: 3n });
  });

  it("refuse what they are not for", () => {
    // @ts-expect-error a number is no call
    expect(() => expect(5).toAnswer(5n)).toThrow(TypeError);
    expect(() => expect(5).toHaveBalance(5n)).toThrow(TypeError);
    expect(() => expect(5).toFailWith("")).toThrow(TypeError);
    expect(() => expect(() => JSON.parse("{") as unknown).toFailWith("")).toThrow(SyntaxError);
    // @ts-expect-error a token has an identifier
    expect(() => expect(5).toHaveToken(7n, 7n)).toThrow(TypeError);
  });
});
