// Accounts as users of a world set, change, read and delete them.
import { byteStringToBytes, bytesToHex } from "@mxvm/codec";
import type { AccountChange } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { adder, addressesOf, alice, bob, contractAddress, createWorld, dump, userAddress } from "./support/fixtures.js";
import { codeOf } from "./support/scripted-vm.js";

const bytes = byteStringToBytes;
const none = new Uint8Array(0);

const whole = {
  address: contractAddress("whole"),
  nonce: 1n,
  balance: 2n,
  username: bytes("whole.elrond"),
  storage: new Map([["a", Uint8Array.of(1)]]),
  code: codeOf("whole"),
  codeMetadata: Uint8Array.of(1, 2),
  ownerAddress: alice,
  developerReward: 3n,
  shard: 0,
  asyncCallData: bytes("f@01"),
};

describe("an account", () => {
  it("is given back as it was set, with the hash of its code", () => {
    const { world } = createWorld();
    world.setAccount(whole);
    const codeHash = world.getAccount(whole.address)?.codeHash ?? none;
    expect(world.getAccount(whole.address)).toEqual({ ...whole, codeHash });
    world.setAccount({ address: adder, code: bytes("abc") });
    // BLAKE2b-256 of "abc", from the reference implementation.
    expect(bytesToHex(world.getAccount(adder)?.codeHash ?? none)).toBe("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  });

  it("that is set replaces the one before, and what is not given becomes empty", () => {
    const { world } = createWorld();
    world.setAccount(whole);
    world.setAccount({ address: whole.address });
    expect(world.getAccount(whole.address)).toEqual({
      address: whole.address,
      nonce: 0n,
      balance: 0n,
      username: none,
      storage: new Map(),
      code: none,
      codeHash: none,
      codeMetadata: none,
      ownerAddress: none,
      developerReward: 0n,
      shard: 0,
      asyncCallData: none,
    });
  });

  it("that is updated keeps what is not given and merges storage", () => {
    const { world } = createWorld();
    world.setAccount(whole);
    const codeHash = world.getAccount(whole.address)?.codeHash;
    world.updateAccount({ address: whole.address, balance: 9n, storage: new Map([["b", Uint8Array.of(2)], ["a", none]]) });
    expect(world.getAccount(whole.address)).toEqual({ ...whole, codeHash, balance: 9n, storage: new Map([["b", Uint8Array.of(2)]]) });
  });

  it("with code and no metadata is upgradeable, readable and payable by all", () => {
    const { world } = createWorld();
    expect(world.getAccount(adder)?.codeMetadata).toEqual(Uint8Array.of(5, 6));
  });

  it("that gets new code keeps the metadata that it has", () => {
    const { world } = createWorld();
    world.setAccount(whole);
    world.updateAccount({ address: whole.address, code: codeOf("other") });
    expect(world.getAccount(whole.address)).toMatchObject({ code: codeOf("other"), codeMetadata: whole.codeMetadata });
  });

  it("does not follow the caller's arrays, in or out", () => {
    const { world } = createWorld();
    const change = { address: userAddress("carol"), username: bytes("c"), storage: new Map([["k", Uint8Array.of(1)]]) };
    world.setAccount(change);
    const before = dump(world);
    change.username[0] = 0;
    change.storage.get("k")?.fill(9);
    const taken = world.getAccount(change.address);
    taken?.storage.get("k")?.fill(8);
    taken?.address.fill(0);
    for (const address of world.addresses()) address.fill(0);
    change.address = userAddress("carol");
    expect(dump(world)).toEqual(before);
  });

  it("is gone after it was deleted, and deleting it again does nothing", () => {
    const { world } = createWorld();
    world.deleteAccount(bob);
    world.deleteAccount(bob);
    expect(world.getAccount(bob)).toBeUndefined();
    expect(world.getStorage(bob, bytes("k"))).toEqual(none);
  });

  it("holds tokens in its storage, and they are read from there", () => {
    const { world } = createWorld();
    const token = {
      tokenIdentifier: bytes("TOK-123456"),
      instances: [
        { nonce: 0n, balance: 100n },
        { nonce: 2n, balance: 1n, creator: alice, royalties: 250, attributes: bytes("x") },
      ],
      lastNonce: 2n,
      roles: ["ESDTRoleLocalMint"],
    };
    world.setAccount({ address: bob, esdt: [token] });
    expect(world.getEsdt(bob)).toEqual([token]);
    expect([...(world.getAccount(bob)?.storage.keys() ?? [])].every((key) => key.startsWith("ELROND"))).toBe(true);
    expect(world.getEsdt(userAddress("nobody"))).toEqual([]);
  });
});

describe("addresses", () => {
  it("are sorted by bytes", () => {
    const { world } = createWorld();
    world.setAccount({ address: new Uint8Array(32).fill(0xff) });
    world.setAccount({ address: new Uint8Array(32).fill(0x80) });
    const addresses = addressesOf(world);
    expect(addresses).toHaveLength(5);
    expect(addresses).toEqual([...addresses].sort((a, b) => (a < b ? -1 : 1)));
  });
});

describe("account data that contradict themselves", () => {
  it.each<[string, AccountChange]>([
    ["code on a user's address", { address: bob, code: codeOf("x") }],
    ["a negative balance", { address: bob, balance: -1n }],
    ["a negative nonce", { address: bob, nonce: -1n }],
    ["a negative developer reward", { address: bob, developerReward: -1n }],
    ["an owner of three bytes", { address: bob, ownerAddress: Uint8Array.of(1, 2, 3) }],
    ["an address of 31 bytes", { address: new Uint8Array(31) }],
  ])("are refused and change nothing: %s", (_, change) => {
    const { world } = createWorld();
    const before = dump(world);
    expect(() => {
      world.setAccount(change);
    }).toThrow(expect.objectContaining({ code: "ACCOUNT_INVALID" }));
    expect(dump(world)).toEqual(before);
  });

  it("an update of an account that does not exist is refused", () => {
    const { world } = createWorld();
    expect(() => {
      world.updateAccount({ address: userAddress("nobody") });
    }).toThrow(expect.objectContaining({ code: "ACCOUNT_NOT_FOUND" }));
  });
});
