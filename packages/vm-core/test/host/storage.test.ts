// Storage of production's host tests: what reading and writing cost, and how added and deleted bytes are counted.
import type { MockEndpoint } from "@mxvm/executor-mock";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { finish, store, text } from "../support/mock-world.js";
import { callOnDestination, callOnSame, load } from "./support/actions.js";
import { child, figures } from "./support/async-contracts.js";
import { bytesAdded, bytesDeleted, createHost, gasUsed, returnData } from "./support/host.js";
import type { Prices } from "./support/priced-vm.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const VALUE = "testValue";
const ADDRESS_LENGTH = 32;
const CACHED_LOAD = 5;
const STORE = 10;

/** Keys up to the length of an address are free; further bytes are copied. */
const keys = ["testKey", "k".repeat(50)];
const extraBytes = (key: string): number => Math.max(0, key.length - ADDRESS_LENGTH);

describe.each(keys)("the key %s", (key) => {
  const stored = new Map([[key, text(VALUE)]]);
  const prices: Prices = {
    BaseOperationCost: { DataCopyPerByte: 1 },
    BaseOpsAPICost: { CachedStorageLoad: CACHED_LOAD, StorageStore: STORE },
  };

  /** Gas of an endpoint; hooks are free but for storage. */
  function gasOf(run: MockEndpoint, storage: ReadonlyMap<string, Uint8Array> = stored): number {
    const contracts = {
      parent: { endpoints: { run }, storage },
      child: { endpoints: {}, storage: stored, codeMetadata: [4, 0] as const },
    };
    const output = createHost({ contracts, prices }).call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - gasUsed(output, "parent")) });
    return gasUsed(output, "parent");
  }

  /** The first read costs the value's bytes, the second what a cached load costs. */
  const readTwice = VALUE.length + CACHED_LOAD + extraBytes(key);

  test("is read once, and then from the cache", () => {
    const run: MockEndpoint = (vm) => {
      vm.memory.store(0, text(key));
      for (let read = 0; read < 2; read++) vm.hooks.storageLoad(0, key.length, 100);
    };
    expect(gasOf(run)).toBe(readTwice);
  });

  test("of another contract costs the same", () => {
    const run: MockEndpoint = (vm) => {
      vm.memory.store(0, child);
      vm.memory.store(100, text(key));
      for (let read = 0; read < 2; read++) vm.hooks.storageLoadFromAddress(0, 100, key.length, 200);
    };
    expect(gasOf(run)).toBe(readTwice);
  });

  test.each([
    ["a new value", new Map(), 0],
    ["the value that it has, whose bytes are read", stored, VALUE.length],
  ])("is written for a flat price and its extra bytes, which count once: with %s", (_which, storage, read) => {
    const run: MockEndpoint = (vm) => {
      vm.memory.store(0, text(key));
      vm.memory.store(100, text(VALUE));
      for (let write = 0; write < 2; write++) vm.hooks.storageStore(0, key.length, 100, VALUE.length);
    };
    expect(gasOf(run, storage)).toBe(2 * STORE + extraBytes(key) + read);
  });
});

test("a value that was read is returned whole", () => {
  const run: MockEndpoint = (vm) => { finish(vm, load(vm, "testKey")); };
  const host = createHost({ contracts: { parent: { endpoints: { run }, storage: new Map([["testKey", text(VALUE)]]) } } });
  expect(returnData(host.call(2000))).toEqual([VALUE]);
});

describe("bytes that storage grows and shrinks by", () => {
  const setAll =
    (...values: readonly (readonly [key: string, value: string])[]): MockEndpoint =>
    (vm) => { for (const [key, value] of values) store(vm, key, value); };
  const ofParent = { added: 4 + 3, deleted: 1 + 1 };
  const ofChild = { added: 3 + 1 + 4, deleted: 3 };

  test.each([
    ["are the caller's, if it called on its own context", callOnSame, [ofParent.added + ofChild.added, 0], [ofParent.deleted + ofChild.deleted, 0]],
    ["are those of each contract, if it called on its child's", callOnDestination, [ofParent.added, ofChild.added], [ofParent.deleted, ofChild.deleted]],
  ])("%s", (_which, call, added, deleted) => {
    const run: MockEndpoint = (vm) => {
      setAll(["keyA", "abcd"], ["keyA", "abc"], ["keyB", "abc"], ["keyB", "ab"])(vm);
      call(vm, figures.childGets, { to: child, function: "set" });
    };
    const set = setAll(["child", "abc"], ["child", "abcd"], ["childB", "abcd"], ["childB", "a"]);
    const output = createHost({ contracts: { parent: { endpoints: { run } }, child: { endpoints: { set } } } }).call(2000);
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(["parent", "child"].map((name) => bytesAdded(output, name))).toEqual(added);
    expect(["parent", "child"].map((name) => bytesDeleted(output, name))).toEqual(deleted);
  });
});
