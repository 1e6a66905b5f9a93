// Unsigned 64-bit arithmetic that saturates, as production counts gas. Mirrors vm-go math/overflow.go.

const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;

/** Sum, at most 2^64 - 1. */
export function addUint64(a: bigint, b: bigint): bigint {
  const sum = a + b;
  return sum > MAX_UINT64 ? MAX_UINT64 : sum;
}

/** Difference, at least 0. */
export function subUint64(a: bigint, b: bigint): bigint {
  return a < b ? 0n : a - b;
}

/** Product, at most 2^64 - 1. */
export function mulUint64(a: bigint, b: bigint): bigint {
  const product = a * b;
  return product > MAX_UINT64 ? MAX_UINT64 : product;
}
