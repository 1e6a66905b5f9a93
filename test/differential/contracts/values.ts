// Random arguments: what a type asks for, what is just beside it, and what no encoder would make.
import { utf8ToBytes } from "@mxvm/codec";
import type { Random } from "../generate/random.js";

/** Accounts whose addresses are worth naming. */
export type Addresses = readonly Uint8Array[];

type Generate = (random: Random, addresses: Addresses) => Uint8Array;

export function numberToBytes(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return value === 0n ? new Uint8Array(0) : Uint8Array.from(hex.padStart(hex.length + (hex.length % 2), "0").match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

const withZeros = (bytes: Uint8Array, count: number): Uint8Array => Uint8Array.of(...new Uint8Array(count), ...bytes);

const numbers: readonly Generate[] = [
  (random) => numberToBytes(BigInt(random.below(20))),
  (random) => numberToBytes(BigInt(random.below(2000))),
  (random) => numberToBytes(BigInt(random.below(2 ** 32)) << BigInt(random.below(64))),
  (random) => random.bytes(1 + random.below(12)),
  (random) => withZeros(random.bytes(random.below(3)), 1 + random.below(40)),
  (random) => new Uint8Array(1 + random.below(40)).fill(0xff),
  (random) => random.bytes(30 + random.below(5)),
  (random) => random.bytes(random.below(1500)),
];

const addresses: readonly Generate[] = [
  (random, known) => random.pick(known),
  (random, known) => random.pick(known),
  (random, known) => random.pick(known),
  (random, known) => random.pick(known),
  () => new Uint8Array(32),
  (random) => random.bytes(32),
  (random, known) => random.pick(known).subarray(random.below(32)),
  (random, known) => withZeros(random.pick(known), 1 + random.below(3)),
];

const others: readonly Generate[] = [
  () => new Uint8Array(0),
  (random) => Uint8Array.of(random.below(3)),
  (random) => Uint8Array.of(1, ...random.bytes(random.below(12))),
  (random) => random.bytes(random.below(80)),
  (random) => utf8ToBytes(random.pick(["str", "TOK-123456", "EGLD", "\u00e9\u{1f600}"])),
  ...numbers,
  ...addresses,
];

/** A value for an argument of the type that the ABI names. */
export function randomArgument(type: string, random: Random, known: Addresses): Uint8Array {
  if (random.chance(0.08)) return random.pick(others)(random, known);
  if (/^(Big(Ui|I)nt|[iu]\d+)$/.test(type)) return random.pick(numbers)(random, known);
  if (type === "Address") return random.pick(addresses)(random, known);
  return random.pick(others)(random, known);
}
