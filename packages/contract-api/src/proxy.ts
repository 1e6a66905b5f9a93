// Proxies: contracts that are known by their interface alone.
import type { AnyArgCodec, ArgCodec } from "@mxvm/codec";
import type { Callee, Endpoints } from "./callee.js";
import { type Args, type ArgsOf, endpoint, type Endpoint } from "./endpoint.js";

type MakeSignature = {
  <const A extends Args>(args: A): Endpoint<unknown, A, void, never>;
  <const A extends Args, R, N extends string>(args: A, returns: ArgCodec<R, N>): Endpoint<unknown, A, R, N>;
};

function notHere(): never {
  throw new TypeError("an endpoint of a proxy has no code here: call it through sc.send");
}

/** An endpoint of another contract: its arguments and its result. */
export const signature: MakeSignature = ((args: Args, returns?: AnyArgCodec) =>
  returns === undefined
    ? endpoint(args, (_sc: unknown, _args: ArgsOf<Args>) => notHere())
    : endpoint(args, returns, (_sc: unknown, _args: ArgsOf<Args>) => notHere())) as MakeSignature;

/** A contract by its endpoints: `proxy({ add: signature({ value: t.bigUint }) })`. */
export function proxy<const X extends Endpoints>(endpoints: X): Callee<X> {
  return Object.freeze({ endpoints: Object.freeze({ ...endpoints }) });
}
