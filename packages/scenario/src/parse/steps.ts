// Steps. Mirrors json/parse parseScenario.go processScenarioStep, parseBlockInfo.go, parseNewAddresses.go.

import type { BlockInfoSetup, NewAddressSetup, Step, TransactionStep } from "../model/scenario.js";
import type { ResultCheck, TransactionKind } from "../model/transaction.js";
import type { BytesValue } from "../model/values.js";
import { spanOf } from "../model/source.js";
import { nearestName } from "../suggest.js";
import { readAccounts, readAccountsCheck } from "./accounts.js";
import type { Aliases, FieldTable } from "./fields.js";
import { readFields, requireField } from "./fields.js";
import type { JsonNode, JsonObject } from "./json.js";
import type { Reader, Scope } from "./scope.js";
import { fail, failType, passOver } from "./scope.js";
import { readResultCheck, readTransaction } from "./transaction.js";
import {
  emptyMeansAbsent,
  failLength,
  listOf,
  readAddress,
  readBoolean,
  readBytes,
  readBytesTree,
  readPlainText,
  readText,
  readUint64,
} from "./values.js";

const randomSeedLength = 48;

const readRandomSeed: Reader<BytesValue> = (scope, node) => {
  const seed = readBytesTree(scope, node);
  return seed.bytes.length === randomSeedLength ? seed : failLength(scope, node, seed, `a random seed of ${randomSeedLength} bytes`);
};

const blockInfoFields = {
  blockTimestamp: emptyMeansAbsent(readUint64),
  blockTimestampMs: emptyMeansAbsent(readUint64),
  blockNonce: emptyMeansAbsent(readUint64),
  blockRound: emptyMeansAbsent(readUint64),
  blockEpoch: emptyMeansAbsent(readUint64),
  blockRandomSeed: readRandomSeed,
} satisfies FieldTable;

const readBlockInfo: Reader<BlockInfoSetup> = (scope, node) => ({
  ...readFields(scope, node, "a block", blockInfoFields),
  ...spanOf(node),
});

const newAddressFields = { creatorAddress: readAddress, creatorNonce: readUint64, newAddress: readAddress } satisfies FieldTable;

const readNewAddress: Reader<NewAddressSetup> = (scope, node) => {
  const fields = readFields(scope, node, "a new address", newAddressFields);
  return {
    creatorAddress: requireField(scope, node, "a new address", "creatorAddress", fields.creatorAddress),
    creatorNonce: fields.creatorNonce ?? { value: 0n, ...spanOf(node) },
    newAddress: requireField(scope, node, "a new address", "newAddress", fields.newAddress),
    ...spanOf(node),
  };
};

/** `step` decided which table is used, and is no part of the result. */
const skip: Reader<undefined> = () => undefined;

const commonFields = { step: skip, comment: readPlainText } satisfies FieldTable;

const externalStepsFields = { ...commonFields, traceGas: readBoolean, path: readText } satisfies FieldTable;

const setStateFields = {
  ...commonFields,
  id: readPlainText,
  accounts: readAccounts,
  newAddresses: listOf(readNewAddress),
  newTokenIdentifiers: listOf(readText),
  previousBlockInfo: readBlockInfo,
  currentBlockInfo: readBlockInfo,
  blockHashes: listOf(readBytes),
} satisfies FieldTable;

const checkStateFields = { ...commonFields, id: readPlainText, accounts: readAccountsCheck } satisfies FieldTable;

const readNode: Reader<JsonNode> = (_scope, node) => node;

const contractFields = { ...commonFields, id: readPlainText, displayLogs: readBoolean, tx: readNode, expect: readResultCheck } satisfies FieldTable;

type TransactionStepFields = Omit<typeof contractFields, "expect"> & { readonly expect: Reader<ResultCheck | undefined> };

const transferFields: TransactionStepFields = {
  ...contractFields,
  expect: (scope, node) => {
    const found = '"expect" in a step that calls no contract';
    passOver(scope, node, { code: "FIELD_NOT_ALLOWED", found, expected: "it only in scDeploy, scUpgrade, scCall and scQuery" });
    return undefined;
  },
};

const transactionAliases: Aliases = { txId: "id" };

const stepReaders: Readonly<Record<Step["kind"], (scope: Scope, node: JsonObject) => Step>> = {
  externalSteps: (scope, node) => {
    const { path, ...rest } = readFields(scope, node, "an externalSteps step", externalStepsFields);
    return { kind: "externalSteps", ...rest, path: requireField(scope, node, "an externalSteps step", "path", path), ...spanOf(node) };
  },
  setState: (scope, node) => {
    const fields = readFields(scope, node, "a setState step", setStateFields);
    const { id = "", accounts = [], newAddresses = [], newTokenIdentifiers = [], blockHashes = [], ...rest } = fields;
    return { kind: "setState", id, accounts, newAddresses, newTokenIdentifiers, blockHashes, ...rest, ...spanOf(node) };
  },
  checkState: (scope, node) => {
    const { id = "", accounts, ...rest } = readFields(scope, node, "a checkState step", checkStateFields);
    return { kind: "checkState", id, accounts: requireField(scope, node, "a checkState step", "accounts", accounts), ...rest, ...spanOf(node) };
  },
  dumpState: (scope, node) => {
    return { kind: "dumpState", ...readFields(scope, node, "a dumpState step", commonFields), ...spanOf(node) };
  },
  scDeploy: (scope, node) => readTransactionStep(scope, node, "scDeploy", contractFields),
  scUpgrade: (scope, node) => readTransactionStep(scope, node, "scUpgrade", contractFields),
  scCall: (scope, node) => readTransactionStep(scope, node, "scCall", contractFields),
  scQuery: (scope, node) => readTransactionStep(scope, node, "scQuery", contractFields),
  transfer: (scope, node) => readTransactionStep(scope, node, "transfer", transferFields),
  validatorReward: (scope, node) => readTransactionStep(scope, node, "validatorReward", transferFields),
};

function readTransactionStep(
  scope: Scope,
  node: JsonObject,
  kind: TransactionKind,
  table: TransactionStepFields,
): TransactionStep {
  const what = `a ${kind} step`;
  const { id = "", displayLogs = false, tx, ...rest } = readFields(scope, node, what, table, transactionAliases);
  return { kind, id, displayLogs, tx: readTransaction(scope, requireField(scope, node, what, "tx", tx), kind), ...rest, ...spanOf(node) };
}

export const readStep: Reader<Step> = (scope, node) => {
  if (node.kind !== "object") failType(scope, node, "a step, an object");
  const kind = node.entries.find(({ key }) => key.text === "step")?.value;
  if (kind === undefined) fail(scope, node.start, { code: "MISSING_FIELD", found: 'a step without "step"', expected: `"step" in it: ${stepNames()}` });
  const name = readPlainText(scope, kind);
  if (!isStepKind(name)) {
    const suggestion = nearestName(name, Object.keys(stepReaders));
    fail(scope, kind.start, { code: "UNKNOWN_STEP", found: `the unknown step "${name}"`, expected: stepNames(), suggestion });
  }
  return stepReaders[name](scope, node);
};

function isStepKind(name: string): name is Step["kind"] {
  return Object.hasOwn(stepReaders, name);
}

function stepNames(): string {
  return Object.keys(stepReaders).join(", ");
}
