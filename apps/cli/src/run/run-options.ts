// Options of `mxvm run`: those of the command line, and those that stand in the configuration.

/** What `run` of the configuration and the command line share. Numbers are text, so that they can be as large as balances. All may be left out. */
export interface RunConfig {
  /** File of the world, from the folder of the configuration. */
  readonly world?: string;
  /** Who sends: an address as expressions write it. */
  readonly from?: string;
  readonly gasLimit?: string;
  /** EGLD in 10^-18 for a unit of gas. */
  readonly gasPrice?: string;
  readonly gasSchedule?: string;
}

/** Options that a command line gave. */
export interface RunOptions extends RunConfig {
  readonly value?: string;
  readonly esdt?: readonly string[];
  readonly executor?: string;
  readonly json?: boolean;
  readonly trace?: boolean;
}
