// The contract: a value that says its name, what it stores and logs, and what can be called. It is run, tested and described as it is.
import { type Bytes, bytesFromArray } from "@mxvm/codec";
import { describeContract } from "./abi/describe.js";
import type { AbiOf } from "./abi/types.js";
import { codeOf } from "./code.js";
import type { Callee, Endpoints } from "./callee.js";
import type { AnyCallback, Callback } from "./callback.js";
import type { Context, State } from "./context.js";
import type { Args, Endpoint } from "./endpoint.js";

/** A contract of state `D`, deployed with arguments `I`, with endpoints `X`, upgraded with arguments `U`. Frozen. */
export interface Contract<D extends State, I extends Args, X extends Endpoints, U extends Args = Args, N extends string = string>
  extends Callee<X> {
  readonly name: N;
  /** What an `.abi.json` file says of the contract; its type says names, and types of arguments and results. */
  readonly abi: AbiOf<N, I, X, U, D>;
  /** The bytes that stand for the contract as its code. */
  readonly code: Bytes;
  readonly state: D;
  /** Without it the contract cannot be deployed, as in production. */
  readonly init: Endpoint<Context<D>, I, void> | undefined;
  readonly upgrade: Endpoint<Context<D>, U, void> | undefined;
  readonly callbacks: Readonly<Record<string, AnyCallback>>;
}

// Contexts are contravariant, so that only `any` holds those of all contracts.
/** A contract of whatever state and endpoints. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyContract = Contract<any, any, any, any>;

/** What runs in a contract: when it is deployed and upgraded, when it is called, and when answers come back. */
export interface ContractCode<D extends State, I extends Args, X extends Endpoints, U extends Args> {
  readonly init?: Endpoint<Context<D>, I, void>;
  readonly upgrade?: Endpoint<Context<D>, U, void>;
  /** By the names under which they are called. */
  readonly endpoints?: X;
  /** By the names under which the VM calls them. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each callback has a result and a closure of its own
  readonly callbacks?: Readonly<Record<string, Callback<Context<D>, any, any>>>;
}

/** Names that mean something else to the VM. */
const reservedNames: ReadonlySet<string> = new Set(["init", "upgrade", "callBack"]);

/**
 * Makes a contract.
 *
 * Throws a `TypeError` for what could not work once deployed: a storage key that two items share, or a name that cannot be a function's.
 */
export function contract<
  const D extends State,
  I extends Args,
  // The constraint gives handlers their context.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  X extends Readonly<Record<string, Endpoint<Context<D>, any, any>>>,
  U extends Args = Args,
  const N extends string = string,
>(name: N, state: D, code: ContractCode<D, I, X, U>): Contract<D, I, X, U, N> {
  const endpoints = Object.freeze({ ...code.endpoints }) as X;
  const callbacks = Object.freeze({ ...code.callbacks });
  checkName(name);
  checkStorageKeys(name, state);
  checkFunctionNames(name, Object.keys(endpoints), Object.keys(callbacks));
  const described = { name, state, init: code.init, upgrade: code.upgrade, endpoints, callbacks };
  return Object.freeze({ ...described, abi: describeContract(described) as unknown as AbiOf<N, I, X, U, D>, code: bytesFromArray(codeOf(described)) });
}

function checkName(name: string): void {
  if (!/^[!-~]+$/.test(name)) throw new TypeError(`the name of a contract consists of visible ASCII characters: ${JSON.stringify(name)}`);
}

function checkStorageKeys(name: string, state: State): void {
  const itemByKey = new Map<string, string>();
  for (const [item, { key }] of Object.entries(state.storage ?? {})) {
    const other = itemByKey.get(key);
    if (other !== undefined) throw new TypeError(`${name}: the storage items ${other} and ${item} share the key ${JSON.stringify(key)}`);
    itemByKey.set(key, item);
  }
}

function checkFunctionNames(name: string, endpoints: readonly string[], callbacks: readonly string[]): void {
  const taken = new Set<string>();
  for (const exported of [...endpoints, ...callbacks]) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(exported)) throw new TypeError(`${name}: ${JSON.stringify(exported)} cannot be the name of a function`);
    if (reservedNames.has(exported)) throw new TypeError(`${name}: ${exported} is not an endpoint's name; the VM gives it a meaning of its own`);
    if (taken.has(exported)) throw new TypeError(`${name}: ${exported} is both an endpoint and a callback`);
    taken.add(exported);
  }
}
