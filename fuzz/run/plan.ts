// How a module is run: options, endpoints, gas limits. All of it follows from the seed and the module's index.
import type { InstanceOptions } from "@mxvm/executor-api";
import type { Random } from "../../test/differential/generate/random.js";
import { costTables } from "./costs.js";

export interface Plan {
  /** Index among the tables of costs. */
  readonly costs: number;
  readonly options: InstanceOptions;
  /** Endpoints that are called, at most. */
  readonly endpoints: number;
  /** Gas limits below what the first run uses, as shares of it. */
  readonly shares: readonly number[];
  /** Whether, besides, all endpoints run one after the other on one instance. */
  readonly carriesOn: boolean;
}

export function planOf(random: Random): Plan {
  const costs = random.chance(0.4) ? 0 : random.below(costTables.length);
  return {
    costs,
    options: {
      pointsLimit: costTables[costs]!.ample,
      unmeteredLocals: random.pick([0, 1, 2, 4, 100]),
      maxMemoryGrow: random.pick([0, 1, 2, 10]),
      maxMemoryGrowDelta: random.pick([0, 1, 2, 20]),
      metering: "fast",
    },
    endpoints: 2,
    shares: [random.below(1000) / 1000],
    carriesOn: random.chance(0.5),
  };
}
