// `mxvm run`: deploys, calls and queries contracts from the command line, one after the other.
import { basename, resolve } from "node:path";
import { addressToBech32, bytesToHex, codecsOf, createBytesSource, hexToBytes, isSmartContractAddress } from "@mxvm/codec";
import { type PortableWorld, type TransactionResult, ReturnCode, returnCodeTexts } from "@mxvm/protocol-hooks";
import { expressionFromBytes, showValue } from "@mxvm/scenario";
import { DEFAULT_MAX_POINTS } from "../composition-names.js";
import { composeWorlds } from "../composition.js";
import { loadConfig } from "../config/load-config.js";
import { type AbiEndpoint, type AbiFile, readContract } from "../contract-files.js";
import { EXECUTOR_VARIABLE } from "../executors/choose-executor.js";
import { type Colors, colorsFor } from "../reporters/colors.js";
import { ExitCode, UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";
import { type TypedInput, argumentsToBytes, bytesOfExpression } from "./arguments.js";
import { type NamedContract, loadWorld, saveWorld } from "./saved-world.js";

export interface RunOptions {
  readonly world?: string;
  readonly from: string;
  readonly value: string;
  readonly gasLimit: string;
  readonly gasSchedule?: string;
  readonly executor?: string;
  readonly json: boolean;
}

interface ActionResult {
  readonly action: string;
  readonly result: TransactionResult;
  readonly abi: AbiFile | undefined;
  readonly endpoint: AbiEndpoint | undefined;
}

interface Session {
  readonly world: PortableWorld;
  readonly contracts: Map<string, NamedContract>;
  readonly options: RunOptions;
  readonly cwd: string;
  readonly sender: Uint8Array;
}

/** Upgradeable, readable, payable, payable by contracts: as in scenarios. */
const CODE_METADATA = Uint8Array.of(0x05, 0x06);
/** A billion EGLD: enough for whatever somebody tries. */
const SENDER_BALANCE = 10n ** 27n;
const HASH_LENGTH = 32;
/** Between actions of one command line. */
const SEPARATOR = "then";

const actions: Readonly<Record<string, (session: Session, words: readonly string[]) => ActionResult>> = { deploy, call, query };

export async function run(words: readonly string[], options: RunOptions, terminal: Terminal): Promise<ExitCodeValue> {
  const session = await startSession(options, terminal);
  const results: ActionResult[] = [];
  for (const [name = "", ...rest] of splitActions(words)) {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) throw new UsageError(`"${name}" is no action: it is one of ${Object.keys(actions).join(", ")}; several stand with "${SEPARATOR}" between them`);
    const done = action(session, rest);
    results.push(done);
    if (!options.json) terminal.out(`${resultLines(done, colorsFor(terminal)).join("\n")}\n`);
    if (done.result.returnCode !== ReturnCode.ok) break;
  }
  if (options.json) terminal.out(`${JSON.stringify(results.map(resultToJson), undefined, 2)}\n`);
  if (options.world !== undefined) saveWorld(options.world, terminal.cwd, session.world, session.contracts);
  session.world.close();
  return results.every(({ result }) => result.returnCode === ReturnCode.ok) ? ExitCode.ok : ExitCode.failed;
}

async function startSession(options: RunOptions, terminal: Terminal): Promise<Session> {
  const { cwd, env } = terminal;
  const executor = { flag: options.executor, variable: env[EXECUTOR_VARIABLE], loaded: await loadConfig(cwd), hasLargeStack: terminal.hasLargeStack ?? false };
  const createWorld = await composeWorlds({ world: "mock", executor, gasSchedule: options.gasSchedule, maxPoints: DEFAULT_MAX_POINTS });
  // A world in memory can be written down.
  const world = createWorld({ gasSchedule: "default" }) as PortableWorld;
  const contracts = options.world === undefined ? new Map<string, NamedContract>() : loadWorld(options.world, cwd, world);
  const sender = addressOf(options.from, cwd);
  if (world.getAccount(sender) === undefined) world.setAccount({ address: sender, balance: SENDER_BALANCE });
  return { world, contracts, options, cwd, sender };
}

function splitActions(words: readonly string[]): string[][] {
  const split: string[][] = [[]];
  for (const word of words) {
    if (word === SEPARATOR) split.push([]);
    else split.at(-1)?.push(word);
  }
  return split;
}

function deploy(session: Session, [target, ...words]: readonly string[]): ActionResult {
  const { world, cwd, contracts } = session;
  if (target === undefined) throw new UsageError("deploy lacks the contract: mxvm run deploy adder.mxsc.json 5");
  const [, given, file = target] = /^([A-Za-z][\w-]*)=(.+)$/u.exec(target) ?? [];
  const { code, abi } = readContract(file, cwd);
  const name = given ?? basename(file).replace(/\.(wasm|mxsc\.json)$/u, "");
  const endpoint = endpointOf(abi, "init");
  const result = world.execute({ kind: "deploy", ...sent(session), code, codeMetadata: CODE_METADATA, arguments: bytesOf(words, abi, endpoint, cwd), esdt: [] });
  if (result.deployedAddress !== undefined) contracts.set(name, { address: bytesToHex(result.deployedAddress), file: resolve(cwd, file) });
  return { action: `deploy ${name}`, result, abi, endpoint };
}

function call(session: Session, words: readonly string[]): ActionResult {
  const { receiver, abi, endpoint, name, bytes, action } = targetOf("call", session, words);
  return { action, result: session.world.execute({ kind: "call", ...sent(session), receiver, function: name, arguments: bytes, esdt: [] }), abi, endpoint };
}

function query(session: Session, words: readonly string[]): ActionResult {
  const { receiver, abi, endpoint, name, bytes, action } = targetOf("query", session, words);
  return { action, result: session.world.query({ receiver, function: name, arguments: bytes }), abi, endpoint };
}

interface Target extends Pick<ActionResult, "abi" | "endpoint" | "action"> {
  readonly receiver: Uint8Array;
  readonly name: string;
  readonly bytes: Uint8Array[];
}

function targetOf(kind: string, session: Session, [to, name, ...words]: readonly string[]): Target {
  const { contracts, cwd } = session;
  if (to === undefined || name === undefined) throw new UsageError(`${kind} lacks ${to === undefined ? "the contract" : "the function"}: mxvm run ${kind} ${to ?? "adder"} add 5`);
  const contract = contracts.get(to);
  if (contract === undefined && /^[A-Za-z][\w-]*$/u.test(to) && !to.startsWith("erd1")) {
    const known = contracts.size === 0 ? "there is none yet: deploy one, or name the --world that has it" : `there are: ${[...contracts.keys()].join(", ")}`;
    throw new UsageError(`there is no contract "${to}" in this world; ${known}`);
  }
  const abi = contract && readContract(contract.file, cwd).abi;
  const endpoint = endpointOf(abi, name);
  if (abi !== undefined && endpoint === undefined) {
    throw new UsageError(`${to} has no endpoint "${name}"; there are: ${(abi.endpoints ?? []).map((one) => one.name).join(", ")}`);
  }
  const receiver = contract === undefined ? addressOf(to, cwd) : hexToBytes(contract.address);
  return { receiver, name, abi, endpoint, bytes: bytesOf(words, abi, endpoint, cwd), action: `${kind} ${to}.${name}` };
}

function endpointOf(abi: AbiFile | undefined, name: string): AbiEndpoint | undefined {
  if (abi === undefined) return undefined;
  if (name !== "init") return abi.endpoints?.find((endpoint) => endpoint.name === name);
  // Every object inherits another constructor.
  return Object.hasOwn(abi, "constructor") ? abi.constructor : undefined;
}

function bytesOf(words: readonly string[], abi: AbiFile | undefined, endpoint: AbiEndpoint | undefined, cwd: string): Uint8Array[] {
  if (abi === undefined || endpoint === undefined) return argumentsToBytes(words, undefined, cwd);
  const codecOf = codecsOf(abi);
  const inputs = (endpoint.inputs ?? []).map(({ name = "argument", type }): TypedInput => ({ name, codec: codecOf(type) }));
  return argumentsToBytes(words, inputs, cwd);
}

function sent({ world, sender, options }: Session): { readonly txHash: Uint8Array; readonly sender: Uint8Array; readonly value: bigint; readonly gasLimit: bigint; readonly gasPrice: bigint } {
  const txHash = new Uint8Array(HASH_LENGTH);
  new DataView(txHash.buffer).setBigUint64(HASH_LENGTH - 8, world.getAccount(sender)?.nonce ?? 0n);
  return { txHash, sender, value: BigInt(options.value), gasLimit: BigInt(options.gasLimit), gasPrice: 0n };
}

function addressOf(text: string, cwd: string): Uint8Array {
  const bytes = bytesOfExpression(text, cwd);
  if (bytes.length !== HASH_LENGTH) throw new UsageError(`"${text}" is no address, it has ${bytes.length} bytes: write erd1…, address:name, sc:name or the name of a contract`);
  return bytes;
}

/** What the ABI says of the results; nothing where it does not fit them. */
function typedOut({ result, abi, endpoint }: ActionResult): readonly string[] | undefined {
  if (abi === undefined || endpoint?.outputs === undefined || result.returnData.length === 0) return undefined;
  try {
    const codecOf = codecsOf(abi);
    const source = createBytesSource(result.returnData);
    return endpoint.outputs.map(({ type }) => showValue(codecOf(type).multi.decode(source) as unknown));
  } catch {
    return undefined; // The bytes are shown as they are.
  }
}

function resultLines(done: ActionResult, colors: Colors): string[] {
  const { action, result } = done;
  const failed = `${returnCodeTexts[result.returnCode]}: ${JSON.stringify(result.returnMessage)}`;
  const verdict = result.returnCode === ReturnCode.ok ? colors.green("ok") : colors.red(failed);
  const out = typedOut(done) ?? result.returnData.map((bytes) => expressionFromBytes(bytes) || '""');
  return [
    `${colors.bold(action)}  ${verdict}  ${colors.dim(`${result.gasUsed} gas`)}`,
    ...(result.deployedAddress === undefined ? [] : [`  address  ${addressToBech32(result.deployedAddress)}`]),
    ...out.map((value) => `  out      ${value}`),
    ...result.logs.map(({ address, identifier, topics }) =>
      colors.dim(`  event    ${isSmartContractAddress(address) ? "" : "by an account "}${expressionFromBytes(identifier)}  ${topics.map((topic) => expressionFromBytes(topic)).join(", ")}`.trimEnd()),
    ),
  ];
}

function resultToJson(done: ActionResult): object {
  const { action, result } = done;
  return {
    action,
    status: result.returnCode,
    message: result.returnMessage,
    gasUsed: result.gasUsed.toString(),
    out: result.returnData.map((bytes) => `0x${bytesToHex(bytes)}`),
    values: typedOut(done),
    ...(result.deployedAddress && { address: addressToBech32(result.deployedAddress) }),
    logs: result.logs.map(({ address, identifier, topics, data }) => ({
      address: addressToBech32(address),
      endpoint: expressionFromBytes(identifier),
      topics: topics.map((topic) => expressionFromBytes(topic)),
      data: data.map((bytes) => expressionFromBytes(bytes)),
    })),
  };
}
