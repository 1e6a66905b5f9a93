// Actions of `mxvm run` that are transactions and queries.
import { basename, resolve } from "node:path";
import { ADDRESS_LENGTH, bytesToHex, codecsOf, isSmartContractAddress } from "@mxvm/codec";
import { type AbiEndpoint, type AbiFile, readContract } from "../contract-files.js";
import { UsageError } from "../terminal.js";
import { type TypedInput, argumentsToBytes } from "./arguments.js";
import { type ActionResult, type Executed, executed } from "./result.js";
import { type Session, addressOfTarget } from "./session.js";

/** Upgradeable, readable, payable, payable by contracts: as in scenarios. */
const CODE_METADATA = Uint8Array.of(0x05, 0x06);

/** Deploys code under a name: that of its file, or the one given. */
export function deploy(session: Session, [target, ...words]: readonly string[]): ActionResult {
  const { world, cwd, contracts } = session;
  if (target === undefined) throw new UsageError("deploy lacks the contract: mxvm run deploy adder.mxsc.json 5");
  if (session.esdt.length > 0) throw new UsageError("a deployment carries no tokens: deploy first, and send them by a call in a command of its own");
  const [, given, file = target] = /^([A-Za-z][\w-]*)=(.+)$/u.exec(target) ?? [];
  const { code, abi } = readContract(file, cwd);
  const name = given ?? basename(file).replace(/\.(wasm|mxsc\.json)$/u, "");
  const endpoint = endpointOf(abi, "init");
  const result = world.execute({ kind: "deploy", ...sent(session), code, codeMetadata: CODE_METADATA, arguments: bytesOf(words, abi, endpoint, cwd), esdt: [] });
  if (result.deployedAddress !== undefined) contracts.set(name, { address: bytesToHex(result.deployedAddress), file: resolve(cwd, file) });
  return executed({ action: `deploy ${name}`, receiver: result.deployedAddress, result, abi, endpoint });
}

/** Upgrades a contract, whose owner must be the sender. */
export function upgrade(session: Session, [to, file, ...words]: readonly string[]): ActionResult {
  const { world, cwd, contracts } = session;
  if (to === undefined || file === undefined) throw new UsageError(`upgrade lacks ${to === undefined ? "the contract" : "the new code"}: mxvm run upgrade ${to ?? "adder"} new-adder.mxsc.json`);
  if (session.esdt.length > 0) throw new UsageError("an upgrade carries no tokens: leave out --esdt");
  const receiver = addressOfTarget(to, session);
  const { code, abi } = readContract(file, cwd);
  const endpoint = endpointOf(abi, "upgrade");
  const result = world.execute({ kind: "upgrade", ...sent(session), receiver, code, codeMetadata: CODE_METADATA, arguments: bytesOf(words, abi, endpoint, cwd) });
  const done = executed({ action: `upgrade ${to}`, receiver, result, abi, endpoint });
  if (done.ok && contracts.has(to)) contracts.set(to, { address: bytesToHex(receiver), file: resolve(cwd, file) });
  return done;
}

export function call(session: Session, words: readonly string[]): ActionResult {
  const { receiver, name, bytes, ...target } = targetOf("call", session, words);
  return executed({ ...target, receiver, result: session.world.execute({ kind: "call", ...sent(session), receiver, function: name, arguments: bytes, esdt: session.esdt }) });
}

export function query(session: Session, words: readonly string[]): ActionResult {
  const { receiver, name, bytes, ...target } = targetOf("query", session, words);
  return executed({ ...target, receiver, result: session.world.query({ receiver, function: name, arguments: bytes }) });
}

/** Moves --value and --esdt. A contract gets them as a transaction without a function, which it must accept. */
export function transfer(session: Session, [to, ...rest]: readonly string[]): ActionResult {
  const { world, value, esdt } = session;
  if (to === undefined || rest.length > 0) throw new UsageError("transfer takes one receiver: mxvm run transfer address:bob --value 1000");
  if (value === 0n && esdt.length === 0) throw new UsageError(`transfer ${to} moves nothing: add --value 1000 or --esdt TOKEN-123456:100`);
  if (value > 0n && esdt.length > 0) throw new UsageError("a transfer moves either EGLD or tokens: leave out --value or --esdt, or name EGLD among the tokens, --esdt EGLD-000000:1000");
  const receiver = addressOfTarget(to, session);
  const base = { ...sent(session), receiver, esdt };
  const transaction = isSmartContractAddress(receiver) ? ({ ...base, kind: "call", function: "", arguments: [] } as const) : ({ ...base, kind: "transfer" } as const);
  return executed({ action: `transfer ${to}`, receiver, result: world.execute(transaction) });
}

interface Target extends Pick<Executed, "abi" | "endpoint" | "action"> {
  readonly receiver: Uint8Array;
  readonly name: string;
  readonly bytes: Uint8Array[];
}

function targetOf(kind: string, session: Session, [to, name, ...words]: readonly string[]): Target {
  const { contracts, cwd } = session;
  if (to === undefined || name === undefined) throw new UsageError(`${kind} lacks ${to === undefined ? "the contract" : "the function"}: mxvm run ${kind} ${to ?? "adder"} add 5`);
  const receiver = addressOfTarget(to, session);
  const contract = contracts.get(to);
  const abi = contract && readContract(contract.file, cwd).abi;
  const endpoint = endpointOf(abi, name);
  if (abi !== undefined && endpoint === undefined) {
    throw new UsageError(`${to} has no endpoint "${name}"; there are: ${(abi.endpoints ?? []).map((one) => one.name).join(", ")}`);
  }
  return { receiver, name, abi, endpoint, bytes: bytesOf(words, abi, endpoint, cwd), action: `${kind} ${to}.${name}` };
}

function endpointOf(abi: AbiFile | undefined, name: string): AbiEndpoint | undefined {
  if (abi === undefined) return undefined;
  if (name === "upgrade") return abi.upgradeConstructor;
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

interface Sent {
  readonly txHash: Uint8Array;
  readonly sender: Uint8Array;
  readonly value: bigint;
  readonly gasLimit: bigint;
  readonly gasPrice: bigint;
}

/** A hash for each sender and nonce. */
function sent({ world, sender, value, gasLimit, gasPrice }: Session): Sent {
  const txHash = sender.slice();
  new DataView(txHash.buffer).setBigUint64(ADDRESS_LENGTH - 8, world.getAccount(sender)?.nonce ?? 0n);
  return { txHash, sender, value, gasLimit, gasPrice };
}
