// How values that cannot be encoded or decoded end a contract. Mirrors ExitCodecErrorHandler, ArgErrorHandler and StorageGetErrorHandler of
// the Rust framework, which put the message together in a managed buffer.
import { isDecodeError, isEncodeError, utf8ToBytes } from "@mxvm/codec";
import type { Emitter, Handle } from "../emitter.js";
import { constantBuffer } from "./values.js";

/** Makes a managed buffer of the words that say where decoding failed. */
export type Place = (emitter: Emitter) => Handle;

/** Ends the contract because of what a codec threw; `place` words where. What is no codec's error goes on as it is. */
export function failDecoding(emitter: Emitter, thrown: unknown, place: Place): never {
  if (!isDecodeError(thrown)) throw thrown;
  const message = place(emitter);
  appendText(emitter, message, thrown.message);
  return emitter.failWith(message);
}

/** The same for encoding: the framework's values cannot be out of their range, so that its messages name no place either. */
export function failEncoding(emitter: Emitter, thrown: unknown): never {
  if (!isEncodeError(thrown)) throw thrown;
  return emitter.fail(thrown.message);
}

/** Words of the framework for an argument, a closure's part or a call's result. */
export function argumentPlace(name: string): Place {
  return (emitter) => {
    const words = constantBuffer(emitter, "argument decode error (");
    appendText(emitter, words, name);
    appendText(emitter, words, "): ");
    return words;
  };
}

/** Words of the framework for what is stored under a key. */
export function storagePlace(key: Handle): Place {
  return (emitter) => {
    const words = constantBuffer(emitter, "storage decode error (key: ");
    emitter.hooks.mBufferAppend(words, key);
    appendText(emitter, words, "): ");
    return words;
  };
}

/** Words that are always the same. */
export function constantPlace(words: string): Place {
  return (emitter) => constantBuffer(emitter, words);
}

function appendText(emitter: Emitter, buffer: Handle, text: string): void {
  const { pointer, length } = emitter.scratch(utf8ToBytes(text));
  emitter.hooks.mBufferAppendBytes(buffer, pointer, length);
}
