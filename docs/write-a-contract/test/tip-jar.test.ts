// What the jar refuses, what tokens do, and what its owner gets.
import { EGLD, tokenId } from "@mxvm/contract-api";
import { beforeEach, describe, expect, it } from "vitest";
import { tipJar } from "../src/tip-jar.js";
import { createChain } from "./chain.js";

describe("the jar", () => {
  let chain: ReturnType<typeof createChain>;
  beforeEach(() => {
    chain = createChain({ contracts: [tipJar] });
  });
  const deployJar = () => chain.deploy(tipJar, { smallest: 10n });

  it("refuses small tips, and everything is as before", () => {
    const [alice, jar] = [chain.user("alice"), deployJar()];
    expect(() => jar.call("tip", {}, { from: alice, egld: 9n })).toThrow("this tip is too small");
    expect(jar.view("givers", {})).toEqual([]);
    expect(chain.balance(alice)).toBe(1_000n);
  });

  it("says where it refused", () => {
    const jar = deployJar();
    expect(() => jar.call("tip", {}, { egld: 9n })).toThrow(/TipJar\.tip: this tip is too small\n.*requireEnough.*tip-jar\.ts:\d+/);
  });

  it("takes tokens", () => {
    const tips = { token: tokenId("TIPS-1a2b3c"), nonce: 0n, amount: 50n };
    const [bob, jar] = [chain.user("bob", 0n, tips), deployJar()];
    jar.call("tip", {}, { from: bob, payments: [tips] });
    expect(jar.view("given", { giver: bob, token: tips.token })).toBe(50n);
  });

  it("pays its owner, and nobody else", () => {
    const [alice, jar] = [chain.user("alice"), deployJar()];
    jar.call("tip", {}, { from: alice, egld: 500n });
    expect(() => jar.call("withdraw", { token: EGLD }, { from: alice })).toThrow("Endpoint can only be called by owner");
    jar.call("withdraw", { token: EGLD });
    expect(chain.balance(chain.owner)).toBe(1_500n);
    expect(() => jar.call("withdraw", { token: EGLD })).toThrow("the jar is empty");
  });

  it("takes no payment where none is expected", () => {
    const jar = deployJar();
    expect(() => jar.call("withdraw", { token: EGLD }, { egld: 1n })).toThrow("function does not accept EGLD payment");
  });
});
