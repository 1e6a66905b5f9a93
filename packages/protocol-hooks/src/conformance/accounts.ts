// Addresses and texts that the suites use. Contracts have eight zeros and the VM type in front; all end in a byte of shard 0.
import type { Address, ByteString } from "../bytes.js";

/** Bytes of an ASCII text. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Bytes as a `Map` has them for keys. */
export function keyOf(bytes: Uint8Array): ByteString {
  return String.fromCharCode(...bytes);
}

function address(name: string, prefix: readonly number[], last: number): Address {
  const bytes = bytesOf(name.padEnd(32, "_"));
  bytes.copyWithin(prefix.length, 0);
  bytes.set(prefix);
  bytes[31] = last;
  return bytes;
}

const contractPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 5, 0];

/** A user's address, with its last byte. */
export function userAddress(name: string, last: number = 0): Address {
  return address(name, [], last);
}

/** A contract's address, with its last byte. */
export function contractAddress(name: string, last: number = 0): Address {
  return address(name, contractPrefix, last);
}

/** The contract that issues tokens. */
export const esdtSystemContract: Address = Uint8Array.from({ length: 32 }, (_, index) => ({ 9: 1, 29: 2, 30: 0xff, 31: 0xff })[index] ?? 0);

export const alice: Address = userAddress("alice");
export const bob: Address = userAddress("bob");
export const counter: Address = contractAddress("counter");

/** Upgradeable, readable, payable, payable by contracts. */
export const openMetadata: Uint8Array = Uint8Array.of(5, 6);

export const sumKey: Uint8Array = bytesOf("sum");

/** What the contract says when it fails. */
export const failureMessage = "not today";

export const noBytes: Uint8Array = new Uint8Array(0);

export const txHash: Uint8Array = new Uint8Array(32).fill(7);
