// Random numbers, of the block's and the transaction's making. Mirrors RandomnessSource of the Rust framework.
import type { Bytes } from "@mxvm/codec";

/** Random numbers, which follow from the block and the transaction. */
export interface Random {
  /** A number from `min`, up to and without `max`. */
  range(min: number, max: number): number;
  u8(): number;
  u16(): number;
  u32(): number;
  u64(): bigint;
  bytes(length: number): Bytes;
}
