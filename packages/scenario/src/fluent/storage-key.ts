// Keys of stored values as tests write them.
import { type Address, addressToBytes, concatBytes, textToBytes } from "@mxvm/codec";

/** A text or bytes; or several, of which an item with keys of its own consists: `["deposit", alice]`. Accounts and contracts are their addresses. */
export type StorageKey = string | Uint8Array | readonly StorageKeyPart[];

type StorageKeyPart = string | Uint8Array | { readonly address: Address };

export function storageKeyToBytes(key: StorageKey): Uint8Array {
  return concatBytes(...parts(key).map(partToBytes));
}

/** The key in words. */
export function showStorageKey(key: StorageKey): string {
  return parts(key).map((part) => (typeof part === "object" && "name" in part ? String(part.name) : typeof part === "object" && "address" in part ? part.address : String(part))).join(" ");
}

function parts(key: StorageKey): readonly StorageKeyPart[] {
  return typeof key === "string" || key instanceof Uint8Array ? [key] : key;
}

function partToBytes(part: StorageKeyPart): Uint8Array {
  if (typeof part === "string") return textToBytes(part);
  return part instanceof Uint8Array ? part : addressToBytes(part.address);
}
