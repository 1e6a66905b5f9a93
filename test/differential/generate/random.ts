// Random choices that come again with the same seed: mulberry32, a generator of 32-bit numbers with 32 bits of state.

export interface Random {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** Whether something happens that happens in this share of all cases. */
  chance(share: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  bytes(length: number): Uint8Array;
}

const twoTo32 = 2 ** 32;

export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number): number => Math.floor((next() / twoTo32) * bound);
  return {
    below,
    chance: (share) => next() / twoTo32 < share,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new TypeError("there is nothing to pick from");
      return value;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
