// Big floats: binary floating-point numbers of 53 bits of precision, equal to Go's math/big.Float with rounding to nearest even.

/** An immutable big float: `(-1)^negative * mantissa * 2^(exponent - 53)`, mantissa of exactly 53 bits unless zero. */
export interface BigFloat {
  readonly negative: boolean;
  /** 0n, or 2^52 <= mantissa < 2^53. */
  readonly mantissa: bigint;
  /** As Go's: the value lies in [2^(exponent-1), 2^exponent). 0 for zero. */
  readonly exponent: number;
}
