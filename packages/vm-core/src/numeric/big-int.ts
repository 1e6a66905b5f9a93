// Big-integer rules that JavaScript's operators do not have. Mirrors Go's math/big.Int.

const double: DataView = new DataView(new ArrayBuffer(8));
const INFINITE_EXPONENT = 0x7ff;
/** What the exponent of a double is above the length of an integer. */
const EXPONENT_BIAS = 1022;

/** Number of bits of the absolute value; 0 for 0. (Go: BitLen) */
export function bitLength(value: bigint): number {
  // The exponent of the nearest double takes a quarter of the time that counting hexadecimal digits does.
  double.setFloat64(0, Number(value));
  const high = double.getUint32(0) & 0x7fff_ffff;
  const exponent = high >>> 20;
  if (exponent === 0) return 0;
  if (exponent === INFINITE_EXPONENT) return bitLengthByDigits(value);
  const length = exponent - EXPONENT_BIAS;
  const isPowerOfTwo = (high & 0xf_ffff) === 0 && double.getUint32(4) === 0;
  if (!isPowerOfTwo) return length;
  // The value may have been rounded up to it.
  const magnitude = value < 0n ? -value : value;
  return magnitude < 1n << BigInt(length - 1) ? length - 1 : length;
}

function bitLengthByDigits(value: bigint): number {
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
