// The exported functions of a contract: `init`, `upgrade`, endpoints and callbacks. Mirrors the call methods that the derive macros of the
// Rust framework generate: payment, owner, arguments, body, results, in that order.
import type { AnyArgCodec } from "@mxvm/codec";
import type { Endpoints } from "../callee.js";
import type { AnyContract } from "../contract.js";
import type { Emitter } from "../emitter.js";
import type { AnyEndpoint } from "../endpoint.js";
import { argumentLoader } from "./arguments.js";
import { callbackFunction } from "./callbacks.js";
import type { ExportedFunction } from "./exported-function.js";
import { failEncoding } from "./failures.js";
import { ResultOutput } from "./outputs.js";

/** A contract's functions, of whatever context. */
interface ContractFunctions extends Pick<AnyContract, "callbacks"> {
  readonly init: AnyEndpoint | undefined;
  readonly upgrade: AnyEndpoint | undefined;
  readonly endpoints: Endpoints;
}

const ONLY_OWNER = "Endpoint can only be called by owner";

/** The exported functions by name, in the order of declaration: what the VM can call. */
export function exportedFunctions(contract: AnyContract): ReadonlyMap<string, ExportedFunction> {
  const { init, upgrade, endpoints, callbacks } = contract as ContractFunctions;
  const exported = new Map<string, ExportedFunction>();
  if (init !== undefined) exported.set("init", endpointFunction(init));
  if (upgrade !== undefined) exported.set("upgrade", endpointFunction(upgrade));
  for (const [name, endpoint] of Object.entries(endpoints)) exported.set(name, endpointFunction(endpoint));
  for (const [name, callback] of Object.entries(callbacks)) exported.set(name, callbackFunction(callback));
  return exported;
}

function endpointFunction({ args, handler, ownerOnly, payable, returns }: AnyEndpoint): ExportedFunction {
  const load = argumentLoader(args);
  return (emitter, sc) => {
    if (!payable) emitter.hooks.checkNoPayment();
    if (ownerOnly) checkCallerIsOwner(emitter);
    const result: unknown = handler(sc, load(emitter));
    if (returns !== undefined) finish(emitter, returns, result);
  };
}

function checkCallerIsOwner(emitter: Emitter): void {
  const owner = emitter.newHandle();
  emitter.hooks.managedOwnerAddress(owner);
  const caller = emitter.newHandle();
  emitter.hooks.managedCaller(caller);
  emitter.if(emitter.equal(emitter.hooks.mBufferEq(owner, caller), 0), () => emitter.fail(ONLY_OWNER));
}

function finish(emitter: Emitter, codec: AnyArgCodec, result: unknown): void {
  try {
    codec.multi.encode(result, new ResultOutput(emitter));
  } catch (thrown) {
    failEncoding(emitter, thrown);
  }
}
