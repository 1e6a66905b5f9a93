// Tokens: of accounts to be set, of accounts to be checked, of transactions.
// Mirrors json/parse parseESDT.go, parseESDTCheck.go, parseESDTTx.go.

import { equalBytes } from "@mxvm/codec";
import type { EsdtCheck, EsdtInstanceCheck, EsdtInstanceSetup, EsdtPayment, EsdtSetup, InstancesCheck } from "../model/esdt.js";
import type { Span } from "../model/source.js";
import type { BytesValue, ExpectedBytes } from "../model/values.js";
import { spanOf } from "../model/source.js";
import type { FieldTable } from "./fields.js";
import { readFields } from "./fields.js";
import type { JsonNode, JsonObject } from "./json.js";
import type { Reader, Scope } from "./scope.js";
import { failType, failValue } from "./scope.js";
import {
  isText,
  listOf,
  readAddress,
  readBytes,
  readBytesTree,
  readExpectedBytes,
  readExpectedList,
  readExpectedRoyalties,
  readExpectedUint,
  readExpectedUint64,
  readRoyalties,
  readText,
  readUint,
  readUint64,
  requireObject,
} from "./values.js";

const instanceFields = {
  nonce: readUint64,
  balance: readUint,
  creator: readAddress,
  royalties: readRoyalties,
  hash: readBytes,
  uri: listOf(readBytes),
  attributes: readBytesTree,
} satisfies FieldTable;

const instanceCheckFields = {
  nonce: readUint64,
  balance: readExpectedUint,
  creator: readExpectedBytes,
  royalties: readExpectedRoyalties,
  hash: readExpectedBytes,
  uri: readExpectedList,
  attributes: readExpectedBytes,
} satisfies FieldTable;

const readInstance: Reader<EsdtInstanceSetup> = (scope, node) => ({
  ...readFields(scope, node, "a token instance", instanceFields),
  ...spanOf(node),
});

const readInstanceCheck: Reader<EsdtInstanceCheck> = (scope, node) => ({
  ...readFields(scope, node, "a token instance", instanceCheckFields),
  ...spanOf(node),
});

/** The Rust framework allows any instances by `"*"`. */
const readInstancesCheck: Reader<InstancesCheck> = (scope, node) => {
  if (isText(node, "*")) return { kind: "any" };
  if (node.kind !== "list") failType(scope, node, 'a list of instances, or "*"');
  return { kind: "instances", instances: node.items.map((item) => readInstanceCheck(scope, item)) };
};

// The fields of an instance may also stand in the token itself, and are then its first instance.
const tokenFields = {
  ...instanceFields,
  tokenIdentifier: readBytes,
  instances: listOf(readInstance),
  lastNonce: readUint64,
  roles: listOf(readText),
  frozen: readUint64,
} satisfies FieldTable;

const tokenCheckFields = {
  ...instanceCheckFields,
  tokenIdentifier: readBytes,
  instances: readInstancesCheck,
  lastNonce: readExpectedUint64,
  roles: listOf(readText),
  frozen: readExpectedUint64,
} satisfies FieldTable;

/** The tokens of an account to be set. */
export const readTokens: Reader<readonly EsdtSetup[]> = (scope, node) =>
  requireObject(scope, node, "tokens by identifier, an object").entries.map(({ key, value }) => readToken(scope, readBytes(scope, key), value));

/** The tokens of an account to be checked, which is an object. A `"+"` in it is accepted and means nothing, as in production. */
export function readTokenChecks(scope: Scope, node: JsonObject): EsdtCheck[] {
  return node.entries.filter(({ key }) => key.text !== "+").map(({ key, value }) => readTokenCheck(scope, readBytes(scope, key), value));
}

function readToken(scope: Scope, tokenIdentifier: BytesValue, node: JsonNode): EsdtSetup {
  if (node.kind === "string") {
    return { tokenIdentifier, instances: [{ balance: readUint(scope, node), ...spanOf(node) }], roles: [], ...spanOf(node) };
  }
  if (node.kind !== "object") failType(scope, node, "a balance, or an object");
  const { tokenIdentifier: repeated, instances = [], roles = [], lastNonce, frozen, ...first } = readFields(scope, node, "a token", tokenFields);
  requireSameToken(scope, node, tokenIdentifier, repeated);
  return {
    tokenIdentifier,
    instances: [...firstInstance(first, node), ...instances],
    roles,
    ...(lastNonce && { lastNonce }),
    ...(frozen && { frozen }),
    ...spanOf(node),
  };
}

function readTokenCheck(scope: Scope, tokenIdentifier: BytesValue, node: JsonNode): EsdtCheck {
  if (node.kind === "string") {
    const instances: InstancesCheck = { kind: "instances", instances: [fungibleCheck(scope, node)], isBalanceAlone: true };
    return { tokenIdentifier, instances, roles: [], ...spanOf(node) };
  }
  if (node.kind !== "object") failType(scope, node, 'a balance, "*", or an object');
  const fields = readFields(scope, node, "a token", tokenCheckFields);
  const { tokenIdentifier: repeated, instances = { kind: "instances", instances: [] }, roles = [], lastNonce, frozen, ...first } = fields;
  requireSameToken(scope, node, tokenIdentifier, repeated);
  return {
    tokenIdentifier,
    instances: instances.kind === "any" ? instances : { kind: "instances", instances: [...firstInstance(first, node), ...instances.instances] },
    roles,
    ...(lastNonce && { lastNonce }),
    ...(frozen && { frozen }),
    ...spanOf(node),
  };
}

/** The Rust framework knows the identifier also as a field; there is one token under a key. */
function requireSameToken(scope: Scope, node: JsonObject, tokenIdentifier: BytesValue, repeated: BytesValue | undefined): void {
  if (repeated === undefined || equalBytes(repeated.bytes, tokenIdentifier.bytes)) return;
  const place = node.entries.find(({ key }) => key.text === "tokenIdentifier")?.value ?? node;
  failValue(scope, place, "another token identifier than the token's key", "the same one, or none");
}

function firstInstance<T extends object>(fields: T, node: JsonNode): (T & Span)[] {
  return Object.keys(fields).length === 0 ? [] : [{ ...fields, ...spanOf(node) }];
}

/** Where only a balance is written, production wants every other field empty. */
function fungibleCheck(scope: Scope, node: JsonNode): EsdtInstanceCheck {
  const span = { start: node.start, end: node.start };
  const empty: ExpectedBytes = { kind: "equal", value: new Uint8Array(), ...span };
  return {
    balance: readExpectedUint(scope, node),
    creator: empty,
    royalties: { kind: "equal", value: 0n, ...span },
    hash: empty,
    uri: { kind: "items", items: [], ...span },
    attributes: empty,
    ...spanOf(node),
  };
}

const paymentFields = { tokenIdentifier: readBytes, nonce: readUint64, value: readUint } satisfies FieldTable;

const readPayment: Reader<EsdtPayment> = (scope, node) => ({ ...readFields(scope, node, "a token payment", paymentFields), ...spanOf(node) });

/** The payments of a transaction; older files have one in place of a list. */
export const readPayments: Reader<readonly EsdtPayment[]> = (scope, node) =>
  node.kind === "object" ? [readPayment(scope, node)] : listOf(readPayment)(scope, node);
