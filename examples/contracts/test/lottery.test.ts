// Tickets, winners, rewards.
import { addressToBytes, tokenId } from "@mxvm/contract-api";
import { beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { lottery } from "../src/lottery/lottery.js";
import { createScene, type Scene } from "./support.js";

const token = tokenId("LOTTERY-123456");
const named = { lottery_name: "first" };
const defaults = {
  ...named,
  token_id: token,
  ticket_price: 100n,
  opt_total_tickets: 2,
  opt_deadline: undefined,
  opt_max_entries_per_user: undefined,
  opt_prize_distribution: undefined,
  opt_whitelist: undefined,
  opt_burn_percentage: undefined,
};

describe("the lottery", () => {
  let scene: Scene;
  const ticket = { payments: [{ token, nonce: 0n, amount: 100n }] };
  const buyer = (name: string) => {
    const user = scene.user(name);
    scene.give(user, token, 300n);
    return user;
  };

  beforeEach(() => {
    scene = createScene([lottery]);
  });

  it("gives what tickets cost to those it draws", () => {
    const [alice, bob] = [buyer("alice"), buyer("bob")];
    const contract = scene.deploy(lottery, {});
    expect(contract.call("startLottery", defaults)).toMatchObject({ ok: true });
    for (const from of [alice, bob]) expect(contract.call("buy_ticket", named, { from, ...ticket })).toMatchObject({ ok: true });
    const status = contract.view("status", named);
    expectTypeOf(status).toEqualTypeOf<"Inactive" | "Running" | "Ended">();
    expect(status).toBe("Ended");
    expect(contract.call("determine_winner", named)).toMatchObject({ message: "caller needs to be on a remote shard" });
    expect(contract.call("determine_winner", named, { from: alice })).toMatchObject({ ok: true, value: "Finished" });
    expect(contract.view("status", named)).toBe("Inactive");
    const claims = [alice, bob].map((from) => contract.call("claim_rewards", { tokens: [] }, { from }));
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
    expect(claims.find(({ ok }) => !ok)).toMatchObject({ message: "no rewards to claim" });
    const balances = [alice, bob].map((user) => scene.world.getEsdt(addressToBytes(user))[0]?.instances[0]?.balance);
    expect(new Set(balances)).toEqual(new Set([200n, 400n]));
  });

  it("keeps every ticket's holder, in order", () => {
    const alice = buyer("alice");
    const contract = scene.deploy(lottery, {});
    contract.call("startLottery", { ...defaults, opt_total_tickets: 3 });
    contract.call("buy_ticket", named, { from: alice, ...ticket });
    contract.call("buy_ticket", named, { from: alice, ...ticket });
    expect(contract.inside((sc) => [...sc.storage.ticketHolders("first").values()])).toEqual([1n, 1n]);
    expect(contract.view("getLotteryInfo", named)).toMatchObject({ tickets_left: 1, prize_pool: 200n });
  });

  it("sells to those on its list only, and as many as they may have", () => {
    const [alice, bob] = [buyer("alice"), buyer("bob")];
    const contract = scene.deploy(lottery, {});
    contract.call("startLottery", { ...defaults, opt_total_tickets: 5, opt_whitelist: [alice], opt_max_entries_per_user: 1 });
    expect(contract.call("buy_ticket", named, { from: bob, ...ticket })).toMatchObject({ message: "you are not allowed to participate in this lottery" });
    expect(contract.call("buy_ticket", named, { from: alice, ...ticket })).toMatchObject({ ok: true });
    expect(contract.call("buy_ticket", named, { from: alice, ...ticket })).toMatchObject({ message: "ticket limit exceeded for this lottery" });
  });
});
