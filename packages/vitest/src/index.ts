// MultiversX contracts in vitest. Importing it adds the matchers.
import { expect } from "vitest";
import { type ContractMatchers, matchers } from "./matchers.js";
import { type StateMatchers, stateMatchers } from "./state-matchers.js";

export { describeScenario } from "./describe-scenario.js";
export { testInForks } from "./forks.js";
export type { Forkable } from "./forks.js";
export type { ContractMatchers } from "./matchers.js";
export { readCode } from "./read-code.js";
export { ScenarioFailure } from "./scenario-failure.js";
export type { StateMatchers } from "./state-matchers.js";
export { defineWorlds, describeWorlds } from "./worlds.js";
export type { Build, CreateWorld, Worlds, WorldWithFiles } from "./worlds.js";

expect.extend(matchers);
expect.extend(stateMatchers);

declare module "vitest" {
  // The parameter is that of the interface which is extended.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  interface Matchers<T = any> extends ContractMatchers<T>, StateMatchers {}
}
