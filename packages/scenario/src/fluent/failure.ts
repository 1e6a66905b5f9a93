// A transaction or query that failed, thrown where a test did not expect it.
import type { ReturnCodeValue, TransactionResult } from "@mxvm/protocol-hooks";
import { returnCodeTexts } from "@mxvm/protocol-hooks";
import type { CallTree } from "../calls/call-tree.js";
import { explain } from "./explain.js";

const failureBrand = Symbol.for("mxvm.transaction-failure");

/** A transaction or query failed. `message` tells what was called, with what, what each call did, and how it ended. */
export class TransactionFailure extends Error {
  override readonly name: string = "TransactionFailure";
  readonly returnCode: ReturnCodeValue;
  /** Production's words for the return code, such as `user error`. */
  readonly code: string;
  /** The contract's or production's words. */
  readonly returnMessage: string;
  readonly result: TransactionResult;
  /** What `message` tells, as data. */
  declare readonly calls: readonly CallTree[];

  constructor(result: TransactionResult, calls: readonly CallTree[]) {
    super(explain(calls));
    this.returnCode = result.returnCode;
    this.code = returnCodeTexts[result.returnCode];
    this.returnMessage = result.returnMessage;
    this.result = result;
    // Reports that list an error's fields would bury the message.
    Object.defineProperty(this, "calls", { value: calls, enumerable: false });
    Object.defineProperty(this, failureBrand, { value: true });
  }
}

/** Whether a value is a `TransactionFailure`, also one of another copy of this package. */
export function isTransactionFailure(value: unknown): value is TransactionFailure {
  return typeof value === "object" && value !== null && failureBrand in value;
}

/** Engines that can say where a stack begins. */
const { captureStackTrace } = Error as { readonly captureStackTrace?: (error: Error, calledAs: unknown) => void };

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/** The same function, but the stacks of its failures begin where it was called, and so at a line of the test. */
export function failingAtItsCaller<F extends (...parameters: never[]) => unknown>(inner: F): F {
  const outer: Method = function (...parameters) {
    try {
      return (inner as unknown as Method).apply(this, parameters);
    } catch (thrown) {
      if (isTransactionFailure(thrown)) captureStackTrace?.(thrown, outer);
      throw thrown;
    }
  };
  return outer as unknown as F;
}

/** Makes methods of a class such functions. */
export function failAtCallersOf<Name extends string>(prototype: Record<Name, (...parameters: never[]) => unknown>, ...methods: readonly Name[]): void {
  for (const method of methods) prototype[method] = failingAtItsCaller(prototype[method]);
}

/** A failure that a test expected; a plain, frozen value. */
export interface ExpectedFailure {
  /** Production's words for the return code, such as `user error`. */
  readonly code: string;
  /** The contract's or production's words. */
  readonly message: string;
  readonly gasUsed: bigint;
  readonly result: TransactionResult;
  /** What was called with which values, and what it did, as data. */
  readonly calls: readonly CallTree[];
}

export function toExpectedFailure({ code, result, calls }: TransactionFailure): ExpectedFailure {
  return Object.freeze({ code, message: result.returnMessage, gasUsed: result.gasUsed, result, calls });
}

/** Does what must fail, and answers how it failed. Throws an error where it succeeds, and whatever else it throws. */
export function expectFailure(what: string, action: () => unknown): ExpectedFailure {
  let succeeded: unknown;
  try {
    succeeded = action();
  } catch (thrown) {
    if (isTransactionFailure(thrown)) return toExpectedFailure(thrown);
    throw thrown;
  }
  throw new TypeError(`${what} was expected to fail, but succeeded${explanationOf(succeeded)}`);
}

/** What the result of a call says of itself; other values say nothing. */
function explanationOf(value: unknown): string {
  const isExplained = typeof value === "object" && value !== null && "explain" in value && typeof value.explain === "function";
  return isExplained ? `\n\n${(value as { explain(): string }).explain()}` : "";
}
