// What a contract sends: calls whose failure is an answer, promises with closures, deployments, tokens, back transfers.
import { callback, codeOf, type Context, contract, endpoint, event, init, mapper, ownership, payable, t, tokenId, view } from "@mxvm/contract-api";
import { describe, expect, it } from "vitest";
import { adder } from "./fixtures/contracts/adder.js";
import { alice, bob, bytes, createScene, owner } from "./support.js";

const ok = { returnCode: 0, returnMessage: "" };
const token = tokenId("TOK-123456");

const giver = contract("Giver", {}, {
  init: init({}, () => undefined),
  endpoints: {
    give: endpoint({ amount: t.bigUint }, t.bigUint, (sc, { amount }) => {
      sc.send.egld(sc.blockchain.caller(), amount);
      return amount * 2n;
    }),
  },
});

const state = {
  storage: { last: mapper.value("last", t.bigUint), ...ownership.state.storage },
  events: { answered: event("answered", { indexed: { id: t.u64 }, data: { sum: t.bigUint, ok: t.bool } }) },
};

const onSum = callback({ id: t.u64, extra: t.bigUint }, t.bigUint, (sc: Context<typeof state>, result, { extra, id }) => {
  sc.storage.last.set(result.ok ? result.value + extra : BigInt(result.code));
  sc.events.answered({ id, sum: result.ok ? result.value : 0n, ok: result.ok });
});
const unlisted = callback({}, t.bigUint, () => undefined);

const caller = contract("Caller", state, {
  init: init({}, () => undefined),
  endpoints: {
    tryAdd: endpoint({ to: t.address }, t.multi(t.bool, t.u32), (sc, { to }) => {
      const result = sc.send.trySync(to, giver, "give", { amount: 10n ** 30n }, { gas: 5_000_000n });
      return [result.ok, result.ok ? 0 : result.code];
    }),
    read: view({ to: t.address }, t.bigUint, (sc, { to }) => sc.send.readOnly(to, adder, "getSum", {})),
    ask: endpoint({ to: t.address, extra: t.bigUint }, (sc, { extra, to }) => {
      sc.send.promise(to, adder, "getSum", {}, { gas: 20_000_000n, callbackGas: 20_000_000n, callback: onSum.with({ id: 7n, extra }) });
    }),
    askWrongly: endpoint({ to: t.address }, (sc, { to }) => {
      sc.send.promise(to, adder, "getSum", {}, { gas: 20_000_000n, callback: unlisted.with({}) });
    }),
    spawn: endpoint({ source: t.address }, t.address, (sc, { source }) => sc.send.deployFromSource(source, adder, { initialValue: 3n })),
    take: endpoint({ to: t.address }, t.multi(t.bigUint, t.variadic(t.payment)), (sc, { to }) => {
      const doubled = sc.send.sync(to, giver, "give", { amount: 5n });
      return [doubled, sc.blockchain.backTransfers()];
    }),
    mint: endpoint({ amount: t.bigUint }, t.bigUint, (sc, { amount }) => {
      sc.send.esdtLocalMint(token, 0n, amount);
      return sc.blockchain.balance(token);
    }),
    forward: payable(endpoint({ to: t.address }, (sc, { to }) => {
      sc.send.payments(to, sc.callValue.all());
    })),
    hash: view({ data: t.bytes }, t.bytes, (sc, { data }) => sc.crypto.keccak256(data)),
    getLast: view({}, t.bigUint, (sc) => sc.storage.last.get()),
    ...ownership.endpoints,
  },
  callbacks: { onSum },
});

function createCallers() {
  const scene = createScene([adder, caller, giver]);
  return { ...scene, sum: scene.deploy(adder, [bytes(5)]), target: scene.deploy(caller) };
}

describe("a contract", () => {
  it("answers with the failure of another", () => {
    const { call, deploy, target } = createCallers();
    const poor = deploy(giver);
    const { returnData, ...result } = call(target, "tryAdd", [poor]);
    expect(result).toMatchObject(ok);
    expect(returnData[0]).toEqual(bytes(0));
    expect(returnData[1]).not.toEqual(bytes(0));
  });

  it("reads from another", () => {
    const { query, sum, target } = createCallers();
    expect(query(target, "read", [sum]).returnData).toEqual([bytes(5)]);
  });

  it("gets the answer of a promise with its closure", () => {
    const { call, query, sum, target } = createCallers();
    const result = call(target, "ask", [sum, bytes(100)]);
    expect(result).toMatchObject(ok);
    expect(query(target, "getLast").returnData).toEqual([bytes(105)]);
    const log = result.logs.find(({ topics }) => new TextDecoder().decode(topics[0]) === "answered");
    expect(log?.topics[1]).toEqual(bytes(7));
    expect(log?.data).toEqual([Uint8Array.of(0, 0, 0, 1, 5, 1)]);
  });

  it("cannot promise to a callback that it does not list", () => {
    const { call, sum, target } = createCallers();
    expect(() => call(target, "askWrongly", [sum])).toThrow(/does not list the callback/);
  });

  it("deploys from another's code", () => {
    const { call, query, sum, target, world } = createCallers();
    const { returnData } = call(target, "spawn", [sum]);
    const [spawned] = returnData;
    if (spawned === undefined) throw new TypeError("no address");
    expect(world.getAccount(spawned)?.code).toEqual(codeOf(adder));
    expect(query(spawned, "getSum").returnData).toEqual([bytes(3)]);
  });

  it("sees what another sent back", () => {
    const { call, deploy, target, world } = createCallers();
    const rich = deploy(giver);
    world.updateAccount({ address: rich, balance: 100n });
    const { returnData } = call(target, "take", [rich]);
    expect(returnData).toHaveLength(2);
    expect(returnData[0]).toEqual(bytes(10));
  });

  it("makes tokens where it has the role, and passes payments on", () => {
    const { call, target, world } = createCallers();
    expect(call(target, "mint", [bytes(9)])).toMatchObject({ returnCode: 10 });
    world.updateAccount({ address: target, esdt: [{ tokenIdentifier: bytes(token), instances: [], lastNonce: 0n, roles: ["ESDTRoleLocalMint"] }] });
    expect(call(target, "mint", [bytes(9)]).returnData).toEqual([bytes(9)]);
    world.updateAccount({ address: alice, esdt: [{ tokenIdentifier: bytes(token), instances: [{ nonce: 0n, balance: 50n }], lastNonce: 0n, roles: [] }] });
    expect(call(target, "forward", [bob], { sender: alice, esdt: [{ tokenIdentifier: bytes(token), nonce: 0n, value: 20n }] })).toMatchObject(ok);
    expect(world.getEsdt(bob)[0]?.instances[0]?.balance).toBe(20n);
    expect(call(target, "forward", [bob], { sender: alice, value: 3n })).toMatchObject(ok);
    expect(world.getAccount(bob)?.balance).toBe(10n ** 24n + 3n);
  });

  it("hashes", () => {
    const { query, target } = createCallers();
    expect(query(target, "hash", [bytes("abc")]).returnData[0]).toHaveLength(32);
  });

  it("leaves endpoints of its owner to its owner", () => {
    const { call, query, target } = createCallers();
    expect(call(target, "addAdmin", [bob], { sender: alice })).toMatchObject({ returnCode: 4, returnMessage: "Endpoint can only be called by owner" });
    expect(call(target, "addAdmin", [bob], { sender: owner })).toMatchObject(ok);
    expect(query(target, "getAdmins").returnData).toEqual([bob]);
  });
});
