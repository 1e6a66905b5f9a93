// Events: a name, indexed fields (topics) and data fields. Mirrors #[event] of the Rust framework.
import type { Codec } from "@mxvm/codec";
import type { Args, ArgsOf } from "./endpoint.js";
import type { Nothing } from "./nothing.js";

// Fields of any type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type DataFields = Readonly<Record<string, Codec<any>>>;

/** A declaration. Several data fields are nested-encoded one after the other, as a struct of them is. */
export interface EventDeclaration<I extends Args, D extends DataFields, N extends string = string> {
  /** The first topic; the function that runs is the log's identifier. */
  readonly name: N;
  readonly indexed: I;
  readonly data: D;
}

export type AnyEvent = EventDeclaration<Args, DataFields>;

/** A declared event as `sc.events` has it: a function of its fields, or of nothing if it has none. */
export type Emit<E> =
  E extends EventDeclaration<infer I, infer D>
    ? keyof I | keyof D extends never
      ? () => void
      : (fields: ArgsOf<I> & ArgsOf<D>) => void
    : never;

/** Declares an event; what surrounds it does not say what its fields are: `event("transfer", { indexed: { from: t.address }, data: { amount: t.bigUint } })`. */
export function event<const N extends string, const I extends Args = Nothing, const D extends DataFields = Nothing>(
  name: N,
  fields: { readonly indexed?: I; readonly data?: D } = {},
): EventDeclaration<NoInfer<I>, NoInfer<D>, N> {
  return Object.freeze({ name, indexed: fields.indexed ?? ({} as I), data: fields.data ?? ({} as D) });
}
