// Matchers over the fluent world: values, balances, tokens, storage, events, gas, failures. They compare values as contracts' types have
// them, and take asymmetric matchers wherever they take a value.
import { type AccountView, type ExpectedFailure, isTransactionFailure, showValue } from "@mxvm/scenario";
import { expect, type MatcherResult, type MatcherState } from "vitest";

/** What a call that succeeded has, as far as matchers need it. */
interface Called {
  readonly value: unknown;
  readonly events: readonly unknown[];
  readonly gasUsed: bigint;
  explain(): string;
}

/** How a call is expected to fail: in part, or by its message. */
type FailureExpectation = string | RegExp | Partial<Pick<ExpectedFailure, "code" | "message">>;

export interface ContractMatchers {
  /** The result of a call: its value. */
  toAnswer(value: unknown): void;
  /** The result of a call: its contract logged the event, with these fields among its own. */
  toEmit(event: string, args?: Readonly<Record<string, unknown>>): void;
  /** The result of a call: it used no more gas than that. */
  toUseGasAtMost(gas: bigint): void;
  /** An account or contract: its EGLD, in 10^-18. */
  toHaveBalance(egld: unknown): void;
  /** An account or contract: how much it holds of a token. */
  toHaveToken(identifier: string, amount: unknown, nonce?: bigint): void;
  /** A contract: what is stored under a key, as bytes `0x…`, or as a value of the type, such as `BigUint`. */
  toHaveStorage(key: string | Uint8Array, value: unknown, type?: string): void;
  /** A function that sends, asks or deploys, or what `fails` answers: it fails with this message, or with this code and message. */
  toFailWith(failure: FailureExpectation): void;
}

/** Compares values, and words the outcome with their difference. */
function compare(state: MatcherState, what: string, actual: unknown, expected: unknown): MatcherResult {
  const { isNot, utils } = state;
  const wanted = (): string => shown(expected, state);
  return {
    pass: state.equals(actual, expected, [...state.customTesters, utils.iterableEquality]),
    message: () => (isNot ? `expected ${what} not to be ${wanted()}` : `expected ${what} to be ${wanted()}, but it is ${showValue(actual)}\n\n${utils.diff(expected, actual) ?? ""}`),
    actual,
    expected,
  };
}

/** Asymmetric matchers say themselves what they expect. */
function shown(value: unknown, { utils }: MatcherState): string {
  return typeof value === "object" && value !== null && "asymmetricMatch" in value ? utils.stringify(value) : showValue(value);
}

function asCalled(received: unknown): Called {
  if (typeof received === "object" && received !== null && "explain" in received && "events" in received) return received as Called;
  throw new TypeError("expected the result of a call: contract.call.endpoint(…)");
}

function asAccount(received: unknown): AccountView {
  if (typeof received === "object" && received !== null && "address" in received && "storage" in received) return received as AccountView;
  throw new TypeError("expected an account or a contract of a test world");
}

/** How something failed, or `undefined` if it did not. Throws what is no failure of a transaction. */
function failureOf(received: unknown): Pick<ExpectedFailure, "code" | "message"> | undefined {
  if (typeof received === "object" && received !== null && "code" in received && "message" in received) return received as ExpectedFailure;
  if (typeof received !== "function") throw new TypeError("expected a function that fails, or what contract.fails.endpoint(…) answers");
  try {
    (received as () => unknown)();
    return undefined;
  } catch (thrown) {
    if (isTransactionFailure(thrown)) return { code: thrown.code, message: thrown.returnMessage };
    throw thrown;
  }
}

function expectedFailure(failure: FailureExpectation): unknown {
  if (typeof failure === "string") return { message: failure };
  return failure instanceof RegExp ? { message: expect.stringMatching(failure) as unknown } : failure;
}

// What each takes is said by `ContractMatchers`; a table of functions with different parameters has no narrower type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Matcher = (this: MatcherState, received: unknown, ...expected: any[]) => MatcherResult;

/** Matchers by their names, for `expect.extend`. */
export const matchers: Record<keyof ContractMatchers, Matcher> = {
  toAnswer(received, value: unknown) {
    return compare(this, "the answer", asCalled(received).value, value);
  },
  toEmit(received, event: string, args: Readonly<Record<string, unknown>> = {}) {
    const called = asCalled(received);
    const expected: unknown = { name: event, args: expect.objectContaining(args) as unknown };
    return {
      pass: called.events.some((logged) => this.equals(logged, expected, this.customTesters)),
      message: () => `expected ${this.isNot ? "no" : "the"} event ${event}(${showValue(args)}) among ${showValue(called.events)}\n\n${called.explain()}`,
      actual: called.events,
      expected: [{ name: event, args }],
    };
  },
  toUseGasAtMost(received, gas: bigint) {
    const called = asCalled(received);
    return {
      pass: called.gasUsed <= gas,
      message: () => `expected ${this.isNot ? "more" : "no more"} than ${gas} gas, but it used ${called.gasUsed}\n\n${called.explain()}`,
    };
  },
  toHaveBalance(received, egld: unknown) {
    const account = asAccount(received);
    return compare(this, `the balance of ${account.name}`, account.balance, egld);
  },
  toHaveToken(received, identifier: string, amount: unknown, nonce?: bigint) {
    const account = asAccount(received);
    return compare(this, `${identifier}${nonce === undefined ? "" : ` (nonce ${nonce})`} of ${account.name}`, account.token(identifier, nonce), amount);
  },
  toHaveStorage(received, key: string | Uint8Array, value: unknown, type?: string) {
    const account = asAccount(received) as AccountView & { storage(key: string | Uint8Array, type?: string): unknown };
    return compare(this, `${String(key)} in the storage of ${account.name}`, account.storage(key, type), value);
  },
  toFailWith(received, failure: FailureExpectation) {
    const actual = failureOf(received);
    if (actual === undefined) return { pass: false, message: () => `expected a failure with ${shown(expectedFailure(failure), this)}, but it succeeded` };
    const expected = expectedFailure(failure);
    return compare(this, "the failure", { ...actual }, expect.objectContaining(expected as Record<string, unknown>));
  },
};
