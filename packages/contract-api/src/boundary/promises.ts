// Asynchronous calls with callbacks. Mirrors register_promise of the Rust framework.
import { utf8ToBytes } from "@mxvm/codec";
import type { AnyCallback, BoundCallback } from "../callback.js";
import type { Endpoints } from "../callee.js";
import type { AnyContract } from "../contract.js";
import type { Emitter, Handle } from "../emitter.js";
import type { Send } from "../send.js";
import { argumentList, functionCall, normalize, paymentsOf } from "./calls.js";
import { itemHandle, listLength, newList } from "./handle-lists.js";

export function createPromises(emitter: Emitter, contract: AnyContract): Pick<Send, "promise"> {
  const { hooks } = emitter;
  const names = callbackNames(contract);
  return {
    promise: (to, callee, name, args, options) => {
      const callback = callbackName(contract, names, options.callback);
      const call = functionCall(emitter, name, (callee.endpoints as Endpoints)[name]!.args, args);
      const closure = serializedClosure(emitter, options.callback);
      const { to: destination, egld, call: normalized } = normalize(emitter, to, call, paymentsOf(options));
      const { pointer, length } = emitter.data(callback);
      hooks.managedCreateAsyncCall(
        destination,
        egld,
        normalized.name,
        normalized.arguments,
        pointer,
        length,
        pointer,
        length,
        emitter.signed(options.gas),
        emitter.signed(options.callbackGas ?? 0n),
        closure,
      );
    },
  };
}

const noName = new Uint8Array(0);

/** Exported names of a contract's callbacks. */
function callbackNames(contract: AnyContract): ReadonlyMap<AnyCallback, Uint8Array> {
  return new Map(Object.entries(contract.callbacks).map(([name, callback]) => [callback, utf8ToBytes(name)]));
}

function callbackName(
  contract: AnyContract,
  names: ReadonlyMap<AnyCallback, Uint8Array>,
  bound: BoundCallback<never> | undefined,
): Uint8Array {
  if (bound === undefined) return noName;
  const name = names.get(bound.callback);
  if (name === undefined) throw new TypeError(`${contract.name} does not list the callback of this call under \`callbacks\``);
  return name;
}

/** A closure's values, each as a nested buffer. */
function serializedClosure(emitter: Emitter, bound: BoundCallback<never> | undefined): Handle {
  const { hooks } = emitter;
  const serialized = newList(emitter);
  if (bound === undefined) return serialized;
  const values = argumentList(emitter, bound.callback.closure, bound.closure);
  emitter.loop(0, listLength(emitter, values), (index) => {
    const item = itemHandle(emitter, values, index);
    const length = emitter.scratch32(hooks.mBufferGetLength(item));
    hooks.mBufferAppendBytes(serialized, length.pointer, length.length);
    hooks.mBufferAppend(serialized, item);
  });
  return serialized;
}
