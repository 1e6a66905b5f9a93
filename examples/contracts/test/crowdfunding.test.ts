// Donations that reach their target, and such that do not.
import { addressToBytes, tokenId } from "@mxvm/contract-api";
import { beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { crowdfunding } from "../src/crowdfunding/crowdfunding.js";
import { createScene, type Scene } from "./support.js";

const token = tokenId("FUND-123456");
const payment = (amount: bigint) => ({ payments: [{ token, nonce: 0n, amount }] });

describe("crowdfunding", () => {
  let scene: Scene;
  const start = () => scene.deploy(crowdfunding, { token_identifier: token, target: 100n, deadline: 5000n });

  beforeEach(() => {
    scene = createScene([crowdfunding]);
  });

  it("pays the owner what reaches the target", () => {
    const donor = scene.user("donor");
    scene.give(donor, token, 150n);
    const contract = start();
    expect(contract.call("fund", {}, { from: donor, ...payment(150n) })).toMatchObject({ ok: true });
    expect(contract.view("getDeposit", { donor })).toBe(150n);
    expect(contract.view("status", {})).toBe("FundingPeriod");
    expect(contract.call("claim", {})).toMatchObject({ ok: false, message: "cannot claim before deadline" });
    scene.world.setCurrentBlock({ timestampMs: 6000n });
    expect(contract.view("status", {})).toBe("Successful");
    expect(contract.call("claim", {}, { from: donor })).toMatchObject({ message: "only owner can claim successful funding" });
    expect(contract.call("claim", {})).toMatchObject({ ok: true });
    expect(contract.view("getCurrentFunds", {})).toBe(0n);
  });

  it("gives everyone back their own where it fails", () => {
    const donor = scene.user("donor");
    scene.give(donor, token, 50n);
    const contract = start();
    contract.call("fund", {}, { from: donor, ...payment(50n) });
    scene.world.setCurrentBlock({ timestampMs: 6000n });
    const status = contract.view("status", {});
    expectTypeOf(status).toEqualTypeOf<"FundingPeriod" | "Successful" | "Failed">();
    expect(status).toBe("Failed");
    expect(contract.call("claim", {}, { from: donor })).toMatchObject({ ok: true });
    expect(contract.inside((sc) => sc.storage.deposit(donor).isEmpty())).toBe(true);
    expect(contract.call("claim", {}, { from: donor })).toMatchObject({ ok: true });
  });

  it("takes its own token only, and tokens without a nonce", () => {
    const donor = scene.user("donor");
    scene.give(donor, "OTHER-123456", 50n);
    const contract = start();
    const other = { payments: [{ token: tokenId("OTHER-123456"), nonce: 0n, amount: 5n }] };
    expect(contract.call("fund", {}, { from: donor, ...other })).toMatchObject({ ok: false, message: "wrong token" });
    expect(contract.call("fund", {}, { from: donor })).toMatchObject({ ok: false, message: "incorrect number of transfers" });
  });

  it("refuses payments where none is expected", () => {
    const outcome = start().call("claim", {}, { egld: 1n });
    expect(outcome).toMatchObject({ ok: false, message: "function does not accept EGLD payment", result: { returnCode: 10 } });
  });

  it("checks its arguments in the words of the framework", () => {
    const receiver = addressToBytes(start().address);
    const deposit = (...row: readonly Uint8Array[]) => scene.world.query({ receiver, function: "getDeposit", arguments: row });
    expect(deposit()).toMatchObject({ returnCode: 4, returnMessage: "wrong number of arguments" });
    expect(deposit(Uint8Array.of(1))).toMatchObject({ returnMessage: "argument decode error (donor): bad array length" });
    expect(scene.world.query({ receiver, function: "init", arguments: [] })).toMatchObject({ returnCode: 4 });
  });

  it("starts with a token, a target and a time to come", () => {
    const deploy = (target: bigint, deadline: bigint) => () => scene.deploy(crowdfunding, { token_identifier: token, target, deadline });
    expect(deploy(0n, 5000n)).toThrow("Target must be more than 0");
    expect(deploy(1n, 0n)).toThrow("Deadline can't be in the past");
  });
});
