// The ABI's type of a contract's type: names, and types of arguments and results, are literals. Order is the contract's at run time; types
// of records have none, so `endpoints`, `inputs` are lists of unions.
import type { AbiConstructor, AbiEndpoint, AbiInput, AbiOutput, ContractAbi } from "@mxvm/codec";
import type { Args, Endpoint } from "../endpoint.js";

/** Inputs of arguments. */
export type InputsOf<A extends Args> = { [K in keyof A & string]: AbiInput<K, A[K]["typeName"]> }[keyof A & string];

type OutputsOf<N extends string> = AbiOutput<N>;

/** An endpoint's entry in the ABI. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type EndpointAbiOf<Name extends string, E> = E extends Endpoint<any, infer A, any, infer N> ? AbiEndpoint<Name, InputsOf<A>, OutputsOf<N>> : never;

/** The ABI of a contract with endpoints `X` and constructor arguments `I`. */
export type AbiOf<Name extends string, I extends Args, X> = ContractAbi<
  Name,
  AbiConstructor<InputsOf<I>>,
  { [K in keyof X & string]: EndpointAbiOf<K, X[K]> }[keyof X & string]
>;
