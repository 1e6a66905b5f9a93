// Breakpoint values: why a run was interrupted. Mirrors BreakpointValue of vm-executor-rs.

/** Reason for which a run is to stop, or has stopped. */
export const Breakpoint: {
  /** The run was not interrupted. */
  readonly none: 0;
  /** A VM hook failed. */
  readonly executionFailed: 1;
  /** A legacy asynchronous call was registered; not a failure. */
  readonly asyncCall: 2;
  /** The contract signalled an error. */
  readonly signalError: 3;
  /** Gas is exhausted. */
  readonly outOfGas: 4;
  /** `memory.grow` went over its limits. */
  readonly memoryLimit: 5;
} = { none: 0, executionFailed: 1, asyncCall: 2, signalError: 3, outOfGas: 4, memoryLimit: 5 };

/** One of the values of `Breakpoint`. */
export type BreakpointValue = (typeof Breakpoint)[keyof typeof Breakpoint];
