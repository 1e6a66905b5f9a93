// Transactions and queries of a scenario as calls of the fluent world.
import { functionOf } from "../abi/functions.js";
import { defaultGasLimit } from "../fluent/account.js";
import type { TransactionStep } from "../model/scenario.js";
import type { ScCall, ScDeploy, ScQuery, ScUpgrade, Transfer } from "../model/transaction.js";
import type { BytesValue, UintValue } from "../model/values.js";
import { bigint, call, type Code, type Field, isIdentifier, list, object, prefixed, text } from "./code.js";
import type { KnownAbi } from "./contracts.js";
import type { ExpectationWriter } from "./expectations.js";
import { paymentsToCode } from "./setups.js";
import { argumentsToCode, isAnswerOf, type ValueWriter } from "./values.js";

/** What transactions are written with. */
export interface TransactionWriter extends ExpectationWriter, ValueWriter {
  readonly abiAt: (address: Uint8Array) => KnownAbi | undefined;
  /** The variable for an address, as a user: who sends. */
  readonly userAt: (address: Uint8Array) => string;
  /** Hears that an endpoint is called by its ABI. */
  readonly onTypedCall: (contract: Uint8Array, abi: KnownAbi, endpoint: string) => void;
}

/** How a call is expected to end: it fails, or answers what is known beforehand, or nobody knows. */
export type ExpectedEnd = "failure" | readonly Uint8Array[] | undefined;

/** A call that answers a result, and throws where it fails; or one that answers how it fails. */
export function transactionToCode({ id, tx }: Pick<TransactionStep, "id" | "tx">, end: ExpectedEnd, writer: TransactionWriter): Code {
  if (end === "failure" && tx.kind !== "scCall") return failing(transactionToCode({ id, tx }, undefined, writer));
  switch (tx.kind) {
    case "scDeploy":
      return call(`${writer.userAt(tx.from.bytes)}.deploy`, object([...codeFields(tx, writer), ...sentFields(id, tx)]));
    case "scUpgrade":
      return call(`${writer.userAt(tx.from.bytes)}.upgrade`, object([["to", writer.accountAt(tx.to.bytes)], ...codeFields(tx, writer), ...sentFields(id, tx)]));
    case "scCall":
      return callToCode(id, tx, end, writer);
    case "scQuery":
      return queryToCode(id, tx, end, writer);
    case "transfer":
      return transferToCode(id, tx, writer);
    case "validatorReward":
      return call("world.rewardValidator", writer.accountAt(tx.to.bytes), bigint(tx.egldValue?.value ?? 0n));
  }
}

/** What every transaction has. */
function sentFields(id: string, { egldValue, gasLimit, gasPrice }: { readonly egldValue?: UintValue; readonly gasLimit?: UintValue; readonly gasPrice?: UintValue }): readonly Field[] {
  const limit = gasLimit?.value ?? 0n;
  return [
    ["egld", notZero(egldValue)],
    ["gasLimit", limit === defaultGasLimit ? undefined : bigint(limit)],
    ["gasPrice", notZero(gasPrice)],
    ["id", text(id)],
  ];
}

function notZero(value: UintValue | undefined): Code | undefined {
  return value === undefined || value.value === 0n ? undefined : bigint(value.value);
}

function codeFields({ contractCode, codeMetadata, arguments: row }: ScDeploy | ScUpgrade, writer: TransactionWriter): readonly Field[] {
  return [
    ["code", contractCode === undefined ? text("") : writer.code(contractCode, contractCode.bytes)],
    ["codeMetadata", codeMetadata && text(writer.bytes(codeMetadata, codeMetadata.bytes))],
    ["args", rowToCode(row, writer)],
  ];
}

function rowToCode(row: readonly BytesValue[], writer: TransactionWriter): Code | undefined {
  return row.length === 0 ? undefined : list(row.map((item) => writer.code(item, item.bytes)));
}

function failing(code: Code): Code {
  return call("world.fails", prefixed("() => ", code));
}

function callToCode(id: string, tx: ScCall, end: ExpectedEnd, writer: TransactionWriter): Code {
  const from = writer.accountAt(tx.from.bytes);
  const payment: readonly Field[] = [["tokens", paymentsToCode(tx.esdtValue)], ...sentFields(id, tx)];
  const endpoint = tx.function?.text ?? "";
  const typed = typedArguments(tx, end, writer);
  if (typed !== undefined) return call(endpointOf(writer.accountAt(tx.to.bytes), end === "failure" ? "fails" : "call", endpoint), ...typed, object([["from", from], ...payment]));
  const fields: readonly Field[] = [["to", writer.accountAt(tx.to.bytes)], ["function", text(endpoint)], ["args", rowToCode(tx.arguments, writer)], ...payment];
  const sent = call(`${writer.userAt(tx.from.bytes)}.call`, object(fields));
  return end === "failure" ? failing(sent) : sent;
}

function queryToCode(id: string, tx: ScQuery, end: ExpectedEnd, writer: TransactionWriter): Code {
  const endpoint = tx.function?.text ?? "";
  const typed = typedArguments(tx, end, writer);
  if (typed !== undefined) return call(endpointOf(writer.accountAt(tx.to.bytes), "ask", endpoint), ...typed, object([["id", text(id)]]));
  const fields: readonly Field[] = [["to", writer.accountAt(tx.to.bytes)], ["function", text(endpoint)], ["args", rowToCode(tx.arguments, writer)], ["id", text(id)]];
  return call("world.query", object(fields));
}

function endpointOf(contract: string, how: "call" | "ask" | "fails", endpoint: string): string {
  return isIdentifier(endpoint) ? `${contract}.${how}.${endpoint}` : `${contract}.${how}[${text(endpoint)}]`;
}

/**
 * Arguments by name where the contract's ABI describes them; none for an endpoint that takes none. A call by an ABI reads its answer, so one
 * that may answer otherwise is made by name.
 */
function typedArguments({ to, function: name, arguments: row }: ScCall | ScQuery, end: ExpectedEnd, writer: TransactionWriter): readonly Code[] | undefined {
  const endpoint = name?.text ?? "";
  const known = writer.abiAt(to.bytes);
  const declared = known?.abi.endpoints.some((candidate) => candidate.name === endpoint) === true ? functionOf(known.abi, endpoint) : undefined;
  if (known === undefined || declared === undefined) return undefined;
  const isReadable = end === "failure" || (declared.outputs ?? []).length === 0 || (end !== undefined && isAnswerOf(known.abi, declared, end));
  const args = isReadable ? argumentsToCode(known.abi, declared, row.map(({ bytes }) => bytes), writer) : undefined;
  if (args === undefined) return undefined;
  writer.onTypedCall(to.bytes, known, endpoint);
  return declared.inputs.length === 0 ? [] : [args];
}

/** A scenario does not tell whether a transfer fails; one of tokens may only lack EGLD. */
function transferToCode(id: string, tx: Transfer, writer: TransactionWriter): Code {
  const fields: readonly Field[] = [["to", writer.accountAt(tx.to.bytes)], ["tokens", paymentsToCode(tx.esdtValue)], ...sentFields(id, tx)];
  const transfer = prefixed("() => ", call(`${writer.userAt(tx.from.bytes)}.transfer`, object(fields)));
  return tx.esdtValue.length === 0 ? call("world.attempt", transfer) : call("world.attempt", transfer, text("out of funds"));
}
