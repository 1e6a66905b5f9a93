// A transaction or query that failed, thrown where a test did not expect it.
import type { ReturnCodeValue, TransactionResult } from "@mxvm/protocol-hooks";
import { returnCodeTexts } from "@mxvm/protocol-hooks";

const failureBrand = Symbol.for("mxvm.transaction-failure");

/** A transaction or query failed. `message` tells what was called, with what, and how it ended. */
export class TransactionFailure extends Error {
  override readonly name: string = "TransactionFailure";
  readonly returnCode: ReturnCodeValue;
  /** Production's words for the return code, such as `user error`. */
  readonly code: string;
  /** The contract's or production's words. */
  readonly returnMessage: string;
  readonly result: TransactionResult;

  constructor(result: TransactionResult, explanation: string) {
    super(explanation);
    this.returnCode = result.returnCode;
    this.code = returnCodeTexts[result.returnCode];
    this.returnMessage = result.returnMessage;
    this.result = result;
    Object.defineProperty(this, failureBrand, { value: true });
  }
}

/** Whether a value is a `TransactionFailure`, also one of another copy of this package. */
export function isTransactionFailure(value: unknown): value is TransactionFailure {
  return typeof value === "object" && value !== null && failureBrand in value;
}

/** A failure that a test expected; a plain, frozen value. */
export interface ExpectedFailure {
  /** Production's words for the return code, such as `user error`. */
  readonly code: string;
  /** The contract's or production's words. */
  readonly message: string;
  readonly gasUsed: bigint;
  readonly result: TransactionResult;
}

export function toExpectedFailure({ code, result }: TransactionFailure): ExpectedFailure {
  return Object.freeze({ code, message: result.returnMessage, gasUsed: result.gasUsed, result });
}

/** Does what must fail, and answers how it failed. Throws an error where it succeeds, and whatever else it throws. */
export function expectFailure(what: string, action: () => unknown): ExpectedFailure {
  try {
    action();
  } catch (thrown) {
    if (isTransactionFailure(thrown)) return toExpectedFailure(thrown);
    throw thrown;
  }
  throw new TypeError(`${what} was expected to fail, but succeeded`);
}
