// Transactions in a scenario, and what is expected of their results. Mirrors scenario/model transaction.go.

import type { EsdtPayment } from "./esdt.js";
import type { Span } from "./source.js";
import type { BytesValue, ExpectedBytes, ExpectedList, ExpectedNumber, TextValue, UintValue } from "./values.js";

interface TransactionFields extends Span {
  readonly nonce?: UintValue;
  readonly arguments: readonly BytesValue[];
}

interface SentFields extends TransactionFields {
  /** 32 bytes. */
  readonly from: BytesValue;
  readonly egldValue?: UintValue;
  readonly gasLimit?: UintValue;
  readonly gasPrice?: UintValue;
}

interface ReceivedFields {
  /** 32 bytes. */
  readonly to: BytesValue;
}

interface CodeFields {
  readonly contractCode?: BytesValue;
  readonly codeMetadata?: BytesValue;
}

/** A deployment. */
export interface ScDeploy extends SentFields, CodeFields {
  readonly kind: "scDeploy";
}

/** An upgrade. */
export interface ScUpgrade extends SentFields, ReceivedFields, CodeFields {
  readonly kind: "scUpgrade";
}

/** A call of a contract. */
export interface ScCall extends SentFields, ReceivedFields {
  readonly kind: "scCall";
  readonly function?: TextValue;
  readonly esdtValue: readonly EsdtPayment[];
}

/** A query of a contract. */
export interface ScQuery extends TransactionFields, ReceivedFields {
  readonly kind: "scQuery";
  readonly function?: TextValue;
}

/** A transfer of EGLD or tokens without a call. */
export interface Transfer extends SentFields, ReceivedFields {
  readonly kind: "transfer";
  readonly esdtValue: readonly EsdtPayment[];
}

/** A reward of a validator. */
export interface ValidatorReward extends TransactionFields, ReceivedFields {
  readonly kind: "validatorReward";
  readonly egldValue?: UintValue;
}

/** The `tx` of a step; what is absent is zero or empty. */
export type ScenarioTransaction = ScDeploy | ScUpgrade | ScCall | ScQuery | Transfer | ValidatorReward;

export type TransactionKind = ScenarioTransaction["kind"];

/** What is expected of one event. An absent field means empty. */
export interface LogCheck extends Span {
  readonly address?: ExpectedBytes;
  readonly endpoint?: ExpectedBytes;
  readonly topics?: ExpectedList;
  readonly data?: ExpectedList;
}

/** `"*"`, or events in order; more may follow if `"+"` ends them. */
export type LogsCheck =
  | (Span & { readonly kind: "any" })
  | (Span & { readonly kind: "logs"; readonly logs: readonly LogCheck[]; readonly moreAllowed: boolean });

/** The `expect` of a step. `check/result.ts` says what absence means for each field. */
export interface ResultCheck extends Span {
  readonly out?: ExpectedList;
  readonly status?: ExpectedNumber;
  readonly message?: ExpectedBytes;
  readonly logs?: LogsCheck;
  readonly gas?: ExpectedNumber;
  readonly refund?: ExpectedNumber;
}
