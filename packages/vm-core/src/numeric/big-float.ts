// Big floats: binary floating-point numbers of 53 bits of precision, equal bit for bit to Go's math/big.Float rounding to nearest even.
import { bitLength } from "./big-int.js";

/** Bits of precision of every result. */
export const BIG_FLOAT_PRECISION = 53;

/** How the last rounding moved a value: below, exact, above. Go keeps it with the value and encodes it. */
export type Accuracy = -1 | 0 | 1;

/**
 * An immutable big float. Finite values are `mantissa * 2^(exponent - bits)` with the sign in `negative`, where `bits` is the length of
 * the mantissa: they lie in [2^(exponent-1), 2^exponent). The mantissa may be longer than the precision, where a contract decoded it so.
 */
export interface BigFloat {
  readonly form: "zero" | "finite" | "infinite";
  readonly negative: boolean;
  /** 0n unless finite. */
  readonly mantissa: bigint;
  /** 0 unless finite. */
  readonly exponent: number;
  readonly accuracy: Accuracy;
}

function special(form: "zero" | "infinite", negative: boolean): BigFloat {
  return { form, negative, mantissa: 0n, exponent: 0, accuracy: 0 };
}

export const zeroBigFloat: BigFloat = Object.freeze(special("zero", false));

/**
 * Rounds `magnitude * 2^scale` to nearest even. `sticky` says that a bit below the magnitude's last is set; the magnitude is then longer
 * than the precision.
 */
function round(negative: boolean, magnitude: bigint, scale: number, precision: number, sticky = false): BigFloat {
  if (magnitude === 0n) return special("zero", negative);
  const bits = bitLength(magnitude);
  const dropped = bits - precision;
  if (dropped <= 0) return { form: "finite", negative, mantissa: magnitude, exponent: bits + scale, accuracy: 0 };
  const kept = magnitude >> BigInt(dropped);
  const rest = magnitude - (kept << BigInt(dropped));
  if (rest === 0n && !sticky) return { form: "finite", negative, mantissa: kept, exponent: bits + scale, accuracy: 0 };
  const half = 1n << BigInt(dropped - 1);
  const up = rest > half || (rest === half && (sticky || (kept & 1n) === 1n));
  const mantissa = up ? kept + 1n : kept;
  const exponent = bitLength(mantissa) + dropped + scale;
  return { form: "finite", negative, mantissa, exponent, accuracy: accuracyOf(negative, up) };
}

/** Accuracy of a value whose magnitude was rounded up or down. */
function accuracyOf(negative: boolean, magnitudeUp: boolean): Accuracy {
  return magnitudeUp === negative ? -1 : 1;
}

/** Power of two of the mantissa's last bit. */
function scaleOf(value: BigFloat): number {
  return value.exponent - bitLength(value.mantissa);
}

/** The value as if assigned to another variable: the accuracy is forgotten. (Go: Set) */
export function setBigFloat(value: BigFloat): BigFloat {
  return value.accuracy === 0 ? value : { ...value, accuracy: 0 };
}

export function bigFloatFromBigInt(value: bigint): BigFloat {
  return round(value < 0n, value < 0n ? -value : value, 0, BIG_FLOAT_PRECISION);
}

/** The exact value of a finite double. */
export function bigFloatFromNumber(value: number): BigFloat {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const negative = bits >> 63n === 1n;
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  if (biased === 0 && fraction === 0n) return special("zero", negative);
  // Subnormal doubles have the exponent of the smallest normal ones and no leading bit.
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return round(negative, magnitude, Math.max(biased, 1) - 1075, BIG_FLOAT_PRECISION);
}

export function negateBigFloat(value: BigFloat): BigFloat {
  return { ...value, negative: !value.negative, accuracy: 0 };
}

export function absBigFloat(value: BigFloat): BigFloat {
  return { ...value, negative: false, accuracy: 0 };
}

/** -1, 0 or 1; both zeros are 0. */
export function signOfBigFloat(value: BigFloat): number {
  if (value.form === "zero") return 0;
  return value.negative ? -1 : 1;
}

/** The exact sum on one scale, then rounded: exponents are bounded, so the shifts are too. */
function addFinite(x: BigFloat, y: BigFloat, precision: number): BigFloat {
  const scale = Math.min(scaleOf(x), scaleOf(y));
  const a = x.mantissa << BigInt(scaleOf(x) - scale);
  const b = y.mantissa << BigInt(scaleOf(y) - scale);
  const sum = (x.negative ? -a : a) + (y.negative ? -b : b);
  // A sum that cancels to zero is positive.
  return round(sum < 0n, sum < 0n ? -sum : sum, scale, precision);
}

export function addBigFloats(x: BigFloat, y: BigFloat, precision: number = BIG_FLOAT_PRECISION): BigFloat {
  if (x.form === "zero" && y.form === "zero") return special("zero", x.negative && y.negative);
  if (x.form === "zero") return setBigFloat(y);
  if (y.form === "zero") return setBigFloat(x);
  return addFinite(x, y, precision);
}

export function subBigFloats(x: BigFloat, y: BigFloat, precision: number = BIG_FLOAT_PRECISION): BigFloat {
  return addBigFloats(x, negateBigFloat(y), precision);
}

export function mulBigFloats(x: BigFloat, y: BigFloat, precision: number = BIG_FLOAT_PRECISION): BigFloat {
  const negative = x.negative !== y.negative;
  if (x.form === "zero" || y.form === "zero") return special("zero", negative);
  return round(negative, x.mantissa * y.mantissa, scaleOf(x) + scaleOf(y), precision);
}

/** The quotient; infinite where only the divisor is zero. The operands are not both zero. */
export function divBigFloats(x: BigFloat, y: BigFloat): BigFloat {
  const negative = x.negative !== y.negative;
  if (y.form === "zero") return special("infinite", negative);
  if (x.form === "zero") return special("zero", negative);
  // Enough bits that the quotient has two more than the precision, whatever the lengths of the mantissas.
  const shift = Math.max(0, BIG_FLOAT_PRECISION + 2 + bitLength(y.mantissa) - bitLength(x.mantissa));
  const dividend = x.mantissa << BigInt(shift);
  const quotient = dividend / y.mantissa;
  const sticky = quotient * y.mantissa !== dividend;
  return round(negative, quotient, scaleOf(x) - scaleOf(y) - shift, BIG_FLOAT_PRECISION, sticky);
}

/** -1, 0 or 1. Both zeros are equal. */
export function compareBigFloats(x: BigFloat, y: BigFloat): number {
  const sign = signOfBigFloat(x);
  const difference = sign - signOfBigFloat(y);
  if (difference !== 0) return Math.sign(difference);
  return sign < 0 ? compareMagnitudes(y, x) : compareMagnitudes(x, y);
}

function compareMagnitudes(x: BigFloat, y: BigFloat): number {
  if (x.exponent !== y.exponent) return x.exponent < y.exponent ? -1 : 1;
  // The leading bits have the same weight: the shorter mantissa is followed by zeros.
  const missing = bitLength(y.mantissa) - bitLength(x.mantissa);
  const a = x.mantissa << BigInt(Math.max(missing, 0));
  const b = y.mantissa << BigInt(Math.max(-missing, 0));
  return a === b ? 0 : a < b ? -1 : 1;
}

export function isIntegerBigFloat(value: BigFloat): boolean {
  if (value.form !== "finite") return value.form === "zero";
  if (value.exponent <= 0) return false;
  // Go looks at the precision before the mantissa: from 2^53 on everything counts as an integer.
  if (value.exponent >= BIG_FLOAT_PRECISION) return true;
  const fractionBits = -scaleOf(value);
  return fractionBits <= 0 || BigInt.asUintN(fractionBits, value.mantissa) === 0n;
}

/** The integer part, towards zero. (Go: Int) */
export function truncateBigFloat(value: BigFloat): bigint {
  if (value.form !== "finite" || value.exponent <= 0) return 0n;
  const scale = scaleOf(value);
  const magnitude = scale >= 0 ? value.mantissa << BigInt(scale) : value.mantissa >> BigInt(-scale);
  return value.negative ? -magnitude : magnitude;
}

function withExponent(value: BigFloat, exponent: number): BigFloat {
  return { ...value, exponent };
}

/** A value in [1/4, 2) as a double, rounded. */
function toNumberNearOne(value: BigFloat): number {
  const rounded = round(false, value.mantissa, scaleOf(value), BIG_FLOAT_PRECISION);
  return Number(rounded.mantissa) * 2 ** scaleOf(rounded);
}

/**
 * The square root of a value that is not negative, by Go's steps: one Newton iteration of 1/sqrt(x) at twice the precision, from the
 * double's root. It is not the correctly rounded root in every case, so the steps are part of the result.
 */
export function sqrtBigFloat(value: BigFloat): BigFloat {
  if (value.form !== "finite") return setBigFloat(value);
  const odd = value.exponent % 2;
  const x = withExponent(value, odd);
  const doubled = 2 * BIG_FLOAT_PRECISION;
  const guess = bigFloatFromNumber(1 / Math.sqrt(toNumberNearOne(x)));
  const square = mulBigFloats(guess, guess, doubled);
  const error = subBigFloats(bigFloatFromNumber(3), mulBigFloats(x, square, doubled), doubled);
  const twice = mulBigFloats(guess, error, doubled);
  const inverse = withExponent(twice, twice.exponent - 1);
  const root = mulBigFloats(x, inverse);
  return withExponent(root, root.exponent + (value.exponent - odd) / 2);
}
