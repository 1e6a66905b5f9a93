// What every world does, as tests and scenarios rely on it.
import type { WorldSupports } from "../world.js";
import { accountBehaviours } from "./world-accounts.js";
import { createWorldFixture, type WorldFixture } from "./world-fixture.js";
import { observationBehaviours } from "./world-observation.js";
import { shardBehaviours } from "./world-shards.js";
import { stateBehaviours } from "./world-state.js";
import { transactionBehaviours } from "./world-transactions.js";
import { registerBehaviours, type ConformanceReport, type RegisterTest } from "./suite.js";
import type { World } from "../world.js";

/** Options of `testWorld`. */
export interface TestWorldOptions {
  /** `test` or `it` of a test runner. */
  readonly test: RegisterTest;
  /** Makes an empty world; called once for each behaviour, and once before. */
  readonly createWorld: () => World;
  /** What the world supports, in place of what it says itself. */
  readonly supports?: Partial<WorldSupports>;
  /** Code that does what the text of `counterText` does, where the world runs no WebAssembly. */
  readonly code?: Uint8Array;
}

/** Registers the behaviours of worlds, but for what the world declares not to support. */
export function testWorld({ test, createWorld, supports, code }: TestWorldOptions): ConformanceReport {
  const first = createWorld();
  const supported: Partial<WorldSupports> = { ...first.supports, ...supports };
  first.close();
  const behaviours = [...accountBehaviours, ...transactionBehaviours, ...stateBehaviours, ...shardBehaviours, ...observationBehaviours];
  return registerBehaviours(test, behaviours, (need) => supported[need] ?? false, (): WorldFixture => createWorldFixture(createWorld(), code));
}
