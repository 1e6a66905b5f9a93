// A sum that comes back.
import { beforeEach, describe, expect, it } from "vitest";
import { pingPongEgld } from "../src/ping-pong-egld/ping-pong-egld.js";
import { createScene, type Scene } from "./support.js";

describe("ping pong", () => {
  let scene: Scene;
  const start = (max_funds?: bigint) =>
    scene.deploy(pingPongEgld, { ping_amount: 100n, duration: 1000n, opt_activation_timestamp: undefined, max_funds });
  const ping = (contract: ReturnType<typeof start>, name: string) =>
    contract.call("ping", { _data: [] }, { from: scene.user(name, 1000n), egld: 100n });

  beforeEach(() => {
    scene = createScene([pingPongEgld]);
  });

  it("gives everyone back their sum when the time is over", () => {
    const contract = start();
    ping(contract, "alice");
    ping(contract, "bob");
    expect(contract.view("getUserAddresses", {})).toHaveLength(2);
    expect(contract.call("pongAll", {})).toMatchObject({ ok: false, message: "can't withdraw before deadline" });
    scene.world.setCurrentBlock({ timestampMs: 2000n });
    expect(contract.call("pongAll", {})).toMatchObject({ ok: true, value: "completed" });
    expect(contract.inside((sc) => sc.blockchain.balance("EGLD-000000" as never))).toBe(0n);
  });

  it("is interrupted where gas is short, and goes on where it was", () => {
    const contract = start();
    for (const name of ["alice", "bob", "carol"]) ping(contract, name);
    scene.world.setCurrentBlock({ timestampMs: 2000n });
    expect(contract.call("pongAll", {}, { gas: 5_600_000n })).toMatchObject({ ok: true, value: "interrupted" });
    const last = contract.view("pongAllLastUser", {});
    expect(last).toBeLessThan(3);
    expect(contract.call("pongAll", {})).toMatchObject({ ok: true, value: "completed" });
    expect(contract.view("pongAllLastUser", {})).toBe(0);
  });

  it("takes the fixed sum, once, and up to its limit", () => {
    const contract = start(300n);
    expect(ping(contract, "alice")).toMatchObject({ ok: true });
    expect(ping(contract, "alice")).toMatchObject({ ok: false, message: "can only ping once" });
    // What is paid counts twice: it is in the contract's balance already.
    expect(ping(contract, "bob")).toMatchObject({ ok: true });
    expect(ping(contract, "carol")).toMatchObject({ ok: false, message: "smart contract full" });
    expect(contract.call("ping", { _data: [] }, { egld: 1n })).toMatchObject({ message: "the payment must match the fixed sum" });
    expect(contract.view("getContractState", {})).toEqual({
      ping_amount: 100n, deadline: 1000n, activation_timestamp: 0n, max_funds: 300n, pong_all_last_user: 0,
    });
  });
});
