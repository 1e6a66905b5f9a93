// Names that a command line can choose from; apart from what they name, so that --help loads no VM.

/** Names of worlds. */
export const worldNames = ["mock", "light-simulator"] as const;
export type WorldName = (typeof worldNames)[number];

/** Gas schedules of scenarios first, then the node's. */
export const gasScheduleNames: readonly string[] = ["default", "dummy", "v3", "v4", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9"];

/** What a query may use before it counts as endless: some seconds of work, far above what a block can pay. */
export const DEFAULT_MAX_POINTS = 100_000_000_000n;
