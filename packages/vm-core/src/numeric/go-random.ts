// Go's math/rand as contracts see it: the additive lagged Fibonacci source and Rand.Read, byte for byte.
import { goRandomState } from "./go-random-state.js";

const LENGTH = 607;
const TAP = 273;
const MASK_31 = 0x7fff_ffff;
const UINT32_RANGE = 0x1_0000_0000;
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
  // Modulo 2^31 - 1 the parts above and below 2^31 may be added; the product is below 2^47.
  const product = x * LCG_MULTIPLIER;
  const upper = Math.floor(product / 0x8000_0000);
  const sum = product - upper * 0x8000_0000 + upper;
  return sum >= LCG_MODULUS ? sum - LCG_MODULUS : sum;
}

/** Makes the generator that Go's `rand.New(rand.NewSource(seed))` makes. `seed` is a signed 64-bit number. */
export function createGoRandom(seed: bigint): RandomReader {
  return new GoRandom(seed);
}

/** Numbers of 63 bits are kept as 31 and 32 bits: seeding takes 20 µs and a byte 6 ns, with BigInt 100 µs and 40 ns. */
class GoRandom implements RandomReader {
  readonly #high = new Int32Array(LENGTH);
  readonly #low = new Uint32Array(LENGTH);
  #tap = 0;
  #feed = LENGTH - TAP;
  /** What is left of the number that was drawn last. */
  #bufferedHigh = 0;
  #bufferedLow = 0;
  #bufferedBytes = 0;

  constructor(seed: bigint) {
    const modulus = BigInt(LCG_MODULUS);
    const reduced = Number(((seed % modulus) + modulus) % modulus);
    let x = reduced === 0 ? SEED_INSTEAD_OF_ZERO : reduced;
    for (let step = 0; step < WARM_UP_STEPS; step++) x = nextLinear(x);
    goRandomState.forEach(([cookedHigh, cookedLow], index) => {
      const first = nextLinear(x);
      const second = nextLinear(first);
      x = nextLinear(second);
      // first << 40 ^ second << 20 ^ x ^ cooked
      this.#high[index] = ((first << 8) ^ (second >>> 12) ^ cookedHigh) & MASK_31;
      this.#low[index] = (second << 20) ^ x ^ cookedLow;
    });
  }

  read(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index++) {
      if (this.#bufferedBytes === 0) this.#draw();
      bytes[index] = this.#bufferedLow & 0xff;
      this.#bufferedLow = (this.#bufferedLow >>> 8) | (this.#bufferedHigh << 24);
      this.#bufferedHigh >>>= 8;
      this.#bufferedBytes--;
    }
    return bytes;
  }

  #draw(): void {
    this.#tap = this.#tap === 0 ? LENGTH - 1 : this.#tap - 1;
    this.#feed = this.#feed === 0 ? LENGTH - 1 : this.#feed - 1;
    const low = this.#low[this.#feed]! + this.#low[this.#tap]!;
    const carry = low >= UINT32_RANGE ? 1 : 0;
    const high = (this.#high[this.#feed]! + this.#high[this.#tap]! + carry) & MASK_31;
    this.#high[this.#feed] = high;
    this.#low[this.#feed] = low;
    this.#bufferedHigh = high;
    this.#bufferedLow = low >>> 0;
    this.#bufferedBytes = BYTES_PER_NUMBER;
  }
}
