// Contracts that are known by their ABI: a constant with the text of an `.abi.json` file, or the ABI of a TypeScript contract.
import { type AbiTypes, type AnyArgCodec, type ArgCodec, codecsOf, t, type ValueOfType } from "@mxvm/codec";
import type { Callee, Endpoints } from "../callee.js";
import type { AnyEndpoint, Args, Endpoint } from "../endpoint.js";
import { proxy, signature } from "../proxy.js";

interface CallableInput {
  readonly name: string;
  readonly type: string;
  readonly "~value"?: () => unknown;
}

interface CallableOutput {
  readonly type: string;
  readonly "~value"?: () => unknown;
}

interface CallableEndpoint {
  readonly name: string;
  readonly inputs: readonly CallableInput[];
  readonly outputs: readonly CallableOutput[];
}

/** What of an ABI a proxy is made of; what else a file says may stay. */
export interface CallableAbi extends AbiTypes {
  readonly endpoints: readonly CallableEndpoint[];
}

type TypesOf<A> = A extends { readonly types: infer T } ? T : object;

/** A TypeScript contract's ABI says what values are; a file's says their types. */
type ValueIn<A, F extends CallableOutput> = "~value" extends keyof F ? ReturnType<NonNullable<F["~value"]>> : ValueOfType<F["type"], TypesOf<A>>;

type ArgsIn<A, I extends CallableInput> = { readonly [K in I as K["name"]]: ArgCodec<ValueIn<A, K>, K["type"]> };

/** No result, one, or several in a row; a TypeScript contract's type has one entry for all, of no type if there is none. */
type ResultIn<A, O extends readonly CallableOutput[]> = number extends O["length"]
  ? [O[number]["type"]] extends [never]
    ? undefined
    : ValueIn<A, O[number]>
  : O extends readonly []
    ? undefined
    : O extends readonly [infer Only extends CallableOutput]
      ? ValueIn<A, Only>
      : { readonly [K in keyof O]: ValueIn<A, O[K]> };

/** The endpoints that an ABI has, as calls take them. */
export type EndpointsOfAbi<A extends CallableAbi> = {
  readonly [E in A["endpoints"][number] as E["name"]]: Endpoint<unknown, ArgsIn<A, E["inputs"][number]>, ResultIn<A, E["outputs"]>>;
};

/**
 * A proxy of a contract that is known by its ABI: `proxyFromAbi(abi)`, where `abi` is written `as const`, so that calls are typed by it.
 *
 * Throws a `TypeError` for a type that the ABI does not describe.
 */
export function proxyFromAbi<const A extends CallableAbi>(abi: A): Callee<EndpointsOfAbi<A> & Endpoints> {
  const codecOf = codecsOf(abi);
  const endpoints = abi.endpoints.map(({ inputs, name, outputs }): readonly [string, AnyEndpoint] => {
    const args: Args = Object.fromEntries(inputs.map((input) => [input.name, codecOf(input.type)]));
    const results = outputs.map(({ type }) => codecOf(type));
    return [name, results.length === 0 ? signature(args) : signature(args, resultCodec(results))];
  });
  return proxy(Object.fromEntries(endpoints)) as unknown as Callee<EndpointsOfAbi<A> & Endpoints>;
}

function resultCodec(results: readonly AnyArgCodec[]): AnyArgCodec {
  return results.length === 1 ? results[0]! : t.multi(...results);
}
