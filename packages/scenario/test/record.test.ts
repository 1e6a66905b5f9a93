// Recordings: what a fluent world did passes as a scenario, on the same and on other worlds.
import type { World } from "@mxvm/protocol-hooks";
import { addressToBytes, utf8ToBytes } from "@mxvm/codec";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createScenarioLoader, createTestWorld, formatRunError, formatScenario, runScenario, type TestWorld } from "@mxvm/scenario";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, it } from "vitest";
import { adder, createMarketWorld, createWasmWorld, market, mint, vmOfWasm } from "./fixture-contracts.js";

function replay(text: string, createWorld: () => World): string {
  const loader = createScenarioLoader({ files: { readFile: () => adder.code } });
  const { error } = runScenario(loader.parse({ path: "recorded.scen.json", text }), { loader, createWorld });
  return error === undefined ? "passed" : formatRunError(error);
}

function recordMarket(world = createTestWorld(createMarketWorld())) {
  const alice = world.account("alice", {
    balance: 10n ** 18n,
    tokens: { "TOK-123456": { balance: 100n, roles: ["ESDTRoleLocalMint"] }, "NFT-123456": { instances: [{ nonce: 1n, balance: 2n, attributes: Uint8Array.of(1), royalties: 5 }], lastNonce: 1n } },
  });
  const bob = world.account("bob", { balance: 5n, username: "bob.elrond" });
  const shop = world.deploy(market, { from: alice });
  world.setBlock({ epoch: 3, randomSeed: new Uint8Array(48).fill(7) });
  world.advance({ blocks: 1n, seconds: 6n });
  const offer = { seller: bob.address, price: 300n, tags: ["a", "b"], until: 5n };
  shop.call.offer({ offer }, { from: alice, tokens: [{ token: "NFT-123456", nonce: 1n, amount: 1n }] });
  shop.query.sumOf({ first: 1, rest: [[2, 3n]] });
  shop.call.payOut({ to: bob.address, amount: 0n }, { from: alice });
  shop.call.close({ from: alice });
  shop.fails.offer({ offer }, { from: alice, egld: 5n });
  world.fails(() => bob.transfer({ to: alice, egld: 10n }));
  world.fails(() => bob.transfer({ to: alice, tokens: { "TOK-123456": 1n } }));
  alice.transfer({ to: bob, egld: 1n, });
  shop.upgrade(market, { from: alice, args: { status: "Open" } });
  bob.set({ balance: 77n });
  return { world, alice, bob, shop };
}

describe("a recording", () => {
  it("passes on replay", () => {
    const text = recordMarket().world.toScenario({ name: "market", comment: "recorded" });
    expect(replay(text, createMarketWorld)).toBe("passed");
    expect(formatScenario({ path: "recorded", text })).toBe(text);
  });

  it("of tokens that were issued under fixed identifiers passes on replay, from the start and from where they were", () => {
    const world = createTestWorld(createMarketWorld());
    const alice = world.account("alice", { balance: 10n ** 18n });
    const contract = world.deploy(mint, { from: alice });
    world.setNewTokenIdentifiers(["COIN-123456", "COIN-654321"]);
    contract.call.issue({ from: alice, egld: 5n });
    expect(contract.query.coin()).toBe("COIN-123456");
    expect(replay(world.toScenario(), createMarketWorld)).toBe("passed");
    const later = createTestWorld(world.world.fork());
    const other = later.deploy(mint, { from: alice.address });
    other.call.issue({ from: alice.address, egld: 5n });
    expect(other.query.coin()).toBe("COIN-654321");
    const text = later.toScenario();
    expect(text).toContain('"newTokenIdentifiers"');
    expect(replay(text, createMarketWorld)).toBe("passed");
  });

  it("writes values as people do", () => {
    const text = recordMarket().world.toScenario();
    expect(text).toContain('"address:bob|biguint:300|u32:2|nested:str:a|nested:str:b|u8:1|u64:5"');
    expect(text).toContain('"message": "str:the market is closed"');
    const { steps } = JSON.parse(text) as { steps: { tx?: { function?: string }; expect?: { logs: unknown } }[] };
    expect(steps.find(({ tx }) => tx?.function === "offer")?.expect?.logs).toContainEqual(
      expect.objectContaining({ topics: ["str:offered", "address:bob"], data: ["address:bob|biguint:300|u32:2|nested:str:a|nested:str:b|u8:1|u64:5"] }),
    );
  });

  it("fails on replay where the outcome is another", () => {
    const text = recordMarket().world.toScenario();
    expect(replay(text.replace('"balance": "77"', '"balance": "78"'), createMarketWorld)).toContain('balance of "address:bob"');
    expect(replay(text.replace("str:the market is closed", "str:another"), createMarketWorld)).toContain("message: expected");
  });

  it("starts with what was in the world, and goes on in forks", () => {
    const { world, alice, shop } = recordMarket(recordMarket().world.fork());
    const fork = world.fork();
    shop.on(fork).call.close({ from: alice });
    expect(replay(fork.toScenario(), createMarketWorld)).toBe("passed");
    expect(fork.toScenario().length).toBeGreaterThan(world.toScenario().length);
    const again = createTestWorld(fork.world);
    again.contract(market.abi, shop.address).query.statusAndCount();
    expect(replay(again.toScenario(), createMarketWorld)).toBe("passed");
  });

  it("forgets what was reverted", () => {
    const { world, alice, shop } = recordMarket();
    const before = world.toScenario();
    const mark = world.snapshot();
    shop.call.close({ from: alice });
    world.revert(mark);
    expect(world.toScenario()).toBe(before);
  });

  it("names the file that code is from", () => {
    const world = createTestWorld(createWasmWorld());
    const alice = world.account("alice", { balance: 1n });
    const sum = world.deploy(adder, { from: alice, name: "adder", args: { initial_value: 5n } });
    sum.call.add({ value: 2n ** 80n }, { from: alice });
    sum.query.getSum();
    const text = world.toScenario({ gasSchedule: "default" });
    expect(text).toContain('"contractCode": "file:adder.wasm"');
    expect(text).toContain('"1208925819614629174706176"');
    expect(replay(text, createWasmWorld)).toBe("passed");
  });
});

describe("a recording misses nothing", () => {
  const start = () => {
    const world = createTestWorld(createWasmWorld());
    return { world, alice: world.account("alice", { balance: 10n ** 12n, tokens: { "TOK-123456": 5n } }), bob: world.account("bob", {}) };
  };

  it("keeps the fee of a transfer that failed", () => {
    const { world, alice, bob } = start();
    expect(world.fails(() => alice.transfer({ to: bob, tokens: { "TOK-123456": 6n }, gasPrice: 1n, gasLimit: 300_000n })).code).not.toBe("ok");
    expect(alice.balance).toBeLessThan(10n ** 12n);
    expect(world.fails(() => alice.transfer({ to: bob, egld: 10n ** 13n, gasPrice: 1n, gasLimit: 300_000n })).code).toBe("out of funds");
    expect(replay(world.toScenario(), createWasmWorld)).toBe("passed");
  });

  it("repeats hashes of blocks, which each setState replaces", () => {
    const { world } = start();
    world.setBlockHashes(["0x0102"]);
    world.account("carol", {});
    const hashes = [...world.toScenario().matchAll(/"blockHashes": \[\s*"0x0102"/g)];
    expect(hashes).toHaveLength(2);
    expect(replay(world.toScenario(), createWasmWorld)).toBe("passed");
  });

  it("records what is done to the world below", () => {
    const { world, alice } = start();
    const address = addressToBytes(alice.address);
    world.world.updateAccount({ address, balance: 7n, storage: new Map([["key", Uint8Array.of(1)]]) });
    world.world.setPreviousBlock({ nonce: 3n, randomSeed: new Uint8Array(48).fill(1) });
    world.world.execute({ kind: "validatorReward", receiver: address, value: 5n });
    const snapshot = world.world.snapshot();
    world.world.updateAccount({ address, balance: 1n });
    world.world.revert(snapshot);
    expect(alice.balance).toBe(12n);
    expect(replay(world.toScenario(), createWasmWorld)).toBe("passed");
  });

  it("keeps queries that change something, if the world does", () => {
    const { world, alice } = start();
    world.deploy(adder, { from: alice, name: "adder", args: { initial_value: 5n } });
    expect(world.query({ to: "sc:adder", function: "add", args: ["3"] }).value).toEqual([]);
    expect(world.toScenario()).toContain("left out: the query step-5 of add, which changes something");
    expect(replay(world.toScenario(), createWasmWorld)).toBe("passed");
    const keeping = createTestWorld(world.fork().world, { commitQueries: true });
    keeping.query({ to: "sc:adder", function: "add", args: ["3"] });
    expect(keeping.contract(adder.abi, "sc:adder").query.getSum()).toBe(8n);
    expect(replay(keeping.toScenario(), createWasmWorld)).toBe("passed");
  });

  const unsayable: readonly (readonly [name: string, act: (world: TestWorld, address: Uint8Array) => unknown, message: string])[] = [
    ["that an account is deleted", ({ world }, address) => world.deleteAccount(address), "step 3: deleteAccount() of the world: scenarios have no step for it"],
    ["flags", ({ world }) => world.setFlags({ SendAlwaysFlag: false }), "flags that were chosen (SendAlwaysFlag off)"],
    ["a gas schedule", ({ world }) => world.setGasSchedule(world.getGasSchedule()), "setGasSchedule() of the world: scenarios choose a gas schedule by its name, and no flags"],
    ["a seed of another length", (world) => world.setBlock({ randomSeed: "0x01" }), "a block's random seed of 1 bytes"],
    [
      "the name of a token's instance",
      ({ world }, address) => world.updateAccount({ address, esdt: [{ tokenIdentifier: utf8ToBytes("NFT-123456"), instances: [{ nonce: 1n, balance: 1n, name: Uint8Array.of(65) }], lastNonce: 0n, roles: [] }] }),
      "name of str:NFT-123456 (nonce 1)",
    ],
    ["an id with quotes", (world) => world.attempt(() => world.account("bob").transfer({ to: "address:alice", id: 'a"b' })), "names in a scenario have no quotes"],
    ["a relayer", ({ world }, address) => world.execute({ kind: "transfer", txHash: new Uint8Array(32), sender: address, receiver: address, value: 0n, gasLimit: 50_000n, gasPrice: 0n, esdt: [], relayer: address }), "a relayer"],
  ];

  it.each(unsayable)("refuses %s", (_name, act, message) => {
    const { world, alice } = start();
    act(world, addressToBytes(alice.address));
    expect(() => world.toScenario()).toThrow(message);
  });

  it("refuses what the protocol keeps in storage, where it was there before", () => {
    const { world, alice } = start();
    world.world.updateAccount({ address: addressToBytes(alice.address), storage: new Map([["ELRONDguardian", Uint8Array.of(1)]]) });
    expect(replay(world.toScenario(), createWasmWorld)).toBe("passed");
    expect(() => createTestWorld(world.fork().world).toScenario()).toThrow("a scenario cannot say its storage under str:ELRONDguardian, which is the protocol's");
  });

  it("takes flags for granted where it is told that they are the same", () => {
    const { world } = start();
    const off = createTestWorld(createMockWorld({ gasSchedule: gasSchedules.default, vm: vmOfWasm, flags: { SendAlwaysFlag: false } }));
    expect(() => off.toScenario()).toThrow("sameFlags: true");
    expect(off.toScenario({ sameFlags: true })).toContain('"steps"');
    expect(world.toScenario()).toContain('"steps"');
    // Some are off although nobody chose them.
    const production = createTestWorld(createMockWorld({ gasSchedule: gasSchedules.default, vm: vmOfWasm, compatibility: "production" }));
    expect(production.toScenario()).toContain('"steps"');
  });
});
