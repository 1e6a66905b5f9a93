// The ABI's type of a contract's type: names, and types of arguments and results, are literals. Order is the contract's at run time; types
// of records have none, so `endpoints`, `inputs` are lists of unions.
import type { AbiConstructor, AbiEndpoint, AbiEvent, AbiInput, AbiOutput, ContractAbi, ValueOf } from "@mxvm/codec";
import type { State } from "../context.js";
import type { Args, ArgsOf, Endpoint } from "../endpoint.js";
import type { EventDeclaration } from "../event.js";

/** Inputs of arguments. */
export type InputsOf<A extends Args> = { [K in keyof A & string]: AbiInput<K, A[K]["typeName"], ValueOf<A[K]>> }[keyof A & string];

type OutputsOf<N extends string, R> = AbiOutput<N, R>;

/** An endpoint's entry in the ABI. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- matches endpoints of every context
export type EndpointAbiOf<Name extends string, E> = E extends Endpoint<any, infer A, infer R, infer N> ? AbiEndpoint<Name, InputsOf<A>, OutputsOf<N, R>> : never;

/** An event's entry. */
type EventAbiOf<E> = E extends EventDeclaration<infer I, infer D, infer N> ? AbiEvent<N, ArgsOf<I> & ArgsOf<D>> : never;

type EventsAbiOf<D extends State> = D extends { readonly events: infer E } ? { [K in keyof E]: EventAbiOf<E[K]> }[keyof E] : never;

/** The ABI of a contract with state `D`, endpoints `X`, and arguments `I` of its constructor and `U` of its upgrade. */
export type AbiOf<Name extends string, I extends Args, X, U extends Args = Args, D extends State = State> = ContractAbi<
  Name,
  AbiConstructor<InputsOf<I>>,
  { [K in keyof X & string]: EndpointAbiOf<K, X[K]> }[keyof X & string],
  AbiConstructor<InputsOf<U>>,
  EventsAbiOf<D>
>;
