// ESDT vocabulary: token identifiers and nonces. Mirrors vm-common-go common.go.
import { magnitudeToBytes } from "./integers.js";

const TICKER_MIN = 3;
const TICKER_MAX = 10;
const RANDOM_LENGTH = 6;
const DASH = 0x2d;

/** Identifier under which a multi-transfer carries EGLD. */
export const EGLD_TOKEN_IDENTIFIER = "EGLD-000000";

/**
 * Whether this is a token identifier: a ticker of 3 to 10 capital letters or digits, a dash, six lower-case hexadecimal digits.
 *
 * Source: vm-common-go common.go, `ValidateToken`.
 */
export function isTokenIdentifier(identifier: Uint8Array): boolean {
  const tickerLength = identifier.length - RANDOM_LENGTH - 1;
  if (tickerLength < TICKER_MIN || tickerLength > TICKER_MAX || identifier[tickerLength] !== DASH) return false;
  for (let i = 0; i < identifier.length; i++) {
    const character = identifier[i]!;
    if (i < tickerLength && !isDigit(character) && !isBetween(character, "A", "Z")) return false;
    if (i > tickerLength && !isDigit(character) && !isBetween(character, "a", "f")) return false;
  }
  return true;
}

/**
 * Shortest big-endian bytes of a token nonce, none for 0, as they stand in storage keys and call data.
 * Throws a `TypeError` unless it is unsigned of 64 bits.
 */
export function nonceToBytes(nonce: bigint): Uint8Array {
  if (BigInt.asUintN(64, nonce) !== nonce) throw new TypeError(`${nonce} is not a token nonce: expected an unsigned integer of 64 bits`);
  return magnitudeToBytes(nonce);
}

function isDigit(character: number): boolean {
  return isBetween(character, "0", "9");
}

function isBetween(character: number, first: string, last: string): boolean {
  return character >= first.charCodeAt(0) && character <= last.charCodeAt(0);
}
