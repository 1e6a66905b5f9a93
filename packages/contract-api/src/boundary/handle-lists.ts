// Lists of managed buffers as the VM has them: a buffer of their handles. Mirrors ManagedVec<ManagedBuffer> of the Rust framework.
import type { Emitter, Handle, I32 } from "../emitter.js";

const HANDLE_BYTES = 4;

/** A new list without items. */
export function newList(emitter: Emitter): Handle {
  const list = emitter.newHandle();
  const none = emitter.reserve(0);
  emitter.hooks.mBufferSetBytes(list, none.pointer, none.length);
  return list;
}

export function pushHandle(emitter: Emitter, list: Handle, item: Handle): void {
  const bytes = emitter.scratch32(item);
  emitter.hooks.mBufferAppendBytes(list, bytes.pointer, bytes.length);
}

export function listLength(emitter: Emitter, list: Handle): I32 {
  return emitter.divide(emitter.hooks.mBufferGetLength(list), HANDLE_BYTES);
}

export function itemHandle(emitter: Emitter, list: Handle, index: I32): Handle {
  const room = emitter.reserve(HANDLE_BYTES);
  emitter.hooks.mBufferGetByteSlice(list, emitter.multiply(index, HANDLE_BYTES), HANDLE_BYTES, room.pointer);
  return emitter.memory32(room.pointer);
}
