// How many cores are free, from what the system counts.
import { expect, it } from "vitest";
import { idleCores, readCoreTimes } from "../src/test-run/idle-cores.js";

it("counts cores by the time that they were idle", () => {
  expect(idleCores({ cores: 4, idle: 1_000, total: 4_000 }, { cores: 4, idle: 1_600, total: 4_800 })).toBe(3);
  expect(idleCores({ cores: 2, idle: 500, total: 900 }, { cores: 2, idle: 500, total: 1_300 })).toBe(0);
});

it("holds nothing back where the system does not tell", () => {
  expect(idleCores({ cores: 0, idle: 0, total: 0 }, { cores: 0, idle: 0, total: 0 })).toBe(Infinity);
});

it("reads times that only grow", () => {
  const [before, after] = [readCoreTimes(), readCoreTimes()];
  expect(after.total).toBeGreaterThanOrEqual(before.total);
  expect(after.idle).toBeLessThanOrEqual(after.total);
});
