// Random numbers. Mirrors RandomnessSource of the Rust framework.
import { bytesFromArray, bytesToUnsigned } from "@mxvm/codec";
import type { Emitter } from "../emitter.js";
import type { Random } from "../random.js";

export function createRandom(emitter: Emitter): Random {
  const draw = (length: number): Uint8Array => {
    const buffer = emitter.newHandle();
    emitter.hooks.mBufferSetRandom(buffer, length);
    const room = emitter.reserve(length);
    emitter.hooks.mBufferGetByteSlice(buffer, 0, length, room.pointer);
    return emitter.memory(room.pointer, length);
  };
  const number = (length: number): number => Number(bytesToUnsigned(draw(length)));
  return {
    range: (min, max) => (max > min ? min + (number(4) % (max - min)) : emitter.fail("panic occurred")),
    u8: () => number(1),
    u16: () => number(2),
    u32: () => number(4),
    u64: () => bytesToUnsigned(draw(8)),
    bytes: (length) => {
      const buffer = emitter.newHandle();
      emitter.hooks.mBufferSetRandom(buffer, length);
      return bytesFromArray(emitter.bytesOf(buffer));
    },
  };
}
