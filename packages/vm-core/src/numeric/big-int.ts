// Big-integer rules that JavaScript's operators do not have. Mirrors Go's math/big.Int.

/** Number of bits of the absolute value; 0 for 0. (Go: BitLen) */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const digits = (value < 0n ? -value : value).toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}

/** Euclidean quotient: the remainder is not negative. (Go: Div) */
export function euclideanDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  if (a % b >= 0n) return quotient;
  return b > 0n ? quotient - 1n : quotient + 1n;
}

/** Euclidean remainder, in [0, |b|). (Go: Mod) */
export function euclideanModulo(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  if (remainder >= 0n) return remainder;
  return b > 0n ? remainder + b : remainder - b;
}

/** Largest integer whose square is at most `value`, which is not negative. (Go: Sqrt) */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  // Newton from above: the start is a power of two not below the root, and each step stays not below it.
  let root = 1n << BigInt(Math.ceil(bitLength(value) / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
