// Contracts that call contracts.
import { describe, expect, it } from "vitest";
import { checkPause } from "../src/proxy-pause/check-pause.js";
import { proxyPause } from "../src/proxy-pause/proxy-pause.js";
import { addressOf, createScene } from "./support.js";
import { addressToBytes } from "@mxvm/contract-api";

describe("the pause proxy", () => {
  it("pauses all its contracts at once", () => {
    const { deploy, world } = createScene([checkPause, proxyPause]);
    const proxy = deploy(proxyPause, {});
    const contracts = [deploy(checkPause, {}), deploy(checkPause, {})];
    for (const { address } of contracts) world.updateAccount({ address: addressToBytes(address), ownerAddress: addressToBytes(proxy.address) });
    proxy.call("addContracts", { contracts: contracts.map(({ address }) => address) });
    expect(proxy.call("pause", {})).toMatchObject({ ok: true });
    expect(contracts.map((contract) => contract.view("checkPause", {}))).toEqual([true, true]);
    expect(proxy.call("unpause", {})).toMatchObject({ ok: true });
    expect(contracts.map((contract) => contract.view("checkPause", {}))).toEqual([false, false]);
  });

  it("obeys its owners only", () => {
    const scene = createScene([checkPause, proxyPause]);
    const alice = scene.user("alice");
    const proxy = scene.deploy(proxyPause, {});
    expect(proxy.call("pause", {}, { from: alice })).toMatchObject({ ok: false, message: "caller is not an owner" });
    proxy.call("addOwners", { owners: [alice] });
    expect(proxy.call("pause", {}, { from: alice })).toMatchObject({ ok: true });
    expect(proxy.view("owners", {})).toEqual([addressOf("owner"), alice]);
    expect(proxy.inside((sc) => sc.storage.owners.length())).toBe(2);
  });

  it("fails where a contract is not its own", () => {
    const { deploy } = createScene([checkPause, proxyPause]);
    const proxy = deploy(proxyPause, {});
    proxy.call("addContracts", { contracts: [deploy(checkPause, {}).address] });
    expect(proxy.call("pause", {})).toMatchObject({ ok: false });
  });
});
