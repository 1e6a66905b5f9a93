// Matchers that compare as scenarios do: whole results, whole accounts, all accounts. Bytes are expressions, `"*"` is anything.
import { type AccountExpectation, type AddressLike, isTransactionFailure, type Mismatch, type ResultExpectation, resultMismatches, type TestWorld } from "@mxvm/scenario";
import type { TransactionResult } from "@mxvm/protocol-hooks";
import type { MatcherResult } from "vitest";
import { accountOf, type Matcher } from "./matcher.js";

/** What can be said of results, accounts and worlds as a whole. */
export interface StateMatchers {
  /** The result of a call or query, or a failure: what was returned, logged and used, as a scenario's `expect` compares it. */
  toResultIn(expectation: ResultExpectation): void;
  /** An account or contract: its whole state, as a scenario's `checkState` compares it. */
  toHaveState(expectation: AccountExpectation): void;
  /** A test world: it has no other accounts than these, the system account, and the contract that issued tokens. */
  toHaveOnlyAccounts(...accounts: readonly AddressLike[]): void;
}

function compare(what: string, mismatches: readonly Mismatch[]): MatcherResult {
  const side = (name: "expected" | "actual"): string => mismatches.map((mismatch) => `${mismatch.what}: ${mismatch[name]}`).join("\n");
  return {
    pass: mismatches.length === 0,
    message: () => (mismatches.length === 0 ? `expected ${what} to be another` : `${what} is not as expected:\n${mismatches.map(inWords).join("\n")}`),
    expected: side("expected"),
    actual: side("actual"),
  };
}

function inWords({ what, expected, actual }: Mismatch): string {
  return `${what}: expected ${expected}, actual ${actual}`;
}

function resultOf(received: unknown): TransactionResult {
  if (isTransactionFailure(received)) return received.result;
  if (typeof received === "object" && received !== null && "result" in received) return received.result as TransactionResult;
  throw new TypeError("expected the result of a call or query, or what contract.fails.endpoint(…) answers");
}

function worldOf(received: unknown): TestWorld {
  if (typeof received === "object" && received !== null && "otherAccounts" in received) return received as TestWorld;
  throw new TypeError("expected a test world: createTestWorld(…)");
}

/** Matchers by their names, for `expect.extend`. */
export const stateMatchers: Record<keyof StateMatchers, Matcher> = {
  toResultIn(received, expectation: ResultExpectation) {
    return compare("the result", resultMismatches(resultOf(received), expectation));
  },
  toHaveState(received, expectation: AccountExpectation) {
    const account = accountOf(received);
    return compare(`the state of ${account.name}`, account.mismatches(expectation));
  },
  toHaveOnlyAccounts(received, ...accounts: readonly AddressLike[]) {
    const others = worldOf(received).otherAccounts(...accounts);
    return {
      pass: others.length === 0,
      message: () => (others.length === 0 ? "expected other accounts in the world, too" : `expected no other accounts in the world, but there are ${others.join(", ")}`),
    };
  },
};
