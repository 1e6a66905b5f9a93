// The BigFloat hooks: 53-bit floating-point numbers by handle. Mirrors vm-go vmhooks/bigFloatOps.go.
import { failures } from "../failures.js";
import type { Host } from "../host.js";
import {
  absBigFloat,
  addBigFloats,
  bigFloatFromBigInt,
  bigFloatFromNumber,
  compareBigFloats,
  divBigFloats,
  isIntegerBigFloat,
  mulBigFloats,
  negateBigFloat,
  setBigFloat,
  signOfBigFloat,
  sqrtBigFloat,
  subBigFloats,
  truncateBigFloat,
  zeroBigFloat,
} from "../numeric/big-float.js";
import type { BigFloat } from "../numeric/big-float.js";
import { bitLength, euclideanDivide } from "../numeric/big-int.js";
import { mulUint64 } from "../metering/uint64.js";
import { uint64FromInt64 } from "./shared/small-ints.js";
import type { HookDeclarations } from "./declaration.js";

const SMALLEST_DECIMAL_EXPONENT = -322;
const MAX_EXPONENT = 65025;

/** 10^exponent as Go's math.Pow10 rounds it: a table value for the 32s over one for the rest. `exponent` is not positive. */
function pow10(exponent: number): number {
  const digits = -exponent;
  return Number(`1e-${Math.floor(digits / 32) * 32}`) / Number(`1e${digits % 32}`);
}

/** Stores a result, which counts as exact from then on. The destination is looked at only if there is a valid result. */
function setResult(host: Host, destination: number, result: BigFloat): void {
  if (result.form === "infinite") throw failures.infinityFloatOperation;
  assertExponent(result);
  host.managedTypes.getBigFloatOrCreate(destination);
  host.managedTypes.setBigFloat(destination, setBigFloat(result));
}

function assertExponent(value: BigFloat): BigFloat {
  if (Math.abs(value.exponent) > MAX_EXPONENT) throw failures.exponentTooBigOrTooSmall;
  return value;
}

function newBigFloat(host: Host, value: BigFloat): number {
  return host.managedTypes.putBigFloat(setBigFloat(value));
}

function newFromParts(host: Host, integralPart: number, fractionalPart: number, exponent: number): number {
  if (exponent > 0) throw failures.positiveExponent;
  const fraction =
    exponent < SMALLEST_DECIMAL_EXPONENT
      ? zeroBigFloat
      : mulBigFloats(bigFloatFromNumber(fractionalPart), bigFloatFromNumber(pow10(exponent)));
  const combine = integralPart >= 0 ? addBigFloats : subBigFloats;
  return newBigFloat(host, combine(bigFloatFromNumber(integralPart), fraction));
}

function newFromFrac(host: Host, numerator: bigint, denominator: bigint): number {
  if (denominator === 0n) throw failures.divZero;
  return newBigFloat(host, divBigFloats(bigFloatFromNumber(Number(numerator)), bigFloatFromNumber(Number(denominator))));
}

function newFromSci(host: Host, significand: bigint, exponent: bigint): number {
  if (exponent > 0n) throw failures.positiveExponent;
  if (exponent < SMALLEST_DECIMAL_EXPONENT) return newBigFloat(host, zeroBigFloat);
  const multiplier = bigFloatFromNumber(pow10(Number(exponent)));
  return newBigFloat(host, mulBigFloats(bigFloatFromNumber(Number(significand)), multiplier));
}

type Binary = (x: BigFloat, y: BigFloat) => BigFloat;

function binary(operate: Binary): (host: Host, destination: number, left: number, right: number) => void {
  return (host, destination, left, right) => {
    const [x, y] = host.managedTypes.getTwoBigFloats(left, right);
    setResult(host, destination, operate(x, y));
  };
}

function divide(x: BigFloat, y: BigFloat): BigFloat {
  if (x.form === "zero" && y.form === "zero") throw failures.allOperandsAreEqualToZero;
  return divBigFloats(x, y);
}

/** The destination is created before the operand is looked up, so it may be the operand. */
function unary(operate: (x: BigFloat) => BigFloat): (host: Host, destination: number, operand: number) => void {
  return (host, destination, operand) => {
    host.managedTypes.getBigFloatOrCreate(destination);
    host.managedTypes.setBigFloat(destination, operate(host.managedTypes.getBigFloat(operand)));
  };
}

function squareRoot(x: BigFloat): BigFloat {
  if (signOfBigFloat(x) < 0) throw failures.badLowerBounds;
  return setBigFloat(sqrtBigFloat(x));
}

/** Multiplies step by step, since each product is rounded. */
function power(base: BigFloat, exponent: number): BigFloat {
  let result = bigFloatFromNumber(1);
  for (let step = 0; step < exponent; step++) {
    const next = setBigFloat(assertExponent(mulBigFloats(result, base)));
    if (next.mantissa === result.mantissa && next.exponent === result.exponent) {
      // From here on only the sign can change.
      return (exponent - step) % 2 === 1 ? next : result;
    }
    result = next;
  }
  return result;
}

function powCost(host: Host, exponent: number): number {
  const { BigFloatPow, BigFloatPowPerIteration } = host.costs.BigFloatAPICost;
  if (!host.flags.BarnardOpcodesFlag) return BigFloatPow;
  if (exponent >= 0) return BigFloatPow + BigFloatPowPerIteration * exponent;
  // As an unsigned number a negative exponent is huge. The product saturates, the sum overflows: it costs less than none.
  const iterations = mulUint64(BigInt(BigFloatPowPerIteration), uint64FromInt64(BigInt(exponent)));
  return Number(BigInt.asUintN(64, BigInt(BigFloatPow) + iterations));
}

function pow(host: Host, destination: number, operand: number, exponent: number): void {
  host.metering.useGas(powCost(host, exponent));
  const base = host.managedTypes.getBigFloat(operand);
  const truncated = truncateBigFloat(base);
  const bits = bitLength(truncated > 0n ? truncated + 1n : truncated);
  host.managedTypes.consumeGasForThisBigIntNumberOfBytes(euclideanDivide(BigInt(exponent) * BigInt(bits), 8n));
  setResult(host, destination, power(base, exponent));
}

/** Body of a conversion to a big integer; `adjust` moves the truncated value of a number that is no integer. */
function toBigInt(adjust: (truncated: bigint) => bigint): (host: Host, destination: number, operand: number) => void {
  return (host, destination, operand) => {
    const value = host.managedTypes.getBigFloat(operand);
    host.managedTypes.consumeGasForBigIntCopy(host.managedTypes.getBigIntOrCreate(destination));
    const truncated = truncateBigFloat(value);
    host.managedTypes.setBigInt(destination, isIntegerBigFloat(value) ? truncated : adjust(truncated));
  };
}

function setConstant(value: number): (host: Host, destination: number) => void {
  const constant = bigFloatFromNumber(value);
  return (host, destination) => {
    host.managedTypes.getBigFloatOrCreate(destination);
    host.managedTypes.setBigFloat(destination, constant);
  };
}

export const bigFloatHooks: HookDeclarations<"bigFloat"> = {
  bigFloatNewFromParts: { gas: "BigFloatAPICost.BigFloatNewFromParts", run: newFromParts },
  bigFloatNewFromFrac: { gas: "BigFloatAPICost.BigFloatNewFromParts", run: newFromFrac },
  bigFloatNewFromSci: { gas: "BigFloatAPICost.BigFloatNewFromParts", run: newFromSci },
  bigFloatAdd: { gas: "BigFloatAPICost.BigFloatAdd", run: binary(addBigFloats) },
  bigFloatSub: { gas: "BigFloatAPICost.BigFloatSub", run: binary(subBigFloats) },
  bigFloatMul: { gas: "BigFloatAPICost.BigFloatMul", run: binary(mulBigFloats) },
  bigFloatDiv: { gas: "BigFloatAPICost.BigFloatDiv", run: binary(divide) },
  bigFloatNeg: { gas: "BigFloatAPICost.BigFloatNeg", run: unary(negateBigFloat) },
  bigFloatClone: { gas: "BigFloatAPICost.BigFloatClone", run: unary((x) => x) },
  bigFloatCmp: {
    gas: "BigFloatAPICost.BigFloatCmp",
    run: (host, left, right) => {
      const [x, y] = host.managedTypes.getTwoBigFloats(left, right);
      return compareBigFloats(x, y);
    },
  },
  bigFloatAbs: { gas: "BigFloatAPICost.BigFloatAbs", run: unary(absBigFloat) },
  bigFloatSign: {
    // Production charges the cost of the absolute value.
    gas: "BigFloatAPICost.BigFloatAbs",
    run: (host, operand) => signOfBigFloat(host.managedTypes.getBigFloat(operand)),
  },
  bigFloatSqrt: { gas: "BigFloatAPICost.BigFloatSqrt", run: unary(squareRoot) },
  bigFloatPow: { run: pow },
  // Numbers between -1 and 1 that are no integers go to 0, whichever way: production adjusts by the sign of the truncated value.
  bigFloatFloor: { gas: "BigFloatAPICost.BigFloatFloor", run: toBigInt((value) => (value < 0n ? value - 1n : value)) },
  bigFloatCeil: { gas: "BigFloatAPICost.BigFloatCeil", run: toBigInt((value) => (value > 0n ? value + 1n : value)) },
  bigFloatTruncate: { gas: "BigFloatAPICost.BigFloatTruncate", run: toBigInt((value) => value) },
  bigFloatSetInt64: {
    gas: "BigFloatAPICost.BigFloatSetInt64",
    run: (host, destination, value) => {
      host.managedTypes.getBigFloatOrCreate(destination);
      // Kept with the accuracy of its rounding, which its encoding shows.
      host.managedTypes.setBigFloat(destination, bigFloatFromBigInt(value));
    },
  },
  bigFloatIsInt: {
    gas: "BigFloatAPICost.BigFloatIsInt",
    run: (host, operand) => (isIntegerBigFloat(host.managedTypes.getBigFloat(operand)) ? 1 : 0),
  },
  bigFloatSetBigInt: {
    gas: "BigFloatAPICost.BigFloatSetBigInt",
    run: (host, destination, source) => {
      const value = host.managedTypes.getBigInt(source);
      host.managedTypes.consumeGasForBigIntCopy(value);
      setResult(host, destination, bigFloatFromBigInt(value));
    },
  },
  bigFloatGetConstPi: { gas: "BigFloatAPICost.BigFloatGetConst", run: setConstant(Math.PI) },
  bigFloatGetConstE: { gas: "BigFloatAPICost.BigFloatGetConst", run: setConstant(Math.E) },
};
