// A fork of a world for each test, with its accounts and contracts.
import type { TestWorld } from "@mxvm/scenario";
import { test, type TestAPI } from "vitest";

/** An account or contract, which is found again in a fork. */
export interface Forkable {
  on(world: TestWorld): unknown;
}

/**
 * Sets a world up once, and answers a `test` that gives each test a fork of it: as `world`, and the accounts and contracts that the set-up
 * answers in that fork, by their names. A fork is closed when its test has ended; the caller closes the world.
 */
export function testInForks<P extends Readonly<Record<string, Forkable>>>(base: TestWorld, setUp: (world: TestWorld) => P): TestAPI<P & { readonly world: TestWorld }> {
  const inForks = test.extend("world", ({}, { onCleanup }) => {
    const fork = base.fork();
    onCleanup(() => fork.close());
    return fork;
  });
  const found = (part: Forkable) => ({ world }: { readonly world: TestWorld }, use: (value: unknown) => Promise<void>) => use(part.on(world));
  const parts = Object.entries(setUp(base)).map(([name, part]) => [name, found(part)]);
  return inForks.extend(Object.fromEntries(parts) as object) as unknown as TestAPI<P & { readonly world: TestWorld }>;
}
