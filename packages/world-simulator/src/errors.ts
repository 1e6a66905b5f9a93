// Faults of the simulator itself, recognised by brand across duplicate installs. What a world refuses is a `WorldError`.

const simulatorErrorBrand = Symbol.for("mxvm.simulator-error");

/**
 * Stable codes of simulator faults.
 *
 * - `SIMULATOR_NOT_FOUND`: no simulator for this machine; the message says how to get one.
 * - `SIMULATOR_FAILED`: it did not start, ended, dropped the connection or did not answer in time.
 * - `SIMULATOR_REFUSED`: it answered with an error that means nothing to a world; the message is its own.
 */
export type SimulatorErrorCode = "SIMULATOR_FAILED" | "SIMULATOR_NOT_FOUND" | "SIMULATOR_REFUSED";

/** The simulator could not do its work. */
export class SimulatorError extends Error {
  override readonly name: string = "SimulatorError";
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    Object.defineProperty(this, simulatorErrorBrand, { value: true });
  }
}

/** Whether a value is a `SimulatorError`, also one of another copy of this package. */
export function isSimulatorError(value: unknown): value is SimulatorError {
  return typeof value === "object" && value !== null && simulatorErrorBrand in value;
}
