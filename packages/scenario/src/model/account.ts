// Accounts in a scenario: what `setState` sets and what `checkState` expects. Mirrors scenario/model account.go.

import type { EsdtCheck, EsdtSetup } from "./esdt.js";
import type { Span } from "./source.js";
import type { BytesValue, ExpectedBytes, ExpectedNumber, TextValue, UintValue } from "./values.js";

/** A storage entry that is set. */
export interface StorageEntry {
  readonly key: BytesValue;
  readonly value: BytesValue;
}

/** An account to be put, or changed where `update` says so. */
export interface AccountSetup extends Span {
  readonly address: BytesValue;
  readonly comment?: string;
  readonly update: boolean;
  readonly shard?: UintValue;
  readonly nonce?: UintValue;
  readonly balance?: UintValue;
  readonly esdt: readonly EsdtSetup[];
  readonly username?: BytesValue;
  readonly storage: readonly StorageEntry[];
  readonly code?: BytesValue;
  readonly codeMetadata?: BytesValue;
  readonly owner?: BytesValue;
  readonly asyncCallData?: TextValue;
  readonly developerRewards?: UintValue;
}

/** A storage entry that is checked. */
export interface StorageEntryCheck {
  readonly key: BytesValue;
  readonly value: ExpectedBytes;
}

/** `"*"`, or entries; others are allowed if `"+"` is among them. */
export type StorageCheck =
  | (Span & { readonly kind: "any" })
  | (Span & { readonly kind: "entries"; readonly entries: readonly StorageEntryCheck[]; readonly othersAllowed: boolean });

/** `"*"`, or tokens. The format knows a `"+"` here too, to which production gives no meaning. */
export type TokensCheck =
  | (Span & { readonly kind: "any" })
  | (Span & { readonly kind: "tokens"; readonly tokens: readonly EsdtCheck[] });

/** What is expected of an account. `check/accounts.ts` says what absence means for each field. */
export interface AccountCheck extends Span {
  readonly address: BytesValue;
  readonly comment?: string;
  readonly nonce?: ExpectedNumber;
  readonly balance?: ExpectedNumber;
  readonly esdt?: TokensCheck;
  readonly username?: ExpectedBytes;
  readonly storage?: StorageCheck;
  readonly code?: ExpectedBytes;
  readonly codeMetadata?: ExpectedBytes;
  readonly owner?: ExpectedBytes;
  readonly asyncCallData?: ExpectedBytes;
  /** Part of the format; production does not check it. */
  readonly developerRewards?: ExpectedNumber;
}

/** What is expected of all accounts; others are allowed if `"+"` is among them. */
export interface AccountsCheck extends Span {
  readonly accounts: readonly AccountCheck[];
  readonly othersAllowed: boolean;
}
