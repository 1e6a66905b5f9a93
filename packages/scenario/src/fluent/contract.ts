// Contracts of a test world: their endpoints as functions, typed by their ABI.
import { type AnyCodec, type Bytes, type CodeMetadata, codecsOf, equalBytes, isDecodeError, topDecode, type ValueOfType } from "@mxvm/codec";
import type { DeployTransaction, TransactionResult } from "@mxvm/protocol-hooks";
import type { Abi, ConstructorOf, EndpointName, EndpointOf, EventOf, GivenArguments, ResultOf, UpgradeOf } from "../abi/abi.js";
import { decodeEvent, decodeOutputs, encodeInputs, type NamedValues, requireFunction } from "../abi/functions.js";
import { type AccountView, codeMetadataBytes, gasOf, type GasOptions, ViewedAccount } from "./account.js";
import { type AddressLike, addressBytesOf } from "./addresses.js";
import { CallResult } from "./call-result.js";
import { type BytesLike, bytesFromLike } from "./expressions.js";
import { expectFailure, type ExpectedFailure, failAtCallersOf, failingAtItsCaller } from "./failure.js";
import { type Tokens, tokensToPayments } from "./payments.js";
import type { Executed, Session } from "./session.js";
import { type StorageKey, storageKeyToBytes } from "./storage-key.js";

/** What can be deployed: an ABI and its code. A contract in TypeScript is one; of a compiled contract, one writes the two together. */
export interface Deployable<A extends Abi> {
  readonly abi: A;
  readonly code: BytesLike;
  /** The file that the code is from (`.wasm` or `.mxsc.json`), relative to where recordings are saved; they name it in place of the bytes. */
  readonly path?: string;
}

/** Who calls, and what they pay. */
export interface CallOptions extends GasOptions {
  readonly from: AddressLike;
  /** EGLD in 10^-18. */
  readonly egld?: bigint;
  readonly tokens?: Tokens;
}

/** Arguments by name; they may be left out where none is needed. */
type WithArguments<Args> = object extends Args ? { readonly args?: Args } : { readonly args: Args };

interface CodeOptions extends GasOptions {
  readonly from: AddressLike;
  readonly egld?: bigint;
  /** Default: upgradeable, readable, payable, payable by contracts. */
  readonly codeMetadata?: CodeMetadata | BytesLike;
}

/** What goes with a deployment. */
export type DeployOptions<A extends Abi> = CodeOptions &
  WithArguments<GivenArguments<A, ConstructorOf<A>>> & {
    /** The contract's address is then `sc:name`; otherwise it is what the protocol gives. Failures show the name. */
    readonly name?: string;
  };

/** What goes with an upgrade. */
export type UpgradeOptions<A extends Abi> = CodeOptions & WithArguments<GivenArguments<A, UpgradeOf<A>>>;

type CallParameters<Args, Options> = [keyof Args] extends [never] ? readonly [options: Options] : readonly [args: Args, options: Options];

/** `(args, options)`, or `(options)` where there are no arguments. */
type CallFunction<A extends Abi, N extends EndpointName<A>, Result> = (...parameters: CallParameters<GivenArguments<A, EndpointOf<A, N>>, CallOptions>) => Result;

/** What goes with a query. */
export interface QueryOptions {
  /** The hash that the contract sees is made of it, and recordings call the step so. Default: the number of the step. */
  readonly id?: string;
}

type QueryParameters<Args> = [keyof Args] extends [never]
  ? readonly [options?: QueryOptions]
  : object extends Args
    ? readonly [args?: Args, options?: QueryOptions]
    : readonly [args: Args, options?: QueryOptions];

/** The endpoints of a contract as transactions. */
export type Calls<A extends Abi> = { readonly [N in EndpointName<A>]: CallFunction<A, N, CallResult<ResultOf<A, EndpointOf<A, N>>, EventOf<A>>> };
/** The endpoints of a contract as queries. */
export type Queries<A extends Abi> = { readonly [N in EndpointName<A>]: (...parameters: QueryParameters<GivenArguments<A, EndpointOf<A, N>>>) => ResultOf<A, EndpointOf<A, N>> };
/** The endpoints of a contract as queries, with the whole result. */
export type Asks<A extends Abi> = {
  readonly [N in EndpointName<A>]: (...parameters: QueryParameters<GivenArguments<A, EndpointOf<A, N>>>) => CallResult<ResultOf<A, EndpointOf<A, N>>, EventOf<A>>;
};
/** The endpoints of a contract as transactions that have to fail. */
export type Failures<A extends Abi> = { readonly [N in EndpointName<A>]: CallFunction<A, N, ExpectedFailure> };

type TypesOf<A extends Abi> = A extends { readonly types: infer T } ? T : object;

/** A contract in a test world. */
export interface TestContract<A extends Abi> extends AccountView {
  readonly abi: A;
  /** Sends calls. They throw a `TransactionFailure` where they fail. */
  readonly call: Calls<A>;
  /** Asks without changing anything. Answers values, and throws a `TransactionFailure` where it fails. */
  readonly query: Queries<A>;
  /** As `query`, but answers the whole result. */
  readonly ask: Asks<A>;
  /** Sends calls that must fail, and answers how they did. Throws where one succeeds. */
  readonly fails: Failures<A>;
  /** The bytes under a storage key, or their value where the type is given, such as `BigUint`. */
  storage(key: StorageKey): Bytes;
  storage<const T extends string>(key: StorageKey, type: T): ValueOfType<T, TypesOf<A>>;
  /** Replaces the code, and answers the contract by its new ABI. Throws a `TransactionFailure` where that fails. */
  upgrade<const B extends Abi>(to: Deployable<B>, options: UpgradeOptions<B>): TestContract<B>;
  /** The same contract in another world, such as a fork. */
  on(world: { contract<B extends Abi>(abi: B, address: AddressLike): TestContract<B> }): TestContract<A>;
}

type AnyOptions = CodeOptions & { readonly args?: NamedValues };

/** Code as a transaction carries it, with encoded arguments of `init` or `upgrade`. */
type CodeParts = Pick<DeployTransaction, "sender" | "value" | "code" | "codeMetadata" | "arguments" | "gasLimit" | "gasPrice">;

export function codeParts(
  session: Session,
  to: Deployable<Abi>,
  where: "init" | "upgrade",
  { from, egld = 0n, codeMetadata, args = {}, ...gas }: AnyOptions,
): CodeParts {
  const code = bytesFromLike(to.code);
  if (to.path !== undefined) session.codes.learn(code, to.path);
  return {
    sender: addressBytesOf(from),
    value: egld,
    code,
    codeMetadata: codeMetadataBytes(codeMetadata),
    arguments: encodeInputs(to.abi, `${to.abi.name ?? "contract"}.${where}`, requireFunction(to.abi, where), args),
    ...gasOf(gas),
  };
}

export function createTestContract<A extends Abi>(session: Session, abi: A, name: string, address: Uint8Array): TestContract<A> {
  return new DeployedContract(session, abi, name, address) as unknown as TestContract<A>;
}

class DeployedContract extends ViewedAccount {
  static {
    failAtCallersOf(this.prototype, "upgrade");
  }

  readonly abi: Abi;
  readonly call: Readonly<Record<string, (...parameters: readonly unknown[]) => CallResult<unknown, unknown>>>;
  readonly query: Readonly<Record<string, (...parameters: readonly unknown[]) => unknown>>;
  readonly ask: Readonly<Record<string, (...parameters: readonly unknown[]) => CallResult<unknown, unknown>>>;
  readonly fails: Readonly<Record<string, (...parameters: readonly unknown[]) => ExpectedFailure>>;

  constructor(session: Session, abi: Abi, name: string, address: Uint8Array) {
    super(session, name, address);
    this.abi = abi;
    this.call = this.#eachEndpoint((endpoint) => (...parameters) => this.#call(endpoint, ...split<CallOptions>(abi, endpoint, parameters)));
    this.ask = this.#eachEndpoint((endpoint) => (...parameters) => this.#ask(endpoint, ...split<QueryOptions | undefined>(abi, endpoint, parameters)));
    this.query = this.#eachEndpoint((endpoint) => (...parameters) => this.ask[endpoint]?.(...parameters).value);
    this.fails = this.#eachEndpoint((endpoint) => (...parameters) => expectFailure(`${name}.${endpoint}`, () => this.call[endpoint]?.(...parameters)));
  }

  override storage(key: StorageKey): Bytes;
  override storage(key: StorageKey, type: string): unknown;
  override storage(key: StorageKey, type?: string): unknown {
    if (type === undefined) return super.storage(key);
    const bytes = this.session.world.getStorage(this.bytes, storageKeyToBytes(key));
    return topDecode(codecsOf(this.abi)(type) as AnyCodec, bytes);
  }

  upgrade(to: Deployable<Abi>, options: AnyOptions): TestContract<Abi> {
    const draft = { kind: "upgrade", receiver: this.bytes, ...codeParts(this.session, to, "upgrade", options) } as const;
    this.session.execute(draft, to.abi, options.id);
    this.session.know(this.bytes, this.name, to.abi);
    return createTestContract(this.session, to.abi, this.name, this.bytes);
  }

  on(world: { contract<B extends Abi>(abi: B, address: AddressLike): TestContract<B> }): TestContract<Abi> {
    return world.contract(this.abi, this);
  }

  #eachEndpoint<R>(make: (endpoint: string) => (...parameters: readonly unknown[]) => R): Readonly<Record<string, (...parameters: readonly unknown[]) => R>> {
    return Object.freeze(Object.fromEntries(this.abi.endpoints.map(({ name }) => [name, failingAtItsCaller(make(name))])));
  }

  #call(endpoint: string, args: NamedValues, { from, egld = 0n, tokens, id, ...gas }: CallOptions): CallResult<unknown, unknown> {
    const draft = {
      kind: "call",
      sender: addressBytesOf(from),
      receiver: this.bytes,
      value: egld,
      function: endpoint,
      arguments: this.#encode(endpoint, args),
      esdt: tokensToPayments(tokens),
      ...gasOf(gas),
    } as const;
    const executed = this.session.execute(draft, this.abi, id);
    return new CallResult(executed, this.#decode(endpoint, executed), this.#events(executed.result));
  }

  #ask(endpoint: string, args: NamedValues = {}, { id }: QueryOptions = {}): CallResult<unknown, unknown> {
    const executed = this.session.query({ receiver: this.bytes, function: endpoint, arguments: this.#encode(endpoint, args) }, this.abi, id);
    return new CallResult(executed, this.#decode(endpoint, executed), this.#events(executed.result));
  }

  #encode(endpoint: string, args: NamedValues): Uint8Array[] {
    return encodeInputs(this.abi, `${this.name}.${endpoint}`, requireFunction(this.abi, endpoint), args);
  }

  #decode(endpoint: string, { result }: Executed): unknown {
    try {
      return decodeOutputs(this.abi, requireFunction(this.abi, endpoint), result.returnData);
    } catch (cause) {
      if (!isDecodeError(cause)) throw cause;
      throw new TypeError(`${this.name}.${endpoint} answered what its ABI does not say: ${cause.message}`, { cause });
    }
  }

  #events(result: TransactionResult): unknown[] {
    return result.logs.filter((log) => equalBytes(log.address, this.bytes)).flatMap((log) => decodeEvent(this.abi, log) ?? []);
  }
}

/** Arguments and options; arguments are left out of calls that take none. */
function split<Options>(abi: Abi, endpoint: string, parameters: readonly unknown[]): [NamedValues, Options] {
  const takesNone = requireFunction(abi, endpoint).inputs.length === 0;
  return (takesNone ? [{}, parameters[0]] : [parameters[0], parameters[1]]) as [NamedValues, Options];
}
