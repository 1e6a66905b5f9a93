// Callbacks: the closure that a call left, then the call's result as arguments. Mirrors the promises_callback methods that the derive macros
// of the Rust framework generate, load_callback_closure_args and ManagedAsyncCallResult.
import { type AnyArgCodec, type ArgumentSource, createBytesSource, createNestedReader, decodeErrorMessages, t } from "@mxvm/codec";
import type { AnyCallback, CallResult } from "../callback.js";
import type { Emitter } from "../emitter.js";
import { loadFrom } from "./arguments.js";
import type { ExportedFunction } from "./exported-function.js";
import { argumentPlace, constantPlace, failDecoding } from "./failures.js";
import { ArgumentsInput } from "./inputs.js";

/** Within a shard success is 0; from another shard it is "ok". */
const SUCCESS = 0;
const CROSS_SHARD_SUCCESS = 0x6f6b;

const SERIALIZER_PLACE = constantPlace("serializer decode error: ");

export function callbackFunction({ closure, handler, result }: AnyCallback): ExportedFunction {
  return (emitter, sc) => {
    const closureValues = loadFrom(emitter, closure, closureSource(emitter));
    const callResult = loadResult(emitter, result);
    handler(sc, callResult, closureValues);
  };
}

/** The closure as it was left: nested buffers, one after the other. */
function closureSource(emitter: Emitter): ArgumentSource {
  const serialized = emitter.newHandle();
  emitter.hooks.managedGetCallbackClosure(serialized);
  const reader = createNestedReader(emitter.bytesOf(serialized));
  const items: Uint8Array[] = [];
  try {
    while (reader.remaining() > 0) items.push(reader.readBytes());
  } catch (thrown) {
    failDecoding(emitter, thrown, SERIALIZER_PLACE);
  }
  return createBytesSource(items);
}

function loadResult(emitter: Emitter, codec: AnyArgCodec | undefined): CallResult<unknown> {
  const source = new ArgumentsInput(emitter, 0, emitter.hooks.getNumArguments());
  let loaded: CallResult<unknown>;
  try {
    loaded = decodeResult(source, codec);
  } catch (thrown) {
    return failDecoding(emitter, thrown, argumentPlace("result"));
  }
  if (codec !== undefined) emitter.if(source.hasNext(), () => emitter.fail(decodeErrorMessages.TOO_MANY_ARGUMENTS));
  return loaded;
}

function decodeResult(source: ArgumentSource, codec: AnyArgCodec | undefined): CallResult<unknown> {
  const code = t.u32.format.topDecode(source.next()) as number;
  if (code === SUCCESS || code === CROSS_SHARD_SUCCESS) {
    const value: unknown = codec?.multi.decode(source);
    return Object.freeze({ ok: true, value });
  }
  const message = source.hasNext() ? (t.string.format.topDecode(source.next()) as string) : "";
  return Object.freeze({ ok: false, code, message });
}
