// Going back and going apart: snapshots and forks of a world, and the marks that the VM sets inside a run.
import { byteStringToBytes } from "@mxvm/codec";
import type { World } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { adder, alice, bob, call, contractAddress, createWorld, dump, transfer } from "./support/fixtures.js";
import { writeStorage } from "./support/scripted-vm.js";

const key = byteStringToBytes("key");

function entry(value: number): ReadonlyMap<string, Uint8Array> {
  return new Map([["key", Uint8Array.of(value)]]);
}

describe("a snapshot", () => {
  it("brings back accounts, storage, blocks, hashes and addresses to come", () => {
    const { world, vm } = createWorld();
    world.setCurrentBlock({ nonce: 5n });
    world.setBlockHashes([Uint8Array.of(1)]);
    const before = dump(world);
    const snapshot = world.snapshot();
    world.updateAccount({ address: bob, storage: entry(1), balance: 0n });
    world.deleteAccount(adder);
    world.setCurrentBlock({ nonce: 6n });
    world.setPreviousBlock({ epoch: 3 });
    world.setBlockHashes([]);
    world.setNewAddress({ creatorAddress: alice, creatorNonce: 7n, newAddress: contractAddress("later") });
    world.revert(snapshot);
    expect(dump(world)).toEqual(before);
    expect(vm.hooks[0]?.getBlockhash(5n)).toEqual(Uint8Array.of(1));
    expect(vm.hooks[0]?.newAddress(alice, 7n, Uint8Array.of(5, 0))).not.toEqual(contractAddress("later"));
  });

  it("stays usable, and so do those before and after it", () => {
    const { world } = createWorld();
    const snapshots = [0, 1, 2].map((value) => {
      world.updateAccount({ address: bob, nonce: BigInt(value) });
      return world.snapshot();
    });
    for (const index of [1, 0, 2, 1, 1]) {
      world.revert(snapshots[index] ?? world.snapshot());
      expect(world.getAccount(bob)?.nonce).toBe(BigInt(index));
      world.execute(transfer({ sender: bob }));
    }
  });

  it("of another world is refused", () => {
    const { world } = createWorld();
    const foreign = createWorld().world.snapshot();
    expect(() => world.revert(foreign)).toThrow(expect.objectContaining({ code: "SNAPSHOT_INVALID" }));
  });
});

describe("a fork", () => {
  it("starts with the same state, settings and blocks, and goes its own way", () => {
    const { world, vm } = createWorld({ adder: ({ output }) => writeStorage(output, adder, "key", Uint8Array.of(2)) });
    world.setFlags({ FixGetBalanceFlag: false });
    world.setCurrentBlock({ nonce: 5n });
    world.updateAccount({ address: adder, storage: entry(1) });
    const fork = world.fork();
    expect(dump(fork)).toEqual(dump(world));
    expect(fork.getFlags()).toEqual(world.getFlags());
    expect(vm.hooks).toHaveLength(1);

    fork.execute(call());
    world.updateAccount({ address: adder, storage: entry(3) });
    world.setCurrentBlock({ nonce: 6n });
    expect([world.getStorage(adder, key), fork.getStorage(adder, key)]).toEqual([Uint8Array.of(3), Uint8Array.of(2)]);
    expect([world.getAccount(alice)?.nonce, fork.getAccount(alice)?.nonce]).toEqual([7n, 8n]);
    expect(fork.getCurrentBlock().nonce).toBe(5n);
  });

  it("and its own forks live side by side", () => {
    const { world } = createWorld();
    const worlds = [world];
    for (let index = 1; index < 20; index++) {
      const next = (worlds[index - 1] ?? world).fork();
      next.updateAccount({ address: bob, storage: entry(index) });
      worlds.push(next);
    }
    expect(worlds.slice(1).map((fork) => fork.getStorage(bob, key)[0])).toEqual(worlds.slice(1).map((_, index) => index + 1));
    expect(world.getStorage(bob, key)).toEqual(new Uint8Array(0));
  });

  it("has code arrays in common with the world that it came from", () => {
    const codes: Uint8Array[] = [];
    const { world } = createWorld({ adder: ({ hooks }) => void codes.push(hooks.getCode(hooks.getUserAccount(adder) ?? expect.fail("no account"))) });
    for (const each of [world, world.fork()]) each.execute(call());
    expect(codes).toHaveLength(2);
    expect(codes[0]).toBe(codes[1]);
  });

  it("runs on the same VM, with its own accounts and settings", () => {
    const { world, vm } = createWorld();
    const fork = world.fork();
    fork.setFlags({ FixGetBalanceFlag: false });
    world.execute(call());
    fork.execute(call());
    expect(vm.hooks).toHaveLength(1);
    const changes = vm.settings.flatMap((change) => ("FixGetBalanceFlag" in change ? [change.FixGetBalanceFlag] : []));
    expect(changes.filter((_, index) => index % 2 === 1)).toEqual([false, true, false]);
    expect([world.getFlags().FixGetBalanceFlag, fork.getFlags().FixGetBalanceFlag]).toEqual([true, false]);
  });

  it("that runs inside a run of the other has a VM of its own for that time", () => {
    const inner: World[] = [];
    const { world, vm } = createWorld({ adder: () => void inner.pop()?.execute(call()) });
    inner.push(world.fork());
    expect(world.execute(call()).returnCode).toBe(0);
    expect(vm.hooks).toHaveLength(2);
    expect(world.fork().execute(call()).returnCode).toBe(0);
    expect(vm.hooks).toHaveLength(2);
  });

  it("keeps the VM open until the last of them is closed", () => {
    const { world, vm } = createWorld();
    const fork = world.fork();
    world.close();
    expect(() => world.execute(call())).toThrow(expect.objectContaining({ code: "VM_IS_CLOSING" }));
    expect([fork.execute(call()).returnCode, vm.closed]).toEqual([0, 0]);
    fork.close();
    fork.close();
    expect(vm.closed).toBe(1);
  });
});

describe("marks inside a run", () => {
  it("nest, can be gone back to more than once, and take later ones with them", () => {
    const { world } = createWorld({
      adder: ({ input, hooks }) => {
        const save = (value: number): void => {
          hooks.processBuiltInFunction({
            ...input,
            callerAddress: alice,
            recipientAddress: alice,
            function: "SaveKeyValue",
            arguments: [key, Uint8Array.of(value)],
            gasProvided: 10n ** 9n,
            allowInitFunction: false,
          });
        };
        const value = (): number | undefined => hooks.getStorageData(alice, key).value[0];
        const outer = hooks.getSnapshot();
        save(1);
        const inner = hooks.getSnapshot();
        save(2);
        hooks.revertToSnapshot(inner);
        expect(value()).toBe(1);
        save(3);
        hooks.revertToSnapshot(inner);
        expect(value()).toBe(1);
        hooks.revertToSnapshot(outer);
        expect(value()).toBeUndefined();
        expect(() => {
          hooks.revertToSnapshot(inner);
        }).toThrow(RangeError);
        save(4);
      },
    });
    world.execute(call());
    expect(world.getStorage(alice, key)).toEqual(Uint8Array.of(4));
  });

  it("of one transaction are void in the next", () => {
    const { world } = createWorld({
      adder: ({ hooks }) => {
        expect(() => {
          hooks.revertToSnapshot(0);
        }).toThrow(RangeError);
        hooks.getSnapshot();
      },
    });
    world.execute(call());
    expect(world.execute(call()).returnCode).toBe(0);
  });

  it("keep the views of accounts that were taken before", () => {
    const { world } = createWorld({
      adder: ({ hooks }) => {
        const before = hooks.getUserAccount(adder);
        expect(hooks.getUserAccount(adder)).toBe(before);
      },
    });
    expect(world.execute(call()).returnCode).toBe(0);
  });
});
