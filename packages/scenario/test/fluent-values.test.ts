// What tests may give and get in place of addresses, bytes and stacks.
import { expect, it } from "vitest";
import { type Context, contract, endpoint, event, init, mapper, require, t, topDecode, topEncode, view } from "@mxvm/contract-api";
import { addressToBytes, bytesFromArray, bytesToArray, bytesToByteString, concatBytes, textToBytes } from "@mxvm/codec";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createTestWorld, isTransactionFailure, showStorageKey } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createMarketWorld, mint } from "./fixture-contracts.js";

const Share = t.struct("Share", { to: t.address, token: t.tokenId, amount: t.bigUint });
const state = {
  storage: { shares: mapper.vec("shares", Share) },
  events: { shared: event("shared", { indexed: { to: t.address }, data: { amount: t.bigUint } }) },
};
type Sc = Context<typeof state>;

const ledger = contract("Ledger", state, {
  init: init({}, () => undefined),
  endpoints: {
    share: endpoint({ shares: t.list(Share), thanks: t.optional(t.address) }, t.optional(t.address), (sc: Sc, { shares, thanks }) => {
      require(shares.length > 0, "nothing to share");
      for (const share of shares) {
        sc.storage.shares.push(share);
        sc.events.shared({ to: share.to, amount: share.amount });
      }
      return thanks;
    }),
    first: view({}, Share, (sc) => sc.storage.shares.get(1)),
  },
});

/** It has another do its work. */
const agent = contract("Agent", {}, {
  init: init({}, () => undefined),
  endpoints: {
    delegate: endpoint({ to: t.address, shares: t.list(Share) }, (sc, { to, shares }) => {
      sc.send.sync(to, ledger, "share", { shares, thanks: undefined });
    }),
  },
});

function scene() {
  const vm = createVm({ executor: createDebugExecutor({ contracts: [ledger, agent] }) });
  const world = createTestWorld(createMockWorld({ gasSchedule: gasSchedules.default, vm }));
  const attributes = bytesFromArray(topEncode(Share, { to: world.account("bob").address, token: "TOK-123456" as never, amount: 5n }));
  const nft = { instances: [{ nonce: 3n, balance: 2n, royalties: 250, attributes: bytesToArray(attributes), uris: [new TextEncoder().encode("a")] }] };
  const alice = world.account("alice", { balance: 1n, tokens: { "NFT-123456": nft } });
  return { world, alice, bob: world.account("bob", {}), contract: world.deploy(ledger, { from: alice, name: "ledger" }) };
}

it("accounts and contracts stand for their addresses, and text for tokens, however deep", () => {
  const { alice, bob, contract: shares } = scene();
  expect(shares.call.share({ shares: [{ to: bob, token: "TOK-123456", amount: 5n }], thanks: shares }, { from: alice }).value).toBe(shares.address);
  expect(shares.query.first()).toEqual({ to: bob.address, token: "TOK-123456", amount: 5n });
  // @ts-expect-error an amount is no account
  expect(() => shares.call.share({ shares: [{ to: bob, token: "TOK-123456", amount: alice }] }, { from: alice })).toThrow('the argument "shares" does not fit List<Share>');
});

it("events of other contracts are those of their ABI", () => {
  const { world, alice, bob, contract: shares } = scene();
  const result = world.deploy(agent, { from: alice, name: "agent" }).call.delegate({ to: shares, shares: [{ to: bob, token: "TOK-123456", amount: 5n }] }, { from: alice });
  expect(result.events).toEqual([]);
  expect(result.eventsOf(shares)).toEqual([{ name: "shared", args: { to: bob.address, amount: 5n } }]);
});

it("instances of tokens have what they were created with", () => {
  const { alice, bob } = scene();
  const instance = alice.instance("NFT-123456", 3n);
  expect(instance).toMatchObject({ amount: 2n, name: "", creator: undefined, royalties: 250, hash: "0x", uris: ["a"] });
  expect(topDecode(Share, bytesToArray(instance?.attributes ?? "0x"))).toEqual({ to: bob.address, token: "TOK-123456", amount: 5n });
  expect([alice.instance("NFT-123456", 4n), alice.instance("OTHER-123456", 3n), bob.instance("NFT-123456", 3n)]).toEqual([undefined, undefined, undefined]);
});

it("storage is found by keys of several parts", () => {
  const { world, alice, bob } = scene();
  world.world.updateAccount({ address: addressToBytes(alice.address), storage: new Map([[bytesToByteString(concatBytes(textToBytes("deposit"), addressToBytes(bob.address), Uint8Array.of(7))), Uint8Array.of(5)]]) });
  expect([alice.storage(["deposit", bob, Uint8Array.of(7)]), alice.storage(["deposit", bob])]).toEqual(["0x05", "0x"]);
  expect(showStorageKey(["deposit", bob, { address: alice.address }])).toBe(`deposit bob ${alice.address}`);
});

it("a sender that is not there is named", () => {
  const { world, contract: shares } = scene();
  expect(() => shares.call.share({ shares: [] }, { from: world.account("ghost") })).toThrow('there is no account "ghost" to send from: world.account("ghost", { balance: … }) puts it');
  expect(() => shares.call.share({ shares: [] }, {} as never)).toThrow("expected an account, a contract or an address, as in { from: alice }");
});

it("the contract that has issued tokens is no other account, as for scenarios", () => {
  const world = createTestWorld(createMarketWorld());
  const alice = world.account("alice", { balance: 5n });
  const contract = world.deploy(mint, { from: alice, name: "mint" });
  world.setNewTokenIdentifiers(["COIN-123456"]);
  contract.call.issue({ from: alice, egld: 5n });
  expect(world.otherAccounts(alice)).toEqual(["sc:mint"]);
  expect(world.otherAccounts(alice, contract)).toEqual([]);
});

const code = Uint8Array.of(0);

it.each<[string, (of: ReturnType<typeof scene>) => unknown]>([
  ["a call", ({ alice, contract: shares }) => shares.call.share({ shares: [] }, { from: alice })],
  ["a query", ({ contract: shares }) => shares.query.first()],
  ["a deployment", ({ world, alice }) => world.deploy({ abi: ledger.abi, code }, { from: alice })],
  ["an upgrade", ({ bob, contract: shares }) => shares.upgrade(ledger, { from: bob })],
  ["a transfer", ({ alice, bob }) => alice.transfer({ to: bob, egld: 2n })],
  ["a call by name", ({ alice, contract: shares }) => alice.call({ to: shares, function: "missing" })],
  ["a query by name", ({ world, contract: shares }) => world.query({ to: shares, function: "missing" })],
  ["a deployment of bare code", ({ alice }) => alice.deploy({ code })],
  ["an upgrade to bare code", ({ bob, contract: shares }) => bob.upgrade({ to: shares, code })],
])("the stack of %s that fails begins where the test called", (_what, act) => {
  const at = scene();
  try {
    act(at);
    expect.unreachable();
  } catch (thrown) {
    expect(isTransactionFailure(thrown) ? "" : thrown).toBe("");
    const [first] = (thrown as Error).stack?.split("\n").filter((line) => line.startsWith("    at ")) ?? [];
    expect(first).toContain("fluent-values.test.ts");
  }
});
