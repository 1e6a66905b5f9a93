// 64-bit values in the carriers of hooks: i64 arguments are signed, contracts mean unsigned ones by half of the hooks.
import { bytesToSigned, bytesToUnsigned } from "@mxvm/codec";
import type { ContractFailure } from "../../failures.js";

const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;

/** The unsigned value of an i64 argument. */
export function uint64FromInt64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

/** The i64 result that carries an unsigned value. */
export function int64FromUint64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** Unsigned bytes as an i64 result; throws `tooLarge` if they exceed 64 bits. */
export function int64FromUnsignedBytes(bytes: Uint8Array, tooLarge: ContractFailure): bigint {
  const value = bytesToUnsigned(bytes);
  if (value > MAX_UINT64) throw tooLarge;
  return BigInt.asIntN(64, value);
}

/** Two's complement bytes as an i64 result; throws `tooLarge` if they exceed 64 bits. */
export function int64FromSignedBytes(bytes: Uint8Array, tooLarge: ContractFailure): bigint {
  const value = bytesToSigned(bytes);
  if (!isInt64(value)) throw tooLarge;
  return value;
}

export function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}
