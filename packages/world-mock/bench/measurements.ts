// Measurements of the world as rows of a table: growth with its size, memory, and its map against that of a library.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { byteStringToBytes, bytesToByteString } from "@mxvm/codec";
import { Map as ImmutableMap } from "immutable";
import { createEditToken, PersistentMap } from "../src/state/persistent-map.js";
import { accountCounts, actions, addressAt, contract, createPopulatedWorld } from "./workload.js";

/** One row: what was measured, ours against a reference; `ratio` says how many times better ours is. */
export interface BenchmarkRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly reference: number;
  readonly referenceName: string;
  readonly ratio: number;
}

/** How long one thing is measured, in milliseconds. */
const budget = 300;

/** All rows. Takes about a minute, most of it to build the worlds. */
export function measureWorld(): BenchmarkRow[] {
  return [...measureGrowth(), ...measureMap(), ...measureMemory()];
}

function row(name: string, unit: string, ours: number, reference: number, referenceName: string): BenchmarkRow {
  return { name, unit, ours, reference, referenceName, ratio: reference / ours };
}

/** Microseconds that one step takes: the best of five equal parts of the budget, since other load only adds. */
function microsecondsPerStep(step: (index: number) => void): number {
  let index = 0;
  const runFor = (milliseconds: number): number => {
    const first = index;
    const start = performance.now();
    let elapsed = 0;
    while (elapsed < milliseconds) {
      for (let batch = 0; batch < 20; batch++) step(index++);
      elapsed = performance.now() - start;
    }
    return (elapsed * 1000) / (index - first);
  };
  runFor(budget / 3);
  return Math.min(...Array.from({ length: 5 }, () => runFor(budget / 5)));
}

/** What a step costs in worlds of all sizes, against the smallest. */
function measureGrowth(): BenchmarkRow[] {
  const rows: BenchmarkRow[] = [];
  const smallest = new Map<string, number>();
  for (const accounts of accountCounts) {
    const world = createPopulatedWorld(accounts);
    for (const [name, action] of Object.entries(actions)) {
      const ours = microsecondsPerStep((step) => {
        action(world, step, accounts);
      });
      const reference = smallest.get(name) ?? ours;
      smallest.set(name, reference);
      rows.push(row(`${name}, ${accounts} accounts`, "µs", ours, reference, `${accountCounts[0] ?? 0} accounts`));
    }
  }
  return rows;
}

/** The map of the state against that of the `immutable` library. */
function measureMap(): BenchmarkRow[] {
  const entries = 1e5;
  const keys = Array.from({ length: entries }, (_, index) => addressAt(index));
  const value = new Uint8Array(32);
  const token = createEditToken();
  let ours = PersistentMap.empty<Uint8Array>();
  let theirs = ImmutableMap<string, Uint8Array>();
  for (const address of keys) {
    ours = ours.set(bytesToByteString(address), value, token);
    theirs = theirs.set(bytesToByteString(address), value);
  }
  // Made anew for every access, as lookups by address do.
  const keyAt = (step: number): string => bytesToByteString(keys[(step * 7919) % entries] ?? contract);
  return [
    row("map of 10^5 entries, read", "µs", microsecondsPerStep((step) => void ours.get(keyAt(step))), microsecondsPerStep((step) => void theirs.get(keyAt(step))), "immutable"),
    row("map of 10^5 entries, write", "µs", microsecondsPerStep((step) => void ours.set(keyAt(step), value, createEditToken())), microsecondsPerStep((step) => void theirs.set(keyAt(step), value)), "immutable"),
  ];
}

/** Memory of a world with a million storage entries of 32 bytes, against what they may take. */
function measureMemory(): BenchmarkRow[] {
  const entries = 1e6;
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const used = (): number => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1e6;
  };
  const before = used();
  const world = createPopulatedWorld(2);
  const chunk = 1e4;
  for (let first = 0; first < entries; first += chunk) {
    const storage = new Map<string, Uint8Array>();
    for (let index = first; index < first + chunk; index++) storage.set(bytesToByteString(addressAt(index)), addressAt(index));
    world.updateAccount({ address: contract, storage });
  }
  const ours = used() - before;
  if (world.getStorage(contract, byteStringToBytes("sum")).length !== 1) throw new RangeError("the world lost its storage");
  return [row("world of 10^6 storage entries", "MB", ours, 500, "target")];
}
