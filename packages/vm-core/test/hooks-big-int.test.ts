// The BigInt hooks on the real VM: results, prices and failures of each.
import { bytesToSigned, signedToBytes } from "@mxvm/codec";
import { ReturnCode, isVmError } from "@mxvm/protocol-hooks";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bitLength, euclideanDivide, euclideanModulo, integerSquareRoot } from "../src/numeric/big-int.js";
import { alice, contractAddress, tokenIdentifier } from "./support/mock-world.js";
import { type ValueCase, type ValueCases, runEndpoint, testValues } from "./support/value-cases.js";

const missing = "no bigInt under the given handle";
const lowerBounds = "bad bounds (lower)";
const outside = 0x2_0001;
const loadFails = "mem load: bad bounds";
const storeFails = "bad bounds (upper)";
/** 33 full bytes: the smallest size that costs more. */
const big = 1n << 263n;
const free = big - 1n;
const payment = { tokenIdentifier, nonce: 0n, value: 25n };
const nft = { tokenIdentifier, nonce: 7n, value: 2n };
const dust = new Uint8Array(32).fill(1);

function calculation(key: string, a: bigint, b: bigint, result: bigint): ValueCase {
  return { does: `of ${a} and ${b} is ${result}`, args: [3, 1, 2], bigInts: { 1: a, 2: b }, setsBigInts: { 1: a, 2: b, 3: result }, costs: [key] };
}

/** What is the same for all hooks of the form `destination = a op b`. */
function binary(key: string, cases: readonly ValueCase[], chargesDestination = true): readonly ValueCase[] {
  const sizes = chargesDestination ? 33 + 34 : 33;
  return [
    ...cases,
    { does: "may write over an operand", args: [1, 1, 1], bigInts: { 1: 6n }, costs: [key] },
    {
      does: "charges what is larger than 32 bytes",
      args: [3, 1, 2],
      bigInts: { 1: big, 2: free, 3: 1n << 272n },
      costs: [key, `CopyPerByteForTooBig*${sizes}`],
    },
    { does: "takes a missing operand that is the destination for 0, and fails without the other", args: [1, 1, 2], fails: missing },
    { does: "fails without the first operand", args: [3, 1, 2], bigInts: { 2: 1n }, fails: missing },
    { does: "fails without the second operand", args: [3, 1, 2], bigInts: { 1: 1n }, fails: missing },
  ];
}

const byZero = (does: string): ValueCase => ({ does, args: [3, 1, 2], bigInts: { 1: 5n, 2: 0n }, fails: "division by 0" });

function unary(key: string, results: readonly (readonly [bigint, bigint])[], others: readonly ValueCase[] = []): readonly ValueCase[] {
  return [
    ...results.map(([a, result]) => ({ does: `of ${a} is ${result}`, args: [2, 1], bigInts: { 1: a }, setsBigInts: { 2: result }, costs: [key] })),
    { does: "charges operand and destination beyond 32 bytes", args: [2, 1], bigInts: { 1: big, 2: big }, costs: [key, "CopyPerByteForTooBig*66"] },
    { does: "takes a missing operand that is the destination for 0", args: [2, 2], costs: [key] },
    { does: "fails without the operand", args: [2, 1], fails: missing },
    ...others,
  ];
}

const bitwiseFails = "bitwise operations only allowed on positive integers";
const shiftFails = "bitwise shift operations only allowed on positive integers and by a positive amount";
const negatives = (fails: string): ValueCase[] => [
  { does: "fails for a negative first operand", args: [3, 1, 2], bigInts: { 1: -1n, 2: 1n }, fails },
  { does: "fails for a negative second operand", args: [3, 1, 2], bigInts: { 1: 1n, 2: -1n }, fails },
];

const inputs: ValueCases = {
  bigIntGetUnsignedArgument: [
    { does: "reads unsigned bytes", args: [0, 1], call: { arguments: [Uint8Array.of(0xff)] }, setsBigInts: { 1: 255n }, costs: ["BigIntGetUnsignedArgument"] },
    { does: "leaves the destination for an index too large", args: [1, 1], bigInts: { 1: 9n }, setsBigInts: { 1: 9n }, costs: ["BigIntGetUnsignedArgument"] },
    { does: "leaves the destination for a negative index", args: [-1, 1], bigInts: { 1: 9n }, setsBigInts: { 1: 9n } },
  ],
  bigIntGetSignedArgument: [
    {
      does: "reads two's complement and charges its bytes",
      args: [0, 1],
      call: { arguments: [Uint8Array.of(0xff, 0x00)] },
      setsBigInts: { 1: -256n },
      costs: ["BigIntGetSignedArgument", "DataCopyPerByte*2"],
    },
    {
      does: "charges no bytes before Barnard",
      args: [0, 1],
      flags: { BarnardOpcodesFlag: false },
      call: { arguments: [Uint8Array.of(0xff, 0x00)] },
      setsBigInts: { 1: -256n },
      costs: ["BigIntGetSignedArgument"],
    },
    { does: "leaves the destination for an index too large", args: [0, 1], bigInts: { 1: 9n }, setsBigInts: { 1: 9n }, costs: ["BigIntGetSignedArgument"] },
  ],
  bigIntGetCallValue: [{ does: "reads the value", args: [1], call: { value: 77n }, setsBigInts: { 1: 77n }, costs: ["BigIntGetCallValue"] }],
  bigIntGetESDTCallValue: [
    { does: "reads the only payment", args: [1], call: { esdt: [payment] }, setsBigInts: { 1: 25n }, costs: ["BigIntGetCallValue"] },
    { does: "fails without a payment", args: [1], fails: "invalid token index" },
    { does: "fails for two payments", args: [1], call: { esdt: [payment, nft] }, fails: "too many ESDT transfers" },
  ],
  bigIntGetESDTCallValueByIndex: [
    { does: "reads a payment", args: [1, 1], call: { esdt: [payment, nft] }, setsBigInts: { 1: 2n }, costs: ["BigIntGetCallValue"] },
    { does: "fails for an index too large", args: [1, 0], fails: "invalid token index" },
    { does: "fails for a negative index", args: [1, -1], fails: "invalid token index" },
  ],
  bigIntGetExternalBalance: [
    {
      does: "reads a balance",
      args: [64, 1],
      memory: { 64: contractAddress("values") },
      call: { value: 5n },
      setsBigInts: { 1: 5n },
      costs: ["BigIntGetExternalBalance"],
    },
    { does: "reads 0 where there is no account", args: [64, 1], memory: { 64: dust }, setsBigInts: { 1: 0n } },
    { does: "fails for an address outside memory", args: [outside, 1], fails: loadFails },
  ],
  bigIntGetESDTExternalBalance: [
    {
      does: "reads what an account holds of a token",
      args: [64, 128, 10, 7n, 1],
      memory: { 64: alice, 128: tokenIdentifier },
      setsBigInts: { 1: 3n },
      costs: ["BigIntGetExternalBalance", "GetExternalBalance"],
    },
    {
      does: "reads 0 where there is no token",
      args: [64, 128, 10, 0n, 1],
      memory: { 64: dust, 128: tokenIdentifier },
      setsBigInts: { 1: 0n },
      costs: ["BigIntGetExternalBalance", "GetExternalBalance"],
    },
    { does: "fails for an address outside memory", args: [outside, 128, 10, 0n, 1], fails: loadFails },
    { does: "fails for a negative length", args: [64, 128, -1, 0n, 1], fails: "mem load: negative length" },
  ],
  bigIntStorageStoreUnsigned: [
    {
      does: "stores the magnitude and answers that it is new",
      args: [0, 3, 1],
      memory: { 0: "key" },
      bigInts: { 1: -258n },
      answers: 2,
      leavesStorage: { key: Uint8Array.of(1, 2) },
      costs: ["BigIntStorageStoreUnsigned", "StorePerByte*2"],
    },
    { does: "creates a missing value, which is nothing to store", args: [0, 3, 1], memory: { 0: "key" }, answers: 0, setsBigInts: { 1: 0n } },
    { does: "answers that a value is gone", args: [0, 3, 1], memory: { 0: "key" }, storage: { key: "old" }, answers: 3, leavesStorage: { key: "" } },
    { does: "answers that a value is another", args: [0, 3, 1], memory: { 0: "key" }, storage: { key: "old" }, bigInts: { 1: 1n }, answers: 1 },
    { does: "fails for a key of the protocol", args: [0, 9, 1], memory: { 0: "ELRONDkey" }, fails: "cannot write to storage under reserved key" },
    { does: "fails for a key outside memory", args: [outside, 3, 1], fails: loadFails },
  ],
  bigIntStorageLoadUnsigned: [
    {
      does: "loads unsigned bytes and answers their number",
      args: [0, 3, 1],
      memory: { 0: "key" },
      storage: { key: Uint8Array.of(0, 0xff) },
      answers: 2,
      setsBigInts: { 1: 255n },
      costs: ["BigIntStorageLoadUnsigned", "DataCopyPerByte*2"],
    },
    { does: "loads 0 where there is nothing", args: [0, 3, 1], memory: { 0: "key" }, bigInts: { 1: 9n }, answers: 0, setsBigInts: { 1: 0n } },
    { does: "fails for a key outside memory", args: [outside, 3, 1], fails: loadFails },
  ],
};

const conversions: ValueCases = {
  bigIntNew: [
    { does: "answers the number of values as handle", args: [-5n], bigInts: { 7: 1n, 8: 1n }, answers: 2, setsBigInts: { 2: -5n }, costs: ["BigIntNew"] },
    { does: "skips handles that are taken", args: [1n], bigInts: { 1: 0n }, prepare: ({ hooks }) => { hooks.bigIntSetInt64(2, 0n); }, answers: 3 },
  ],
  bigIntUnsignedByteLength: [
    { does: "counts the magnitude's bytes", args: [1], bigInts: { 1: -256n }, answers: 2, costs: ["BigIntUnsignedByteLength"] },
    { does: "of 0 is 0", args: [1], bigInts: { 1: 0n }, answers: 0 },
    { does: "fails without a value", args: [1], fails: missing },
  ],
  bigIntSignedByteLength: [
    { does: "counts the sign", args: [1], bigInts: { 1: 128n }, answers: 2, costs: ["BigIntSignedByteLength"] },
    { does: "of -128 is 1", args: [1], bigInts: { 1: -128n }, answers: 1 },
    { does: "fails without a value", args: [1], fails: missing },
  ],
  bigIntGetUnsignedBytes: [
    { does: "stores the magnitude", args: [1, 64], bigInts: { 1: -258n }, answers: 2, stores: { 64: Uint8Array.of(1, 2, 0) }, costs: ["BigIntGetUnsignedBytes", "DataCopyPerByte*2"] },
    { does: "stores nothing for 0, wherever", args: [1, outside], bigInts: { 1: 0n }, answers: 0 },
    { does: "fails at the end of memory", args: [1, 0x1_ffff], bigInts: { 1: 256n }, fails: storeFails },
    { does: "fails before memory", args: [1, -1], bigInts: { 1: 256n }, fails: lowerBounds },
    { does: "fails without a value", args: [1, 64], fails: missing },
  ],
  bigIntGetSignedBytes: [
    { does: "stores two's complement", args: [1, 64], bigInts: { 1: -258n }, answers: 2, stores: { 64: Uint8Array.of(0xfe, 0xfe, 0) }, costs: ["BigIntGetSignedBytes", "DataCopyPerByte*2"] },
    { does: "fails at the end of memory", args: [1, 0x1_ffff], bigInts: { 1: 256n }, fails: storeFails },
    { does: "fails without a value", args: [1, 64], fails: missing },
  ],
  bigIntSetUnsignedBytes: [
    { does: "reads unsigned bytes", args: [1, 64, 2], memory: { 64: Uint8Array.of(0xff, 1) }, setsBigInts: { 1: 0xff01n }, costs: ["BigIntSetUnsignedBytes", "DataCopyPerByte*2"] },
    { does: "reads what there is at the end of memory", args: [1, 0x1_ffff, 9], memory: { 0x1_ffff: Uint8Array.of(3) }, setsBigInts: { 1: 3n }, costs: ["BigIntSetUnsignedBytes", "DataCopyPerByte"] },
    { does: "reads 0 from no bytes, wherever", args: [1, -1, 0], setsBigInts: { 1: 0n } },
    { does: "fails outside memory", args: [1, outside, 1], fails: loadFails },
    { does: "fails for a negative length", args: [1, 64, -1], fails: "mem load: negative length" },
  ],
  bigIntSetSignedBytes: [
    { does: "reads two's complement", args: [1, 64, 2], memory: { 64: Uint8Array.of(0xff, 1) }, setsBigInts: { 1: -255n }, costs: ["BigIntSetSignedBytes", "DataCopyPerByte*2"] },
    { does: "fails outside memory", args: [1, -1, 1], fails: loadFails },
  ],
  bigIntIsInt64: [
    { does: "knows the largest", args: [1], bigInts: { 1: 2n ** 63n - 1n }, answers: 1, costs: ["BigIntIsInt64"] },
    { does: "knows the smallest", args: [1], bigInts: { 1: -(2n ** 63n) }, answers: 1 },
    { does: "refuses one more", args: [1], bigInts: { 1: 2n ** 63n }, answers: 0 },
    { does: "fails without a value", args: [1], fails: missing },
  ],
  bigIntGetInt64: [
    { does: "answers the value", args: [1], bigInts: { 1: -9n }, answers: -9n, costs: ["BigIntGetInt64"] },
    { does: "creates a missing value", args: [1], answers: 0n, setsBigInts: { 1: 0n } },
    { does: "fails for a value too large", args: [1], bigInts: { 1: 2n ** 63n }, fails: "big int cannot be represented as int64" },
  ],
  bigIntSetInt64: [{ does: "sets the value", args: [1, -(2n ** 63n)], setsBigInts: { 1: -(2n ** 63n) }, costs: ["BigIntSetInt64"] }],
  bigIntFinishUnsigned: [
    { does: "finishes the magnitude", args: [1], bigInts: { 1: -258n }, finishes: [Uint8Array.of(1, 2)], costs: ["BigIntFinishUnsigned", "PersistPerByte*2"] },
    { does: "fails without a value", args: [1], fails: missing },
  ],
  bigIntFinishSigned: [
    { does: "finishes two's complement", args: [1], bigInts: { 1: 128n }, finishes: [Uint8Array.of(0, 128)], costs: ["BigIntFinishSigned", "PersistPerByte*2"] },
    { does: "fails without a value", args: [1], fails: missing },
  ],
  bigIntToString: [
    { does: "writes decimal digits, at the price of finishing", args: [1, 2], bigInts: { 1: -120n }, setsBuffers: { 2: "-120" }, costs: ["BigIntFinishSigned", "DataCopyPerByte*4"] },
    { does: "fails without a value", args: [1, 2], fails: missing },
  ],
};

const arithmetic: ValueCases = {
  bigIntAdd: binary("BigIntAdd", [calculation("BigIntAdd", -3n, 5n, 2n)]),
  bigIntSub: binary("BigIntSub", [calculation("BigIntSub", 3n, 5n, -2n)]),
  bigIntMul: binary("BigIntMul", [calculation("BigIntMul", -3n, 5n, -15n)]),
  bigIntTDiv: binary("BigIntTDiv", [calculation("BigIntTDiv", -7n, 2n, -3n), calculation("BigIntTDiv", 7n, -2n, -3n), byZero("fails for a divisor of 0")]),
  bigIntTMod: binary("BigIntTMod", [calculation("BigIntTMod", -7n, 2n, -1n), calculation("BigIntTMod", 7n, -2n, 1n), byZero("fails for a divisor of 0")]),
  bigIntEDiv: binary("BigIntEDiv", [calculation("BigIntEDiv", -7n, 2n, -4n), calculation("BigIntEDiv", -7n, -2n, 4n), byZero("fails for a divisor of 0")]),
  bigIntEMod: binary("BigIntEMod", [calculation("BigIntEMod", -7n, 2n, 1n), calculation("BigIntEMod", -7n, -2n, 1n), byZero("fails for a divisor of 0")]),
  bigIntAnd: binary("BigIntAnd", [calculation("BigIntAnd", 6n, 3n, 2n), ...negatives(bitwiseFails)], false),
  bigIntOr: binary("BigIntOr", [calculation("BigIntOr", 6n, 3n, 7n), ...negatives(bitwiseFails)], false),
  bigIntXor: binary("BigIntXor", [calculation("BigIntXor", 6n, 3n, 5n), ...negatives(bitwiseFails)], false),
  bigIntSqrt: unary("BigIntSqrt", [[0n, 0n], [15n, 3n], [16n, 4n]], [{ does: "fails for a negative value", args: [2, 1], bigInts: { 1: -1n }, fails: lowerBounds }]),
  bigIntAbs: unary("BigIntAbs", [[-5n, 5n], [5n, 5n]]),
  bigIntNeg: unary("BigIntNeg", [[-5n, 5n], [0n, 0n]]),
  bigIntNot: unary("BigIntNot", [[5n, -6n], [0n, -1n]], [{ does: "fails for a negative value", args: [2, 1], bigInts: { 1: -1n }, fails: bitwiseFails }]),
  bigIntPow: [
    { does: "charges each byte of the result", args: [3, 1, 2], bigInts: { 1: -3n, 2: 5n }, setsBigInts: { 3: -243n }, costs: ["BigIntPow", "CopyPerByteForTooBig"] },
    { does: "of 0 and 0 is 1", args: [3, 1, 2], bigInts: { 1: 0n, 2: 0n }, setsBigInts: { 3: 1n }, costs: ["BigIntPow"] },
    { does: "of 1 costs by its exponent", args: [3, 1, 2], bigInts: { 1: 1n, 2: 1000n }, setsBigInts: { 3: 1n }, costs: ["BigIntPow", "CopyPerByteForTooBig*125"] },
    { does: "charges operands beyond 32 bytes", args: [3, 1, 2], bigInts: { 1: big, 2: 0n }, setsBigInts: { 3: 1n }, costs: ["BigIntPow", "CopyPerByteForTooBig*33"] },
    { does: "fails for a negative exponent", args: [3, 1, 2], bigInts: { 1: 2n, 2: -1n }, fails: lowerBounds },
    { does: "has no gas for a result beyond any memory", args: [3, 1, 2], bigInts: { 1: 2n, 2: 2n ** 64n }, fails: "not enough gas", failsWith: ReturnCode.outOfGas },
    { does: "fails without the base", args: [3, 1, 2], bigInts: { 2: 1n }, fails: missing },
    { does: "fails without the exponent", args: [3, 1, 2], bigInts: { 1: 1n }, fails: missing },
  ],
  bigIntLog2: [
    { does: "of 8 is 3", args: [1], bigInts: { 1: 8n }, answers: 3, costs: ["BigIntLog"] },
    { does: "of 0 is -1", args: [1], bigInts: { 1: 0n }, answers: -1 },
    { does: "charges beyond 32 bytes", args: [1], bigInts: { 1: big }, answers: 263, costs: ["BigIntLog", "CopyPerByteForTooBig*33"] },
    { does: "fails for a negative value", args: [1], bigInts: { 1: -1n }, fails: lowerBounds },
    { does: "fails without a value", args: [1], fails: missing },
  ],
  bigIntSign: [
    { does: "of a negative value is -1", args: [1], bigInts: { 1: -8n }, answers: -1, costs: ["BigIntSign"] },
    { does: "of 0 is 0", args: [1], bigInts: { 1: 0n }, answers: 0 },
    { does: "charges beyond 32 bytes", args: [1], bigInts: { 1: big }, answers: 1, costs: ["BigIntSign", "CopyPerByteForTooBig*33"] },
    { does: "fails without a value", args: [1], fails: missing },
  ],
  bigIntCmp: [
    { does: "answers -1 for less", args: [1, 2], bigInts: { 1: -8n, 2: 3n }, answers: -1, costs: ["BigIntCmp"] },
    { does: "answers 0 for equal", args: [1, 1], bigInts: { 1: big }, answers: 0, costs: ["BigIntCmp", "CopyPerByteForTooBig*66"] },
    { does: "answers 1 for more", args: [1, 2], bigInts: { 1: 4n, 2: 3n }, answers: 1 },
    { does: "fails without the first", args: [1, 2], bigInts: { 2: 1n }, fails: missing },
    { does: "fails without the second", args: [1, 2], bigInts: { 1: 1n }, fails: missing },
  ],
  bigIntShr: [
    { does: "drops bits", args: [2, 1, 2], bigInts: { 1: 7n }, setsBigInts: { 2: 1n }, costs: ["BigIntShr"] },
    { does: "charges operand and result beyond 32 bytes", args: [2, 1, 8], bigInts: { 1: big << 16n }, setsBigInts: { 2: big << 8n }, costs: ["BigIntShr", "CopyPerByteForTooBig*69"] },
    { does: "fails for a negative value", args: [2, 1, 1], bigInts: { 1: -1n }, fails: shiftFails },
    { does: "fails for a negative amount", args: [2, 1, -1], bigInts: { 1: 1n }, fails: shiftFails },
    { does: "fails without a value", args: [2, 1, 1], fails: missing },
  ],
  bigIntShl: [
    { does: "charges the bytes of operand and result together", args: [2, 1, 20], bigInts: { 1: 7n }, setsBigInts: { 2: 7n << 20n }, costs: ["BigIntShl", "CopyPerByteForTooBig*3"] },
    { does: "charges a 0 for the bits alone", args: [2, 1, 20], bigInts: { 1: 0n }, setsBigInts: { 2: 0n }, costs: ["BigIntShl", "CopyPerByteForTooBig*2"] },
    { does: "charges a result beyond 32 bytes before Barnard", args: [2, 1, 263], flags: { BarnardOpcodesFlag: false }, bigInts: { 1: 1n }, setsBigInts: { 2: big }, costs: ["BigIntShl", "CopyPerByteForTooBig*33"] },
    { does: "charges a smaller result nothing before Barnard", args: [2, 1, 262], flags: { BarnardOpcodesFlag: false }, bigInts: { 1: 1n }, costs: ["BigIntShl"] },
    { does: "charges a 0 nothing before Barnard", args: [2, 1, 0x7fff_ffff], flags: { BarnardOpcodesFlag: false }, bigInts: { 1: 0n }, setsBigInts: { 2: 0n }, costs: ["BigIntShl"] },
    { does: "fails for a negative value", args: [2, 1, 1], bigInts: { 1: -1n }, fails: shiftFails },
    { does: "fails for a negative amount", args: [2, 1, -1], bigInts: { 1: 1n }, fails: shiftFails },
    { does: "fails without a value", args: [2, 1, 1], fails: missing },
  ],
};

testValues(inputs);
testValues(conversions);
testValues(arithmetic);

test("a result of more than 2^30 bits ends the run where production's process would run out of time or memory", () => {
  let thrown: unknown;
  try {
    runEndpoint(({ hooks }) => {
      hooks.bigIntSetInt64(1, 1n);
      hooks.bigIntShl(2, 1, 0x7fff_ffff);
    });
  } catch (cause) {
    thrown = cause;
  }
  expect(isVmError(thrown) && thrown.code).toBe("EXECUTION_PANICKED");
});

const integers = fc.oneof(fc.bigInt({ min: -300n, max: 300n }), fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }));

test("Euclidean division leaves a remainder in [0, |divisor|)", () => {
  fc.assert(
    fc.property(integers, integers.filter((b) => b !== 0n), (a, b) => {
      const remainder = euclideanModulo(a, b);
      expect(euclideanDivide(a, b) * b + remainder).toBe(a);
      expect(remainder >= 0n && remainder < (b < 0n ? -b : b)).toBe(true);
    }),
  );
});

test("a square root is the largest integer whose square is not above the value", () => {
  fc.assert(
    fc.property(integers.map((a) => (a < 0n ? -a : a)), (value) => {
      const root = integerSquareRoot(value);
      expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
    }),
  );
});

test("the bit length is that of the binary digits", () => {
  fc.assert(
    fc.property(integers.filter((a) => a !== 0n), (a) => {
      expect(bitLength(a)).toBe((a < 0n ? -a : a).toString(2).length);
      expect(bytesToSigned(signedToBytes(a))).toBe(a);
    }),
  );
  expect(bitLength(0n)).toBe(0);
});

test("the bit length changes at powers of two, also where doubles round up to them and beyond their range", () => {
  for (let bits = 1; bits < 1100; bits++) {
    const power = 1n << BigInt(bits);
    expect([power - 1n, power, power + 1n].map(bitLength)).toEqual([bits, bits + 1, bits + 1]);
    expect([1n - power, -power].map(bitLength)).toEqual([bits, bits + 1]);
  }
});
