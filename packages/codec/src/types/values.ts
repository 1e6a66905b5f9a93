// Values of contracts that are not JavaScript's own: addresses, token identifiers and bytes as branded text, payments.
// Whatever contracts compare is a primitive, so that `===` compares values and a debugger shows them.
import { addressToBech32, bech32ToAddress } from "../address.js";
import { bytesToByteString, type ByteString } from "../bytes.js";
import { EGLD_TOKEN_IDENTIFIER } from "../esdt.js";
import { bytesToHex, hexToBytes } from "../hex.js";

declare const brand: unique symbol;

/** 32 bytes in bech32, in the one canonical spelling. */
export type Address = string & { readonly [brand]: "Address" };

/** A token identifier such as `WEGLD-bd4d79`; `EGLD-000000` is EGLD. Text as `textFromBytes` reads it. */
export type TokenId = string & { readonly [brand]: "TokenId" };

/** Immutable bytes: `0x` and lower-case hexadecimal. */
export type Bytes = `0x${string}`;

/** An amount of one token; `nonce` is 0 for fungible tokens and for EGLD. */
export interface Payment {
  readonly token: TokenId;
  readonly nonce: bigint;
  readonly amount: bigint;
}

/** EGLD among token identifiers. */
export const EGLD: TokenId = EGLD_TOKEN_IDENTIFIER as TokenId;

// Bech32 costs 5 to 20 µs either way and contracts see the same few addresses over and over. Emptied when full, to stay small.
const MEMO_SIZE = 1024;
const textOfBytes = new Map<ByteString, Address>();
const bytesOfText = new Map<string, Uint8Array>();

/** Text of 32 bytes. Throws a `TypeError` on another length. */
export function addressFromBytes(bytes: Uint8Array): Address {
  const key = bytesToByteString(bytes);
  return textOfBytes.get(key) ?? remember(textOfBytes, key, addressToBech32(bytes) as Address);
}

/** Bytes of an address, shared: do not change them. Throws a `TypeError` where the text is no address. */
export function addressToBytes(address: string): Uint8Array {
  return bytesOfText.get(address) ?? remember(bytesOfText, address, bech32ToAddress(address));
}

/** An address from its text, in the canonical spelling. Throws a `TypeError` where the text is no address. */
export function address(text: string): Address {
  return addressFromBytes(addressToBytes(text));
}

/** A token identifier from its text, unchecked: whether it is valid is a question to the VM. */
export function tokenId(text: string): TokenId {
  return text as TokenId;
}

/** Bytes as contracts see them. */
export function bytesFromArray(array: Uint8Array): Bytes {
  return `0x${bytesToHex(array)}`;
}

/** The 32 bytes of an address, as contracts see them: what a signature is over, for example. */
export function bytesOf(address: Address): Bytes {
  return bytesFromArray(addressToBytes(address));
}

/** The bytes of `0x…` text. Throws a `TypeError` where it is not hexadecimal. */
export function bytesToArray(bytes: Bytes): Uint8Array {
  return hexToBytes(bytes.slice(2));
}

function remember<Key, Value>(memo: Map<Key, Value>, key: Key, value: Value): Value {
  if (memo.size === MEMO_SIZE) memo.clear();
  memo.set(key, value);
  return value;
}
