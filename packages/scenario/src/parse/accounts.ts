// Accounts to be set, and accounts to be checked. Mirrors json/parse parseAccounts.go, parseAccountsCheck.go.

import type { AccountCheck, AccountSetup, AccountsCheck, StorageCheck, StorageEntry, TokensCheck } from "../model/account.js";
import { spanOf } from "../model/source.js";
import { readTokenChecks, readTokens } from "./esdt.js";
import type { FieldTable } from "./fields.js";
import { readFields } from "./fields.js";
import type { JsonNode, JsonString } from "./json.js";
import type { Reader, Scope } from "./scope.js";
import {
  isText,
  readAddress,
  readBoolean,
  readBytes,
  readBytesTree,
  readExpectedBytes,
  readExpectedUint,
  readExpectedUint64,
  readPlainText,
  readText,
  readUint,
  readUint64,
  requireObject,
} from "./values.js";

/** Key of other accounts or storage entries, about which a check says nothing. */
const others = "+";

const readStorage: Reader<readonly StorageEntry[]> = (scope, node) =>
  requireObject(scope, node, "storage entries, an object").entries.map(({ key, value }) => ({
    key: readBytes(scope, key),
    value: readBytesTree(scope, value),
  }));

const readStorageCheck: Reader<StorageCheck> = (scope, node) => {
  if (isText(node, "*")) return { kind: "any", ...spanOf(node) };
  const { entries } = requireObject(scope, node, 'storage entries, an object, or "*"');
  return {
    kind: "entries",
    entries: entries
      .filter(({ key }) => key.text !== others)
      .map(({ key, value }) => ({ key: readBytes(scope, key), value: readExpectedBytes(scope, value) })),
    othersAllowed: entries.some(({ key }) => key.text === others),
    ...spanOf(node),
  };
};

const readTokensCheck: Reader<TokensCheck> = (scope, node) => {
  if (isText(node, "*")) return { kind: "any", ...spanOf(node) };
  const object = requireObject(scope, node, 'tokens by identifier, an object, or "*"');
  return { kind: "tokens", tokens: readTokenChecks(scope, object), ...spanOf(node) };
};

const accountFields = {
  comment: readPlainText,
  update: readBoolean,
  shard: readUint64,
  nonce: readUint64,
  balance: readUint,
  esdt: readTokens,
  username: readBytes,
  storage: readStorage,
  code: readBytes,
  codeMetadata: readBytes,
  owner: readBytes,
  asyncCallData: readText,
  developerRewards: readUint,
} satisfies FieldTable;

const accountCheckFields = {
  comment: readPlainText,
  nonce: readExpectedUint64,
  balance: readExpectedUint,
  esdt: readTokensCheck,
  username: readExpectedBytes,
  storage: readStorageCheck,
  code: readExpectedBytes,
  codeMetadata: readExpectedBytes,
  owner: readExpectedBytes,
  asyncCallData: readExpectedBytes,
  developerRewards: readExpectedUint,
} satisfies FieldTable;

export const readAccounts: Reader<readonly AccountSetup[]> = (scope, node) =>
  requireObject(scope, node, "accounts by address, an object").entries.map(({ key, value }) => readAccount(scope, key, value));

export const readAccountsCheck: Reader<AccountsCheck> = (scope, node) => {
  const { entries } = requireObject(scope, node, "accounts by address, an object");
  return {
    accounts: entries.filter(({ key }) => key.text !== others).map(({ key, value }) => readAccountCheck(scope, key, value)),
    othersAllowed: entries.some(({ key }) => key.text === others),
    ...spanOf(node),
  };
};

function readAccount(scope: Scope, key: JsonString, node: JsonNode): AccountSetup {
  const address = readAddress(scope, key);
  const { update = false, esdt = [], storage = [], ...rest } = readFields(scope, node, "an account", accountFields);
  return { address, update, esdt, storage, ...rest, ...spanOf(node) };
}

function readAccountCheck(scope: Scope, key: JsonString, node: JsonNode): AccountCheck {
  return { address: readAddress(scope, key), ...readFields(scope, node, "an account", accountCheckFields), ...spanOf(node) };
}
