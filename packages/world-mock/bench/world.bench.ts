// The table of all measurements, and what a small transaction costs the world in small and large worlds.
import { bench, describe } from "vitest";
import { measureWorld } from "./measurements.js";
import { actions, createPopulatedWorld } from "./workload.js";

console.table(measureWorld());

describe.each([1e2, 1e5])("in a world of %s accounts", (accounts) => {
  const world = createPopulatedWorld(accounts);
  let step = 0;
  for (const [name, action] of Object.entries(actions)) {
    bench(name, () => {
      action(world, step++, accounts);
    });
  }
});
