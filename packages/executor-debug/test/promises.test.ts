// Promises and back transfers: how callbacks get what came of a call, their closure, and what was paid back; and what contracts that are
// called at once send back.
import { callback, type Context, contract, EGLD, endpoint, event, fail, init, mapper, payable, t, tokenId, view } from "@mxvm/contract-api";
import { describe, expect, it } from "vitest";
import { alice, bytes, createScene } from "./support.js";

const ok = { returnCode: 0, returnMessage: "" };
const token = tokenId("TOK-123456");
const nft = tokenId("NFT-123456");
const payment = t.struct("Paid", { token: t.tokenId, nonce: t.u64, amount: t.bigUint });

/** It sends back what it is asked to, fails when asked to, and keeps a number. */
const shop = contract("Shop", { storage: { sold: mapper.value("sold", t.u32) } }, {
  init: init({}, () => undefined),
  endpoints: {
    sell: payable(endpoint({ change: t.bigUint }, t.multi(t.u32, t.string), (sc, { change }) => {
      const [first] = sc.callValue.all();
      sc.storage.sold.update((sold) => sold + 1);
      if (first !== undefined && change > 0n) sc.send.payment(sc.blockchain.caller(), { ...first, amount: change });
      return [sc.storage.sold.get(), "thanks"] as const;
    })),
    giveBack: payable(endpoint({}, (sc) => { sc.send.payments(sc.blockchain.caller(), sc.callValue.all()); })),
    refuse: payable(endpoint({}, t.u32, () => fail("closed today"))),
    count: view({}, t.u32, (sc) => sc.storage.sold.get()),
  },
});

const state = {
  storage: { log: mapper.vec("log", t.string) },
  events: {
    paidBack: event("paidBack", { indexed: { token: t.tokenId, note: t.string }, data: { nonce: t.u64, amount: t.bigUint, ok: t.bool } }),
    plain: event("plain", { indexed: { tags: t.variadic(t.string) }, data: { amount: t.bigUint } }),
    bare: event("bare"),
  },
};
type Sc = Context<typeof state>;

const onSold = callback({ buyer: t.address, note: t.string }, t.multi(t.u32, t.string), (sc: Sc, result, { buyer, note }) => {
  sc.storage.log.push(result.ok ? `${note}: ${String(result.value[0])} ${result.value[1]}` : `${note}: ${String(result.code)} ${result.message}`);
  for (const back of [...sc.callValue.all(), ...sc.blockchain.backTransfers()]) {
    sc.events.paidBack({ token: back.token, note, nonce: back.nonce, amount: back.amount, ok: result.ok });
    sc.send.payment(buyer, back);
  }
});
const onAnything = callback({}, (sc: Sc, result) => { sc.storage.log.push(result.ok ? "ok" : result.message); });

const buyer = contract("Buyer", state, {
  init: init({}, () => undefined),
  callbacks: { onSold, onAnything },
  endpoints: {
    buy: payable(endpoint({ shop: t.address, change: t.bigUint, note: t.string }, (sc, { change, note, shop: to }) => {
      sc.send.promise(to, shop, "sell", { change }, {
        gas: 20_000_000n,
        callbackGas: 20_000_000n,
        payments: sc.callValue.all(),
        callback: onSold.with({ buyer: sc.blockchain.caller(), note }),
      });
    })),
    tryToBuy: payable(endpoint({ shop: t.address }, (sc, { shop: to }) => {
      sc.send.promise(to, shop, "refuse", {}, { gas: 20_000_000n, callbackGas: 20_000_000n, payments: sc.callValue.all(), callback: onAnything.with({}) });
    })),
    forget: payable(endpoint({ shop: t.address }, (sc, { shop: to }) => {
      sc.send.promise(to, shop, "sell", { change: 0n }, { gas: 20_000_000n });
    })),
    two: endpoint({ shop: t.address }, (sc, { shop: to }) => {
      for (const note of ["first", "second"]) {
        sc.send.promise(to, shop, "sell", { change: 0n }, {
          gas: 20_000_000n,
          callbackGas: 20_000_000n,
          callback: onSold.with({ buyer: sc.blockchain.caller(), note }),
        });
      }
    }),
    exchange: payable(endpoint({ shop: t.address }, t.variadic(payment), (sc, { shop: to }) => {
      sc.send.sync(to, shop, "giveBack", {}, { payments: sc.callValue.all() });
      return sc.blockchain.backTransfers();
    })),
    peek: view({ shop: t.address }, t.u32, (sc, { shop: to }) => sc.send.readOnly(to, shop, "count", {})),
    sneak: endpoint({ shop: t.address }, t.multi(t.u32, t.string), (sc, { shop: to }) => sc.send.readOnly(to, shop, "sell", { change: 0n })),
    announce: endpoint({ amount: t.bigUint }, (sc, { amount }) => {
      sc.events.plain({ tags: ["a", "b"], amount });
      sc.events.bare();
    }),
    readLog: view({}, t.variadic(t.string), (sc) => [...sc.storage.log.values()]),
  },
});

const held = (identifier: string, nonce: bigint, balance: bigint) => ({ tokenIdentifier: bytes(identifier), instances: [{ nonce, balance }], lastNonce: nonce, roles: [] });
const sent = (identifier: string, nonce: bigint, value: bigint) => ({ tokenIdentifier: bytes(identifier), nonce, value });

function createMarket() {
  const scene = createScene([buyer, shop]);
  scene.world.updateAccount({ address: alice, esdt: [held(token, 0n, 100n), held(nft, 7n, 1n)] });
  const [shopAddress, buyerAddress] = [scene.deploy(shop), scene.deploy(buyer)];
  const readLog = () => scene.query(buyerAddress, "readLog").returnData.map((data) => new TextDecoder().decode(data));
  const balanceOf = (address: Uint8Array, identifier: string) =>
    scene.world.getEsdt(address).find(({ tokenIdentifier }) => new TextDecoder().decode(tokenIdentifier) === identifier)?.instances[0]?.balance ?? 0n;
  return { ...scene, shopAddress, buyerAddress, readLog, balanceOf };
}

const logNamed = (name: string, { logs }: { readonly logs: readonly { readonly topics: readonly Uint8Array[]; readonly data: readonly Uint8Array[] }[] }) =>
  logs.filter(({ topics }) => new TextDecoder().decode(topics[0]) === name);

describe("a callback", () => {
  it("gets the results, the closure and the change, in tokens", () => {
    const { balanceOf, buyerAddress, call, readLog, shopAddress } = createMarket();
    const result = call(buyerAddress, "buy", [shopAddress, bytes(4), bytes("bread")], { sender: alice, esdt: [sent(token, 0n, 10n)] });
    expect(result).toMatchObject(ok);
    expect(readLog()).toEqual(["bread: 1 thanks"]);
    expect(balanceOf(alice, token)).toBe(94n);
    expect(balanceOf(shopAddress, token)).toBe(6n);
    expect(logNamed("paidBack", result)).toMatchObject([
      { topics: [bytes("paidBack"), bytes(token), bytes("bread")], data: [Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 1)] },
    ]);
  });

  it("gets the change in EGLD", () => {
    const { buyerAddress, call, shopAddress, world } = createMarket();
    expect(call(buyerAddress, "buy", [shopAddress, bytes(3), bytes("milk")], { sender: alice, value: 10n })).toMatchObject(ok);
    expect(world.getAccount(shopAddress)?.balance).toBe(7n);
    expect(world.getAccount(alice)?.balance).toBe(10n ** 24n - 7n);
  });

  it("gets the failure, and what was paid comes back", () => {
    const { balanceOf, buyerAddress, call, readLog, shopAddress } = createMarket();
    expect(call(buyerAddress, "tryToBuy", [shopAddress], { sender: alice, esdt: [sent(token, 0n, 10n)] })).toMatchObject(ok);
    expect(readLog()).toEqual(["closed today"]);
    expect(balanceOf(buyerAddress, token)).toBe(10n);
    expect(balanceOf(shopAddress, token)).toBe(0n);
  });

  it("gets the failure of a function that pays back too much, by code and message", () => {
    const { buyerAddress, call, readLog, shopAddress } = createMarket();
    expect(call(buyerAddress, "buy", [shopAddress, bytes(40), bytes("wine")], { sender: alice, esdt: [sent(token, 0n, 10n)] })).toMatchObject(ok);
    expect(readLog()).toEqual(["wine: 10 insufficient funds"]);
  });

  it("is one's own for each of several promises, and none where none is named", () => {
    const { buyerAddress, call, query, readLog, shopAddress } = createMarket();
    expect(call(buyerAddress, "two", [shopAddress], { sender: alice })).toMatchObject(ok);
    expect(readLog()).toEqual(["first: 1 thanks", "second: 2 thanks"]);
    expect(call(buyerAddress, "forget", [shopAddress])).toMatchObject(ok);
    expect(query(shopAddress, "count").returnData).toEqual([bytes(3)]);
  });
});

describe("back transfers", () => {
  const encodedPayment = (identifier: string, nonce: number, amount: number) =>
    Uint8Array.of(0, 0, 0, identifier.length, ...bytes(identifier), 0, 0, 0, 0, 0, 0, 0, nonce, 0, 0, 0, 1, amount);

  it.each([
    ["EGLD", { value: 9n }, [encodedPayment(EGLD, 0, 9)]],
    ["a token", { esdt: [sent(token, 0n, 10n)] }, [encodedPayment(token, 0, 10)]],
    ["an NFT", { esdt: [sent(nft, 7n, 1n)] }, [encodedPayment(nft, 7, 1)]],
    ["several tokens", { esdt: [sent(nft, 7n, 1n), sent(token, 0n, 10n)] }, [encodedPayment(nft, 7, 1), encodedPayment(token, 0, 10)]],
    ["nothing", {}, []],
  ] as const)("are what a contract called at once sends back: %s", (_, paid, expected) => {
    const { buyerAddress, call, shopAddress } = createMarket();
    expect(call(buyerAddress, "exchange", [shopAddress], { sender: alice, ...paid })).toMatchObject({ ...ok, returnData: expected });
  });
});

describe("a read-only call", () => {
  it("answers, and cannot write", () => {
    const { buyerAddress, call, query, shopAddress } = createMarket();
    expect(query(buyerAddress, "peek", [shopAddress]).returnData).toEqual([bytes(0)]);
    expect(call(buyerAddress, "sneak", [shopAddress])).toMatchObject({ returnCode: 10, returnMessage: "execution failed" });
    expect(query(shopAddress, "count").returnData).toEqual([bytes(0)]);
  });
});

it("an event has topics without number, one field of data at the top level, or none", () => {
  const { buyerAddress, call } = createMarket();
  const result = call(buyerAddress, "announce", [bytes(256)]);
  expect(logNamed("plain", result)).toMatchObject([{ topics: [bytes("plain"), bytes("a"), bytes("b")], data: [bytes(256)] }]);
  expect(logNamed("bare", result)).toMatchObject([{ topics: [bytes("bare")], data: [new Uint8Array(0)] }]);
});
