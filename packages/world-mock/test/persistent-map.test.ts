// The persistent map against Map, with keys whose hashes collide among them.
import { describe, expect, it } from "vitest";
import { createEditToken, PersistentMap } from "../src/state/persistent-map.js";

/** A linear congruential generator: the same run every time. */
function createRandom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function hashOf(key: string): number {
  let hash = 0x811c9dc5 | 0;
  for (const character of key) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** Pairs of keys with equal 32-bit hashes, found by search. */
function collidingKeys(): string[] {
  const keyOfHash = new Map<number, string>();
  const colliding: string[] = [];
  for (let index = 0; colliding.length < 8; index++) {
    const key = `key ${index}`;
    const hash = hashOf(key);
    const other = keyOfHash.get(hash);
    if (other !== undefined) colliding.push(other, key);
    keyOfHash.set(hash, key);
  }
  return colliding;
}

function entriesOf<V>(map: PersistentMap<V>): [string, V][] {
  const entries: [string, V][] = [];
  map.forEach((value, key) => entries.push([key, value]));
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe("the persistent map", () => {
  const keys = [...collidingKeys(), ...Array.from({ length: 400 }, (_, index) => `account ${index}`), ""];

  it("holds what a Map holds after any sequence of changes, and older versions stay as they were", () => {
    const random = createRandom(1);
    const model = new Map<string, number>();
    const versions: { map: PersistentMap<number>; entries: [string, number][] }[] = [];
    let map = PersistentMap.empty<number>();
    let token = createEditToken();
    for (let step = 0; step < 20_000; step++) {
      const key = keys[random(keys.length)] ?? "";
      if (random(3) === 0) {
        map = map.delete(key, token);
        model.delete(key);
      } else {
        map = map.set(key, step, token);
        model.set(key, step);
      }
      expect(map.get(key)).toBe(model.get(key));
      if (random(500) === 0) {
        versions.push({ map, entries: sorted(model) });
        token = createEditToken();
      }
    }
    expect(entriesOf(map)).toEqual(sorted(model));
    expect(versions.length).toBeGreaterThan(10);
    for (const version of versions) expect(entriesOf(version.map)).toEqual(version.entries);
  });

  it("keeps apart keys whose hashes are equal", () => {
    const token = createEditToken();
    const colliding = collidingKeys();
    let map = PersistentMap.empty<string>();
    for (const key of colliding) map = map.set(key, key, token);
    for (const key of colliding) expect(map.get(key)).toBe(key);
    for (const key of colliding) map = map.delete(key, token);
    expect(entriesOf(map)).toEqual([]);
  });

  it("iterates in an order that depends on its keys only", () => {
    const order = (inserted: readonly string[]): string[] => {
      const token = createEditToken();
      let map = PersistentMap.empty<number>();
      for (const key of inserted) map = map.set(key, 0, token);
      for (const key of inserted) if (key.endsWith("7")) map = map.delete(key, token);
      const visited: string[] = [];
      map.forEach((_, key) => visited.push(key));
      return visited;
    };
    const plain = keys.filter((key) => key.startsWith("account"));
    expect(order([...plain].reverse())).toEqual(order(plain));
  });

  it("answers itself when a key that is deleted is not there", () => {
    const map = PersistentMap.empty<number>().set("a", 1, createEditToken());
    expect(map.delete("b", createEditToken())).toBe(map);
  });
});
