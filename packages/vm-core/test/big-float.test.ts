// Big floats as numbers and as bytes: known figures of Go, and properties against doubles.
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBigFloat, encodeBigFloat, hasBigFloatPrefix } from "../src/numeric/big-float-encoding.js";
import {
  addBigFloats,
  bigFloatFromBigInt,
  bigFloatFromNumber,
  compareBigFloats,
  divBigFloats,
  isIntegerBigFloat,
  mulBigFloats,
  sqrtBigFloat,
  subBigFloats,
  truncateBigFloat,
} from "../src/numeric/big-float.js";
import type { BigFloat } from "../src/numeric/big-float.js";

function decoded(...bytes: number[]): BigFloat {
  const result = decodeBigFloat(Uint8Array.from(bytes));
  if ("message" in result) throw new TypeError(result.message);
  return result;
}

/** Doubles whose results stay clear of subnormals and overflow, where 53 bits mean the same in both. */
const doubles = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -200, max: 200 }))
  .map(([fraction, exponent]) => fraction * 2 ** exponent)
  .filter((value) => Math.abs(value) > 2 ** -400 || value === 0);

function toNumber(value: BigFloat): number {
  if (value.form !== "finite") return value.negative ? -0 : 0;
  const bits = value.mantissa.toString(2).length;
  const magnitude = Number(value.mantissa) * 2 ** (value.exponent - bits);
  return value.negative ? -magnitude : magnitude;
}

// Source of the figures: vm-go math/bigFloat_wrapper_test.go.
test("a difference is encoded with its accuracy, as Go encodes it", () => {
  const x = decoded(1, 10, 0, 0, 0, 53, 0, 0, 0, 58, 128, 31, 28, 26, 150, 254, 14, 45);
  expect(encodeBigFloat(subBigFloats(x, x))).toEqual(Uint8Array.of(1, 8, 0, 0, 0, 53));
  const inexact = bigFloatFromBigInt(2n ** 53n + 1n);
  expect([...encodeBigFloat(inexact)]).toEqual([1, 2, 0, 0, 0, 53, 0, 0, 0, 54, 128, 0, 0, 0, 0, 0, 0, 0]);
});

test.each([
  ["add", addBigFloats, (a: number, b: number) => a + b],
  ["sub", subBigFloats, (a: number, b: number) => a - b],
  ["mul", mulBigFloats, (a: number, b: number) => a * b],
] as const)("%s agrees with doubles wherever doubles can hold the result", (_name, ours, theirs) => {
  fc.assert(
    fc.property(doubles, doubles, (a, b) => {
      expect(toNumber(ours(bigFloatFromNumber(a), bigFloatFromNumber(b)))).toBe(theirs(a, b));
    }),
  );
});

test("quotients and roots agree with doubles", () => {
  fc.assert(
    fc.property(doubles, doubles.filter((b) => b !== 0), (a, b) => {
      expect(toNumber(divBigFloats(bigFloatFromNumber(a), bigFloatFromNumber(b)))).toBe(a / b);
      const magnitude = Math.abs(a);
      expect(toNumber(sqrtBigFloat(bigFloatFromNumber(magnitude)))).toBe(Math.sqrt(magnitude));
    }),
  );
});

test("comparison and truncation agree with doubles", () => {
  fc.assert(
    fc.property(doubles, doubles, (a, b) => {
      expect(compareBigFloats(bigFloatFromNumber(a), bigFloatFromNumber(b))).toBe(Math.sign(a - b) + 0);
      const value = bigFloatFromNumber(a);
      expect(truncateBigFloat(value)).toBe(BigInt(Math.trunc(a)));
      expect(isIntegerBigFloat(value)).toBe(Number.isInteger(a));
    }),
  );
});

test("exact values survive encoding", () => {
  fc.assert(
    fc.property(doubles, (a) => {
      const value = bigFloatFromNumber(a);
      const bytes = encodeBigFloat(value);
      if (a === 0) return;
      expect(hasBigFloatPrefix(bytes)).toBe(true);
      expect(toNumber(decoded(...bytes))).toBe(a);
    }),
  );
});

test("a division by zero is infinite", () => {
  expect(divBigFloats(bigFloatFromNumber(-2), bigFloatFromNumber(0))).toMatchObject({ form: "infinite", negative: true });
});

test.each([
  [[1, 10, 0, 0, 0, 53, 0, 0, 0], "Float.GobDecode: buffer too small for finite form float"],
  [[1, 10, 0, 0, 0, 53, 0, 0, 0, 1], "Float.GobDecode: nonzero finite number with empty mantissa"],
  [[1, 10, 0, 0, 0, 53, 0, 0, 0, 1, 0x40, 0, 0, 0, 0, 0, 0, 0], "Float.GobDecode: msb not set in last word 0x4000000000000000 of 0x.4p+1"],
  [[1, 11, 0, 0, 0, 53, 0xff, 0xff, 0xff, 0xff, 1, 2], "Float.GobDecode: msb not set in last word 0x102 of -0x.102p-1"],
] as const)("bytes %j are refused: %s", (bytes, message) => {
  expect(decodeBigFloat(Uint8Array.from(bytes))).toMatchObject({ message });
});

test.each([[[1, 8, 0, 0, 0, 53]], [[1, 10, 0, 0, 0, 53]], [[1, 8, 0, 0, 0, 53, 0]], [[2, 10, 0, 0, 0, 53, 0]], [[1, 2, 0, 0, 0, 53, 0]], [[1, 8]]])(
  "bytes %j lack the prefix of an exact 53-bit value",
  (bytes) => {
    expect(hasBigFloatPrefix(Uint8Array.from(bytes))).toBe(false);
  },
);
