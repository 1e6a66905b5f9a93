// The fluent world, on the real VM.
import { describe, expect, it } from "vitest";
import { type ExpectedFailure, createTestWorld, isTransactionFailure } from "@mxvm/scenario";
import { adder, createMarketWorld, createWasmWorld, market } from "./fixture-contracts.js";

const egld = 10n ** 18n;

function marketWorld() {
  const world = createTestWorld(createMarketWorld());
  const alice = world.account("alice", { balance: 10n * egld, tokens: { "TOK-123456": 100n, "NFT-123456": { instances: [{ nonce: 3n, balance: 2n }] } } });
  const bob = world.account("bob", {});
  const shop = world.deploy(market, { from: alice, name: "market" });
  return { world, alice, bob, shop, offer: { seller: alice.address, price: 7n, tags: ["new", "blue"], until: undefined } };
}

describe("accounts", () => {
  it("hold what they are given, and move it", () => {
    const { alice, bob } = marketWorld();
    alice.transfer({ to: bob, egld: 3n });
    alice.transfer({ to: bob.address, tokens: { "TOK-123456": 40n } });
    alice.transfer({ to: bob, tokens: [{ token: "NFT-123456", nonce: 3n, amount: 1n }] });
    expect([bob.balance, bob.token("TOK-123456"), bob.token("NFT-123456", 3n)]).toEqual([3n, 40n, 1n]);
    expect(alice.tokens).toEqual([{ token: "NFT-123456", nonce: 3n, amount: 1n }, { token: "TOK-123456", nonce: 0n, amount: 60n }]);
    expect(alice.nonce).toBe(4n);
  });

  it("change in parts", () => {
    const { alice } = marketWorld();
    alice.set({ nonce: 7n });
    expect([alice.nonce, alice.balance]).toEqual([7n, 10n * egld]);
  });
});

describe("contracts", () => {
  it("take and answer values of their types", () => {
    const { alice, shop, offer } = marketWorld();
    const { value, events, gasUsed } = shop.call.offer({ offer }, { from: alice, egld });
    expect(value).toBe(1);
    expect(events).toEqual([{ name: "offered", args: { seller: alice.address, offer } }]);
    expect(gasUsed).toBeGreaterThan(0n);
    expect(shop.query.statusAndCount()).toEqual(["Open", 1]);
    expect(shop.query.sumOf({ first: 1, rest: [[2, 10n], [3, 100n]] })).toBe(321n);
    expect([shop.query.greet(), shop.query.greet({ name: "bob" })]).toEqual(["hello you", "hello bob"]);
    expect(shop.storage("status", "Status")).toBe("Open");
    expect(shop.storage("nothing")).toBe("0x");
    expect(shop.balance).toBe(egld);
  });

  it("fail as expected, or tell what happened", () => {
    const { alice, shop, offer } = marketWorld();
    shop.call.close({ from: alice });
    const failure: ExpectedFailure = shop.fails.offer({ offer }, { from: alice });
    expect(failure).toMatchObject({ code: "user error", message: "the market is closed" });
    expect(() => shop.call.offer({ offer }, { from: alice, tokens: { "TOK-123456": 1n } })).toThrow(
      'alice calls market.offer(offer: { seller: alice, price: 7n, tags: ["new",\n│ "blue"], until: undefined }), paying 1 TOK-123456 (gas 600,000,000)\n└─ failed',
    );
    expect(() => shop.call.offer({ offer }, { from: alice })).toThrow("failed with user error: the market is closed");
    expect(() => shop.fails.close({ from: alice })).toThrow("market.close was expected to fail, but succeeded");
  });

  it("refuse arguments that do not fit, and say which", () => {
    const { shop } = marketWorld();
    expect(() => shop.query.sumOf({ first: 300, rest: [] })).toThrow('market.sumOf: the argument "first" does not fit u8: integer overflow');
    // @ts-expect-error an argument is missing
    expect(() => shop.query.sumOf({ first: 3 })).toThrow('the argument "rest" (variadic<multi<u32,BigUint>>) is missing');
    // @ts-expect-error there is no such argument
    expect(() => shop.query.greet({ nam: "x" })).toThrow('market.greet: there is no argument "nam", but name');
  });

  it("are upgraded by their owner", () => {
    const { alice, bob, shop } = marketWorld();
    expect(shop.upgrade(market, { from: alice, args: { status: "Closed" } }).query.statusAndCount()).toEqual(["Closed", 0]);
    const { world } = marketWorld();
    expect(() => world.fails(() => undefined)).toThrow("was expected to fail");
    expect(world.fails(() => shop.upgrade(market, { from: bob, args: { status: "Open" } })).code).not.toBe("ok");
  });

  it("are compiled ones too, typed by a constant", () => {
    const world = createTestWorld(createWasmWorld());
    const alice = world.account("alice", { balance: egld });
    const sum = world.deploy(adder, { from: alice, args: { initial_value: 5n } });
    sum.call.add({ value: 3n }, { from: alice });
    expect(sum.query.getSum()).toBe(8n);
    expect(world.contract(adder.abi, sum.address).query.getSum()).toBe(8n);
  });
});

describe("the world", () => {
  it("goes back, and forks", () => {
    const { world, alice, shop } = marketWorld();
    const mark = world.snapshot();
    shop.call.close({ from: alice });
    const fork = world.fork();
    world.revert(mark);
    expect(shop.query.statusAndCount()).toEqual(["Open", 0]);
    expect(shop.on(fork).query.statusAndCount()).toEqual(["Closed", 0]);
    alice.on(fork).set({ balance: 1n });
    expect([alice.balance, alice.on(fork).balance]).toEqual([10n * egld, 1n]);
  });

  it("lets time and blocks pass", () => {
    const { world } = marketWorld();
    world.setBlock({ nonce: 10n, timestampMs: 5_000n });
    world.advance({ blocks: 2n, seconds: 12n, milliseconds: 5n, epochs: 1 });
    expect(world.block).toMatchObject({ nonce: 12n, round: 2n, epoch: 1, timestampMs: 17_005n });
  });

  it("explains every transaction on request", () => {
    const explanations: string[] = [];
    const world = createTestWorld(createMarketWorld(), { onTransaction: (text) => explanations.push(text) });
    const alice = world.account("alice", { balance: egld });
    const shop = world.deploy(market, { from: alice, name: "market" });
    shop.call.offer({ offer: { seller: alice.address, price: 1n, tags: [], until: 5n } }, { from: alice, egld: 9n });
    shop.call.payOut({ to: alice.address, amount: 4n }, { from: alice });
    shop.query.statusAndCount();
    const lines = explanations.map((text) => text.replace(/\(gas [\d,]+\)/gu, "(gas …)").split("\n"));
    expect(lines.map(([head]) => head)).toEqual([
      "alice deploys Market() at sc:market (gas …)",
      "alice calls market.offer(offer: { seller: alice, price: 1n, tags: [], until: 5n",
      "alice calls market.payOut(to: alice, amount: 4n) (gas …)",
      "query market.statusAndCount() (gas …)",
    ]);
    expect(lines[1]).toContain("│ }), paying 9 EGLD (10^-18) (gas …)");
    expect(lines[1]).toContain("├─ logs offered(seller: alice, offer: { seller: alice, price: 1n, tags: [],");
    expect(lines[2]).toContain("└─ transfers 4 EGLD (10^-18) to alice");
    expect(lines[3]?.at(-1)).toBe('└─ answers ["Open", 1]');
  });

  it("is told apart by its version", () => {
    expect(() => createTestWorld({ ...createMarketWorld(), specificationVersion: 2 as never })).toThrow(TypeError);
    expect(isTransactionFailure(new TypeError("another"))).toBe(false);
  });
});
