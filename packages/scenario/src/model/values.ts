// Values of a scenario, each with the span that wrote it. Mirrors mx-chain-scenario-go scenario/model valueInit.go and valueCheck.go.

import type { Span } from "./source.js";

/** Bytes that an expression stands for. Shared: equal expressions of one file give the same array, which nobody changes. */
export interface BytesValue extends Span {
  readonly bytes: Uint8Array;
}

/** A number that is not negative. */
export interface UintValue extends Span {
  readonly value: bigint;
}

/** Text that is no expression: a function, a role. */
export interface TextValue extends Span {
  readonly text: string;
}

/** What a check wants of one value: anything (`"*"`), or something equal. */
export type Expected<T> = (Span & { readonly kind: "any" }) | (Span & { readonly kind: "equal"; readonly value: T });

/** What a check wants of bytes. */
export type ExpectedBytes = Expected<Uint8Array>;
/** What a check wants of a number. */
export type ExpectedNumber = Expected<bigint>;

/** What a check wants of a list: anything (`"*"`), or items one by one. */
export type ExpectedList =
  | (Span & { readonly kind: "any" })
  | (Span & { readonly kind: "items"; readonly items: readonly ExpectedBytes[] });
