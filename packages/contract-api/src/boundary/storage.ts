// Storage as mappers use it: keys, and values under them. Mirrors storage_key, storage_get and storage_set of the Rust framework.
import { type Codec, createNestedWriter, utf8ToBytes } from "@mxvm/codec";
import type { Emitter, Handle, I32 } from "../emitter.js";
import { failDecoding, failEncoding, storagePlace } from "./failures.js";
import { newList } from "./handle-lists.js";
import { BufferInput } from "./inputs.js";
import { StorageOutput } from "./outputs.js";

/** A constant part of a storage key, made once per declaration. */
export function keyPart(text: string): Uint8Array {
  return utf8ToBytes(text);
}

/** A new key: a constant, then the nested encodings of values. */
export function storageKey(emitter: Emitter, base: Uint8Array, codecs: readonly Codec<unknown>[], values: readonly unknown[]): Handle {
  const key = emitter.newHandle();
  const data = emitter.data(base);
  emitter.hooks.mBufferSetBytes(key, data.pointer, data.length);
  codecs.forEach((codec, position) => appendToKey(emitter, key, codec, values[position]));
  return key;
}

/** A copy of a key, which mappers over other mappers make for themselves. */
export function copiedKey(emitter: Emitter, from: Handle): Handle {
  const key = newList(emitter);
  emitter.hooks.mBufferAppend(key, from);
  return key;
}

/** A new key: another key and a constant, such as a part of a mapper. */
export function derivedKey(emitter: Emitter, from: Handle, suffix: Uint8Array): Handle {
  const key = copiedKey(emitter, from);
  const data = emitter.data(suffix);
  emitter.hooks.mBufferAppendBytes(key, data.pointer, data.length);
  return key;
}

/** Adds a value's nested encoding to a key. */
export function appendToKey<Value>(emitter: Emitter, key: Handle, codec: Codec<Value>, value: Value): void {
  const writer = createNestedWriter();
  try {
    codec.format.nestedEncode(value, writer);
  } catch (thrown) {
    failEncoding(emitter, thrown);
  }
  const data = emitter.scratch(writer.toBytes());
  emitter.hooks.mBufferAppendBytes(key, data.pointer, data.length);
}

/** The value under a key, decoded. */
export function storageGet<Value>(emitter: Emitter, key: Handle, codec: Codec<Value>): Value {
  const input = new BufferInput(emitter, () => loadStorage(emitter, key));
  try {
    return codec.format.topDecode(input) as Value;
  } catch (thrown) {
    return failDecoding(emitter, thrown, storagePlace(key));
  }
}

/** Stores a value under a key. */
export function storageSet<Value>(emitter: Emitter, key: Handle, codec: Codec<Value>, value: Value): void {
  try {
    codec.format.topEncode(value, new StorageOutput(emitter, key));
  } catch (thrown) {
    failEncoding(emitter, thrown);
  }
}

/** Bytes under a key; 0 means that nothing is there. */
export function storageLength(emitter: Emitter, key: Handle): I32 {
  return emitter.hooks.mBufferGetLength(loadStorage(emitter, key));
}

/** Deletes what is under a key. */
export function storageClear(emitter: Emitter, key: Handle): void {
  emitter.hooks.mBufferStorageStore(key, newList(emitter));
}

function loadStorage(emitter: Emitter, key: Handle): Handle {
  const buffer = emitter.newHandle();
  emitter.hooks.mBufferStorageLoad(key, buffer);
  return buffer;
}
