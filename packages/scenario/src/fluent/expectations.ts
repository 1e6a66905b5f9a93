// What tests expect of accounts and results, compared as `checkState` and `expect` of a scenario are: in the words of the same checks.
import { textToBytes, wasmVmType } from "@mxvm/codec";
import type { TransactionResult, World } from "@mxvm/protocol-hooks";
import { checkAccounts } from "../check/accounts.js";
import { type Mismatch, Mismatches } from "../check/mismatch.js";
import { checkResult } from "../check/result.js";
import { readAccountsCheck } from "../parse/accounts.js";
import { type JsonNode, parseJson } from "../parse/json.js";
import { createScope, type Scope } from "../parse/scope.js";
import { readResultCheck } from "../parse/transaction.js";
import type { Dialect } from "../values/dialect.js";
import { expressionFromBytes, type ValueKind } from "../write/expression.js";
import { type JsonValue, writeJson } from "../write/json.js";
import { type AddressLike, addressBytesOf } from "./addresses.js";
import { type BytesLike, withoutFiles } from "./expressions.js";

/** Something that may be anything. */
export type Anything = "*";

/** An address, or any bytes that should stand in its place. */
export type AddressExpectation = Exclude<AddressLike, string> | BytesLike;

/** What is expected of one instance of a token. What is left out is not compared, except that a balance is then expected to be 0. */
export interface InstanceExpectation {
  readonly nonce: bigint;
  readonly balance?: bigint | Anything;
  readonly creator?: AddressExpectation;
  /** Hundredths of a percent. */
  readonly royalties?: bigint | Anything;
  readonly hash?: BytesLike;
  readonly uris?: readonly BytesLike[] | Anything;
  readonly attributes?: BytesLike;
}

/** What is expected of a token: a balance without metadata, or instances, and nothing else where something is left out. */
export type TokenExpectation =
  | bigint
  | Anything
  | { readonly instances?: readonly InstanceExpectation[] | Anything; readonly lastNonce?: bigint | Anything; readonly roles?: readonly string[] };

/**
 * What is expected of an account. Nonce, balance, tokens, username and code are expected to be 0 or empty where they are left out; what else
 * is left out is not compared. Bytes may be `"*"`, anything.
 */
export interface AccountExpectation {
  readonly nonce?: bigint | Anything;
  /** EGLD in 10^-18. */
  readonly balance?: bigint | Anything;
  /** By identifier. */
  readonly tokens?: Readonly<Record<string, TokenExpectation>> | Anything;
  readonly username?: BytesLike;
  /** Values by keys, all of them expressions. A key `"+"` allows other entries. What the protocol stores is not compared. */
  readonly storage?: Readonly<Record<string, BytesLike>> | Anything;
  readonly code?: BytesLike;
  readonly codeMetadata?: BytesLike;
  readonly owner?: AddressExpectation;
  readonly asyncCallData?: BytesLike;
}

/** What is expected of one log. What is left out is expected to be empty. */
export interface LogExpectation {
  readonly address?: AddressExpectation;
  readonly endpoint?: BytesLike;
  readonly topics?: readonly BytesLike[] | Anything;
  readonly data?: readonly BytesLike[] | Anything;
}

/** What is expected of a result beside its value. What is left out is not compared. */
export interface ResultExpectation {
  /** What was returned, as bytes; `"*"` among them is anything. */
  readonly out?: readonly BytesLike[] | Anything;
  readonly message?: BytesLike;
  /** All logs in order; after `"+"` more may follow. */
  readonly logs?: readonly (LogExpectation | "+")[];
  readonly gasRemaining?: bigint;
  readonly gasRefund?: bigint;
}

/** The account's parts that are not as expected; none where all are. */
export function accountMismatches(world: World, address: Uint8Array, expectation: AccountExpectation, dialect: Dialect): readonly Mismatch[] {
  const account: [string, JsonValue] = [expressionFromBytes(address, "address"), accountToJson(expectation)];
  // To the framework a "+" means that accounts may be missing, and other accounts it does not look at.
  const accounts = new Map<string, JsonValue>(dialect === "go" ? [account, ["+", ""]] : [account]);
  return compare(accounts, (scope, node, mismatches) => checkAccounts(mismatches, readAccountsCheck(scope, node), world), dialect);
}

/** The result's parts that are not as expected; none where all are. */
export function resultMismatches(result: TransactionResult, expectation: ResultExpectation): readonly Mismatch[] {
  const { out = "*", message = "*", logs, gasRemaining, gasRefund } = expectation;
  const json = object({
    status: result.returnCode.toString(),
    message: expression(message),
    out: list(out),
    logs: logs === undefined ? "*" : logs.map((log) => (log === "+" ? log : logToJson(log))),
    gas: gasRemaining === undefined ? "*" : gasRemaining.toString(),
    refund: gasRefund === undefined ? "*" : gasRefund.toString(),
  });
  return compare(json, (scope, node, mismatches) => checkResult(mismatches, readResultCheck(scope, node), result, true));
}

function compare(json: JsonValue, check: (scope: Scope, node: JsonNode, mismatches: Mismatches) => void, dialect: Dialect = "go"): readonly Mismatch[] {
  const source = { path: "expectation", text: writeJson(json) };
  const mismatches = new Mismatches(source, dialect);
  check(createScope(source, { ...withoutFiles, vmType: wasmVmType }), parseJson(source), mismatches);
  return mismatches.found;
}

function accountToJson({ nonce, balance, tokens, storage, owner, ...bytes }: AccountExpectation): JsonValue {
  return object({
    nonce: nonce?.toString(),
    balance: balance?.toString(),
    esdt: tokens === undefined ? undefined : tokens === "*" ? tokens : new Map(Object.entries(tokens).map(([token, expected]) => [tokenKey(token), tokenToJson(expected)])),
    storage: storage === undefined || storage === "*" ? storage : new Map(Object.entries(storage).map(([key, value]) => [key, expression(value)])),
    // Production reads an owner of "*" as none.
    owner: owner === undefined || owner === "*" ? undefined : addressToJson(owner),
    ...Object.fromEntries(Object.entries(bytes).map(([name, value]: [string, BytesLike]) => [name, expression(value)])),
  });
}

function tokenKey(token: string): string {
  return expressionFromBytes(textToBytes(token), "text");
}

function tokenToJson(expected: TokenExpectation): JsonValue {
  if (typeof expected !== "object") return expected.toString();
  const { instances, lastNonce, roles } = expected;
  return object({
    instances: instances === undefined || instances === "*" ? instances : instances.map(instanceToJson),
    lastNonce: lastNonce?.toString(),
    roles,
  });
}

function instanceToJson({ nonce, balance, creator, royalties, hash, uris, attributes }: InstanceExpectation): JsonValue {
  return object({
    nonce: nonce.toString(),
    balance: balance?.toString(),
    creator: creator === undefined ? undefined : addressToJson(creator),
    royalties: royalties?.toString(),
    hash: hash === undefined ? undefined : expression(hash),
    uri: uris === undefined ? undefined : list(uris),
    attributes: attributes === undefined ? undefined : expression(attributes),
  });
}

function logToJson({ address, endpoint, topics, data }: LogExpectation): JsonValue {
  return object({
    address: address === undefined ? undefined : addressToJson(address),
    endpoint: endpoint === undefined ? undefined : expression(endpoint, "text"),
    topics: topics === undefined ? undefined : list(topics),
    data: data === undefined ? undefined : list(data),
  });
}

function list(values: readonly BytesLike[] | Anything): JsonValue {
  return typeof values === "string" ? values : values.map((value) => expression(value));
}

function addressToJson(address: AddressExpectation): string {
  if (address instanceof Uint8Array) return expressionFromBytes(address, "address");
  const isAddress = typeof address !== "string" || address.startsWith("erd1");
  return isAddress ? expressionFromBytes(addressBytesOf(address as AddressLike), "address") : address;
}

function expression(value: BytesLike, kind?: ValueKind): string {
  return typeof value === "string" ? value : expressionFromBytes(value, kind);
}

function object(fields: Readonly<Record<string, JsonValue | undefined>>): ReadonlyMap<string, JsonValue> {
  return new Map(Object.entries(fields).filter((field): field is [string, JsonValue] => field[1] !== undefined));
}
