// Addresses as tests write them.
import { ADDRESS_LENGTH, type Address, addressToBytes, type Bytes } from "@mxvm/codec";
import { bytesFromLike } from "./expressions.js";

/** An address as scenarios write it: `address:alice`, `sc:adder`, `bech32:erd1…`, `0x…`. */
export type AddressExpression = `address:${string}` | `sc:${string}` | `bech32:${string}` | Bytes;

/** Who or what has an address: an account or contract of a test world, or the address itself. */
export type AddressLike = Address | AddressExpression | { readonly address: Address };

export function isAddressExpression(text: string): boolean {
  return /^(address:|sc:|bech32:|0x)/.test(text);
}

/** Throws a `TypeError` where the text is no address. */
export function addressBytesOf(of: AddressLike): Uint8Array {
  const text = typeof of === "string" ? of : (of as { readonly address: Address } | undefined)?.address;
  if (text === undefined) throw new TypeError("found nothing, expected an account, a contract or an address, as in { from: alice }");
  if (!isAddressExpression(text)) return addressToBytes(text);
  const bytes = bytesFromLike(text);
  if (bytes.length !== ADDRESS_LENGTH) throw new TypeError(`${JSON.stringify(text)} has ${bytes.length} bytes, expected an address of ${ADDRESS_LENGTH}`);
  return bytes;
}

/** The address of an account by its name, or by an expression. */
export function namedAddress(name: string): Uint8Array {
  return bytesFromLike(isAddressExpression(name) ? name : `address:${name}`);
}
