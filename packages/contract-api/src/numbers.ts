// Narrowing numbers: nothing wraps in a contract, so a value that must fit a type is told to.
import { fail } from "./failure.js";

const OVERFLOW = "integer overflow";

function bigintWithin(smallest: bigint, largest: bigint): (value: bigint) => bigint {
  return (value) => (value >= smallest && value <= largest ? value : fail(OVERFLOW));
}

function numberWithin(smallest: number, largest: number): (value: number | bigint) => number {
  return (value) => (value >= smallest && value <= largest ? Number(value) : fail(OVERFLOW));
}

/** The value, which must fit; otherwise the contract fails with "integer overflow". */
export const u64: (value: bigint) => bigint = bigintWithin(0n, 2n ** 64n - 1n);
/** A bigint that fits `i64`; the contract fails with another. */
export const i64: (value: bigint) => bigint = bigintWithin(-(2n ** 63n), 2n ** 63n - 1n);
/** A number that fits `u32`; the contract fails with another. */
export const u32: (value: number | bigint) => number = numberWithin(0, 0xffff_ffff);
/** A number that fits `u16`; the contract fails with another. */
export const u16: (value: number | bigint) => number = numberWithin(0, 0xffff);
/** A number that fits `u8`; the contract fails with another. */
export const u8: (value: number | bigint) => number = numberWithin(0, 0xff);
/** A number that fits `i32`; the contract fails with another. */
export const i32: (value: number | bigint) => number = numberWithin(-0x8000_0000, 0x7fff_ffff);
/** A number that fits `i16`; the contract fails with another. */
export const i16: (value: number | bigint) => number = numberWithin(-0x8000, 0x7fff);
/** A number that fits `i8`; the contract fails with another. */
export const i8: (value: number | bigint) => number = numberWithin(-0x80, 0x7f);

/** The item at an index, counted from 0; the contract fails if there is none. */
export function at<Item>(list: readonly Item[], index: number): Item {
  return index >= 0 && index < list.length ? (list[index] as Item) : fail("ManagedVec index out of range");
}
