// Managed types of a frame: buffers, big integers, big floats, elliptic curves and maps by handle. Mirrors vm-go contexts/managedType.go.
import type { EsdtTransfer } from "@mxvm/protocol-hooks";
import type { BigFloat } from "../numeric/big-float.js";
import type { EllipticCurve } from "../numeric/elliptic-curve.js";

/** Tokens and EGLD that a callee sent back to its caller. */
export interface BackTransfers {
  readonly esdtTransfers: readonly EsdtTransfer[];
  readonly callValue: bigint;
}

/**
 * Values by handle. Handles are signed 32-bit numbers; a new handle is the number of values of its type, or the next free one above.
 * Byte arrays that come out are borrowed: the reader does not change them.
 */
export interface ManagedTypesContext {
  /** Charges `DataCopyPerByte` for each byte, leniently (`useGasCompatible`). */
  consumeGasForBytes(length: number): void;
  /** Charges for a big integer of that many bytes if it has more than 32 (`CopyPerByteForTooBig`), leniently. */
  consumeGasForThisIntNumberOfBytes(byteLength: number): void;
  /** Charges for a number of bytes that may be beyond any limit, leniently. */
  consumeGasForThisBigIntNumberOfBytes(byteLength: bigint): void;
  /** `consumeGasForThisIntNumberOfBytes` for a big integer's full bytes. */
  consumeGasForBigIntCopy(value: bigint): void;

  newBigInt(value: bigint): number;
  setBigInt(handle: number, value: bigint): void;
  /** Throws `noBigIntUnderThisHandle`. */
  getBigInt(handle: number): bigint;
  /** Creates a zero under the handle if there is none. */
  getBigIntOrCreate(handle: number): bigint;

  /** Throws `exponentTooBigOrTooSmall`. */
  putBigFloat(value: BigFloat): number;
  setBigFloat(handle: number, value: BigFloat): void;
  /** Throws `noBigFloatUnderThisHandle` or `exponentTooBigOrTooSmall`. */
  getBigFloat(handle: number): BigFloat;
  /** Both values; that one is missing is found before that one is out of range. */
  getTwoBigFloats(left: number, right: number): readonly [BigFloat, BigFloat];
  /** Creates a zero under the handle if there is none. Throws `exponentTooBigOrTooSmall`. */
  getBigFloatOrCreate(handle: number): BigFloat;

  putEllipticCurve(curve: EllipticCurve): number;
  /** Throws `noEllipticCurveUnderThisHandle`. */
  getEllipticCurve(handle: number): EllipticCurve;

  newManagedBuffer(): number;
  /** Copies the bytes. */
  newManagedBufferFromBytes(bytes: Uint8Array): number;
  /** Creates the buffer if there is none. Copies the bytes, so that what a contract does to its buffer never shows elsewhere. */
  setBytes(handle: number, bytes: Uint8Array): void;
  /** `setBytes` for bytes that nobody else holds: they are kept as they are. */
  setOwnedBytes(handle: number, bytes: Uint8Array): void;
  /** Throws `noManagedBufferUnderThisHandle`. */
  getBytes(handle: number): Uint8Array;
  /** Answers false if there is no such buffer. */
  appendBytes(handle: number, bytes: Uint8Array): boolean;
  /** -1 if there is no such buffer. */
  getLength(handle: number): number;

  /** A vector of buffers, stored as 4-byte big-endian handles. Answers the buffers and their total length. */
  readManagedVecOfManagedBuffers(handle: number): { readonly buffers: Uint8Array[]; readonly totalLength: number };
  writeManagedVecOfManagedBuffers(buffers: readonly Uint8Array[], destinationHandle: number): void;

  newManagedMap(): number;
  managedMapPut(mapHandle: number, keyHandle: number, valueHandle: number): void;
  managedMapGet(mapHandle: number, keyHandle: number, outValueHandle: number): void;
  managedMapRemove(mapHandle: number, keyHandle: number, outValueHandle: number): void;
  managedMapContains(mapHandle: number, keyHandle: number): boolean;

  getBackTransfers(): BackTransfers;
  addBackTransfers(value: bigint, transfers: readonly EsdtTransfer[], index: number): void;

  /** The next pseudo-random bytes of this transaction, equal to production's. */
  randomBytes(length: number): Uint8Array;
}
