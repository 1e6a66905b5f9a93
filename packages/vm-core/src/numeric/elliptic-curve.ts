// Elliptic curves by name, as contracts can create them: p224, p256, p384, p521. Mirrors Go's crypto/elliptic CurveParams.

export interface EllipticCurve {
  readonly name: "P-224" | "P-256" | "P-384" | "P-521";
  /** Prime of the field. */
  readonly p: bigint;
  /** Order of the base point. */
  readonly n: bigint;
  /** Constant of the equation. */
  readonly b: bigint;
  readonly gx: bigint;
  readonly gy: bigint;
  readonly bitSize: number;
}
