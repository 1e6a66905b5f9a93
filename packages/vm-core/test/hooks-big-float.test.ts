// The BigFloat hooks on the real VM: results, prices and failures of each.
import type { MockVm } from "@mxvm/executor-mock";
import { ReturnCode } from "@mxvm/protocol-hooks";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ValueCase, type ValueCases, floatBytes, floatOf, runEndpoint, testValues, zeroFloatBytes } from "./support/value-cases.js";

const missing = "no bigFloat under the given handle";
const outOfRange = "exponent is either too small or too big";
const infinite = "infinity operations are not allowed";
const msb = 1n << 63n;
/** Valid as bytes, but beyond what hooks calculate with. */
const tooLarge = floatBytes(false, 65_026, msb);
const largest = floatBytes(false, 65_025, msb);
const smallest = floatBytes(false, -65_025, msb);
/** More than 53 bits, which only decoding leaves as they are. */
const long = floatBytes(false, 1, msb | 1n);
const beforeBarnard = { BarnardOpcodesFlag: false };
/** Rounded down to 2^53. */
const rounded = 2n ** 53n + 1n;

function creation(key: string, hookArgs: readonly (number | bigint)[], result: Uint8Array): ValueCase {
  return { does: `of ${hookArgs.join(", ")}`, args: hookArgs, floats: { 5: 1n }, answers: 1, setsFloats: { 1: result }, costs: [key] };
}

const creations: ValueCases = {
  bigFloatNewFromParts: [
    creation("BigFloatNewFromParts", [1, 5, -1], floatOf(1.5)),
    creation("BigFloatNewFromParts", [-1, 5, -1], floatOf(-1.5)),
    creation("BigFloatNewFromParts", [-1, -5, -1], floatOf(-0.5)),
    creation("BigFloatNewFromParts", [3, 2, 0], floatOf(5)),
    creation("BigFloatNewFromParts", [0, 3, -322], floatBytes(false, -1068, 60n << 58n)),
    creation("BigFloatNewFromParts", [7, 3, -323], floatOf(7)),
    { does: "fails for a positive exponent", args: [1, 5, 1], fails: "exponent must be negative" },
  ],
  bigFloatNewFromFrac: [
    creation("BigFloatNewFromParts", [1n, 3n], floatOf(1 / 3)),
    creation("BigFloatNewFromParts", [rounded, -1n], floatOf(-(2 ** 53))),
    creation("BigFloatNewFromParts", [0n, 5n], zeroFloatBytes),
    { does: "fails for a denominator of 0", args: [1n, 0n], fails: "division by 0" },
  ],
  bigFloatNewFromSci: [
    creation("BigFloatNewFromParts", [25n, -1n], floatOf(2.5)),
    creation("BigFloatNewFromParts", [-12345n, -2n], floatOf(-12345 * 0.01)),
    creation("BigFloatNewFromParts", [5n, -323n], zeroFloatBytes),
    creation("BigFloatNewFromParts", [5n, -(2n ** 63n)], zeroFloatBytes),
    { does: "fails for a positive exponent", args: [1n, 1n], fails: "exponent must be negative" },
  ],
};

function binary(key: string, results: readonly (readonly [number, number, number])[], others: readonly ValueCase[]): readonly ValueCase[] {
  return [
    ...results.map(([x, y, result]) => ({
      does: `of ${x} and ${y} is ${result}`,
      args: [3, 1, 2],
      ...(x === 0 || y === 0 ? { prepare: zeros(x, y) } : { floats: { 1: floatOf(x), 2: floatOf(y) } }),
      setsFloats: { 3: floatOf(result) },
      costs: [key],
    })),
    { does: "may write over an operand", args: [1, 1, 2], floats: { 1: 6n, 2: 3n } },
    { does: "fails without the first operand", args: [3, 1, 2], floats: { 2: 1n }, fails: missing },
    { does: "fails without the second operand", args: [3, 1, 2], floats: { 1: 1n }, fails: missing },
    { does: "misses an operand before one is out of range", args: [3, 1, 2], floats: { 1: tooLarge }, fails: missing },
    { does: "fails for an operand out of range", args: [3, 1, 2], floats: { 1: 1n, 2: tooLarge }, fails: outOfRange },
    { does: "fails for a destination out of range", args: [3, 1, 2], floats: { 1: 1n, 2: 2n, 3: tooLarge }, fails: outOfRange },
    ...others,
  ];
}

/** Zeros cannot be decoded. */
function zeros(x: number, y: number): (vm: MockVm) => void {
  return ({ hooks }) => {
    hooks.bigFloatSetInt64(1, BigInt(x));
    hooks.bigFloatSetInt64(2, BigInt(y));
  };
}

function unary(key: string, results: readonly (readonly [bigint | Uint8Array, Uint8Array])[], others: readonly ValueCase[] = [], ofZero = zeroFloatBytes): readonly ValueCase[] {
  return [
    ...results.map(([operand, result], index) => ({ does: `gives result ${index}`, args: [2, 1], floats: { 1: operand }, setsFloats: { 2: result }, costs: [key] })),
    { does: "takes a missing operand that is the destination for 0", args: [1, 1], setsFloats: { 1: ofZero } },
    { does: "fails without the operand", args: [2, 1], fails: missing },
    { does: "fails for an operand out of range", args: [2, 1], floats: { 1: tooLarge }, fails: outOfRange },
    { does: "fails for a destination out of range", args: [2, 1], floats: { 1: 1n, 2: tooLarge }, fails: outOfRange },
    ...others,
  ];
}

const minusZero = Uint8Array.of(1, 9, 0, 0, 0, 53);

const arithmetic: ValueCases = {
  bigFloatAdd: binary("BigFloatAdd", [[1.5, 2.25, 3.75], [0.1, 0.2, 0.1 + 0.2], [5, -5, 0], [0, 7, 7], [-7, 0, -7]], [
    { does: "does not round when the other is 0", args: [3, 1, 2], floats: { 1: long, 2: 0n }, setsFloats: { 3: long } },
    { does: "rounds a long mantissa", args: [3, 1, 2], floats: { 1: long, 2: floatOf(1) }, setsFloats: { 3: floatOf(2) } },
    { does: "fails for a result out of range", args: [3, 1, 1], floats: { 1: largest }, fails: outOfRange },
  ]),
  bigFloatSub: binary("BigFloatSub", [[1.5, 2.25, -0.75], [0.3, 0.1, 0.3 - 0.1], [5, 5, 0], [0, 7, -7]], [
    { does: "fails for a result out of range", args: [3, 1, 2], floats: { 1: largest, 2: floatBytes(true, 65_025, msb) }, fails: outOfRange },
  ]),
  bigFloatMul: binary("BigFloatMul", [[1.5, -2.25, -3.375], [0.1, 0.1, 0.1 * 0.1], [7, 0, 0]], [
    { does: "of 0 and a negative number is -0", args: [3, 1, 2], floats: { 1: 0n, 2: -7n }, setsFloats: { 3: minusZero } },
    { does: "fails for a result too large", args: [3, 1, 1], floats: { 1: largest }, fails: outOfRange },
    { does: "fails for a result too small", args: [3, 1, 1], floats: { 1: smallest }, fails: outOfRange },
  ]),
  bigFloatDiv: binary("BigFloatDiv", [[7, 2, 3.5], [1, 3, 1 / 3], [0, 7, 0]], [
    { does: "fails for a divisor of 0", args: [3, 1, 2], floats: { 1: 1n, 2: 0n }, fails: infinite },
    { does: "has an infinite result before a destination is out of range", args: [3, 1, 2], floats: { 1: 1n, 2: 0n, 3: tooLarge }, fails: infinite },
    { does: "fails for two zeros", args: [3, 1, 2], floats: { 1: 0n, 2: 0n }, fails: "all operands are equal to 0" },
  ]),
  bigFloatNeg: unary("BigFloatNeg", [[5n, floatOf(-5)], [-5n, floatOf(5)], [0n, minusZero], [rounded, floatOf(-(2 ** 53))]], [], minusZero),
  bigFloatClone: unary("BigFloatClone", [[5n, floatOf(5)], [rounded, floatBytes(false, 54, msb, -1)], [long, long]]),
  bigFloatAbs: unary("BigFloatAbs", [[-5n, floatOf(5)], [5n, floatOf(5)], [0n, zeroFloatBytes]]),
  bigFloatSqrt: unary("BigFloatSqrt", [[2n, floatOf(Math.SQRT2)], [9n, floatOf(3)], [0n, zeroFloatBytes], [floatOf(0.125), floatOf(Math.sqrt(0.125))]], [
    { does: "of an odd negative exponent", args: [2, 1], floats: { 1: floatBytes(false, -513, msb) }, setsFloats: { 2: floatBytes(false, -256, msb) } },
    { does: "fails for a negative number", args: [2, 1], floats: { 1: -1n }, fails: "bad bounds (lower)" },
  ]),
  bigFloatPow: [
    { does: "charges each multiplication", args: [2, 1, 3], floats: { 1: floatOf(2.5) }, setsFloats: { 2: floatOf(15.625) }, costs: ["BigFloatPow", "BigFloatPowPerIteration*3"] },
    { does: "charges the integer bytes of the result", args: [2, 1, 3], floats: { 1: 1000n }, setsFloats: { 2: floatOf(1e9) }, costs: ["BigFloatPow", "BigFloatPowPerIteration*3", "CopyPerByteForTooBig*3"] },
    { does: "charges no multiplication before Barnard", args: [2, 1, 3], flags: beforeBarnard, floats: { 1: floatOf(-2.5) }, setsFloats: { 2: floatOf(-15.625) }, costs: ["BigFloatPow"] },
    { does: "rounds after each multiplication", args: [2, 1, 3], floats: { 1: floatOf(0.1) }, setsFloats: { 2: floatOf(0.1 * 0.1 * 0.1) } },
    { does: "of exponent 0 is 1", args: [2, 1, 0], floats: { 1: 0n }, setsFloats: { 2: floatOf(1) }, costs: ["BigFloatPow"] },
    { does: "of a negative exponent is 1", args: [2, 1, -5], floats: { 1: 1n }, setsFloats: { 2: floatOf(1) } },
    { does: "of -1 has the sign of the exponent's parity", args: [2, 1, 100_001], flags: beforeBarnard, floats: { 1: -1n }, setsFloats: { 2: floatOf(-1) } },
    { does: "of 0 stays 0", args: [2, 1, 1000], floats: { 1: 0n }, setsFloats: { 2: zeroFloatBytes } },
    { does: "fails for a result out of range", args: [2, 1, 65_025], flags: beforeBarnard, floats: { 1: 2n }, fails: outOfRange },
    { does: "fails without the base", args: [2, 1, 3], fails: missing },
    { does: "fails for a destination out of range", args: [2, 1, 3], floats: { 1: 1n, 2: tooLarge }, fails: outOfRange },
  ],
};

function toBigInt(key: string, results: readonly (readonly [number, bigint])[]): readonly ValueCase[] {
  return [
    ...results.map(([value, result]) => ({ does: `of ${value} is ${result}`, args: [2, 1], floats: { 1: floatOf(value) }, setsBigInts: { 2: result }, costs: [key] })),
    { does: "of a large number has all its bits", args: [2, 1], floats: { 1: floatBytes(true, 100, msb | 1n) }, setsBigInts: { 2: -((msb | 1n) << 36n) } },
    { does: "charges the destination beyond 32 bytes", args: [2, 1], floats: { 1: 1n }, bigInts: { 2: 1n << 263n }, setsBigInts: { 2: 1n }, costs: [key, "CopyPerByteForTooBig*33"] },
    { does: "fails without the operand", args: [2, 1], fails: missing },
    { does: "fails for an operand out of range", args: [2, 1], floats: { 1: tooLarge }, fails: outOfRange },
  ];
}

function constant(value: number): readonly ValueCase[] {
  return [
    { does: "sets the double", args: [1], setsFloats: { 1: floatOf(value) }, costs: ["BigFloatGetConst"] },
    { does: "fails for a destination out of range", args: [1], floats: { 1: tooLarge }, fails: outOfRange },
  ];
}

const conversions: ValueCases = {
  bigFloatCmp: [
    { does: "answers -1 for less", args: [1, 2], floats: { 1: -3n, 2: 2n }, answers: -1, costs: ["BigFloatCmp"] },
    { does: "answers 1 for more", args: [1, 2], floats: { 1: long, 2: 1n }, answers: 1 },
    { does: "answers 0 for equal", args: [1, 1], floats: { 1: -3n }, answers: 0 },
    { does: "orders negative numbers", args: [1, 2], floats: { 1: -3n, 2: -2n }, answers: -1 },
    { does: "fails without the second", args: [1, 2], floats: { 1: 1n }, fails: missing },
    { does: "fails for an operand out of range", args: [1, 2], floats: { 1: 1n, 2: tooLarge }, fails: outOfRange },
  ],
  bigFloatSign: [
    { does: "of a negative number is -1, at the price of the absolute value", args: [1], floats: { 1: -3n }, answers: -1, costs: ["BigFloatAbs"] },
    { does: "of 0 is 0", args: [1], floats: { 1: 0n }, answers: 0 },
    { does: "of a positive number is 1", args: [1], floats: { 1: floatOf(0.1) }, answers: 1 },
    { does: "fails without a number", args: [1], fails: missing },
  ],
  bigFloatFloor: toBigInt("BigFloatFloor", [[2.5, 2n], [-2.5, -3n], [-0.5, 0n], [-3, -3n]]),
  bigFloatCeil: toBigInt("BigFloatCeil", [[2.5, 3n], [-2.5, -2n], [0.5, 0n], [3, 3n]]),
  bigFloatTruncate: toBigInt("BigFloatTruncate", [[2.5, 2n], [-2.5, -2n], [0.5, 0n]]),
  bigFloatIsInt: [
    { does: "knows an integer", args: [1], floats: { 1: 5n }, answers: 1, costs: ["BigFloatIsInt"] },
    { does: "knows a fraction", args: [1], floats: { 1: floatOf(2.5) }, answers: 0 },
    { does: "takes 0 for an integer", args: [1], floats: { 1: 0n }, answers: 1 },
    { does: "takes a fraction beyond 53 bits for an integer", args: [1], floats: { 1: floatBytes(false, 53, msb | 1n) }, answers: 1 },
    { does: "fails without a number", args: [1], fails: missing },
  ],
  bigFloatSetInt64: [
    { does: "sets a number", args: [1, -(2n ** 63n)], setsFloats: { 1: floatOf(-(2 ** 63)) }, costs: ["BigFloatSetInt64"] },
    { does: "keeps how the number was rounded", args: [1, -(2n ** 53n) - 3n], setsFloats: { 1: floatBytes(true, 54, msb + (1n << 12n), -1) } },
    { does: "fails for a destination out of range", args: [1, 1n], floats: { 1: tooLarge }, fails: outOfRange },
  ],
  bigFloatSetBigInt: [
    { does: "sets a number, which then counts as exact", args: [1, 2], bigInts: { 2: -rounded }, setsFloats: { 1: floatOf(-(2 ** 53)) }, costs: ["BigFloatSetBigInt"] },
    { does: "charges beyond 32 bytes", args: [1, 2], bigInts: { 2: 1n << 263n }, setsFloats: { 1: floatBytes(false, 264, msb) }, costs: ["BigFloatSetBigInt", "CopyPerByteForTooBig*33"] },
    { does: "fails without a big integer", args: [1, 2], fails: "no bigInt under the given handle" },
    { does: "fails for a result out of range before a destination is", args: [1, 2], floats: { 1: tooLarge }, bigInts: { 2: 1n }, fails: outOfRange },
  ],
  bigFloatGetConstPi: constant(Math.PI),
  bigFloatGetConstE: constant(Math.E),
};

testValues(creations);
testValues(arithmetic);
testValues(conversions);

test("a power with a negative exponent costs one unit less than one with exponent 0, since production's sum overflows", () => {
  const costOf = (exponent: number): bigint => {
    let cost = 0n;
    runEndpoint(({ hooks }) => {
      hooks.bigFloatSetInt64(1, 0n);
      const before = hooks.getGasLeft();
      hooks.bigFloatPow(2, 1, exponent);
      cost = before - hooks.getGasLeft();
    });
    return cost;
  };
  expect(costOf(-1)).toBe(costOf(0) - 1n);
  expect(costOf(-2147483648)).toBe(costOf(0) - 1n);
});

test("a power of 2^31 multiplications has no gas", () => {
  const { returnCode } = runEndpoint(({ hooks }) => {
    hooks.bigFloatSetInt64(1, 1n);
    hooks.bigFloatPow(2, 1, 0x7fff_ffff);
  });
  expect(returnCode).toBe(ReturnCode.outOfGas);
});

/** Puts a double under a handle, as an exact fraction of two numbers of 64 bits. */
function setDouble({ hooks }: MockVm, handle: number, numerator: bigint, power: number): void {
  hooks.bigFloatClone(handle, hooks.bigFloatNewFromFrac(numerator, 1n << BigInt(power)));
}

test("results are those of doubles", () => {
  const numerators = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });
  const powers = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(numerators, powers, numerators, powers, (a, p, b, q) => {
      const x = Number(a) / 2 ** p;
      const y = Number(b) / 2 ** q;
      runEndpoint((vm) => {
        setDouble(vm, 101, a, p);
        setDouble(vm, 102, b, q);
        const bytesOf = (handle: number): Uint8Array => {
          vm.hooks.mBufferFromBigFloat(1, handle);
          vm.hooks.mBufferGetBytes(1, 0);
          return vm.memory.load(0, vm.hooks.mBufferGetLength(1));
        };
        vm.hooks.bigFloatAdd(103, 101, 102);
        expect(bytesOf(103)).toEqual(floatOf(x + y));
        vm.hooks.bigFloatMul(103, 101, 102);
        if (x !== 0 && y !== 0) expect(bytesOf(103)).toEqual(floatOf(x * y));
        expect(vm.hooks.bigFloatCmp(101, 102)).toBe(Math.sign(x - y) + 0);
        if (y === 0) return;
        vm.hooks.bigFloatDiv(103, 101, 102);
        if (x !== 0) expect(bytesOf(103)).toEqual(floatOf(x / y));
        vm.hooks.bigFloatAbs(103, 101);
        vm.hooks.bigFloatSqrt(103, 103);
        expect(bytesOf(103)).toEqual(floatOf(Math.sqrt(Math.abs(x))));
      });
    }),
  );
});
