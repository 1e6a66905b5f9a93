// Events as logs: topics in a managed list, data in a buffer. Mirrors the event methods that the derive macros of the Rust framework generate.
import type { AnyArgCodec, AnyCodec } from "@mxvm/codec";
import type { Emitter, Handle } from "../emitter.js";
import type { AnyEvent } from "../event.js";
import { failEncoding } from "./failures.js";
import { newList, pushHandle } from "./handle-lists.js";
import { ListOutput, ValueOutput } from "./outputs.js";
import { appendToKey } from "./storage.js";
import { constantBuffer } from "./values.js";

type FieldValues = Readonly<Record<string, unknown>>;

/** A function that logs an event of the given fields. */
export function eventEmitter(emitter: Emitter, event: AnyEvent): (fields?: FieldValues) => void {
  const indexed = Object.entries<AnyArgCodec>(event.indexed);
  const data = Object.entries<AnyCodec>(event.data);
  return (fields = {}) => {
    const topics = newList(emitter);
    pushHandle(emitter, topics, constantBuffer(emitter, event.name));
    const output = new ListOutput(emitter, topics);
    for (const [field, codec] of indexed) {
      try {
        codec.multi.encode(fields[field], output);
      } catch (thrown) {
        failEncoding(emitter, thrown);
      }
    }
    emitter.hooks.managedWriteLog(topics, dataBuffer(emitter, data, fields));
  };
}

/** One field is top-encoded, several are nested as a struct of them is. */
function dataBuffer(emitter: Emitter, data: readonly (readonly [string, AnyCodec])[], fields: FieldValues): Handle {
  const buffer = newList(emitter);
  const [only] = data;
  if (only !== undefined && data.length === 1) {
    const output = new ValueOutput(emitter);
    try {
      only[1].format.topEncode(fields[only[0]], output);
    } catch (thrown) {
      failEncoding(emitter, thrown);
    }
    return output.handle ?? buffer;
  }
  for (const [field, codec] of data) appendToKey(emitter, buffer, codec, fields[field]);
  return buffer;
}
