// Deployments and upgrades: a contract's own, and those that it makes of others, from given code and from another's.
import { codeMetadataFromBytes } from "@mxvm/codec";
import { codeOf, contract, endpoint, init, mapper, payable, t, view } from "@mxvm/contract-api";
import { describe, expect, it } from "vitest";
import { adder } from "./fixtures/contracts/adder.js";
import { bytes, createScene, owner } from "./support.js";

const ok = { returnCode: 0, returnMessage: "" };

/** What the adder is upgraded to: it keeps the sum, and counts upgrades. */
const counter = contract("Counter", { storage: { sum: mapper.value("sum", t.bigUint), upgrades: mapper.value("upgrades", t.u32) } }, {
  init: payable(init({ sum: t.bigUint }, (sc, { sum }) => sc.storage.sum.set(sum))),
  upgrade: init({ by: t.u32 }, (sc, { by }) => { sc.storage.upgrades.update((count) => count + by); }),
  endpoints: {
    get: view({}, t.multi(t.bigUint, t.u32), (sc) => [sc.storage.sum.get(), sc.storage.upgrades.get()] as const),
  },
});

const parent = contract("Parent", {}, {
  init: init({}, () => undefined),
  endpoints: {
    deployCode: payable(endpoint({ code: t.bytes, sum: t.bigUint }, t.address, (sc, { code, sum }) =>
      sc.send.deploy(code, counter, { sum }, { egld: sc.callValue.egld() }))),
    deployFrom: endpoint({ source: t.address, initialValue: t.bigUint }, t.address, (sc, { initialValue, source }) =>
      sc.send.deployFromSource(source, adder, { initialValue }, { codeMetadata: { upgradeable: true, payable: true } })),
    deployWithLittleGas: endpoint({ source: t.address }, t.address, (sc, { source }) =>
      sc.send.deployFromSource(source, adder, { initialValue: 1n }, { gas: 10n })),
    upgradeCode: endpoint({ child: t.address, code: t.bytes, by: t.u32 }, (sc, { by, child, code }) => {
      sc.send.upgrade(child, code, counter, { by }, { codeMetadata: { upgradeable: true } });
    }),
    upgradeFrom: endpoint({ child: t.address, source: t.address, by: t.u32 }, (sc, { by, child, source }) => {
      sc.send.upgradeFromSource(child, source, counter, { by });
    }),
  },
});

const basics = { sender: owner, value: 0n, txHash: new Uint8Array(32), gasLimit: 600_000_000n, gasPrice: 0n } as const;

function createFamily() {
  const scene = createScene([adder, counter, parent]);
  return {
    ...scene,
    adderAddress: scene.deploy(adder, [bytes(5)]),
    counterAddress: scene.deploy(counter, [bytes(0)]),
    parentAddress: scene.deploy(parent),
    metadataOf: (address: Uint8Array) => codeMetadataFromBytes(scene.world.getAccount(address)?.codeMetadata ?? new Uint8Array(2)),
  };
}

const child = ({ returnData }: { readonly returnData: readonly Uint8Array[] }): Uint8Array => returnData[0] ?? new Uint8Array(0);

describe("a contract", () => {
  it("is upgraded by its owner: its own `upgrade` runs, on the storage that it had", () => {
    const { adderAddress, query, world } = createFamily();
    const upgrade = { kind: "upgrade", receiver: adderAddress, code: codeOf(counter), codeMetadata: Uint8Array.of(1, 0), arguments: [bytes(2)], ...basics } as const;
    expect(world.execute(upgrade)).toMatchObject(ok);
    expect(query(adderAddress, "get").returnData).toEqual([bytes(5), bytes(2)]);
    expect(world.execute({ ...upgrade, sender: new Uint8Array(32).fill(2) }).returnCode).not.toBe(0);
  });

  it("deploys code that it is given, with payment", () => {
    const { call, metadataOf, parentAddress, query, world } = createFamily();
    const result = call(parentAddress, "deployCode", [codeOf(counter), bytes(8)], { value: 4n });
    expect(result).toMatchObject(ok);
    expect(query(child(result), "get").returnData[0]).toEqual(bytes(8));
    expect(world.getAccount(child(result))?.balance).toBe(4n);
    expect(world.getAccount(child(result))?.ownerAddress).toEqual(parentAddress);
    expect(metadataOf(child(result))).toMatchObject({ upgradeable: true, readable: false, payable: false });
  });

  it("deploys another's code, with the metadata that it says", () => {
    const { adderAddress, call, metadataOf, parentAddress, query } = createFamily();
    const result = call(parentAddress, "deployFrom", [adderAddress, bytes(3)]);
    expect(query(child(result), "getSum").returnData).toEqual([bytes(3)]);
    expect(metadataOf(child(result))).toMatchObject({ upgradeable: true, readable: false, payable: true });
  });

  it("fails with a deployment that fails", () => {
    const { adderAddress, call, parentAddress } = createFamily();
    expect(call(parentAddress, "deployWithLittleGas", [adderAddress]).returnCode).not.toBe(0);
    expect(call(parentAddress, "deployFrom", [new Uint8Array(32).fill(9), bytes(1)]).returnCode).not.toBe(0);
  });

  it("upgrades a child to code that it is given", () => {
    const { adderAddress, call, metadataOf, parentAddress, query, world } = createFamily();
    const address = child(call(parentAddress, "deployFrom", [adderAddress, bytes(3)]));
    expect(call(parentAddress, "upgradeCode", [address, codeOf(counter), bytes(7)])).toMatchObject(ok);
    expect(world.getAccount(address)?.code).toEqual(codeOf(counter));
    expect(query(address, "get").returnData).toEqual([bytes(3), bytes(7)]);
    expect(metadataOf(address)).toMatchObject({ upgradeable: true, payable: false });
  });

  it("upgrades a child to another's code, which then has no metadata unless the contract says some", () => {
    const { adderAddress, call, counterAddress, metadataOf, parentAddress, query } = createFamily();
    const address = child(call(parentAddress, "deployFrom", [adderAddress, bytes(3)]));
    expect(call(parentAddress, "upgradeFrom", [address, counterAddress, bytes(1)])).toMatchObject(ok);
    expect(query(address, "get").returnData).toEqual([bytes(3), bytes(1)]);
    expect(metadataOf(address)).toMatchObject({ upgradeable: false });
    expect(call(parentAddress, "upgradeFrom", [address, counterAddress, bytes(1)]).logs.length).toBeGreaterThan(0);
    expect(query(address, "get").returnData).toEqual([bytes(3), bytes(1)]);
  });

  it("cannot upgrade what is not its own", () => {
    const { adderAddress, call, counterAddress, parentAddress, world } = createFamily();
    call(parentAddress, "upgradeFrom", [adderAddress, counterAddress, bytes(1)]);
    expect(world.getAccount(adderAddress)?.code).toEqual(codeOf(adder));
  });
});
