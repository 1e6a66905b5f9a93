// The `expect` of a step. Mirrors executor stepCheckTxResult.go; where production stops at the first part that does not hold, all are
// reported.

import { bytesToByteString, utf8ToBytes } from "@mxvm/codec";
import type { LogEntry, TransactionResult } from "@mxvm/protocol-hooks";
import { returnCodeTexts } from "@mxvm/protocol-hooks";
import type { LogCheck, LogsCheck, ResultCheck } from "../model/transaction.js";
import type { ExpectedBytes } from "../model/values.js";
import { expressionFromBytes } from "../write/expression.js";
import type { Mismatches } from "./mismatch.js";
import { quote } from "./mismatch.js";

/**
 * Absent means: status and refund 0, message and out empty; gas and logs anything. To the framework all that is absent is anything; it
 * compares neither gas nor refund.
 */
export function checkResult(mismatches: Mismatches, check: ResultCheck, result: TransactionResult, checkGas: boolean): void {
  const message = result.returnMessage === "" ? "" : `: ${result.returnMessage}`;
  mismatches.checkNumber("status", check.status, BigInt(result.returnCode), check, ` (${returnCodeTexts[result.returnCode]}${message})`);
  mismatches.checkBytes("message", check.message, messageBytes(check.message, result.returnMessage), check, "text");
  mismatches.checkList("out", check.out, result.returnData, check);
  if (mismatches.dialect === "go") {
    mismatches.checkNumber("refund", check.refund, result.gasRefund, check);
    if (checkGas && check.gas !== undefined) mismatches.checkNumber("gas", check.gas, result.gasRemaining, check);
  }
  if (check.logs?.kind === "logs") checkLogs(mismatches, check.logs, result.logs);
}

/** A message that is not UTF-8 comes as one character for each byte, so either reading of it may be the one that is expected. */
function messageBytes(expected: ExpectedBytes | undefined, message: string): Uint8Array {
  if (expected?.kind === "equal" && bytesToByteString(expected.value) === message) return expected.value;
  return utf8ToBytes(message);
}

function checkLogs(mismatches: Mismatches, check: Extract<LogsCheck, { kind: "logs" }>, logs: readonly LogEntry[]): void {
  check.logs.forEach((log, index) => {
    const actual = logs[index];
    if (actual === undefined) mismatches.add(`log ${index}`, log, mismatches.textOf(log), "no further log");
    else checkLog(mismatches, index, log, actual);
  });
  if (check.moreAllowed) return;
  for (const [index, log] of logs.entries()) {
    if (index >= check.logs.length) mismatches.add(`log ${index}`, check, 'no further log, as there is no "+"', writeLog(log));
  }
}

/** Absent means empty. */
function checkLog(mismatches: Mismatches, index: number, check: LogCheck, log: LogEntry): void {
  mismatches.checkBytes(`address of log ${index}`, check.address, log.address, check, "address");
  mismatches.checkBytes(`endpoint of log ${index}`, check.endpoint, log.identifier, check, "text");
  mismatches.checkList(`topics of log ${index}`, check.topics, log.topics, check);
  mismatches.checkList(`data of log ${index}`, check.data, log.data, check);
}

function writeLog({ address, identifier, topics, data }: LogEntry): string {
  const list = (values: readonly Uint8Array[]): string => `[${values.map((value) => quote(expressionFromBytes(value))).join(", ")}]`;
  const fields = [
    `"address": ${quote(expressionFromBytes(address, "address"))}`,
    `"endpoint": ${quote(expressionFromBytes(identifier, "text"))}`,
    `"topics": ${list(topics)}`,
    `"data": ${list(data)}`,
  ];
  return `{ ${fields.join(", ")} }`;
}
