// Elliptic-curve hooks.
import { bytesToByteString } from "@mxvm/codec";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";
import type { GasCostsOf } from "../../metering/gas-keys.js";
import {
  addPoints,
  doublePoint,
  ellipticCurves,
  fieldLength,
  generateKey,
  isOnCurve,
  marshalPoint,
  marshalPointCompressed,
  multiplyBasePoint,
  multiplyPoint,
  orderLength,
  unmarshalPoint,
  unmarshalPointCompressed,
} from "../../numeric/elliptic-curve.js";
import type { CurvePoint, EllipticCurve } from "../../numeric/elliptic-curve.js";
import type { HookDeclarations } from "../declaration.js";

type CryptoCost = keyof GasCostsOf<"CryptoAPICost">;

/** Hundredths of the flat cost by size of the field. (Go: …100xCurveGasCostMultiplier) */
interface Multipliers {
  readonly 224: number;
  readonly 256: number;
  readonly 384: number;
  readonly 521: number;
}

const flatMultipliers: Multipliers = { 224: 100, 256: 135, 384: 200, 521: 250 };
const scalarMultipliers: Multipliers = { 224: 100, 256: 110, 384: 150, 521: 190 };
const unmarshalCompressedMultipliers: Multipliers = { 224: 2000, 256: 100, 384: 200, 521: 400 };
/** Generating a key costs twice the flat multiplier on p521. */
const generateMultipliers: Multipliers = { ...flatMultipliers, 521: 500 };

const CURVE_NAME_LENGTH = 4;
const UNKNOWN_CURVE = -1;

function costOf(host: Host, curve: EllipticCurve, cost: CryptoCost, multipliers: Multipliers): number {
  return Math.floor((host.costs.CryptoAPICost[cost] * multipliers[curve.bitSize as keyof Multipliers]) / 100);
}

/** The curve under a handle, after its cost is charged; a missing curve fails before. */
function chargedCurve(host: Host, handle: number, cost: CryptoCost, multipliers: Multipliers): EllipticCurve {
  const curve = host.managedTypes.getEllipticCurve(handle);
  host.metering.useGas(costOf(host, curve, cost, multipliers));
  return curve;
}

function useGasForCurveCopy(host: Host, curve: EllipticCurve, ...values: readonly bigint[]): void {
  for (const value of [curve.p, curve.n, curve.b, curve.gx, curve.gy, ...values]) host.managedTypes.consumeGasForBigIntCopy(value);
}

function pointUnder(host: Host, xHandle: number, yHandle: number): CurvePoint {
  return { x: host.managedTypes.getBigInt(xHandle), y: host.managedTypes.getBigInt(yHandle) };
}

function assertOnCurve(curve: EllipticCurve, ...points: readonly CurvePoint[]): void {
  if (!points.every((point) => isOnCurve(curve, point))) throw failures.pointNotOnCurve;
}

function setPoint(host: Host, xHandle: number, yHandle: number, point: CurvePoint): void {
  host.managedTypes.setBigInt(xHandle, point.x);
  host.managedTypes.setBigInt(yHandle, point.y);
}

function addEc(host: Host, xResult: number, yResult: number, ec: number, x1: number, y1: number, x2: number, y2: number): void {
  const curve = chargedCurve(host, ec, "AddECC", flatMultipliers);
  const before = pointUnder(host, xResult, yResult);
  const first = pointUnder(host, x1, y1);
  const second = pointUnder(host, x2, y2);
  assertOnCurve(curve, first, second);
  useGasForCurveCopy(host, curve, before.x, before.y, first.x, first.y, second.x, second.y);
  setPoint(host, xResult, yResult, addPoints(curve, first, second));
}

function doubleEc(host: Host, xResult: number, yResult: number, ec: number, x: number, y: number): void {
  const curve = chargedCurve(host, ec, "DoubleECC", flatMultipliers);
  const before = pointUnder(host, xResult, yResult);
  const point = pointUnder(host, x, y);
  assertOnCurve(curve, point);
  useGasForCurveCopy(host, curve, before.x, before.y, point.x, point.y);
  setPoint(host, xResult, yResult, doublePoint(curve, point));
}

function isOnCurveEc(host: Host, ec: number, x: number, y: number): number {
  const curve = chargedCurve(host, ec, "IsOnCurveECC", flatMultipliers);
  const point = pointUnder(host, x, y);
  useGasForCurveCopy(host, curve, point.x, point.y);
  return isOnCurve(curve, point) ? 1 : 0;
}

function useGasForScalar(host: Host, curve: EllipticCurve, length: number): void {
  host.metering.useGas((1 + length) * costOf(host, curve, "ScalarMultECC", scalarMultipliers));
}

/** A scalar in memory: its length is checked before the curve, the curve before the cost, the cost before memory. */
function scalarFromMemory(host: Host, ec: number, offset: number, length: number): Uint8Array {
  if (length < 0) throw failures.negativeLength;
  useGasForScalar(host, host.managedTypes.getEllipticCurve(ec), length);
  return host.memLoad(offset, length);
}

function scalarFromBuffer(host: Host, ec: number, handle: number): Uint8Array {
  const curve = host.managedTypes.getEllipticCurve(ec);
  const scalar = host.managedTypes.getBytes(handle);
  useGasForScalar(host, curve, scalar.length);
  return scalar;
}

/** Stores a product; the point at infinity is none on the curve, so it fails. */
function setProduct(host: Host, curve: EllipticCurve, xResult: number, yResult: number, product: CurvePoint): number {
  assertOnCurve(curve, product);
  setPoint(host, xResult, yResult, product);
  return 0;
}

function scalarBaseMult(host: Host, xResult: number, yResult: number, ec: number, scalar: Uint8Array): number {
  const curve = host.managedTypes.getEllipticCurve(ec);
  const before = pointUnder(host, xResult, yResult);
  useGasForCurveCopy(host, curve, before.x, before.y);
  return setProduct(host, curve, xResult, yResult, multiplyBasePoint(curve, scalar));
}

function scalarMult(host: Host, results: CurveHandles, ec: number, xPoint: number, yPoint: number, scalar: Uint8Array): number {
  const curve = host.managedTypes.getEllipticCurve(ec);
  const before = pointUnder(host, results.x, results.y);
  const point = pointUnder(host, xPoint, yPoint);
  assertOnCurve(curve, point);
  useGasForCurveCopy(host, curve, before.x, before.y, point.x, point.y);
  return setProduct(host, curve, results.x, results.y, multiplyPoint(curve, point, scalar));
}

interface CurveHandles {
  readonly x: number;
  readonly y: number;
}

type Marshal = (curve: EllipticCurve, point: CurvePoint) => Uint8Array;

function marshalled(host: Host, x: number, y: number, ec: number, cost: CryptoCost, marshal: Marshal): Uint8Array {
  const curve = chargedCurve(host, ec, cost, flatMultipliers);
  const point = pointUnder(host, x, y);
  assertOnCurve(curve, point);
  useGasForCurveCopy(host, curve, point.x, point.y);
  return marshal(curve, point);
}

function marshalToMemory(cost: CryptoCost, marshal: Marshal): (host: Host, x: number, y: number, ec: number, offset: number) => number {
  return (host, x, y, ec, offset) => {
    const bytes = marshalled(host, x, y, ec, cost, marshal);
    host.memStore(offset, bytes);
    return bytes.length;
  };
}

function marshalToBuffer(cost: CryptoCost, marshal: Marshal): (host: Host, x: number, y: number, ec: number, handle: number) => number {
  return (host, x, y, ec, handle) => {
    const bytes = marshalled(host, x, y, ec, cost, marshal);
    host.managedTypes.setOwnedBytes(handle, bytes);
    return bytes.length;
  };
}

/** The two forms of a point as bytes, and what reading them costs. */
interface Encoding {
  readonly cost: CryptoCost;
  readonly multipliers: Multipliers;
  readonly lengthOf: (curve: EllipticCurve) => number;
  readonly unmarshal: (curve: EllipticCurve, bytes: Uint8Array) => CurvePoint | undefined;
}

const uncompressed: Encoding = {
  cost: "UnmarshalECC",
  multipliers: flatMultipliers,
  lengthOf: (curve) => 1 + 2 * fieldLength(curve),
  unmarshal: unmarshalPoint,
};

const compressed: Encoding = {
  cost: "UnmarshalCompressedECC",
  multipliers: unmarshalCompressedMultipliers,
  lengthOf: (curve) => 1 + fieldLength(curve),
  unmarshal: unmarshalPointCompressed,
};

function unmarshalInto(host: Host, xResult: number, yResult: number, curve: EllipticCurve, encoding: Encoding, bytes: Uint8Array): number {
  if (bytes.length !== encoding.lengthOf(curve)) throw failures.lengthOfBufferNotCorrect;
  const before = pointUnder(host, xResult, yResult);
  useGasForCurveCopy(host, curve, before.x, before.y);
  const point = encoding.unmarshal(curve, bytes);
  if (point === undefined) throw failures.pointNotOnCurve;
  setPoint(host, xResult, yResult, point);
  return 0;
}

function unmarshalFromMemory(encoding: Encoding): (host: Host, x: number, y: number, ec: number, offset: number, length: number) => number {
  return (host, x, y, ec, offset, length) => {
    const curve = chargedCurve(host, ec, encoding.cost, encoding.multipliers);
    return unmarshalInto(host, x, y, curve, encoding, host.memLoad(offset, length));
  };
}

function managedUnmarshal(host: Host, x: number, y: number, ec: number, handle: number): number {
  const curve = chargedCurve(host, ec, uncompressed.cost, uncompressed.multipliers);
  // Unlike everywhere else, a missing buffer is an answer and no failure here.
  if (host.managedTypes.getLength(handle) < 0) return 1;
  return unmarshalInto(host, x, y, curve, uncompressed, host.managedTypes.getBytes(handle));
}

function managedUnmarshalCompressed(host: Host, x: number, y: number, ec: number, handle: number): number {
  const curve = chargedCurve(host, ec, compressed.cost, compressed.multipliers);
  return unmarshalInto(host, x, y, curve, compressed, host.managedTypes.getBytes(handle));
}

function generated(host: Host, xResult: number, yResult: number, ec: number): Uint8Array {
  const curve = chargedCurve(host, ec, "GenerateKeyECC", generateMultipliers);
  const before = pointUnder(host, xResult, yResult);
  useGasForCurveCopy(host, curve, before.x, before.y);
  const { privateKey, publicKey } = generateKey(curve, { read: (length) => host.managedTypes.randomBytes(length) });
  setPoint(host, xResult, yResult, publicKey);
  return privateKey;
}

function curveNamed(host: Host, name: Uint8Array): number {
  const curve = ellipticCurves.get(bytesToByteString(name));
  return curve === undefined ? UNKNOWN_CURVE : host.managedTypes.putEllipticCurve(curve);
}

function createEc(host: Host, offset: number, length: number): number {
  if (length !== CURVE_NAME_LENGTH) throw failures.badBounds;
  return curveNamed(host, host.memLoad(offset, length));
}

function managedCreateEc(host: Host, name: number): number {
  const handle = curveNamed(host, host.managedTypes.getBytes(name));
  if (handle === UNKNOWN_CURVE) throw failures.badBounds;
  return handle;
}

function getValues(host: Host, ec: number, fieldOrder: number, pointOrder: number, constant: number, x: number, y: number): number {
  host.metering.useGas(host.costs.BigIntAPICost.BigIntGetInt64 * 5);
  const { managedTypes } = host;
  const curve = managedTypes.getEllipticCurve(ec);
  // The destinations must exist.
  for (const handle of [fieldOrder, pointOrder, constant, x, y]) managedTypes.getBigInt(handle);
  managedTypes.setBigInt(fieldOrder, curve.p);
  managedTypes.setBigInt(pointOrder, curve.n);
  managedTypes.setBigInt(constant, curve.b);
  setPoint(host, x, y, { x: curve.gx, y: curve.gy });
  return ec;
}

type CurveHookName =
  | "addEC"
  | "doubleEC"
  | "isOnCurveEC"
  | "scalarBaseMultEC"
  | "managedScalarBaseMultEC"
  | "scalarMultEC"
  | "managedScalarMultEC"
  | "marshalEC"
  | "managedMarshalEC"
  | "marshalCompressedEC"
  | "managedMarshalCompressedEC"
  | "unmarshalEC"
  | "managedUnmarshalEC"
  | "unmarshalCompressedEC"
  | "managedUnmarshalCompressedEC"
  | "generateKeyEC"
  | "managedGenerateKeyEC"
  | "createEC"
  | "managedCreateEC"
  | "getCurveLengthEC"
  | "getPrivKeyByteLengthEC"
  | "ellipticCurveGetValues";

export const curveHooks: Pick<HookDeclarations<"crypto">, CurveHookName> = {
  addEC: { run: addEc },
  doubleEC: { run: doubleEc },
  isOnCurveEC: { run: isOnCurveEc },
  scalarBaseMultEC: {
    run: (host, x, y, ec, offset, length) => scalarBaseMult(host, x, y, ec, scalarFromMemory(host, ec, offset, length)),
  },
  managedScalarBaseMultEC: {
    run: (host, x, y, ec, handle) => scalarBaseMult(host, x, y, ec, scalarFromBuffer(host, ec, handle)),
  },
  scalarMultEC: {
    run: (host, x, y, ec, xPoint, yPoint, offset, length) =>
      scalarMult(host, { x, y }, ec, xPoint, yPoint, scalarFromMemory(host, ec, offset, length)),
  },
  managedScalarMultEC: {
    run: (host, x, y, ec, xPoint, yPoint, handle) =>
      scalarMult(host, { x, y }, ec, xPoint, yPoint, scalarFromBuffer(host, ec, handle)),
  },
  marshalEC: { run: marshalToMemory("MarshalECC", marshalPoint) },
  managedMarshalEC: { run: marshalToBuffer("MarshalECC", marshalPoint) },
  marshalCompressedEC: { run: marshalToMemory("MarshalCompressedECC", marshalPointCompressed) },
  managedMarshalCompressedEC: { run: marshalToBuffer("MarshalCompressedECC", marshalPointCompressed) },
  unmarshalEC: { run: unmarshalFromMemory(uncompressed) },
  managedUnmarshalEC: { run: managedUnmarshal },
  unmarshalCompressedEC: { run: unmarshalFromMemory(compressed) },
  managedUnmarshalCompressedEC: { run: managedUnmarshalCompressed },
  generateKeyEC: {
    run: (host, x, y, ec, offset) => {
      host.memStore(offset, generated(host, x, y, ec));
      return 0;
    },
  },
  managedGenerateKeyEC: {
    run: (host, x, y, ec, handle) => {
      host.managedTypes.setOwnedBytes(handle, generated(host, x, y, ec));
      return 0;
    },
  },
  createEC: { gas: "CryptoAPICost.EllipticCurveNew", run: createEc },
  managedCreateEC: { gas: "CryptoAPICost.EllipticCurveNew", run: managedCreateEc },
  // Production charges the cost of reading a big integer.
  getCurveLengthEC: {
    gas: "BigIntAPICost.BigIntGetInt64",
    run: (host, ec) => host.managedTypes.getEllipticCurve(ec).bitSize,
  },
  getPrivKeyByteLengthEC: {
    gas: "BigIntAPICost.BigIntGetInt64",
    run: (host, ec) => orderLength(host.managedTypes.getEllipticCurve(ec)),
  },
  ellipticCurveGetValues: { run: getValues },
};
