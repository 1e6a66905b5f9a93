// Contracts of the design study, run in a world: events, arithmetic, modules, asynchronous calls, calls in a cycle.
import { codeOf } from "@mxvm/contract-api";
import { equalBytes } from "@mxvm/codec";
import { describe, expect, it } from "vitest";
import { adder } from "./fixtures/contracts/adder.js";
import { erc20 } from "./fixtures/contracts/erc20.js";
import { loops } from "./fixtures/contracts/loops.js";
import { multisig } from "./fixtures/contracts/multisig/multisig.js";
import { ping } from "./fixtures/contracts/ping.js";
import { pong } from "./fixtures/contracts/pong.js";
import { alice, bytes, createScene, owner } from "./support.js";

const ok = { returnCode: 0, returnMessage: "" };

describe("erc20", () => {
  it("moves balances, logs and answers", () => {
    const { call, deploy, query } = createScene([erc20]);
    const contract = deploy(erc20, [bytes(1000)]);
    const result = call(contract, "transfer", [alice, bytes(300)]);
    expect(result).toMatchObject(ok);
    const log = result.logs.find(({ topics }) => topics[0] !== undefined && equalBytes(topics[0], bytes("transfer")));
    expect(log?.topics).toEqual([bytes("transfer"), owner, alice]);
    expect(log?.data).toEqual([bytes(300)]);
    expect(query(contract, "balanceOf", [alice]).returnData).toEqual([bytes(300)]);
    expect(query(contract, "balanceOf", [owner]).returnData).toEqual([bytes(700)]);
  });

  it("fails with the contract's message, and leaves storage as it was", () => {
    const { call, deploy, query } = createScene([erc20]);
    const contract = deploy(erc20, [bytes(1000)]);
    expect(call(contract, "transfer", [alice, bytes(1001)])).toMatchObject({ returnCode: 4, returnMessage: "insufficient funds" });
    expect(query(contract, "balanceOf", [owner]).returnData).toEqual([bytes(1000)]);
  });
});

describe("loops", () => {
  it.each([
    ["factorial", [5], 120n],
    ["triangle", [10], 55n],
    ["gcd", [48, 18], 6n],
    ["average", [3, 5], 4n],
    ["mixed", [7, 5, 3], 2n * 3n + 15n - 10n],
  ] as const)("computes %s", (name, args, expected) => {
    const { deploy, query } = createScene([loops]);
    const contract = deploy(loops);
    expect(query(contract, name, args.map((value) => bytes(value))).returnData).toEqual([bytes(expected)]);
  });

  it("fails where a value does not fit", () => {
    const { deploy, query } = createScene([loops]);
    const contract = deploy(loops);
    const largest = bytes(2n ** 64n - 1n);
    expect(query(contract, "plus", [largest, bytes(1)])).toMatchObject({ returnCode: 4, returnMessage: "integer overflow" });
    expect(query(contract, "below", [bytes(1), bytes(2)])).toMatchObject({ returnCode: 4, returnMessage: "integer overflow" });
    expect(query(contract, "mixed", [bytes(1), bytes(9), bytes(0)])).toMatchObject({ returnCode: 0 });
    expect(query(contract, "mixed", [bytes(1), bytes(2), bytes(4)])).toMatchObject({ returnCode: 0 });
    expect(query(contract, "mixed", [bytes(0), bytes(1), bytes(1)])).toMatchObject({ returnCode: 0 });
  });
});

describe("calls", () => {
  it("calls other contracts and takes their results", () => {
    const { call, deploy, query } = createScene([multisig, adder]);
    const sum = deploy(adder, [bytes(5)]);
    const contract = deploy(multisig, [bytes(1), owner]);
    const result = call(contract, "addTo", [sum, bytes(8)]);
    expect(result).toMatchObject(ok);
    expect(result.returnData).toEqual([bytes(13)]);
    expect(query(sum, "getSum").returnData).toEqual([bytes(13)]);
  });

  it("calls contracts that import each other, and deploys none that lacks init", () => {
    const { call, query, tryDeploy, world } = createScene([ping, pong]);
    expect(tryDeploy(ping)).toMatchObject({ returnCode: 1, returnMessage: "invalid function (not found)" });
    const [first, second] = [8, 9].map((last) => Uint8Array.from({ length: 32 }, (_, at) => (at < 8 || at === 9 ? 0 : at === 8 ? 5 : last)));
    if (first === undefined || second === undefined) throw new TypeError("no addresses");
    world.setAccount({ address: first, code: codeOf(ping) });
    world.setAccount({ address: second, code: codeOf(pong), storage: new Map([["n", bytes(77)]]) });
    expect(call(first, "hit", [second])).toMatchObject(ok);
    expect(query(first, "count").returnData).toEqual([bytes(77)]);
  });

  it("runs promises and their callbacks with closures", () => {
    const { call, deploy, query } = createScene([multisig, adder]);
    const contract = deploy(multisig, [bytes(1), owner]);
    expect(call(contract, "proposeChangeQuorum", [bytes(1)])).toMatchObject({ ...ok, returnData: [bytes(1)] });
    const pending = query(contract, "getPendingActions");
    expect(pending.returnData).toHaveLength(2);
    const performed = call(contract, "performAction", [bytes(1)]);
    expect(performed).toMatchObject(ok);
    expect(performed.logs.map(({ topics }) => new TextDecoder().decode(topics[0]))).toContain("quorumChanged");
  });
});
