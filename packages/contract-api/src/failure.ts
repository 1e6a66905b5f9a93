// Failures of a contract: `require` and `fail`, and the run that they end. Mirrors require! and sc_panic! of the Rust framework.
import type { Emitter } from "./emitter.js";

const failureBrand = Symbol.for("mxvm.contract-failure");

/**
 * What `fail` throws outside of a run, as in a test of a private function. Within a run it is the executor that ends the contract, and
 * nothing can catch that.
 */
export class ContractFailure extends Error {
  override readonly name: string = "ContractFailure";

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, failureBrand, { value: true });
  }
}

/** Whether a value is a `ContractFailure`, also one of another copy of this package. */
export function isContractFailure(value: unknown): value is ContractFailure {
  return typeof value === "object" && value !== null && failureBrand in value;
}

/** Copies of this package share what runs: an executor and a contract may each have their own. */
const runningKey = Symbol.for("mxvm.running-contract");

/** The emitter of the contract that is running: runs nest, and are synchronous. */
const shared = globalThis as { [runningKey]?: Emitter | undefined };

/** Does `work` as (part of) a run: functions without a context, such as `fail`, reach this emitter. For executors. */
export function withinRun<Result>(emitter: Emitter, work: () => Result): Result {
  const outer = shared[runningKey];
  shared[runningKey] = emitter;
  try {
    return work();
  } finally {
    shared[runningKey] = outer;
  }
}

/** The emitter of the contract that is running. Throws a `TypeError` if none is. */
export function runningEmitter(): Emitter {
  const running = shared[runningKey];
  if (running === undefined) throw new TypeError("this function asks the VM: it works only while a contract runs");
  return running;
}

/** Ends the contract with a message, as a user error. */
export function fail(message: string): never {
  const running = shared[runningKey];
  if (running === undefined) throw new ContractFailure(message);
  return running.fail(message);
}

/** Ends the contract with a message, as a user error, unless the condition holds. */
export function require(condition: boolean, message: string): asserts condition {
  if (!condition) fail(message);
}
