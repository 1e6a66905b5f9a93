// Elliptic curves as contracts can create them: p224, p256, p384, p521, over noble's points. Mirrors Go's crypto/elliptic CurveParams.
import { weierstrass } from "@noble/curves/abstract/weierstrass.js";
import type { WeierstrassPoint, WeierstrassPointCons } from "@noble/curves/abstract/weierstrass.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { bytesToUnsigned, concatBytes, unsignedToFixedBytes } from "@mxvm/codec";
import type { RandomReader } from "./go-random.js";

/** Affine coordinates; both 0 for the point at infinity, as Go writes it. */
export interface CurvePoint {
  readonly x: bigint;
  readonly y: bigint;
}

export interface EllipticCurve {
  readonly name: "P-224" | "P-256" | "P-384" | "P-521";
  /** Prime of the field. */
  readonly p: bigint;
  /** Order of the base point. */
  readonly n: bigint;
  /** Constant of the equation; the factor of x is -3. */
  readonly b: bigint;
  readonly gx: bigint;
  readonly gy: bigint;
  readonly bitSize: number;
  readonly points: WeierstrassPointCons<bigint>;
}

const UNCOMPRESSED = 4;
const COMPRESSED_EVEN = 2;
const COMPRESSED_ODD = 3;
/** Go's mask of the first random byte by the bits of the order beyond full bytes. */
const FIRST_BYTE_MASKS = [0xff, 0x01, 0x03, 0x07, 0x0f, 0x1f, 0x3f, 0x7f];
/** Go changes the second random byte so, lest a source of zeros never ends. */
const SECOND_BYTE_CHANGE = 0x42;

const p224Prime = 2n ** 224n - 2n ** 96n + 1n;

// FIPS 186-4, D.1.2.2; noble has no ready-made P-224.
const p224Points = weierstrass({
  p: p224Prime,
  n: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
  h: 1n,
  a: p224Prime - 3n,
  b: 0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n,
  Gx: 0xb70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21n,
  Gy: 0xbd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34n,
});

function curve(name: EllipticCurve["name"], bitSize: number, points: WeierstrassPointCons<bigint>): EllipticCurve {
  const { p, n, b, Gx, Gy } = points.CURVE();
  return Object.freeze({ name, p, n, b, gx: Gx, gy: Gy, bitSize, points });
}

/** Curves by the name that contracts give. */
export const ellipticCurves: ReadonlyMap<string, EllipticCurve> = new Map([
  ["p224", curve("P-224", 224, p224Points)],
  ["p256", curve("P-256", 256, p256.Point)],
  ["p384", curve("P-384", 384, p384.Point)],
  ["p521", curve("P-521", 521, p521.Point)],
]);

/** Bytes of a coordinate. */
export function fieldLength(ec: EllipticCurve): number {
  return Math.ceil(ec.bitSize / 8);
}

/** Bytes of a private key. */
export function orderLength(ec: EllipticCurve): number {
  return Math.ceil(ec.n.toString(2).length / 8);
}

function rightSide(ec: EllipticCurve, x: bigint): bigint {
  const value = (x * x * x - 3n * x + ec.b) % ec.p;
  return value < 0n ? value + ec.p : value;
}

export function isOnCurve(ec: EllipticCurve, { x, y }: CurvePoint): boolean {
  if (x < 0n || y < 0n || x >= ec.p || y >= ec.p) return false;
  return (y * y) % ec.p === rightSide(ec, x);
}

function toPoint(ec: EllipticCurve, point: CurvePoint): WeierstrassPoint<bigint> {
  return ec.points.fromAffine(point);
}

function fromPoint(point: WeierstrassPoint<bigint>): CurvePoint {
  return point.is0() ? { x: 0n, y: 0n } : point.toAffine();
}

/** The sum of two points on the curve. */
export function addPoints(ec: EllipticCurve, left: CurvePoint, right: CurvePoint): CurvePoint {
  return fromPoint(toPoint(ec, left).add(toPoint(ec, right)));
}

export function doublePoint(ec: EllipticCurve, point: CurvePoint): CurvePoint {
  return fromPoint(toPoint(ec, point).double());
}

/** A point on the curve times a big-endian scalar of any length: the group's order is prime, so the scalar counts modulo it. */
export function multiplyPoint(ec: EllipticCurve, point: CurvePoint, scalar: Uint8Array): CurvePoint {
  return fromPoint(toPoint(ec, point).multiplyUnsafe(bytesToUnsigned(scalar) % ec.n));
}

export function multiplyBasePoint(ec: EllipticCurve, scalar: Uint8Array): CurvePoint {
  return multiplyPoint(ec, { x: ec.gx, y: ec.gy }, scalar);
}

/** `04 x y`. (Go: Marshal) */
export function marshalPoint(ec: EllipticCurve, { x, y }: CurvePoint): Uint8Array {
  const length = fieldLength(ec);
  return concatBytes(Uint8Array.of(UNCOMPRESSED), unsignedToFixedBytes(x, length), unsignedToFixedBytes(y, length));
}

/** `02 x` or `03 x`, by the parity of y. (Go: MarshalCompressed) */
export function marshalPointCompressed(ec: EllipticCurve, { x, y }: CurvePoint): Uint8Array {
  const prefix = y % 2n === 0n ? COMPRESSED_EVEN : COMPRESSED_ODD;
  return concatBytes(Uint8Array.of(prefix), unsignedToFixedBytes(x, fieldLength(ec)));
}

/** The point of `04 x y`, or `undefined` if the bytes are none on the curve. */
export function unmarshalPoint(ec: EllipticCurve, bytes: Uint8Array): CurvePoint | undefined {
  const length = fieldLength(ec);
  if (bytes.length !== 1 + 2 * length || bytes[0] !== UNCOMPRESSED) return undefined;
  const point = { x: bytesToUnsigned(bytes.subarray(1, 1 + length)), y: bytesToUnsigned(bytes.subarray(1 + length)) };
  return isOnCurve(ec, point) ? point : undefined;
}

/** The point of `02 x` or `03 x`, or `undefined` if the bytes are none on the curve. */
export function unmarshalPointCompressed(ec: EllipticCurve, bytes: Uint8Array): CurvePoint | undefined {
  const [prefix] = bytes;
  if (bytes.length !== 1 + fieldLength(ec) || (prefix !== COMPRESSED_EVEN && prefix !== COMPRESSED_ODD)) return undefined;
  const x = bytesToUnsigned(bytes.subarray(1));
  if (x >= ec.p) return undefined;
  const field = ec.points.Fp;
  let root: bigint;
  try {
    root = field.sqrt(rightSide(ec, x));
  } catch {
    // noble throws where there is no square root.
    return undefined;
  }
  const y = Number(root % 2n) === prefix % 2 ? root : field.neg(root);
  return { x, y };
}

/** A key pair from a random stream, by Go's steps. (Go: GenerateKey) */
export function generateKey(ec: EllipticCurve, random: RandomReader): { readonly privateKey: Uint8Array; readonly publicKey: CurvePoint } {
  const mask = FIRST_BYTE_MASKS[ec.n.toString(2).length % 8]!;
  for (;;) {
    const privateKey = random.read(orderLength(ec));
    privateKey[0]! &= mask;
    privateKey[1]! ^= SECOND_BYTE_CHANGE;
    if (bytesToUnsigned(privateKey) < ec.n) return { privateKey, publicKey: multiplyBasePoint(ec, privateKey) };
  }
}
