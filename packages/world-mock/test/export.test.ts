// A world as plain data: the way there and back.
import { bytesToHex, byteStringToBytes, systemAccountAddress } from "@mxvm/codec";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { ExportedWorld } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { createMockWorld, type PortableShardedWorld } from "../src/index.js";
import { adder, alice, bob, contractAddress, createWorld, dump, transfer } from "./support/fixtures.js";
import { codeOf, createScriptedVm } from "./support/scripted-vm.js";

const bytes = byteStringToBytes;

function createFull(): ReturnType<typeof createWorld> {
  const created = createWorld();
  const { world } = created;
  world.updateAccount({
    address: bob,
    username: bytes("bob"),
    developerReward: 3n,
    asyncCallData: bytes("call@01"),
    esdt: [{ tokenIdentifier: bytes("TOK-123456"), instances: [{ nonce: 1n, balance: 7n, name: bytes("one") }], lastNonce: 1n, roles: ["ESDTRoleNFTCreate"] }],
  });
  world.setAccount({ address: contractAddress("twin"), code: codeOf("adder"), shard: 2, storage: new Map([["", Uint8Array.of(1)], ["12", Uint8Array.of(2)], ["\xff", Uint8Array.of(3)]]) });
  world.setCurrentBlock({ nonce: 5n, round: 6n, epoch: 7, timestampMs: 8n, randomSeed: new Uint8Array(48).fill(9) });
  world.setPreviousBlock({ nonce: 4n });
  world.setBlockHashes([bytes("five"), bytes("four")]);
  world.setNewAddress({ creatorAddress: alice, creatorNonce: 11n, newAddress: contractAddress("later") });
  world.setNewAddress({ creatorAddress: alice, creatorNonce: 9n, newAddress: contractAddress("soon") });
  return created;
}

function createShards(): PortableShardedWorld {
  return createMockWorld({ vm: createScriptedVm({}).factory, gasSchedule: gasSchedules.default, compatibility: "production", shards: 3 });
}

const throughJson = (exported: ExportedWorld): ExportedWorld => JSON.parse(JSON.stringify(exported)) as ExportedWorld;

describe("an exported world", () => {
  it("is the same world again, through JSON", () => {
    const { world, vm } = createFull();
    const exported = world.exportState();
    const other = createWorld();
    other.world.setAccount({ address: contractAddress("gone"), balance: 1n });
    other.world.importState(throughJson(exported));
    expect(dump(other.world)).toEqual(dump(world));
    expect(other.world.exportState()).toEqual(exported);
    expect(other.world.getEsdt(bob)).toEqual(world.getEsdt(bob));
    for (const hooks of [vm.hooks[0], other.vm.hooks[0]]) {
      expect(hooks?.getBlockhash(4n)).toEqual(bytes("four"));
      expect(hooks?.newAddress(alice, 9n, Uint8Array.of(5, 0))).toEqual(contractAddress("soon"));
      expect(hooks?.epochStartBlockNonce()).toBe(5n);
    }
  });

  it("is the same text for the same contents, however they came to be", () => {
    const first = createWorld().world;
    const second = createWorld().world;
    for (const address of [first, second].map((_, index) => (index === 0 ? [alice, bob, adder] : [adder, bob, alice])).flat()) first.updateAccount({ address, storage: new Map([["a", Uint8Array.of(1)], ["b", Uint8Array.of(2)]]) });
    for (const address of [adder, alice, bob]) second.updateAccount({ address, storage: new Map([["b", Uint8Array.of(2)], ["a", Uint8Array.of(1)]]) });
    expect(JSON.stringify(second.exportState())).toBe(JSON.stringify(first.exportState()));
  });

  it("lists codes once, and leaves out what is empty", () => {
    const { world } = createFull();
    const { codes, accounts } = world.exportState();
    expect(codes).toEqual([bytesToHex(codeOf("adder"))]);
    expect(accounts.find(({ address }) => address === bytesToHex(alice))).toEqual({ address: bytesToHex(alice), nonce: "7", balance: "1000000" });
    expect(accounts.find(({ shard }) => shard === 2)?.storage).toEqual([["", "01"], ["3132", "02"], ["ff", "03"]]);
  });

  it("holds shards, their system accounts and what waits between them", () => {
    const world = createShards();
    world.setAccount({ address: alice, balance: 100n });
    world.setAccount({ address: systemAccountAddress, storage: new Map([["k", Uint8Array.of(1)]]) });
    world.updateAccount({ address: systemAccountAddress, shard: 2, storage: new Map([["k", Uint8Array.of(2)]]) });
    const far = Uint8Array.from(alice, (byte, index) => (index === 31 ? byte ^ 1 : byte));
    world.execute(transfer({ sender: alice, receiver: far, value: 1n }));
    world.execute(transfer({ sender: alice, receiver: far, value: 2n }));
    world.deliver(1);
    const copy = createShards();
    copy.importState(throughJson(world.exportState()));
    expect(copy.pendingCalls()).toEqual(world.pendingCalls());
    expect(copy.pendingCalls()).toMatchObject([{ id: 2, value: 2n }]);
    expect(copy.getAccountInShard(systemAccountAddress, 2)?.storage.get("k")).toEqual(Uint8Array.of(2));
    copy.deliverAll();
    copy.execute(transfer({ sender: alice, receiver: far, value: 3n }));
    expect(copy.pendingCalls()).toMatchObject([{ id: 3 }]);
    expect(copy.getAccount(far)?.balance).toBe(3n);
  });

  it("of a hundred thousand entries and accounts comes back whole", () => {
    const { world } = createWorld();
    const count = 100_000;
    const key = (index: number): string => `key${index.toString(36)}`;
    world.updateAccount({ address: adder, storage: new Map(Array.from({ length: count }, (_, index) => [key(index), Uint8Array.of(1, index & 0xff, index >> 8)])) });
    for (let index = 0; index < count; index += 10) {
      const address = new Uint8Array(32).fill(0x61);
      new DataView(address.buffer).setUint32(4, index);
      world.setAccount({ address, balance: BigInt(index) });
    }
    const text = JSON.stringify(world.exportState());
    const other = createWorld().world;
    other.importState(JSON.parse(text) as ExportedWorld);
    expect(JSON.stringify(other.exportState())).toBe(text);
    expect(other.getAccount(adder)?.storage.size).toBe(count);
    expect(other.getStorage(adder, bytes(key(77_777)))).toEqual(Uint8Array.of(1, 77_777 & 0xff, (77_777 >> 8) & 0xff));
    expect(other.addresses()).toHaveLength(count / 10 + 3);
  });
});

describe("data that are no world of this kind", () => {
  const exported = createFull().world.exportState();
  const [account] = exported.accounts;
  it.each([
    ["no object", [], "the data: expected an object, found a list"],
    ["another version", { ...exported, version: 2 }, "version: expected 1, found 2"],
    ["shards", { ...exported, numberOfShards: 3 }, "numberOfShards: expected nothing, as this world has no shards, found 3"],
    ["an unknown field", { ...exported, extra: 1 }, "extra: expected one of format, version,"],
    ["a missing field", { ...exported, codes: undefined }, "codes: expected a value, found nothing"],
    ["an unknown field of an account", { ...exported, accounts: [{ ...account, color: "red" }] }, "accounts[0].color: expected one of address,"],
    ["a number as a balance", { ...exported, accounts: [{ ...account, balance: 5 }] }, "accounts[0].balance: expected an unsigned number in decimal digits, found 5"],
    ["a short address", { ...exported, accounts: [{ address: "00" }] }, 'accounts[0].address: expected 32 bytes, found "00"'],
    ["half a byte", { ...exported, blockHashes: ["0"] }, 'blockHashes[0]: expected bytes in hexadecimal, found "0"'],
    ["a code that is not there", { ...exported, accounts: [{ ...account, code: 9 }] }, "accounts[0].code: expected the index of one of 1 codes, found 9"],
    ["a key without value", { ...exported, accounts: [{ ...account, storage: [["00"]] }] }, "accounts[0].storage[0]: expected a key and a value, found a list"],
  ])("are refused with their place: %s", (_, data, message) => {
    const { world } = createFull();
    expect(() => {
      world.importState(data as unknown as ExportedWorld);
    }).toThrow(expect.objectContaining({ code: "STATE_INVALID", message: expect.stringContaining(message) as string }));
    expect(world.exportState()).toEqual(exported);
  });
});
