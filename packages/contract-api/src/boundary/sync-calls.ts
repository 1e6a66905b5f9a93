// Synchronous calls and their results. Mirrors execute_sync_call_raw and decode_result of the Rust framework.
import type { Address, AnyArgCodec } from "@mxvm/codec";
import type { Endpoints } from "../callee.js";
import type { Emitter, Handle, I64 } from "../emitter.js";
import type { AnyEndpoint } from "../endpoint.js";
import type { CallOptions, Send, TryResult } from "../send.js";
import { functionCall, normalize, type NormalizedCall, paymentsOf } from "./calls.js";
import { argumentPlace, failDecoding } from "./failures.js";
import { listLength } from "./handle-lists.js";
import { ListInput } from "./inputs.js";
import { addressBuffer } from "./values.js";

/** Gas that a contract keeps for itself when it says nothing else. */
const DEFAULT_LEFTOVER = 100_000n;

/** Gas that a call gets: what is asked for, or what is left but for a little. */
export function gasOf(emitter: Emitter, gas: bigint | undefined): I64 {
  if (gas !== undefined) return emitter.signed(gas);
  const left = emitter.hooks.getGasLeft();
  return emitter.select(
    emitter.less64(DEFAULT_LEFTOVER, left),
    () => emitter.subtract64(left, DEFAULT_LEFTOVER),
    () => left,
  );
}

/** The value that results of a call are; further results are left, as the framework leaves them. */
export function resultOf(emitter: Emitter, results: Handle, codec: AnyArgCodec | undefined): unknown {
  if (codec === undefined) return undefined;
  try {
    return codec.multi.decode(new ListInput(emitter, results, listLength(emitter, results)));
  } catch (thrown) {
    return failDecoding(emitter, thrown, argumentPlace("sync result"));
  }
}

export function createSyncCalls(emitter: Emitter): Pick<Send, "sync" | "readOnly" | "trySync"> {
  const { hooks } = emitter;
  const prepared = (to: Address, endpoint: AnyEndpoint, name: string, values: object, options: CallOptions): NormalizedCall & { readonly gas: I64 } => {
    const call = functionCall(emitter, name, endpoint.args, values as Readonly<Record<string, unknown>>);
    const gas = gasOf(emitter, options.gas);
    return { gas, ...normalize(emitter, to, call, paymentsOf(options)) };
  };
  return {
    sync: (to, callee, name, args, options = {}) => {
      const endpoint = (callee.endpoints as Endpoints)[name]!;
      const { to: destination, egld, call, gas } = prepared(to, endpoint, name, args, options);
      const results = emitter.newHandle();
      hooks.managedExecuteOnDestContext(gas, destination, egld, call.name, call.arguments, results);
      hooks.cleanReturnData();
      return resultOf(emitter, results, endpoint.returns) as never;
    },
    readOnly: (to, callee, name, args, options = {}) => {
      const endpoint = (callee.endpoints as Endpoints)[name]!;
      const call = functionCall(emitter, name, endpoint.args, args);
      const gas = gasOf(emitter, options.gas);
      const results = emitter.newHandle();
      hooks.managedExecuteReadOnly(gas, addressBuffer(emitter, to), call.name, call.arguments, results);
      hooks.cleanReturnData();
      return resultOf(emitter, results, endpoint.returns) as never;
    },
    trySync: (to, callee, name, args, options = {}) => {
      const endpoint = (callee.endpoints as Endpoints)[name]!;
      const { to: destination, egld, call, gas } = prepared(to, endpoint, name, args, options);
      const results = emitter.newHandle();
      const code = hooks.managedExecuteOnDestContextWithErrorReturn(gas, destination, egld, call.name, call.arguments, results);
      hooks.cleanReturnData();
      return emitter.select<TryResult<never>>(
        emitter.equal(code, 0),
        () => Object.freeze({ ok: true, value: resultOf(emitter, results, endpoint.returns) as never }),
        () => Object.freeze({ ok: false, code }),
      );
    },
  };
}
