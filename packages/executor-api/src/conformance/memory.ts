// Access to an instance's memory from outside, and its edges.
import { isMemoryAccessError, memoryAccessMessages } from "../errors.js";
import type { Instance } from "../instance.js";
import { core } from "./core-contract.js";
import { type Fixture, open, PAGE_SIZE } from "./fixture.js";
import { type Behaviour, expectEqual, thrownBy } from "./suite.js";

const [least, most] = [-0x8000_0000, 0x7fff_ffff];

function expectRefused(action: () => unknown, message: string, what: string): void {
  const error = thrownBy(action, what);
  expectEqual(isMemoryAccessError(error) ? error.message : error, message, `error of ${what}`);
}

interface RefusedAccess {
  readonly pointer: (length: number) => number;
  readonly length: number;
  readonly message: string;
}

const { loadBadBounds, loadNegativeLength, storeBadBoundsLower, storeBadBoundsUpper } = memoryAccessMessages;

const refusedLoads: readonly RefusedAccess[] = [
  { pointer: () => -1, length: 1, message: loadBadBounds },
  { pointer: () => least, length: most, message: loadBadBounds },
  { pointer: (end) => end + 1, length: 1, message: loadBadBounds },
  { pointer: () => most, length: 1, message: loadBadBounds },
  { pointer: (end) => end + 1, length: -1, message: loadBadBounds },
  { pointer: () => -1, length: -1, message: loadBadBounds },
  { pointer: () => 0, length: -1, message: loadNegativeLength },
  { pointer: (end) => end, length: least, message: loadNegativeLength },
];

const refusedStores: readonly RefusedAccess[] = [
  { pointer: () => -1, length: 1, message: storeBadBoundsLower },
  { pointer: () => least, length: 1, message: storeBadBoundsLower },
  { pointer: () => -1, length: 2, message: storeBadBoundsLower },
  { pointer: (end) => end, length: 1, message: storeBadBoundsUpper },
  { pointer: (end) => end - 1, length: 2, message: storeBadBoundsUpper },
  { pointer: () => most, length: 1, message: storeBadBoundsUpper },
];

export const memoryBehaviours: readonly Behaviour<Fixture>[] = [
  {
    name: "memory has whole pages, all zero, and is dumped whole",
    run: (fixture) => {
      const instance = open(fixture, core);
      expectEqual([instance.memLength() > 0, instance.memLength() % PAGE_SIZE], [true, 0], "length of the memory");
      expectEqual(instance.memDump(), new Uint8Array(instance.memLength()), "memory");
    },
  },
  {
    name: "memory is loaded as it was stored, at both ends",
    run: (fixture) => {
      const instance = open(fixture, core);
      const end = instance.memLength();
      for (const pointer of [0, 1, 1000, end - 3]) {
        instance.memStore(pointer, Uint8Array.of(5, 6, 7));
        expectEqual(instance.memLoad(pointer, 3), Uint8Array.of(5, 6, 7), `memory at ${pointer}`);
      }
      expectEqual(instance.memLoad(0, end), instance.memDump(), "all of the memory");
    },
  },
  {
    name: "a load of no bytes answers none, and a store of none does nothing, wherever they point",
    run: (fixture) => {
      const instance = open(fixture, core);
      for (const pointer of [0, -1, least, most, instance.memLength(), instance.memLength() + 1]) {
        expectEqual(instance.memLoad(pointer, 0), new Uint8Array(0), `no bytes at ${pointer}`);
        instance.memStore(pointer, new Uint8Array(0));
      }
      expectEqual(instance.memDump(), new Uint8Array(instance.memLength()), "memory");
    },
  },
  {
    name: "a load that ends beyond the memory is cut at its end",
    run: (fixture) => {
      const instance = open(fixture, core);
      const end = instance.memLength();
      instance.memStore(end - 2, Uint8Array.of(8, 9));
      for (const length of [3, PAGE_SIZE, most]) expectEqual(instance.memLoad(end - 2, length), Uint8Array.of(8, 9), `${length} bytes at the end`);
      expectEqual(instance.memLoad(end, 5), new Uint8Array(0), "bytes behind the end");
    },
  },
  {
    name: "a load that begins outside of the memory or has a negative length is refused",
    run: (fixture) => {
      const instance = open(fixture, core);
      for (const { pointer, length, message } of refusedLoads) {
        const at = pointer(instance.memLength());
        expectRefused(() => instance.memLoad(at, length), message, `a load of ${length} bytes at ${at}`);
      }
    },
  },
  {
    name: "a store outside of the memory is refused, and stores nothing",
    run: (fixture) => {
      const instance = open(fixture, core);
      for (const { pointer, length, message } of refusedStores) {
        const at = pointer(instance.memLength());
        expectRefused(() => instance.memStore(at, new Uint8Array(length).fill(1)), message, `a store of ${length} bytes at ${at}`);
      }
      expectEqual(instance.memDump(), new Uint8Array(instance.memLength()), "memory");
    },
  },
  {
    name: "bytes that go in and out are copies",
    run: (fixture) => {
      const instance = open(fixture, core);
      const stored = Uint8Array.of(1, 2);
      instance.memStore(4, stored);
      stored.fill(9);
      instance.memLoad(4, 2).fill(9);
      instance.memDump().fill(9);
      expectEqual(instance.memLoad(4, 2), Uint8Array.of(1, 2), "memory");
    },
  },
  {
    name: "memory grows by pages of zero, keeps what it holds, and says how large it was",
    run: (fixture) => {
      const instance = open(fixture, core);
      const length = instance.memLength();
      instance.memStore(length - 1, Uint8Array.of(3));
      expectEqual([instance.memGrow(0), instance.memGrow(1), instance.memGrow(0)], [length, length, length + PAGE_SIZE].map((bytes) => bytes / PAGE_SIZE), "pages before");
      expectEqual(instance.memLength(), length + PAGE_SIZE, "length of the memory");
      expectEqual(instance.memLoad(length - 1, PAGE_SIZE + 1), Uint8Array.from({ length: PAGE_SIZE + 1 }, (_, index) => (index === 0 ? 3 : 0)), "memory");
      instance.memStore(length + PAGE_SIZE - 1, Uint8Array.of(4));
    },
  },
  {
    name: "memory that cannot grow so far answers -1, and stays as it is",
    run: (fixture) => {
      const instance: Instance = open(fixture, core);
      const length = instance.memLength();
      expectEqual(instance.memGrow(65_537), -1, "growth by more pages than there can be");
      expectEqual(instance.memLength(), length, "length of the memory");
    },
  },
];
