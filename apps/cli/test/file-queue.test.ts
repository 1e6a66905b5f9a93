// The queue that threads share: every file once, whoever takes it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSharedQueue, openQueue } from "../src/test-run/file-queue.js";

describe("the queue of files", () => {
  it("gives each file to one thread, whichever order they ask in", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(4), { minLength: 400, maxLength: 400 }), (files, threads, turns) => {
        const queue = createSharedQueue(files, threads);
        const ends = Array.from({ length: threads }, (_, thread) => openQueue(queue, thread));
        const order = [...turns.map((turn) => ends[turn % threads]), ...ends.flatMap((end) => Array.from({ length: files + 1 }, () => end))];
        const taken = order.flatMap((end) => end?.take() ?? []);
        expect(taken.sort((one, other) => one - other)).toEqual(Array.from({ length: files }, (_, position) => position));
      }),
    );
  });

  it("gives neighbours together at first and single files at the end", () => {
    const queue = createSharedQueue(100, 2);
    const [one, other] = [openQueue(queue, 0), openQueue(queue, 1)];
    expect([one.take(), other.take(), one.take(), other.take()]).toEqual([0, 7, 1, 8]);
    for (let left = one.left(); left > 1; left = one.left()) one.take();
    expect(other.left()).toBe(1);
  });

  it("lets a thread go on where one that died has ended, and names the file that it ran", () => {
    const queue = createSharedQueue(40, 1);
    const dying = openQueue(queue, 0);
    expect(dying.current()).toBeUndefined();
    dying.take();
    dying.take();
    const next = openQueue(queue, 0);
    expect(next.current()).toBe(1);
    expect(next.take()).toBe(2);
  });

  it("gives nothing once it is closed", () => {
    const queue = createSharedQueue(40, 2);
    const end = openQueue(queue, 0);
    end.take();
    openQueue(queue, 1).close();
    expect(end.take()).toBeUndefined();
  });
});
