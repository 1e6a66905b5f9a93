// A recording as a scenario file, which passes where it is replayed: results are expected as they were, but for gas.
import { bytesToByteString, codecsOf, equalBytes, systemAccountAddress, utf8ToBytes } from "@mxvm/codec";
import { type BlockInfo, type LogEntry, ReturnCode, type TokenPayment, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { eventLayout, functionOf } from "../abi/functions.js";
import { formatScenario } from "../format/format-scenario.js";
import type { GasScheduleName } from "../model/scenario.js";
import { accountToJson } from "../write/accounts.js";
import { expressionFromBytes } from "../write/expression.js";
import { type JsonValue, writeJson } from "../write/json.js";
import { rowToExpressions } from "../write/typed-expression.js";
import type { RecordedStep, SentTransaction } from "./steps.js";

/** How a recording is written. */
export interface RecordingOptions {
  readonly name?: string;
  readonly comment?: string;
  /** The schedule that the world has. Default: `default`. */
  readonly gasSchedule?: GasScheduleName;
}

/** What a recording is written from. */
export interface Recording {
  readonly steps: readonly RecordedStep[];
  readonly world: World;
  /** The expression for code: the file that it is from, or its bytes. */
  readonly codeExpression: (code: Uint8Array) => string;
  /** The ABI of the contract at an address, where it is known. */
  readonly abiOf: (address: Uint8Array) => Abi | undefined;
}

type Json = ReadonlyMap<string, JsonValue>;

/** The text of a `.scen.json` file. */
export function writeScenario(recording: Recording, options: RecordingOptions): string {
  const { steps, world, codeExpression } = recording;
  const written = steps.map((step) => stepToJson(step, recording));
  const end = world.supports.accountExport ? [checkStep(world, codeExpression)] : [];
  const scenario = object({ name: options.name, comment: options.comment, gasSchedule: options.gasSchedule ?? "default", steps: [...written, ...end] });
  return formatScenario({ path: "recording", text: writeJson(scenario) });
}

/** Fields that are there; `undefined` is not written. */
function object(fields: Readonly<Record<string, JsonValue | undefined>>): Json {
  return new Map(Object.entries(fields).filter((field): field is [string, JsonValue] => field[1] !== undefined));
}

function stepToJson(step: RecordedStep, recording: Recording): Json {
  switch (step.kind) {
    case "account": {
      const account = step.isUpdate ? new Map<string, JsonValue>([["update", true], ...step.account]) : step.account;
      return object({ step: "setState", accounts: new Map([[expressionFromBytes(step.address, "address"), account]]) });
    }
    case "block":
      return object({ step: "setState", currentBlockInfo: blockToJson(step.block) });
    case "newAddress": {
      const { creatorAddress, creatorNonce, newAddress } = step.entry;
      const entry = object({ creatorAddress: address(creatorAddress), creatorNonce: creatorNonce.toString(), newAddress: address(newAddress) });
      return object({ step: "setState", newAddresses: [entry] });
    }
    case "query": {
      const { id, query, result, abi } = step;
      const tx = object({ to: address(query.receiver), function: query.function, arguments: argumentsToJson(abi, query.function, query.arguments) });
      return object({ step: "scQuery", id, tx, expect: expectation(result, abi, query.function, recording) });
    }
    case "transaction":
      return transactionToJson(step, recording);
  }
}

function address(bytes: Uint8Array): string {
  return expressionFromBytes(bytes, "address");
}

function blockToJson({ nonce, round, epoch, timestampMs, randomSeed }: Partial<BlockInfo>): Json {
  return object({
    blockNonce: nonce?.toString(),
    blockRound: round?.toString(),
    blockEpoch: epoch?.toString(),
    blockTimestampMs: timestampMs?.toString(),
    blockRandomSeed: randomSeed === undefined || randomSeed.length === 0 ? undefined : expressionFromBytes(randomSeed, "hex"),
  });
}

const stepNames = { deploy: "scDeploy", upgrade: "scUpgrade", call: "scCall", transfer: "transfer" } as const;

function transactionToJson(step: Extract<RecordedStep, { kind: "transaction" }>, recording: Recording): Json {
  const { id, transaction, result, abi, nonce } = step;
  if (transaction.kind === "transfer" && result.returnCode !== ReturnCode.ok) return nonceStep(transaction, nonce);
  const endpoint = endpointOf(transaction);
  const hasCode = transaction.kind === "deploy" || transaction.kind === "upgrade";
  const tx = object({
    from: address(transaction.sender),
    to: transaction.kind === "deploy" ? undefined : address(transaction.receiver),
    egldValue: transaction.value.toString(),
    esdtValue: transaction.kind === "call" || transaction.kind === "transfer" ? transaction.esdt.map(paymentToJson) : undefined,
    function: transaction.kind === "call" ? transaction.function : undefined,
    contractCode: hasCode ? recording.codeExpression(transaction.code) : undefined,
    codeMetadata: hasCode ? expressionFromBytes(transaction.codeMetadata, "hex") : undefined,
    arguments: transaction.kind === "transfer" ? undefined : argumentsToJson(abi, endpoint, transaction.arguments),
    gasLimit: transaction.gasLimit.toString(),
    gasPrice: transaction.gasPrice.toString(),
  });
  const expect = transaction.kind === "transfer" ? undefined : expectation(result, abi, endpoint, recording);
  return object({ step: stepNames[transaction.kind], id, tx, expect });
}

/** Scenarios cannot say that a transfer fails. What it leaves is the sender's nonce. */
function nonceStep({ sender }: SentTransaction, nonce: bigint): Json {
  const account = object({ update: true, nonce: nonce.toString() });
  return object({ step: "setState", comment: "a transfer that failed", accounts: new Map([[address(sender), account]]) });
}

function endpointOf(transaction: SentTransaction): string {
  if (transaction.kind === "call") return transaction.function;
  return transaction.kind === "deploy" ? "init" : "upgrade";
}

function paymentToJson({ tokenIdentifier, nonce, value }: TokenPayment): Json {
  return object({ tokenIdentifier: expressionFromBytes(tokenIdentifier, "text"), nonce: nonce.toString(), value: value.toString() });
}

function argumentsToJson(abi: Abi | undefined, endpoint: string, row: readonly Uint8Array[]): readonly string[] {
  return expressionsOf(abi, functionTypes(abi, endpoint, "inputs"), row);
}

function functionTypes(abi: Abi | undefined, endpoint: string, part: "inputs" | "outputs"): readonly string[] {
  return (abi && functionOf(abi, endpoint)?.[part]?.map(({ type }) => type)) ?? [];
}

function expressionsOf(abi: Abi | undefined, types: readonly string[], row: readonly Uint8Array[]): readonly string[] {
  return rowToExpressions(abi === undefined ? [] : types.map(codecsOf(abi)), row);
}

function expectation(result: TransactionResult, abi: Abi | undefined, endpoint: string, { world, abiOf }: Recording): Json {
  return object({
    out: expressionsOf(abi, functionTypes(abi, endpoint, "outputs"), result.returnData),
    status: result.returnCode.toString(),
    message: result.returnMessage === "" ? undefined : expressionFromBytes(utf8ToBytes(result.returnMessage), "text"),
    // Of a failed run, production logs the place in its own sources.
    logs: world.supports.logs && result.returnCode === ReturnCode.ok ? result.logs.map((log) => logToJson(log, abiOf(log.address))) : "*",
    gas: "*",
    refund: "*",
  });
}

function logToJson(log: LogEntry, abi: Abi | undefined): Json {
  const layout = abi && eventLayout(abi, log);
  const [name, ...topics] = log.topics;
  return object({
    address: address(log.address),
    endpoint: expressionFromBytes(log.identifier, "text"),
    topics: name === undefined ? [] : [expressionFromBytes(name, "text"), ...rowToExpressions(layout?.topics ?? [], topics)],
    data: rowToExpressions(layout?.data === undefined ? [] : [layout.data], log.data),
  });
}

/** All accounts as they are in the end. */
function checkStep(world: World, codeExpression: Recording["codeExpression"]): Json {
  const accounts = new Map<string, JsonValue>();
  for (const bytes of world.addresses()) {
    const account = world.getAccount(bytes);
    if (account === undefined || equalBytes(bytes, systemAccountAddress)) continue;
    const tokens = world.getEsdt(bytes).map((token) => ({ ...token, instances: token.instances.filter(({ balance }) => balance > 0n) }));
    const { shard: _shard, developerRewards: _rewards, ...fields } = Object.fromEntries(accountToJson(account, tokens, codeExpression));
    accounts.set(address(bytes), object({ ...fields, storage: fields["storage"] ?? new Map() }));
  }
  return object({ step: "checkState", accounts });
}

/** Code by the files that it is from. */
export function createCodeExpressions(): { readonly learn: (code: Uint8Array, path: string) => void; readonly write: Recording["codeExpression"] } {
  const paths = new Map<string, string>();
  return {
    learn: (code, path) => void paths.set(bytesToByteString(code), `${path.endsWith(".mxsc.json") ? "mxsc" : "file"}:${path}`),
    write: (code) => paths.get(bytesToByteString(code)) ?? expressionFromBytes(code, "hex"),
  };
}
