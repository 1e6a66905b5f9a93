// Gas schedules of MultiversX as data: those of the production node, and those that scenario files name. All are frozen.
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { dummy } from "./dummy.js";
import { scenarioV3 } from "./scenario-v3.js";
import { scenarioV4 } from "./scenario-v4.js";
import { v1 } from "./v1.js";
import { v2 } from "./v2.js";
import { v3 } from "./v3.js";
import { v4 } from "./v4.js";
import { v5 } from "./v5.js";
import { v6 } from "./v6.js";
import { v7 } from "./v7.js";
import { v8 } from "./v8.js";
import { v9 } from "./v9.js";

/** Names under which scenario files ask for a schedule. */
export type ScenarioGasScheduleName = "default" | "dummy" | "v3" | "v4";

/** Names of the production node's schedules, `default` and `dummy` of scenarios, and the scenarios' own versions of V3 and V4. */
export type GasScheduleName =
  | `v${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | "default"
  | "dummy"
  | "scenarioV3"
  | "scenarioV4";

/**
 * The schedules by name; `default` is `scenarioV4`, what tests and scenarios run on unless they say otherwise.
 *
 * V1 to V9 lack the keys of the Barnard release, as production's files do. Source: the production node's gasScheduleV1.toml to
 * gasScheduleV9.toml; vm-go scenario/gasSchedules and config/gasSchedule.go.
 */
export const gasSchedules: Readonly<Record<GasScheduleName, GasSchedule>> = Object.freeze({
  v1,
  v2,
  v3,
  v4,
  v5,
  v6,
  v7,
  v8,
  v9,
  default: scenarioV4,
  dummy,
  scenarioV3,
  scenarioV4,
});

/**
 * The schedules under the names that scenario files use: there, `v3` and `v4` are `scenarioV3` and `scenarioV4`.
 * Source: vm-go scenario/vmBuilder.go.
 */
export const scenarioGasSchedules: Readonly<Record<ScenarioGasScheduleName, GasSchedule>> = Object.freeze({
  default: scenarioV4,
  dummy,
  v3: scenarioV3,
  v4: scenarioV4,
});
