// Options of `mxvm test`: those of the command line, and those that stand in the configuration.
import type { Dialect } from "@mxvm/scenario";
import type { WorldName } from "../composition-names.js";

/** What `test` of the configuration and the command line share. All may be left out. */
export interface TestConfig {
  /** Scenario files or folders, from the folder of the configuration, where the command line names none. */
  readonly paths?: readonly string[];
  readonly filter?: string;
  readonly bail?: boolean;
  /** Threads; 1 is the program's own. */
  readonly workers?: number;
  /** `name`, or `name=file`. */
  readonly reporter?: readonly string[];
  readonly world?: WorldName;
  readonly dialect?: Dialect;
  /** From the folder of the configuration. */
  readonly root?: string;
  readonly gasSchedule?: string;
  readonly maxPoints?: bigint;
  /** Megabytes. */
  readonly stackSize?: number;
}

/** Options that a command line gave. */
export interface TestOptions extends Omit<TestConfig, "paths"> {
  readonly executor?: string;
  readonly shard?: string;
  readonly watch?: boolean;
  readonly trace?: "failed" | "all";
  readonly coverageHooks?: boolean;
}
