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
import { accountSteps } from "./account-steps.js";
import type { Recorder } from "./recorder.js";
import { findChosenFlags } from "./chosen-flags.js";
import type { QueryStep, RecordedStep, SentStep, SentTransaction } from "./steps.js";

/** How a recording is written. */
export interface RecordingOptions {
  readonly name?: string;
  readonly comment?: string;
  /** The schedule that the world has. Default: `default`. */
  readonly gasSchedule?: GasScheduleName;
  /** Whether the world that replays has the same flags, by whoever makes it. A scenario cannot choose any. Default: it has not. */
  readonly sameFlags?: boolean;
}

/** What a recording is written from. */
export interface Recording {
  readonly recorder: Recorder;
  /** The expression for code: the file that it is from, or its bytes. */
  readonly codeExpression: (code: Uint8Array) => string;
  /** The ABI of the contract at an address, where it is known. */
  readonly abiOf: (address: Uint8Array) => Abi | undefined;
}

type Json = ReadonlyMap<string, JsonValue>;

/** The text of a `.scen.json` file. Throws a `TypeError` that names what a scenario cannot say. */
export function writeScenario(recording: Recording, options: RecordingOptions): string {
  const { recorder, codeExpression } = recording;
  const unsayable: string[] = options.sameFlags === true ? [] : findChosenFlags(recorder);
  const written = new ScenarioWriter(recording, unsayable).write(recorder.steps);
  if (unsayable.length > 0) throw new TypeError(`the recording cannot be written as a scenario:\n${unsayable.map((reason) => `- ${reason}`).join("\n")}`);
  const end = recorder.world.supports.accountExport ? [checkStep(recorder.world, codeExpression)] : [];
  const scenario = object({
    name: options.name === undefined ? undefined : requirePlain("the name", options.name),
    comment: options.comment === undefined ? undefined : requirePlain("the comment", options.comment),
    gasSchedule: options.gasSchedule ?? "default",
    steps: [...written, ...end],
  });
  return formatScenario({ path: "recording", text: writeJson(scenario) });
}

/** Text that stands in a scenario as it is, which has no escapes. */
function isPlain(text: string): boolean {
  return !/["\\\n\r\p{Surrogate}]/u.test(text);
}

function requirePlain(what: string, text: string): string {
  if (!isPlain(text)) throw new TypeError(`${what} ${JSON.stringify(text)} cannot stand in a scenario: quotes, backslashes and line breaks have no escapes there`);
  return text;
}

/** Fields that are there; `undefined` is not written. */
function object(fields: Readonly<Record<string, JsonValue | undefined>>): Json {
  return new Map(Object.entries(fields).filter((field): field is [string, JsonValue] => field[1] !== undefined));
}

class ScenarioWriter {
  readonly #recording: Recording;
  /** What a scenario has no words for; the caller's. */
  readonly #unsayable: string[];
  /** Every `setState` replaces the hashes of blocks, also one that names none. */
  #blockHashes: readonly string[] = [];

  constructor(recording: Recording, unsayable: string[]) {
    this.#recording = recording;
    this.#unsayable = unsayable;
  }

  write(steps: readonly RecordedStep[]): readonly Json[] {
    const scratch = this.#recording.recorder.scratch();
    const writeAccount = accountSteps(scratch, this.#recording.codeExpression);
    const written = steps.map((step, index) => {
      const refuse = (reason: string): void => void this.#unsayable.push(`step ${index + 1}: ${reason}`);
      if (step.kind === "account") return this.#setState({ accounts: writeAccount(step, refuse) });
      return this.#step(step, refuse);
    });
    scratch?.close();
    return written;
  }

  #setState(fields: Readonly<Record<string, JsonValue | undefined>>): Json {
    return object({ step: "setState", ...fields, blockHashes: this.#blockHashes.length === 0 ? undefined : this.#blockHashes });
  }

  #step(step: Exclude<RecordedStep, { kind: "account" }>, refuse: (reason: string) => void): Json {
    switch (step.kind) {
      case "block":
        return this.#setState({ [step.which]: blockToJson(step.block, refuse) });
      case "blockHashes":
        this.#blockHashes = step.hashes.map((hash) => expressionFromBytes(hash, "hex"));
        return this.#setState({});
      case "newAddress": {
        const { creatorAddress, creatorNonce, newAddress } = step.entry;
        const entry = object({ creatorAddress: address(creatorAddress), creatorNonce: creatorNonce.toString(), newAddress: address(newAddress) });
        return this.#setState({ newAddresses: [entry] });
      }
      case "newTokenIdentifiers":
        for (const identifier of step.identifiers) if (!isPlain(identifier)) refuse(`the token identifier ${JSON.stringify(identifier)} has what cannot stand in a scenario`);
        return this.#setState({ newTokenIdentifiers: step.identifiers });
      case "validatorReward":
        return object({ step: "validatorReward", tx: object({ to: address(step.receiver), egldValue: step.value.toString() }) });
      case "query":
        return this.#query(step, refuse);
      case "transaction":
        return this.#transaction(step, refuse);
      case "unsayable":
        refuse(`${step.what}: ${step.why}`);
        return this.#setState({});
    }
  }

  #query({ id, query, result, abi, leavesNothing }: QueryStep, refuse: (reason: string) => void): Json {
    requirePlainNames(refuse, id, query.function);
    if (leavesNothing) {
      return this.#setState({ comment: `left out: the query ${id} of ${query.function}, which changes something; a scenario would keep that` });
    }
    const tx = object({ to: address(query.receiver), function: query.function, arguments: argumentsToJson(abi, query.function, query.arguments) });
    return object({ step: "scQuery", id, tx, expect: expectation(result, abi, query.function, this.#recording) });
  }

  #transaction(step: SentStep, refuse: (reason: string) => void): Json {
    const { id, transaction, result, abi } = step;
    requirePlainNames(refuse, id, transaction.kind === "call" ? transaction.function : "");
    if (transaction.relayer !== undefined || transaction.guardian !== undefined) refuse("a transaction with a relayer or a guardian: scenarios' transactions have neither");
    if (transaction.kind === "deploy" && transaction.esdt.length > 0) refuse("a deployment that carries tokens: scenarios' deployments carry none");
    if (transaction.kind === "transfer" && failsOnReplay(transaction, result)) return this.#setState({ comment: "a transfer that failed", accounts: senderLeft(step) });
    const endpoint = endpointOf(transaction);
    const hasCode = transaction.kind === "deploy" || transaction.kind === "upgrade";
    const tx = object({
      from: address(transaction.sender),
      to: transaction.kind === "deploy" ? undefined : address(transaction.receiver),
      egldValue: transaction.value.toString(),
      esdtValue: transaction.kind === "call" || transaction.kind === "transfer" ? transaction.esdt.map(paymentToJson) : undefined,
      function: transaction.kind === "call" ? transaction.function : undefined,
      contractCode: hasCode ? this.#recording.codeExpression(transaction.code) : undefined,
      codeMetadata: hasCode ? expressionFromBytes(transaction.codeMetadata, "hex") : undefined,
      arguments: transaction.kind === "transfer" ? undefined : argumentsToJson(abi, endpoint, transaction.arguments),
      gasLimit: transaction.gasLimit.toString(),
      gasPrice: transaction.gasPrice.toString(),
    });
    const comment = transaction.kind === "transfer" && result.returnCode !== ReturnCode.ok ? "fails, which a scenario does not tell of transfers" : undefined;
    const expect = transaction.kind === "transfer" ? undefined : expectation(result, abi, endpoint, this.#recording);
    return object({ step: stepNames[transaction.kind], id, comment, tx, expect });
  }
}

function requirePlainNames(refuse: (reason: string) => void, id: string, endpoint: string): void {
  for (const text of [id, endpoint]) {
    if (!isPlain(text)) refuse(`${JSON.stringify(text)}: names in a scenario have no quotes, backslashes or line breaks`);
  }
}

/** A transfer that fails ends a scenario, unless there is too little EGLD. */
function failsOnReplay({ esdt }: { readonly esdt: readonly TokenPayment[] }, { returnCode }: TransactionResult): boolean {
  return returnCode !== ReturnCode.ok && returnCode !== ReturnCode.outOfFunds && esdt.length > 0;
}

/** What a transaction that failed leaves: the sender's nonce, and its balance without the fee. */
function senderLeft({ transaction: { sender }, nonce, balance }: SentStep): Json {
  return new Map([[address(sender), object({ update: true, nonce: nonce.toString(), balance: balance.toString() })]]);
}

function address(bytes: Uint8Array): string {
  return expressionFromBytes(bytes, "address");
}

const randomSeedLength = 48;

function blockToJson({ nonce, round, epoch, timestampMs, randomSeed }: Partial<BlockInfo>, refuse: (reason: string) => void): Json {
  // A seed that is empty is one that nobody set.
  if (randomSeed !== undefined && randomSeed.length !== 0 && randomSeed.length !== randomSeedLength) {
    refuse(`a block's random seed of ${randomSeed.length} bytes: a scenario's has ${randomSeedLength}`);
  }
  return object({
    blockNonce: nonce?.toString(),
    blockRound: round?.toString(),
    blockEpoch: epoch?.toString(),
    blockTimestampMs: timestampMs?.toString(),
    blockRandomSeed: randomSeed === undefined || randomSeed.length === 0 ? undefined : expressionFromBytes(randomSeed, "hex"),
  });
}

const stepNames = { deploy: "scDeploy", upgrade: "scUpgrade", call: "scCall", transfer: "transfer" } as const;

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

function expectation(result: TransactionResult, abi: Abi | undefined, endpoint: string, { recorder, abiOf }: Recording): Json {
  return object({
    out: expressionsOf(abi, functionTypes(abi, endpoint, "outputs"), result.returnData),
    status: result.returnCode.toString(),
    message: result.returnMessage === "" ? undefined : expressionFromBytes(utf8ToBytes(result.returnMessage), "text"),
    // Of a failed run, production logs the place in its own sources.
    logs: recorder.world.supports.logs && result.returnCode === ReturnCode.ok ? result.logs.map((log) => logToJson(log, abiOf(log.address))) : "*",
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
