// Balances and allowances.
import { describe, expect, it } from "vitest";
import { erc20 } from "../src/erc20/erc20.js";
import { addressOf, createScene } from "./support.js";

const owner = addressOf("owner");

describe("the token", () => {
  it("gives all of it to who deploys, and lets owners send", () => {
    const scene = createScene([erc20]);
    const alice = scene.user("alice");
    const contract = scene.deploy(erc20, { total_supply: 1000n });
    expect(contract.call("transfer", { to: alice, amount: 300n })).toMatchObject({ ok: true });
    expect([contract.view("balanceOf", { address: owner }), contract.view("balanceOf", { address: alice })]).toEqual([700n, 300n]);
    expect(contract.view("totalSupply", {})).toBe(1000n);
  });

  it("moves nothing where there is too little", () => {
    const scene = createScene([erc20]);
    const alice = scene.user("alice");
    const contract = scene.deploy(erc20, { total_supply: 10n });
    expect(contract.call("transfer", { to: owner, amount: 1n }, { from: alice })).toMatchObject({ ok: false, message: "insufficient funds" });
    expect(contract.view("balanceOf", { address: owner })).toBe(10n);
  });

  it("lets others spend what they are allowed", () => {
    const scene = createScene([erc20]);
    const [alice, bob] = [scene.user("alice"), scene.user("bob")];
    const contract = scene.deploy(erc20, { total_supply: 10n });
    contract.call("approve", { spender: alice, amount: 4n });
    expect(contract.call("transferFrom", { sender: owner, recipient: bob, amount: 5n }, { from: alice })).toMatchObject({ message: "allowance exceeded" });
    expect(contract.call("transferFrom", { sender: owner, recipient: bob, amount: 3n }, { from: alice })).toMatchObject({ ok: true });
    expect(contract.view("allowance", { owner, spender: alice })).toBe(1n);
    expect(contract.inside((sc) => sc.storage.balance(bob).get())).toBe(3n);
  });
});
