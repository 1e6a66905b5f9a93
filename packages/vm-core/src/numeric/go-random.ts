// Go's math/rand as contracts see it: the additive lagged Fibonacci source and Rand.Read, byte for byte.
import { goRandomState } from "./go-random-state.js";

const LENGTH = 607;
const TAP = 273;
const MASK_63 = (1n << 63n) - 1n;
const LCG_MODULUS = 2147483647;
const LCG_MULTIPLIER = 48271;
/** What Go takes where the seed is a multiple of the modulus. */
const SEED_INSTEAD_OF_ZERO = 89482311;
/** Steps of the linear generator that Go throws away before it fills the state. */
const WARM_UP_STEPS = 20;
const BYTES_PER_NUMBER = 7;

/** A stream of pseudo-random bytes. */
export interface RandomReader {
  /** The next bytes; the caller owns them. */
  read(length: number): Uint8Array;
}

function nextLinear(x: number): number {
  // Below 2^53: 48271 * (2^31 - 2) < 2^47.
  return (x * LCG_MULTIPLIER) % LCG_MODULUS;
}

function seedState(seed: bigint): bigint[] {
  const reduced = Number(((seed % BigInt(LCG_MODULUS)) + BigInt(LCG_MODULUS)) % BigInt(LCG_MODULUS));
  let x = reduced === 0 ? SEED_INSTEAD_OF_ZERO : reduced;
  for (let step = 0; step < WARM_UP_STEPS; step++) x = nextLinear(x);
  return goRandomState.map((cooked) => {
    const high = nextLinear(x);
    const middle = nextLinear(high);
    x = nextLinear(middle);
    return ((BigInt(high) << 40n) ^ (BigInt(middle) << 20n) ^ BigInt(x) ^ cooked) & MASK_63;
  });
}

/** Makes the generator that Go's `rand.New(rand.NewSource(seed))` makes. `seed` is a signed 64-bit number. */
export function createGoRandom(seed: bigint): RandomReader {
  const state = seedState(seed);
  let tap = 0;
  let feed = LENGTH - TAP;
  let buffered = 0n;
  let bufferedBytes = 0;

  function nextInt63(): bigint {
    tap = tap === 0 ? LENGTH - 1 : tap - 1;
    feed = feed === 0 ? LENGTH - 1 : feed - 1;
    const sum = ((state[feed] as bigint) + (state[tap] as bigint)) & MASK_63;
    state[feed] = sum;
    return sum;
  }

  return {
    read(length) {
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index++) {
        if (bufferedBytes === 0) {
          buffered = nextInt63();
          bufferedBytes = BYTES_PER_NUMBER;
        }
        bytes[index] = Number(buffered & 0xffn);
        buffered >>= 8n;
        bufferedBytes--;
      }
      return bytes;
    },
  };
}
