// Callbacks of asynchronous calls: a closure that the caller leaves, and the result of the call. Mirrors #[promises_callback].
import type { AnyArgCodec, ArgCodec } from "@mxvm/codec";
import type { Args, ArgsOf } from "./endpoint.js";

declare const phantom: unique symbol;

/** How an asynchronous call ended. */
export type CallResult<R> =
  | { readonly ok: true; readonly value: R }
  | { readonly ok: false; readonly code: number; readonly message: string };

/** A callback with its closure, as a call takes it. */
export interface BoundCallback<in R> {
  readonly callback: AnyCallback;
  readonly closure: Readonly<Record<string, unknown>>;
  readonly [phantom]?: (result: R) => void;
}

/** A callback. A contract lists it under its exported name: `callbacks: { onDone }`. */
export interface Callback<in C, A extends Args, R> {
  readonly type: "callback";
  readonly closure: A;
  readonly result: ArgCodec<R> | undefined;
  // As with endpoints, the makers type the closure.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly handler: (sc: C, result: CallResult<R>, closure: any) => void;
  /** The callback with values for its closure, which travel with the call. */
  with(closure: ArgsOf<A>): BoundCallback<R>;
}

/** A callback of whatever contract. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- contexts are contravariant: only `any` holds them all
export type AnyCallback = Callback<any, Args, any>;

type MakeCallback = {
  // `unknown`: it answers calls of any result.
  <C, const A extends Args>(closure: A, handler: (sc: C, result: CallResult<void>, closure: ArgsOf<A>) => void): Callback<C, A, unknown>;
  <C, const A extends Args, R>(
    closure: A,
    result: ArgCodec<R>,
    handler: (sc: C, result: CallResult<NoInfer<R>>, closure: ArgsOf<A>) => void,
  ): Callback<C, A, R>;
};

type Handler = AnyCallback["handler"];

/** Makes a callback: `callback({ id: t.u64 }, t.bigUint, (sc, result, { id }) => …)`; without a result type, what the call answers is ignored. */
export const callback: MakeCallback = ((closure: Args, ...rest: readonly [Handler] | readonly [AnyArgCodec, Handler]): AnyCallback => {
  const [result, handler] = rest.length === 1 ? [undefined, rest[0]] : rest;
  const self: AnyCallback = Object.freeze({
    type: "callback",
    closure: Object.freeze({ ...closure }),
    result,
    handler,
    with: (values: Readonly<Record<string, unknown>>) => ({ callback: self, closure: values }),
  });
  return self;
}) as MakeCallback;
