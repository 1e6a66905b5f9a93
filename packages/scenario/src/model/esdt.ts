// ESDT tokens in a scenario: what is set, what is expected, what a transaction carries.

import type { Span } from "./source.js";
import type { BytesValue, ExpectedBytes, ExpectedList, ExpectedNumber, TextValue, UintValue } from "./values.js";

/** One instance (nonce) of a token that an account is given. What is absent is zero or empty. */
export interface EsdtInstanceSetup extends Span {
  readonly nonce?: UintValue;
  readonly balance?: UintValue;
  /** 32 bytes. */
  readonly creator?: BytesValue;
  /** At most 10,000. */
  readonly royalties?: UintValue;
  readonly hash?: BytesValue;
  readonly uri?: readonly BytesValue[];
  readonly attributes?: BytesValue;
}

/** A token that an account is given. */
export interface EsdtSetup extends Span {
  readonly tokenIdentifier: BytesValue;
  readonly instances: readonly EsdtInstanceSetup[];
  readonly lastNonce?: UintValue;
  readonly roles: readonly TextValue[];
  /** Frozen if above zero. */
  readonly frozen?: UintValue;
}

/** What is expected of one instance. What is absent is not checked, except that an absent balance means zero. */
export interface EsdtInstanceCheck extends Span {
  readonly nonce?: UintValue;
  readonly balance?: ExpectedNumber;
  readonly creator?: ExpectedBytes;
  readonly royalties?: ExpectedNumber;
  readonly hash?: ExpectedBytes;
  readonly uri?: ExpectedList;
  readonly attributes?: ExpectedBytes;
}

/** `"*"`, or instances one by one; others are not allowed. `isBalanceAlone` says that a balance is written for the whole token. */
export type InstancesCheck =
  | { readonly kind: "any" }
  | { readonly kind: "instances"; readonly instances: readonly EsdtInstanceCheck[]; readonly isBalanceAlone?: true };

/** What is expected of a token. An absent last nonce means zero, absent roles mean none. */
export interface EsdtCheck extends Span {
  readonly tokenIdentifier: BytesValue;
  readonly instances: InstancesCheck;
  readonly lastNonce?: ExpectedNumber;
  readonly roles: readonly TextValue[];
  /** Part of the format; production does not check it. */
  readonly frozen?: ExpectedNumber;
}

/** A payment of a transaction. What is absent is zero or empty. */
export interface EsdtPayment extends Span {
  readonly tokenIdentifier?: BytesValue;
  readonly nonce?: UintValue;
  readonly value?: UintValue;
}
