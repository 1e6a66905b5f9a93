// Values of the contract as managed buffers and big integers, and back.
import { type Address, type Bytes, type TokenId, addressFromBytes, addressToBytes, bytesFromArray, bytesToArray, textFromBytes, textToBytes, utf8ToBytes } from "@mxvm/codec";
import type { Emitter, Handle, I32 } from "../emitter.js";

const ADDRESS_BYTES = 32;

/** A new handle that a hook fills. */
export function filled(emitter: Emitter, fill: (handle: Handle) => unknown): Handle {
  const handle = emitter.newHandle();
  fill(handle);
  return handle;
}

export function addressBuffer(emitter: Emitter, address: Address): Handle {
  return emitter.fromBytes(addressToBytes(address));
}

/** A managed buffer's address in memory, for hooks that take a pointer. */
export function bufferPointer(emitter: Emitter, buffer: Handle): I32 {
  const room = emitter.reserve(ADDRESS_BYTES);
  emitter.hooks.mBufferGetBytes(buffer, room.pointer);
  return room.pointer;
}

export function addressOf(emitter: Emitter, handle: Handle): Address {
  return addressFromBytes(emitter.bytesOf(handle));
}

export function bytesBuffer(emitter: Emitter, bytes: Bytes): Handle {
  return emitter.fromBytes(bytesToArray(bytes));
}

export function bytesValue(emitter: Emitter, handle: Handle): Bytes {
  return bytesFromArray(emitter.bytesOf(handle));
}

/** A text, such as a token identifier, as the contract has it. */
export function textBuffer(emitter: Emitter, text: string): Handle {
  return emitter.fromBytes(textToBytes(text));
}

export function textValue(emitter: Emitter, handle: Handle): string {
  return textFromBytes(emitter.bytesOf(handle));
}

export function tokenValue(emitter: Emitter, handle: Handle): TokenId {
  return textValue(emitter, handle) as TokenId;
}

/** Texts that the framework has in its own data, such as names of built-in functions. */
const constants = new Map<string, Uint8Array>();

export function constantBuffer(emitter: Emitter, text: string): Handle {
  let bytes = constants.get(text);
  if (bytes === undefined) {
    bytes = utf8ToBytes(text);
    constants.set(text, bytes);
  }
  const buffer = emitter.newHandle();
  const data = emitter.data(bytes);
  emitter.hooks.mBufferSetBytes(buffer, data.pointer, data.length);
  return buffer;
}
