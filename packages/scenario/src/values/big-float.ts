// Numbers with a fraction: parsed and encoded as Go's math/big Float with 53 bits does (Float.Parse, Float.GobEncode).

import { invalidValue } from "./value-error.js";

/** Precision of the value itself, and of the power of five that scales it. */
const precision = 53;
const powerPrecision = precision + 64;
const powerFactorPrecision = powerPrecision + 64;
/** The largest power of five in 64 bits: exact, hence Go's start for larger ones. */
const exactPowerOfFive = 27;
/** Go's bounds are those of 32 bits; a text that goes this far would take gigabytes to compute. */
const maxExponent = 1_000_000;

/** `mantissa × 2^exponent`; a mantissa of 0 is zero. */
interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const gobVersion = 1;
/** Rounding mode 0, accuracy "exact": what every value here carries. */
const exactFlag = 0x08;
const formFlags = { zero: 0x00, finite: 0x02, infinite: 0x04 };
const negativeFlag = 0x01;

// Prefix, whole, fraction, exponent marker, exponent. In hexadecimal an `e` is a digit.
const hexadecimalPattern = /^[+-]?(0[xX])([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:([pP])([+-]?[0-9]+))?$/;
const otherPattern = /^[+-]?(0[oO]|0[bB]|)([0-9]*)(?:\.([0-9]*))?(?:([eEpP])([+-]?[0-9]+))?$/;

/** Encodes a number in Go's notation: decimal, or with `0x`, `0o` or `0b`; with a fraction and an exponent (`e`, `p`); `inf`. */
export function bigFloatToBytes(text: string, at: number): Uint8Array {
  if (/^[+-]?[iI]nf$/.test(text)) return encode(formFlags.infinite, text.startsWith("-"), undefined);
  const match = hexadecimalPattern.exec(text) ?? otherPattern.exec(text);
  const value = match === null ? undefined : parseFloatParts(match);
  if (value === undefined) throw invalidValue(at, `\`${text}\``, "a number such as 12.5, -0.001 or 1.5e-7");
  // Adding zero, as production does after parsing, turns -0 into 0.
  if (value.mantissa === 0n) return encode(formFlags.zero, false, undefined);
  return encode(formFlags.finite, text.startsWith("-"), value);
}

function parseFloatParts(match: RegExpExecArray): Binary | undefined {
  const [, prefix = "", whole = "", fraction = "", marker = "", exponentText = "0"] = match;
  const base = { "": 10, "0b": 2, "0o": 8, "0x": 16 }[prefix.toLowerCase()] ?? 10;
  const digits = whole + fraction;
  if (digits === "" || (base === 2 && /[^01]/.test(digits)) || (base === 8 && /[89]/.test(digits))) return undefined;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > maxExponent) return undefined;

  const mantissa = BigInt(prefix + digits);
  if (mantissa === 0n) return { mantissa, exponent: 0 };
  let powerOfFive = base === 10 ? -fraction.length : 0;
  let powerOfTwo = -fraction.length * (base === 10 ? 1 : Math.log2(base));
  if (marker !== "") powerOfTwo += exponent;
  if (marker.toLowerCase() === "e") powerOfFive += exponent;

  const scaled = { mantissa, exponent: powerOfTwo };
  if (powerOfFive === 0) return round(scaled, precision);
  const power = powerOf5(Math.abs(powerOfFive));
  return powerOfFive > 0 ? round(multiply(scaled, power), precision) : divide(scaled, power);
}

/** Go rounds along the way, so the steps matter, not only the result. */
function powerOf5(exponent: number): Binary {
  if (exponent <= exactPowerOfFive) return { mantissa: 5n ** BigInt(exponent), exponent: 0 };
  let power: Binary = { mantissa: 5n ** BigInt(exactPowerOfFive), exponent: 0 };
  let factor: Binary = { mantissa: 5n, exponent: 0 };
  for (let rest = exponent - exactPowerOfFive; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = round(multiply(power, factor), powerPrecision);
    factor = round(multiply(factor, factor), powerFactorPrecision);
  }
  return power;
}

function multiply(a: Binary, b: Binary): Binary {
  return { mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent };
}

function divide(a: Binary, b: Binary): Binary {
  // Two bits more than the precision, and a sticky bit below them for a remainder, so that the result rounds as the exact quotient.
  const shift = Math.max(0, precision + 2 + bitLength(b.mantissa) - bitLength(a.mantissa));
  const dividend = a.mantissa << BigInt(shift);
  const sticky = dividend % b.mantissa === 0n ? 0n : 1n;
  return round({ mantissa: ((dividend / b.mantissa) << 1n) | sticky, exponent: a.exponent - b.exponent - shift - 1 }, precision);
}

/** To nearest, ties to even. */
function round(value: Binary, bits: number): Binary {
  const excess = bitLength(value.mantissa) - bits;
  if (excess <= 0) return value;
  const shift = BigInt(excess);
  const kept = value.mantissa >> shift;
  const dropped = value.mantissa - (kept << shift);
  const half = 1n << (shift - 1n);
  const roundsUp = dropped > half || (dropped === half && (kept & 1n) === 1n);
  return { mantissa: roundsUp ? kept + 1n : kept, exponent: value.exponent + excess };
}

function bitLength(value: bigint): number {
  const digits = value.toString(16);
  return digits.length * 4 - (Math.clz32(parseInt(digits[0]!, 16)) - 28);
}

function encode(form: number, negative: boolean, value: Binary | undefined): Uint8Array {
  const bytes = new Uint8Array(value === undefined ? 6 : 18);
  const view = new DataView(bytes.buffer);
  bytes[0] = gobVersion;
  bytes[1] = exactFlag | form | (negative ? negativeFlag : 0);
  view.setUint32(2, precision);
  if (value !== undefined) {
    const bits = bitLength(value.mantissa);
    view.setInt32(6, value.exponent + bits);
    view.setBigUint64(10, value.mantissa << BigInt(64 - bits));
  }
  return bytes;
}
