// The random stream that contracts read, against figures of Go.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import { expect, test } from "vitest";
import { createGoRandom } from "../src/numeric/go-random.js";

function randomFromText(text: string): ReturnType<typeof createGoRandom> {
  const seed = new DataView(sha256(utf8ToBytes(text)).buffer).getBigInt64(0);
  return createGoRandom(seed);
}

test("random bytes equal those of Go's math/rand for the same seed", () => {
  const expected = "7459d163b20b5b0269ce2211a2cc061cc9e512fdcbe025b0fa359014f6619ed0";
  expect(bytesToHex(randomFromText("Backwards compatible test string").read(32))).toBe(expected);
});

test("bytes left over from one number are used by the next read", () => {
  const whole = randomFromText("split").read(40);
  const split = randomFromText("split");
  const parts = [split.read(3), split.read(0), split.read(9), split.read(28)];
  expect(parts.flatMap((part) => [...part])).toEqual([...whole]);
});
