// Growth, through world, VM and executor: what a transaction costs when a contract's storage is large, and after a million transactions.
import { bytesToByteString } from "@mxvm/codec";
import type { ByteString, CallTransaction, World } from "@mxvm/protocol-hooks";
import { usedMemory } from "./memory.js";
import { costRow, median } from "./row.js";
import type { BenchmarkRow } from "./row.js";
import { transactionCases } from "./transaction-cases.js";
import { createBenchmarkWorld } from "./transactions.js";

const entryCounts: readonly number[] = [1e2, 1e3, 1e4, 1e5, 1e6];
const SAMPLES = 9;
const SAMPLE_MS = 40;
const WARM_UP_MS = 300;
const TRANSACTIONS = 1_000_000;

const adderCase = transactionCases(undefined)[0]!;
const add = adderCase.transaction as CallTransaction;

const entryToSet: ReadonlyMap<ByteString, Uint8Array> = new Map([["entry", Uint8Array.of(1)]]);

const actions: Readonly<Record<string, (world: World) => void>> = {
  "adder.add": (world) => void world.execute(add),
  "storage entry set by updateAccount": (world) => {
    world.updateAccount({ address: add.receiver, storage: entryToSet });
  },
  "snapshot, adder.add, revert": (world) => {
    const snapshot = world.snapshot();
    world.execute(add);
    world.revert(snapshot);
  },
  "fork, adder.add in the fork": (world) => {
    const fork = world.fork();
    fork.execute(add);
    fork.close();
  },
};

export function growthRows(): BenchmarkRow[] {
  return [transactionMemoryRow(), ...storageRows()];
}

/** A world in which the adder has that many storage entries of 32 bytes besides its sum. */
function createWorldOfStorage(entries: number): World {
  const world = createBenchmarkWorld(adderCase.accounts);
  const chunk = 10_000;
  for (let first = 0; first < entries; first += chunk) {
    const storage = new Map<ByteString, Uint8Array>();
    for (let index = first; index < Math.min(entries, first + chunk); index++) storage.set(storageKey(index), new Uint8Array(32).fill(index | 1));
    world.updateAccount({ address: add.receiver, storage });
  }
  return world;
}

function storageKey(index: number): ByteString {
  const key = new Uint8Array(32).fill(9);
  new DataView(key.buffer).setUint32(0, Math.imul(index, 0x9e3779b1) >>> 0);
  return bytesToByteString(key);
}

/** All sizes stand side by side and take turns, so that all see the same machine. */
function storageRows(): BenchmarkRow[] {
  const worlds = entryCounts.map(createWorldOfStorage);
  const rows = Object.entries(actions).flatMap(([name, action]) => {
    for (const world of worlds) microseconds(() => action(world), WARM_UP_MS);
    const samples = worlds.map((): number[] => []);
    for (let sample = 0; sample < SAMPLES; sample++) worlds.forEach((world, index) => samples[index]!.push(microseconds(() => action(world), SAMPLE_MS)));
    const times = samples.map((each) => median(each) ?? Number.NaN);
    return entryCounts.map((entries, index) => costRow(`${name}, ${entries} storage entries`, "µs", times[index]!, times[0]!, `${entryCounts[0]!} entries`));
  });
  for (const world of worlds) world.close();
  return rows;
}

/** Microseconds of one step, over that time. */
function microseconds(step: () => void, milliseconds: number): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    for (let index = 0; index < 5; index++) step();
    count += 5;
    elapsed = performance.now() - start;
  }
  return (elapsed * 1000) / count;
}

/** What a world holds after a million transactions, against what it held after the first thousand. */
function transactionMemoryRow(): BenchmarkRow {
  const world = createBenchmarkWorld(adderCase.accounts);
  const run = (count: number): void => {
    for (let index = 0; index < count; index++) world.execute(add);
  };
  run(1000);
  const before = usedMemory();
  run(TRANSACTIONS);
  const after = usedMemory();
  world.close();
  return costRow("heap after a million transactions", "MB", after, before, "heap before them");
}
