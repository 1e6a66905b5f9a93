// The `tx` and `expect` of a step. Mirrors json/parse parseTx.go, parseTxResult.go, parseLogs.go, and model/transaction.go for which kind
// of transaction takes which field.

import type { LogCheck, LogsCheck, ResultCheck, ScenarioTransaction, TransactionKind } from "../model/transaction.js";
import type { BytesValue } from "../model/values.js";
import { spanOf } from "../model/source.js";
import { readPayments } from "./esdt.js";
import type { Aliases, Fields, FieldTable } from "./fields.js";
import { readFields, requireField } from "./fields.js";
import type { JsonNode } from "./json.js";
import type { Reader, Scope } from "./scope.js";
import { failType, passOver } from "./scope.js";
import {
  emptyMeansAbsent,
  isText,
  listOf,
  readAddress,
  readBytes,
  readBytesTree,
  readExpectedBytes,
  readExpectedInt,
  readExpectedList,
  readExpectedUint,
  readExpectedUint64,
  readText,
  readUint,
  readUint64,
} from "./values.js";

const transactionFields = {
  nonce: readUint64,
  from: readAddress,
  to: emptyMeansAbsent(readAddress),
  function: emptyMeansAbsent(readText),
  egldValue: readUint,
  esdtValue: readPayments,
  arguments: listOf(readBytesTree),
  contractCode: readBytes,
  codeMetadata: readBytes,
  gasLimit: readUint64,
  gasPrice: readUint64,
} satisfies FieldTable;

type TransactionFieldName = keyof typeof transactionFields;

const transactionAliases: Aliases = { value: "egldValue", esdt: "esdtValue" };

/** Fields that a kind does not take at all. */
const refusedFields: Readonly<Record<TransactionKind, readonly TransactionFieldName[]>> = {
  scDeploy: ["esdtValue"],
  scUpgrade: ["esdtValue"],
  scCall: [],
  scQuery: ["from", "egldValue", "esdtValue", "gasLimit", "gasPrice"],
  transfer: [],
  validatorReward: ["from", "esdtValue", "gasLimit", "gasPrice"],
};

/** Fields that a kind takes only when they are empty. */
const emptyFields: Readonly<Record<TransactionKind, readonly TransactionFieldName[]>> = {
  scDeploy: ["to", "function"],
  scUpgrade: ["function"],
  scCall: ["contractCode", "codeMetadata"],
  scQuery: ["contractCode", "codeMetadata"],
  transfer: ["function", "arguments", "contractCode", "codeMetadata"],
  validatorReward: ["function", "contractCode", "codeMetadata"],
};

export function readTransaction(scope: Scope, node: JsonNode, kind: TransactionKind): ScenarioTransaction {
  const fields = readFields(scope, node, `the tx of a ${kind} step`, transactionFields, transactionAliases);
  refuseFields(scope, node, kind, fields);
  const { from, to, function: endpoint, egldValue, esdtValue = [], contractCode, codeMetadata, gasLimit, gasPrice, nonce } = fields;
  const common = { ...(nonce && { nonce }), arguments: fields.arguments ?? [], ...spanOf(node) };
  const value = egldValue && { egldValue };
  const called = endpoint && { function: endpoint };
  const code = { ...(contractCode && { contractCode }), ...(codeMetadata && { codeMetadata }) };
  const sent = (): typeof common & { from: BytesValue } => ({
    ...common,
    from: required("from", from),
    ...value,
    ...(gasLimit && { gasLimit }),
    ...(gasPrice && { gasPrice }),
  });
  const required = <T>(name: string, field: T | undefined): T => requireField(scope, node, `the tx of a ${kind} step`, name, field);

  switch (kind) {
    case "scDeploy":
      return { kind, ...sent(), ...code };
    case "scUpgrade":
      return { kind, ...sent(), to: required("to", to), ...code };
    case "scCall":
      return { kind, ...sent(), to: required("to", to), ...called, esdtValue };
    case "scQuery":
      return { kind, ...common, to: required("to", to), ...called };
    case "transfer":
      return { kind, ...sent(), to: required("to", to), esdtValue };
    case "validatorReward":
      return { kind, ...common, to: required("to", to), ...value };
  }
}

function refuseFields(scope: Scope, node: JsonNode, kind: TransactionKind, fields: Fields<typeof transactionFields>): void {
  const refused = [...refusedFields[kind].filter((field) => fields[field] !== undefined), ...emptyFields[kind].filter((field) => !isEmpty(fields[field]))];
  const taken = Object.keys(transactionFields).filter((field) => ![...refusedFields[kind], ...emptyFields[kind]].some((other) => other === field));
  for (const { key } of node.kind === "object" ? node.entries : []) {
    const name = transactionAliases[key.text] ?? key.text;
    if (!refused.some((field) => field === name)) continue;
    passOver(scope, key, {
      code: "FIELD_NOT_ALLOWED",
      found: `"${key.text}", which a ${kind} step does not take`,
      expected: taken.map((field) => `"${field}"`).join(", "),
    });
  }
}

function isEmpty(field: Fields<typeof transactionFields>[TransactionFieldName]): boolean {
  if (field === undefined) return true;
  if ("length" in field) return field.length === 0;
  return "bytes" in field && field.bytes.length === 0;
}

const logFields = {
  address: readExpectedBytes,
  endpoint: readExpectedBytes,
  topics: readExpectedList,
  data: readExpectedList,
} satisfies FieldTable;

const readLog: Reader<LogCheck> = (scope, node) => ({ ...readFields(scope, node, "a log", logFields), ...spanOf(node) });

const readLogs: Reader<LogsCheck> = (scope, node) => {
  if (isText(node, "*")) return { kind: "any", ...spanOf(node) };
  if (node.kind !== "list") failType(scope, node, 'a list of logs, or "*"');
  const more = node.items.findIndex((item) => isText(item, "+"));
  const logs = more === -1 ? node.items : node.items.slice(0, more);
  const misplaced = more === -1 ? undefined : node.items.slice(more + 1).find((item) => !isText(item, "+"));
  if (misplaced !== undefined) failType(scope, misplaced, 'nothing after "+", which stands for any further logs');
  return { kind: "logs", logs: logs.map((log) => readLog(scope, log)), moreAllowed: more !== -1, ...spanOf(node) };
};

const resultFields = {
  out: readExpectedList,
  status: readExpectedInt,
  message: readExpectedBytes,
  logs: readLogs,
  gas: readExpectedUint64,
  refund: readExpectedUint,
} satisfies FieldTable;

export const readResultCheck: Reader<ResultCheck> = (scope, node) => ({ ...readFields(scope, node, "an expected result", resultFields), ...spanOf(node) });
