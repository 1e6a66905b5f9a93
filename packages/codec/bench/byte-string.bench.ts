// Bytes as keys of a Map: byte strings against hexadecimal.
import { bench, describe } from "vitest";
import { bytesToByteString, bytesToHex } from "@mxvm/codec";

const KEYS = 64;

describe.each([8, 32, 64, 1024])("64 keys of %s bytes, made and looked up", (length) => {
  const keys = Array.from({ length: KEYS }, (_, key) => Uint8Array.from({ length }, (_, i) => (i * 73 + key * 31) % 256));

  let sum = 0;

  for (const [name, toKey] of Object.entries({ "byte string": bytesToByteString, hex: bytesToHex })) {
    const numbers = new Map(keys.map((key, index) => [toKey(key), index]));
    bench(name, () => {
      // The sum keeps the compiler from leaving the lookup out.
      for (const key of keys) sum += numbers.get(toKey(key)) ?? Number.NaN;
      if (Number.isNaN(sum)) throw new TypeError("a key was not found");
    });
  }
});
