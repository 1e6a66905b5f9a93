// What a call, a deployment or an upgrade needs to know of another contract.
import type { AnyEndpoint, Args, Endpoint } from "./endpoint.js";

/** Endpoints by their names. */
export type Endpoints = Readonly<Record<string, AnyEndpoint>>;

/** Anything that can be called: a contract, or a proxy of one that is known by its ABI. */
export interface Callee<out X extends Endpoints = Endpoints> {
  readonly endpoints: X;
}

/** Anything that can be deployed or upgraded with typed arguments. */
export interface Deployable<I extends Args = Args> {
  // A contract's `init` is over its own context, which its caller does not have.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly init: Endpoint<any, I, void> | undefined;
}

/** Anything that can be upgraded to with typed arguments. */
export interface Upgradable<U extends Args = Args> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as of `init`
  readonly upgrade: Endpoint<any, U, void> | undefined;
}
