// Storage keys as people read them: the mapper's name, and after it what the key was made of.
import { ADDRESS_LENGTH, bytesToUnsigned, bytesToUtf8, equalBytes, isSmartContractAddress } from "@mxvm/codec";
import { expressionFromBytes } from "../write/expression.js";

/** Names of storage mappers, with the suffixes that mappers add. */
const mapperName = /^[\w.@-]{2,}/u;
/** Public keys have about sixteen such bytes, names and small numbers none. */
const LEAST_HIGH_BYTES = 4;
/** Bytes before a text that is nested in a key. */
const LENGTH_BYTES = 4;

/**
 * A key as a scenario expression. Parts are told apart as well as they can be: an address at the end, numbers of four and eight bytes, texts
 * with their length. `addresses` are those that are looked for first.
 */
export function storageKeyExpression(key: Uint8Array, addresses: readonly Uint8Array[] = []): string {
  const end = addressAtEnd(key, addresses);
  if (end > 0) return `${storageKeyExpression(key.subarray(0, end), [])}|${expressionFromBytes(key.subarray(end), "address")}`;
  const name = mapperName.exec(asciiStart(key))?.[0] ?? "";
  const rest = key.subarray(name.length);
  if (name === "" || rest.length === 0) return expressionFromBytes(key);
  return `str:${name}|${partsOf(rest)}`;
}

/** Where an address begins that ends the key, one that is known or looks like one behind a mapper's name; 0 if none does. */
function addressAtEnd(key: Uint8Array, addresses: readonly Uint8Array[]): number {
  const start = key.length - ADDRESS_LENGTH;
  if (start <= 0) return 0;
  const end = key.subarray(start);
  if (addresses.some((address) => equalBytes(address, end))) return start;
  const isNamed = mapperName.exec(asciiStart(key.subarray(0, start)))?.[0].length === start;
  const isPublicKey = end.filter((byte) => byte >= 0x80).length >= LEAST_HIGH_BYTES;
  return isNamed && (isPublicKey || isSmartContractAddress(end)) ? start : 0;
}

function partsOf(bytes: Uint8Array): string {
  const text = nestedText(bytes);
  if (text !== undefined) return text;
  switch (bytes.length) {
    case 1:
      return `u8:${bytesToUnsigned(bytes)}`;
    case 4:
      return `u32:${bytesToUnsigned(bytes)}`;
    case 8:
      return `u64:${bytesToUnsigned(bytes)}`;
    case ADDRESS_LENGTH:
      return expressionFromBytes(bytes, "address");
    default:
      return expressionFromBytes(bytes, "hex");
  }
}

function nestedText(bytes: Uint8Array): string | undefined {
  if (bytes.length <= LENGTH_BYTES) return undefined;
  const length = Number(bytesToUnsigned(bytes.subarray(0, LENGTH_BYTES)));
  const text = bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
  const written = text.length === length && length > 0 ? expressionFromBytes(text, "text") : "";
  if (!written.startsWith("str:")) return undefined;
  const rest = bytes.subarray(LENGTH_BYTES + length);
  return `nested:${written}${rest.length === 0 ? "" : `|${partsOf(rest)}`}`;
}

/** The beginning of the bytes that is ASCII. */
function asciiStart(bytes: Uint8Array): string {
  const end = bytes.findIndex((byte) => byte >= 0x80);
  return bytesToUtf8(end < 0 ? bytes : bytes.subarray(0, end)) ?? "";
}
