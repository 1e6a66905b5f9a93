// The elliptic-curve hooks on the real VM: results, prices and failures of each, and known points of all four curves.
import { hexToBytes, unsignedToFixedBytes, utf8ToBytes } from "@mxvm/codec";
import type { MockVm } from "@mxvm/executor-mock";
import { describe, expect, test } from "vitest";
import { isOnCurve, marshalPoint, marshalPointCompressed, unmarshalPoint, unmarshalPointCompressed } from "../src/numeric/elliptic-curve.js";
import { addPoints, doublePoint, ellipticCurves, multiplyBasePoint, multiplyPoint } from "../src/numeric/elliptic-curve.js";
import type { EllipticCurve } from "../src/numeric/elliptic-curve.js";
import { type ValueCase, runEndpoint, testValues } from "./support/value-cases.js";

function curveNamed(name: string): EllipticCurve {
  const curve = ellipticCurves.get(name);
  if (curve === undefined) throw new TypeError(name);
  return curve;
}

const curve = curveNamed("p256");
const base = { x: curve.gx, y: curve.gy };
const twice = {
  x: 0x7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978n,
  y: 0x07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1n,
};
const minusY = curve.p - curve.gy;

/** Handle 0 is p256, handle 1 p384. */
function createCurves({ hooks, memory }: MockVm): void {
  memory.store(0, utf8ToBytes("p256p384"));
  hooks.createEC(0, 4);
  hooks.createEC(4, 4);
}

/** Bytes of the parts of p384 and its base point beyond 32 each. */
const P384_BYTES = 4 * 48 + 47;
const P384_BASE_BYTES = 48 + 47;

const noCurve = "no elliptic curve under the given handle";
const noBigInt = "no bigInt under the given handle";
const noBuffer = "no managed buffer under the given handle";
const offCurve = "point is not on curve";
const wrongLength = "length of buffer is not correct";
const outside = 0x2_0001;
const edge = 0x1_ffff;
const loadFails = "mem load: bad bounds";
const storeFails = "bad bounds (upper)";

// Results are 1 and 2, the point is 3 and 4, another one 5 and 6.
const points = { 1: 0n, 2: 0n, 3: base.x, 4: base.y, 5: twice.x, 6: twice.y, 7: 0n };
const p384 = curveNamed("p384");
const p384Points = { ...points, 3: p384.gx, 4: p384.gy, 5: p384.gx, 6: p384.gy };
const given = { prepare: createCurves, bigInts: points };
const givenP384 = { prepare: createCurves, bigInts: p384Points };
const two = Uint8Array.of(2);
const orderBytes = unsignedToFixedBytes(curve.n, 32);
const uncompressed = marshalPoint(curve, base);
const compressed = marshalPointCompressed(curve, base);

/** The failures that all hooks on points share, by where their handles are. */
function withoutParts(args: readonly number[], curveAt: number, ...bigIntsAt: readonly number[]): readonly ValueCase[] {
  const at = (index: number): readonly number[] => args.map((value, position) => (position === index ? 99 : value));
  return [
    { does: "fails without a curve", args: at(curveAt), ...given, fails: noCurve },
    ...bigIntsAt.map((index) => ({ does: `fails without the big integer of argument ${index}`, args: at(index), ...given, fails: noBigInt })),
  ];
}

testValues({
  createEC: [
    { does: "answers handles in order", args: [0, 4], memory: { 0: "p224" }, prepare: createCurves, answers: 2, costs: ["EllipticCurveNew"] },
    { does: "answers -1 for an unknown name", args: [0, 4], memory: { 0: "p128" }, answers: -1, costs: ["EllipticCurveNew"] },
    { does: "fails for a name of another length", args: [0, 5], fails: "bad bounds" },
    { does: "fails outside memory", args: [outside, 4], fails: loadFails },
  ],
  managedCreateEC: [
    { does: "answers a handle", args: [1], buffers: { 1: "p521" }, answers: 0, costs: ["EllipticCurveNew"] },
    { does: "fails for an unknown name", args: [1], buffers: { 1: "p128" }, fails: "bad bounds" },
    { does: "fails without a name", args: [1], fails: noBuffer },
  ],
  getCurveLengthEC: [
    { does: "answers the bits of the field, at the price of a big integer", args: [1], prepare: createCurves, answers: 384, costs: ["BigIntGetInt64"] },
    { does: "fails without a curve", args: [0], fails: noCurve },
  ],
  getPrivKeyByteLengthEC: [
    { does: "answers the bytes of the order", args: [1], prepare: createCurves, answers: 48, costs: ["BigIntGetInt64"] },
    { does: "fails without a curve", args: [0], fails: noCurve },
  ],
  ellipticCurveGetValues: [
    {
      does: "answers field, order, constant and base point",
      args: [0, 1, 2, 3, 5, 6],
      ...given,
      answers: 0,
      setsBigInts: { 1: curve.p, 2: curve.n, 3: curve.b, 5: curve.gx, 6: curve.gy },
      costs: ["BigIntGetInt64*5"],
    },
    ...withoutParts([0, 1, 2, 3, 5, 6], 0, 1, 2, 3, 4, 5),
  ],
  addEC: [
    { does: "adds", args: [1, 2, 0, 3, 4, 5, 6], ...given, setsBigInts: addedTo(twice), costs: ["AddECC*1.35"] },
    { does: "doubles equal points", args: [1, 2, 0, 3, 4, 3, 4], ...given, setsBigInts: { 1: twice.x, 2: twice.y } },
    { does: "of opposite points is 0, 0", args: [1, 2, 0, 3, 4, 3, 7], prepare: createCurves, bigInts: { ...points, 7: minusY }, setsBigInts: { 1: 0n, 2: 0n } },
    { does: "charges numbers beyond 32 bytes", args: [1, 2, 1, 3, 4, 5, 6], ...givenP384, costs: ["AddECC*2", `CopyPerByteForTooBig*${P384_BYTES + 2 * P384_BASE_BYTES}`] },
    { does: "fails for a first point off the curve", args: [1, 2, 0, 3, 7, 5, 6], ...given, fails: offCurve },
    { does: "fails for a second point off the curve", args: [1, 2, 0, 3, 4, 5, 7], ...given, fails: offCurve },
    ...withoutParts([1, 2, 0, 3, 4, 5, 6], 2, 0, 1, 3, 4, 5, 6),
  ],
  doubleEC: [
    { does: "doubles", args: [1, 2, 0, 3, 4], ...given, setsBigInts: { 1: twice.x, 2: twice.y }, costs: ["DoubleECC*1.35"] },
    { does: "may write over the point", args: [3, 4, 0, 3, 4], ...given, setsBigInts: { 3: twice.x, 4: twice.y } },
    { does: "charges numbers beyond 32 bytes", args: [1, 2, 1, 3, 4], ...givenP384, costs: ["DoubleECC*2", `CopyPerByteForTooBig*${P384_BYTES + P384_BASE_BYTES}`] },
    { does: "fails for a point off the curve", args: [1, 2, 0, 3, 7], ...given, fails: offCurve },
    ...withoutParts([1, 2, 0, 3, 4], 2, 0, 1, 3, 4),
  ],
  isOnCurveEC: [
    { does: "knows a point", args: [0, 3, 4], ...given, answers: 1, costs: ["IsOnCurveECC*1.35"] },
    { does: "charges numbers beyond 32 bytes", args: [1, 3, 4], ...givenP384, answers: 1, costs: ["IsOnCurveECC*2", `CopyPerByteForTooBig*${P384_BYTES + P384_BASE_BYTES}`] },
    { does: "answers 0 for the origin", args: [0, 7, 7], ...given, answers: 0 },
    { does: "answers 0 for coordinates that are not reduced", args: [0, 3, 7], prepare: createCurves, bigInts: { ...points, 7: base.y + curve.p }, answers: 0 },
    ...withoutParts([0, 3, 4], 0, 1, 2),
  ],
  scalarBaseMultEC: [
    { does: "charges each byte of the scalar and one more", args: [1, 2, 0, 64, 1], ...given, memory: { 64: two }, answers: 0, setsBigInts: { 1: twice.x, 2: twice.y }, costs: ["ScalarMultECC*1.1", "ScalarMultECC*1.1"] },
    { does: "charges numbers beyond 32 bytes", args: [1, 2, 1, 64, 1], ...given, memory: { 64: two }, costs: ["ScalarMultECC*1.5", "ScalarMultECC*1.5", `CopyPerByteForTooBig*${P384_BYTES}`] },
    { does: "fails for the order, which gives no point", args: [1, 2, 0, 64, 32], ...given, memory: { 64: orderBytes }, fails: offCurve },
    { does: "fails for no bytes", args: [1, 2, 0, 64, 0], ...given, fails: offCurve },
    { does: "fails for a negative length before anything is charged", args: [1, 2, 99, 64, -1], fails: "negative length" },
    { does: "fails outside memory", args: [1, 2, 0, outside, 1], ...given, fails: loadFails },
    ...withoutParts([1, 2, 0, 64, 1], 2, 0, 1),
  ],
  managedScalarBaseMultEC: [
    { does: "multiplies", args: [1, 2, 0, 1], ...given, buffers: { 1: two }, answers: 0, setsBigInts: { 1: twice.x, 2: twice.y }, costs: ["ScalarMultECC*1.1", "ScalarMultECC*1.1"] },
    { does: "takes a scalar of any length", args: [1, 2, 0, 1], ...given, buffers: { 1: marshalScalar(2n + curve.n, 40) }, setsBigInts: { 1: twice.x, 2: twice.y } },
    { does: "fails without a scalar", args: [1, 2, 0, 9], ...given, fails: noBuffer },
    { does: "fails without a curve before a scalar is missed", args: [1, 2, 99, 9], ...given, fails: noCurve },
    { does: "fails without a result", args: [99, 2, 0, 1], ...given, buffers: { 1: two }, fails: noBigInt },
  ],
  scalarMultEC: [
    { does: "multiplies a point", args: [1, 2, 0, 3, 4, 64, 1], ...given, memory: { 64: two }, answers: 0, setsBigInts: { 1: twice.x, 2: twice.y }, costs: ["ScalarMultECC*1.1", "ScalarMultECC*1.1"] },
    { does: "charges numbers beyond 32 bytes", args: [1, 2, 1, 3, 4, 64, 1], ...givenP384, memory: { 64: two }, costs: ["ScalarMultECC*1.5", "ScalarMultECC*1.5", `CopyPerByteForTooBig*${P384_BYTES + P384_BASE_BYTES}`] },
    { does: "fails for a point off the curve", args: [1, 2, 0, 3, 7, 64, 1], ...given, fails: offCurve },
    { does: "fails for a scalar of 0", args: [1, 2, 0, 3, 4, 64, 1], ...given, fails: offCurve },
    { does: "fails for a negative length", args: [1, 2, 0, 3, 4, 64, -1], fails: "negative length" },
    { does: "fails outside memory", args: [1, 2, 0, 3, 4, outside, 1], ...given, fails: loadFails },
    ...withoutParts([1, 2, 0, 3, 4, 64, 1], 2, 0, 1, 3, 4),
  ],
  managedScalarMultEC: [
    { does: "multiplies a point", args: [1, 2, 0, 3, 4, 1], ...given, buffers: { 1: two }, answers: 0, setsBigInts: { 1: twice.x, 2: twice.y }, costs: ["ScalarMultECC*1.1", "ScalarMultECC*1.1"] },
    { does: "fails without a scalar", args: [1, 2, 0, 3, 4, 9], ...given, fails: noBuffer },
    { does: "fails for a point off the curve", args: [1, 2, 0, 3, 7, 1], ...given, buffers: { 1: two }, fails: offCurve },
  ],
  marshalEC: [
    { does: "stores 04, x and y", args: [3, 4, 0, 64], ...given, answers: 65, stores: { 64: uncompressed }, costs: ["MarshalECC*1.35"] },
    { does: "fails for a point off the curve", args: [3, 7, 0, 64], ...given, fails: offCurve },
    { does: "fails where the result does not fit", args: [3, 4, 0, edge], ...given, fails: storeFails },
    ...withoutParts([3, 4, 0, 64], 2, 0, 1),
  ],
  managedMarshalEC: [
    { does: "writes 04, x and y", args: [3, 4, 0, 1], ...given, answers: 65, setsBuffers: { 1: uncompressed }, costs: ["MarshalECC*1.35"] },
    { does: "charges numbers beyond 32 bytes", args: [3, 4, 1, 1], ...givenP384, answers: 97, costs: ["MarshalECC*2", `CopyPerByteForTooBig*${P384_BYTES + P384_BASE_BYTES}`] },
    ...withoutParts([3, 4, 0, 1], 2, 0, 1),
  ],
  marshalCompressedEC: [
    { does: "stores the parity of y, and x", args: [3, 4, 0, 64], ...given, answers: 33, stores: { 64: compressed }, costs: ["MarshalCompressedECC*1.35"] },
    { does: "fails where the result does not fit", args: [3, 4, 0, edge], ...given, fails: storeFails },
    ...withoutParts([3, 4, 0, 64], 2, 0, 1),
  ],
  managedMarshalCompressedEC: [
    { does: "writes the parity of y, and x", args: [3, 4, 0, 1], ...given, answers: 33, setsBuffers: { 1: compressed }, costs: ["MarshalCompressedECC*1.35"] },
    { does: "fails for a point off the curve", args: [3, 7, 0, 1], ...given, fails: offCurve },
  ],
  unmarshalEC: [
    { does: "reads a point", args: [1, 2, 0, 64, 65], ...given, memory: { 64: uncompressed }, answers: 0, setsBigInts: { 1: base.x, 2: base.y }, costs: ["UnmarshalECC*1.35"] },
    { does: "fails for another length", args: [1, 2, 0, 64, 64], ...given, fails: wrongLength },
    { does: "fails for another first byte", args: [1, 2, 0, 64, 65], ...given, fails: offCurve },
    { does: "fails outside memory", args: [1, 2, 0, outside, 65], ...given, fails: loadFails },
    { does: "fails without a result", args: [1, 99, 0, 64, 65], ...given, memory: { 64: uncompressed }, fails: noBigInt },
    { does: "fails without a curve", args: [1, 2, 99, 64, 65], ...given, fails: noCurve },
  ],
  managedUnmarshalEC: [
    { does: "reads a point", args: [1, 2, 0, 1], ...given, buffers: { 1: uncompressed }, answers: 0, setsBigInts: { 1: base.x, 2: base.y }, costs: ["UnmarshalECC*1.35"] },
    { does: "answers 1 without a buffer, and goes on", args: [1, 2, 0, 9], ...given, answers: 1, costs: ["UnmarshalECC*1.35"] },
    { does: "fails for another length", args: [1, 2, 0, 1], ...given, buffers: { 1: "" }, fails: wrongLength },
  ],
  unmarshalCompressedEC: [
    { does: "reads a point, without a surcharge for p256", args: [1, 2, 0, 64, 33], ...given, memory: { 64: compressed }, answers: 0, setsBigInts: { 1: base.x, 2: base.y }, costs: ["UnmarshalCompressedECC"] },
    { does: "fails for another length", args: [1, 2, 0, 64, 32], ...given, fails: wrongLength },
    { does: "fails for another first byte", args: [1, 2, 0, 64, 33], ...given, memory: { 64: uncompressed }, fails: offCurve },
    { does: "fails outside memory", args: [1, 2, 0, outside, 33], ...given, fails: loadFails },
  ],
  managedUnmarshalCompressedEC: [
    { does: "reads a point", args: [1, 2, 0, 1], ...given, buffers: { 1: compressed }, answers: 0, setsBigInts: { 1: base.x, 2: base.y }, costs: ["UnmarshalCompressedECC"] },
    { does: "fails without a buffer", args: [1, 2, 0, 9], ...given, fails: noBuffer },
  ],
  generateKeyEC: [
    { does: "charges by the curve", args: [1, 2, 0, 64], ...given, answers: 0, costs: ["GenerateKeyECC*1.35"] },
    { does: "fails where the key does not fit", args: [1, 2, 0, edge], ...given, fails: storeFails },
    ...withoutParts([1, 2, 0, 64], 2, 0, 1),
  ],
  managedGenerateKeyEC: [
    { does: "charges numbers beyond 32 bytes", args: [1, 2, 1, 1], ...given, answers: 0, costs: ["GenerateKeyECC*2", `CopyPerByteForTooBig*${P384_BYTES}`] },
    ...withoutParts([1, 2, 0, 1], 2, 0, 1),
  ],
});

function addedTo(point: typeof base): Readonly<Record<number, bigint>> {
  const sum = addPoints(curve, base, point);
  return { 1: sum.x, 2: sum.y };
}

function marshalScalar(scalar: bigint, length: number): Uint8Array {
  return unsignedToFixedBytes(scalar, length);
}

test("a generated key belongs to its point", () => {
  const { returnCode } = runEndpoint((vm) => {
    const { hooks } = vm;
    createCurves(vm);
    for (const handle of [1, 2, 3, 4]) hooks.bigIntSetInt64(handle, 0n);
    hooks.managedGenerateKeyEC(1, 2, 0, 1);
    hooks.managedScalarBaseMultEC(3, 4, 0, 1);
    expect([hooks.bigIntCmp(1, 3), hooks.bigIntCmp(2, 4), hooks.mBufferGetLength(1)]).toEqual([0, 0, 32]);
  });
  expect(returnCode).toBe(0);
});

// Known multiples of the base points; Go's crypto/elliptic tests have those of P-224.
const multiples: readonly (readonly [curve: string, scalar: bigint, x: string, y: string])[] = [
  ["p224", 2n, "706a46dc76dcb76798e60e6d89474788d16dc18032d268fd1a704fa6", "1c2b76a7bc25e7702a704fa986892849fca629487acf3709d2e4e8bb"],
  ["p224", 3n, "df1b1d66a551d0d31eff822558b9d2cc75c2180279fe0d08fd896d04", "a3f7f03cadd0be444c0aa56830130ddf77d317344e1af3591981a925"],
  ["p224", 112233445566778899n, "61f077c6f62ed802dad7c2f38f5c67f2cc453601e61bd076bb46179e", "2272f9e9f5933e70388ee652513443b5e289dd135dcc0d0299b225e4"],
  ["p256", 2n, "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978", "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1"],
  [
    "p384",
    2n,
    "08d999057ba3d2d969260045c55b97f089025959a6f434d651d207d19fb96e9e4fe0e86ebe0e64f85b96a9c75295df61",
    "8e80f1fa5b1b3cedb7bfe8dffd6dba74b275d875bc6cc43e904e505f256ab4255ffd43e94d39e22d61501e700a940e80",
  ],
  [
    "p521",
    2n,
    "00433c219024277e7e682fcb288148c282747403279b1ccc06352c6e5505d769be97b3b204da6ef55507aa104a3a35c5af41cf2fa364d60fd967f43e3933ba6d783d",
    "00f4bb8cc7f86db26700a7f3eceeeed3f0b5c6b5107c4da97740ab21a29906c42dbbb3e377de9f251f6b93937fa99a3248f4eafcbe95edc0f4f71be356d661f41b02",
  ],
];

test.each(multiples)("on %s the base point times %i is as published", (name, scalar, x, y) => {
  const bytes = unsignedToFixedBytes(scalar, 8);
  const point = { x: BigInt(`0x${x}`), y: BigInt(`0x${y}`) };
  const named = curveNamed(name);
  expect(multiplyBasePoint(named, bytes)).toEqual(point);
  expect(multiplyPoint(named, { x: named.gx, y: named.gy }, bytes)).toEqual(point);
});

describe.each([...ellipticCurves])("on %s", (_name, named) => {
  const generator = { x: named.gx, y: named.gy };
  const other = multiplyBasePoint(named, hexToBytes("0123456789abcdef"));

  test("doubling is adding, and sums lie on the curve", () => {
    expect(doublePoint(named, other)).toEqual(addPoints(named, other, other));
    expect(isOnCurve(named, addPoints(named, generator, other))).toBe(true);
    expect(isOnCurve(named, { x: 0n, y: 0n })).toBe(false);
  });

  test("the order gives no point", () => {
    expect(multiplyPoint(named, other, unsignedToFixedBytes(named.n, 66))).toEqual({ x: 0n, y: 0n });
  });

  test("points survive both encodings, of either parity", () => {
    for (const { x, y } of [generator, other]) {
      for (const point of [{ x, y }, { x, y: named.p - y }]) {
        expect(unmarshalPoint(named, marshalPoint(named, point))).toEqual(point);
        expect(unmarshalPointCompressed(named, marshalPointCompressed(named, point))).toEqual(point);
      }
    }
  });

  test("half of all x are no point's", () => {
    const found = Array.from({ length: 40 }, (_, index) => marshalPointCompressed(named, { x: BigInt(index + 1), y: 0n })).filter(
      (bytes) => unmarshalPointCompressed(named, bytes) !== undefined,
    );
    expect(found.length).toBeGreaterThan(5);
    expect(found.length).toBeLessThan(35);
  });
});
