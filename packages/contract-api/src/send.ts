// Calls, transfers, deployments and token functions. Mirrors Tx, SendWrapper and UserBuiltinProxy of the Rust framework.
import type { Address, Bytes, CodeMetadata, Payment, TokenId } from "@mxvm/codec";
import type { BoundCallback } from "./callback.js";
import type { Callee, Deployable, Endpoints, Upgradable } from "./callee.js";
import type { AnyEndpoint, Args, ArgsOf, Endpoint } from "./endpoint.js";

/** Arguments that an endpoint takes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- matches endpoints of every context and result
export type ArgumentsOf<E> = E extends Endpoint<any, infer A, any> ? ArgsOf<A> : never;

/** What an endpoint answers. */
export type ResultOf<E extends AnyEndpoint> = ReturnType<E["handler"]>;

/** What a call takes along; by default all gas that is left, and nothing. */
export interface CallOptions {
  readonly gas?: bigint;
  /** EGLD; together with `payments` it goes among them. */
  readonly egld?: bigint;
  readonly payments?: readonly Payment[];
}

export interface PromiseOptions<R> extends CallOptions {
  readonly gas: bigint;
  /** A callback that the contract lists, with its closure. */
  readonly callback?: BoundCallback<R>;
  /** Set aside for the callback, besides `gas`; 0 by default. */
  readonly callbackGas?: bigint;
}

/** What goes with a deployment. */
export interface DeployOptions {
  readonly gas?: bigint;
  readonly egld?: bigint;
  /** What the new code may and may be done to. By default a deployed contract is upgradeable, and an upgraded one nothing: not upgradeable any more. */
  readonly codeMetadata?: Partial<CodeMetadata>;
}

/** How a call ended that may fail. */
export type TryResult<R> = { readonly ok: true; readonly value: R } | { readonly ok: false; readonly code: number };

/** A token with a nonce of its own that is to be made. */
export interface NftCreation {
  readonly token: TokenId;
  readonly amount: bigint;
  readonly name: string;
  /** Hundredths of a per cent. */
  readonly royalties: bigint;
  readonly hash: Bytes;
  readonly attributes: Bytes;
  readonly uris: readonly string[];
}

/** Payments, calls and deployments, as `sc.send`. */
export interface Send {
  /** Sends EGLD. */
  egld(to: Address, amount: bigint): void;
  /** Sends a payment of EGLD or tokens. */
  payment(to: Address, payment: Payment): void;
  /** Sends payments together; none do nothing. */
  payments(to: Address, payments: readonly Payment[]): void;

  /** Calls a contract of this shard and answers its result. Its failure is this contract's. */
  sync<X extends Endpoints, N extends keyof X & string>(
    to: Address,
    callee: Callee<X>,
    name: N,
    args: ArgumentsOf<X[N]>,
    options?: CallOptions,
  ): ResultOf<X[N]>;
  /** The same; the callee cannot change anything. */
  readOnly<X extends Endpoints, N extends keyof X & string>(
    to: Address,
    callee: Callee<X>,
    name: N,
    args: ArgumentsOf<X[N]>,
    options?: { readonly gas?: bigint },
  ): ResultOf<X[N]>;
  /** The same as `sync`; the callee's failure is an answer. */
  trySync<X extends Endpoints, N extends keyof X & string>(
    to: Address,
    callee: Callee<X>,
    name: N,
    args: ArgumentsOf<X[N]>,
    options?: CallOptions,
  ): TryResult<ResultOf<X[N]>>;
  /** Calls a contract of any shard, after this run; the callback gets its result. */
  promise<X extends Endpoints, N extends keyof X & string>(
    to: Address,
    callee: Callee<X>,
    name: N,
    args: ArgumentsOf<X[N]>,
    options: PromiseOptions<NoInfer<ResultOf<X[N]>>>,
  ): void;
  /** Calls a contract of any shard; nobody waits for its result. */
  transferExecute<X extends Endpoints, N extends keyof X & string>(
    to: Address,
    callee: Callee<X>,
    name: N,
    args: ArgumentsOf<X[N]>,
    options?: CallOptions,
  ): void;

  /** Deploys code and answers the address. */
  deploy<I extends Args>(code: Bytes, contract: Deployable<I>, args: ArgsOf<I>, options?: DeployOptions): Address;
  /** Deploys what another contract of this shard has as its code, and answers the address. */
  deployFromSource<I extends Args>(source: Address, contract: Deployable<I>, args: ArgsOf<I>, options?: DeployOptions): Address;
  /** Upgrades a contract, which this one owns, to other code; after this run, which ends here. */
  upgrade<U extends Args>(to: Address, code: Bytes, contract: Upgradable<U>, args: ArgsOf<U>, options?: DeployOptions): void;
  /** Upgrades a contract, which this one owns, to what another has as its code; after this run, which ends here. */
  upgradeFromSource<U extends Args>(to: Address, source: Address, contract: Upgradable<U>, args: ArgsOf<U>, options?: DeployOptions): void;

  /** Makes units of a token, or of one of its NFTs. */
  esdtLocalMint(token: TokenId, nonce: bigint, amount: bigint): void;
  esdtLocalBurn(token: TokenId, nonce: bigint, amount: bigint): void;
  /** Makes an NFT and answers its nonce. */
  esdtNftCreate(creation: NftCreation): bigint;
  nftAddUris(token: TokenId, nonce: bigint, uris: readonly string[]): void;
  nftUpdateAttributes(token: TokenId, nonce: bigint, attributes: Bytes): void;
}
