// Endpoints, views, `init` and `upgrade`: their arguments, their result, who may call and pay, and what they do.
import type { AnyArgCodec, ArgCodec, ValueOf } from "@mxvm/codec";

/** Arguments by name, in order; the names go to the ABI and into messages of failures. */
export type Args = Readonly<Record<string, AnyArgCodec>>;

/** Values of arguments. */
export type ArgsOf<A> = { readonly [K in keyof A]: ValueOf<A[K]> };

/**
 * An endpoint over a context of type `C`. A value: the same may stand in several contracts.
 * `N` is the result's type in the ABI, `never` without a result.
 */
export interface Endpoint<in C, A extends Args, out R, out N extends string = string> {
  /** A view promises to change nothing; the VM does not check it. */
  readonly type: "endpoint" | "view";
  readonly args: A;
  readonly returns: ArgCodec<R, N> | undefined;
  /** Whether the caller may pay. */
  readonly payable: boolean;
  /** Whether only the contract's owner may call. */
  readonly ownerOnly: boolean;
  // `ArgsOf<A>` would make endpoints of different arguments incomparable; the makers below type the handler.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly handler: (sc: C, args: any) => R;
}

// Endpoints of any contract: contexts are contravariant, so that only `any` holds them all.
/** An endpoint of whatever contract. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyEndpoint = Endpoint<any, Args, any>;

/** What a handler answers has a type of its own, `H`: that keeps literals and tuples of inline handlers what they are. */
type MakeEndpoint = {
  <C, const A extends Args>(args: A, handler: (sc: C, args: ArgsOf<A>) => void): Endpoint<C, A, void, never>;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- `H` infers literals and tuples
  <C, const A extends Args, K extends AnyArgCodec, const H extends ValueOf<K>>(
    args: A,
    returns: K,
    handler: (sc: C, args: ArgsOf<A>) => H,
  ): Endpoint<C, A, ValueOf<K>, K["typeName"]>;
};

type Handler = AnyEndpoint["handler"];

function maker(type: "endpoint" | "view") {
  return (args: Args, ...rest: readonly [Handler] | readonly [AnyArgCodec, Handler]): AnyEndpoint => {
    const [returns, handler] = rest.length === 1 ? [undefined, rest[0]] : rest;
    return Object.freeze({ type, args: Object.freeze({ ...args }), returns, payable: false, ownerOnly: false, handler });
  };
}

/** An endpoint: `endpoint({ value: t.bigUint }, (sc, { value }) => …)`; the result's type stands before the handler. */
export const endpoint: MakeEndpoint = maker("endpoint") as MakeEndpoint;

/** What runs at deployment; also what runs at an upgrade. */
export const init: <C, const A extends Args>(args: A, handler: (sc: C, args: ArgsOf<A>) => void) => Endpoint<C, A, void, never> = maker(
  "endpoint",
) as never;

/** An endpoint that changes nothing. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- `H` infers literals and tuples
export const view: <C, const A extends Args, K extends AnyArgCodec, const H extends ValueOf<K>>(
  args: A,
  returns: K,
  handler: (sc: C, args: ArgsOf<A>) => H,
) => Endpoint<C, A, ValueOf<K>, K["typeName"]> = maker("view") as never;

/** The same endpoint, for callers who pay too; what they paid is in `sc.callValue`. */
export function payable<C, A extends Args, R, N extends string>(endpoint: Endpoint<C, A, R, N>): Endpoint<C, A, R, N> {
  return Object.freeze({ ...endpoint, payable: true });
}

/** The same endpoint, for the contract's owner alone. */
export function ownerOnly<C, A extends Args, R, N extends string>(endpoint: Endpoint<C, A, R, N>): Endpoint<C, A, R, N> {
  return Object.freeze({ ...endpoint, ownerOnly: true });
}
