// Matchers over the fluent world: values, balances, tokens, storage, events, gas, failures. They compare values as contracts' types have
// them, and take asymmetric matchers wherever they take a value.
import { type AccountView, type ExpectedFailure, type Given, isTransactionFailure, showStorageKey, showValue, type StorageKey, valueFromGiven } from "@mxvm/scenario";
import { expect, type MatcherResult, type MatcherState } from "vitest";
import { accountOf, type Matcher } from "./matcher.js";

/** What a call that succeeded has, as far as matchers need it. */
interface Called {
  readonly value: unknown;
  readonly events: readonly unknown[];
  readonly gasUsed: bigint;
  explain(): string;
}

/** How a call is expected to fail: in part, or by its message. */
type FailureExpectation = string | RegExp | Partial<Pick<ExpectedFailure, "code" | "message">>;

/** The value of a call's result; of what may be anything, anything. */
type ValueOf<Received> = 0 extends 1 & Received ? unknown : Received extends Called ? Received["value"] : never;

interface AnyEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

type EventsOf<Received> = 0 extends 1 & Received ? AnyEvent : Received extends Called ? Received["events"][number] : never;
type EventName<Received> = EventsOf<Received> extends { readonly name: infer Name extends string } ? Name : never;
type EventArguments<Received, Name> = Extract<EventsOf<Received>, { readonly name: Name }> extends { readonly args: infer Values } ? Partial<Given<Values>> : never;

/** What can be said of what `expect` was given. */
export interface ContractMatchers<Received = unknown> {
  /** The result of a call: its value. */
  toAnswer(value: Given<ValueOf<Received>>): void;
  /** The result of a call: its contract logged the event, with these fields among its own. */
  toEmit<Name extends EventName<Received>>(event: Name, args?: EventArguments<Received, Name>): void;
  /** The result of a call: it used no more gas than that. */
  toUseGasAtMost(gas: bigint): void;
  /** An account or contract: its EGLD, in 10^-18. */
  toHaveBalance(egld: bigint): void;
  /** An account or contract: how much it holds of a token. */
  toHaveToken(identifier: string, amount: bigint, nonce?: bigint): void;
  /** A contract: what is stored under a key, as bytes `0x…`, or as a value of the type, such as `BigUint`. */
  toHaveStorage(key: StorageKey, value: unknown, type?: string): void;
  /** A function that sends, asks or deploys, or what `fails` answers: it fails with this message, or with this code and message. */
  toFailWith(failure: FailureExpectation): void;
}

/** Compares values. Reports show the difference of the two below the message. */
function compare(state: MatcherState, what: string, actual: unknown, expected: unknown): MatcherResult {
  const { isNot, utils } = state;
  const wanted = (): string => shown(expected, state);
  return {
    pass: state.equals(actual, expected, [...state.customTesters, utils.iterableEquality]),
    message: () => (isNot ? `expected ${what} not to be ${wanted()}` : `expected ${what} to be ${wanted()}, but it is ${showValue(actual)}`),
    actual,
    expected,
  };
}

/** Asymmetric matchers say themselves what they expect, accounts and contracts have names. */
function shown(value: unknown, { utils }: MatcherState): string {
  if (typeof value !== "object" || value === null) return showValue(value);
  if ("asymmetricMatch" in value) return utils.stringify(value);
  const plain = valueFromGiven(value);
  // Of accounts and contracts the plain value is an address.
  return typeof plain === "string" && "name" in value ? String(value.name) : showValue(plain);
}

/** Fields by name, without braces. */
function fieldList(fields: Readonly<Record<string, unknown>>, state: MatcherState): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${shown(value, state)}`)
    .join(", ");
}

function isCalled(received: unknown): received is Called {
  return typeof received === "object" && received !== null && "explain" in received && "events" in received;
}

function asCalled(received: unknown): Called {
  if (isCalled(received)) return received;
  throw new TypeError("expected the result of a call: contract.call.endpoint(…)");
}

/** How something ended: the failure, or the explanation of what did not fail, where there is one. */
interface Ending {
  readonly failure?: Pick<ExpectedFailure, "code" | "message">;
  readonly explanation?: string;
}

/** Throws what is no failure of a transaction. */
function endingOf(received: unknown): Ending {
  if (typeof received === "object" && received !== null && "code" in received && "message" in received) return { failure: received as ExpectedFailure };
  if (typeof received !== "function") throw new TypeError("expected a function that fails, or what contract.fails.endpoint(…) answers");
  try {
    const answer = (received as () => unknown)();
    return isCalled(answer) ? { explanation: answer.explain() } : {};
  } catch (thrown) {
    if (isTransactionFailure(thrown)) return { failure: { code: thrown.code, message: thrown.returnMessage }, explanation: thrown.message };
    throw thrown;
  }
}

function expectedFailure(failure: FailureExpectation): Readonly<Record<string, unknown>> {
  if (typeof failure === "string") return { message: failure };
  return failure instanceof RegExp ? { message: expect.stringMatching(failure) as unknown } : failure;
}

/** Of a record, the fields that another one has. */
function fieldsOf(record: Readonly<Record<string, unknown>>, names: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name in names));
}

/** A paragraph of its own below a message. */
function below(explanation: string | undefined): string {
  return explanation === undefined ? "" : `\n\n${explanation}`;
}

/** Matchers by their names, for `expect.extend`. */
export const matchers: Record<keyof ContractMatchers, Matcher> = {
  toAnswer(received, value: unknown) {
    return compare(this, "the answer", asCalled(received).value, valueFromGiven(value));
  },
  toEmit(received, event: string, given: Readonly<Record<string, unknown>> = {}) {
    const called = asCalled(received);
    const args = valueFromGiven(given) as typeof given;
    const expected: unknown = { name: event, args: expect.objectContaining(args) as unknown };
    const ofThatName = (called.events as readonly AnyEvent[]).filter(({ name }) => name === event);
    return {
      pass: ofThatName.some((logged) => this.equals(logged, expected, this.customTesters)),
      message: () => `expected ${this.isNot ? "no" : "the"} event ${event}(${fieldList(given, this)})${ofThatName.length === 0 ? ", but there is none of that name" : ""}${below(called.explain())}`,
      // What is not asked for is no difference.
      actual: ofThatName.length === 0 ? called.events : ofThatName.map((logged) => ({ name: logged.name, args: fieldsOf(logged.args, args) })),
      expected: [{ name: event, args }],
    };
  },
  toUseGasAtMost(received, gas: bigint) {
    const called = asCalled(received);
    return {
      pass: called.gasUsed <= gas,
      message: () => `expected ${this.isNot ? "more" : "no more"} than ${gas} gas, but it used ${called.gasUsed}${below(called.explain())}`,
    };
  },
  toHaveBalance(received, egld: unknown) {
    const account = accountOf(received);
    return compare(this, `the balance of ${account.name}`, account.balance, egld);
  },
  toHaveToken(received, identifier: string, amount: unknown, nonce?: bigint) {
    const account = accountOf(received);
    return compare(this, `${identifier}${nonce === undefined ? "" : ` (nonce ${nonce})`} of ${account.name}`, account.token(identifier, nonce), amount);
  },
  toHaveStorage(received, key: StorageKey, value: unknown, type?: string) {
    const account = accountOf(received) as AccountView & { storage(key: StorageKey, type?: string): unknown };
    return compare(this, `${showStorageKey(key)} in the storage of ${account.name}`, account.storage(key, type), value);
  },
  toFailWith(received, failure: FailureExpectation) {
    const { failure: actual, explanation } = endingOf(received);
    const expected = expectedFailure(failure);
    if (actual === undefined) return { pass: false, message: () => `expected a failure with ${fieldList(expected, this)}, but it succeeded${below(explanation)}` };
    const { code, message } = actual;
    return {
      pass: this.equals(fieldsOf({ code, message }, expected), expected, this.customTesters),
      message: () => `expected ${this.isNot ? "no failure" : "a failure"} with ${fieldList(expected, this)}, but it failed with ${code}: ${message}${below(explanation)}`,
      actual: fieldsOf({ code, message }, expected),
      expected,
    };
  },
};
