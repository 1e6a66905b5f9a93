// Tokens and roles as entries of storage. Mirrors worldmock/esdtconvert of mx-chain-scenario-go.
import { byteStringToBytes, bytesToByteString, bytesToUnsigned, compareBytes, magnitudeToBytes, type ByteString } from "@mxvm/codec";
import type { EsdtInstanceState, EsdtState } from "@mxvm/protocol-hooks";
import { decodeRoles, decodeToken, encodeRoles, encodeToken } from "./protobuf.js";

type Storage = ReadonlyMap<ByteString, Uint8Array>;

const prefixes = { token: "ELRONDesdt", roles: "ELRONDroleesdt", nonce: "ELRONDnonce" } as const;

/** An identifier, such as `WEGLD-bd4d79`, and then the nonce's bytes. */
const tokenName = /^([^-]+-[0-9a-z]{6})(.*)$/s;

/** Entries that give an account these tokens. */
export function storageFromEsdt(tokens: readonly EsdtState[]): Map<ByteString, Uint8Array> {
  const entries = new Map<ByteString, Uint8Array>();
  for (const { tokenIdentifier, instances, lastNonce, roles } of tokens) {
    const token = bytesToByteString(tokenIdentifier);
    for (const instance of instances) {
      entries.set(prefixes.token + token + bytesToByteString(magnitudeToBytes(instance.nonce)), encodeToken(instance));
    }
    if (lastNonce !== 0n) entries.set(prefixes.nonce + token, magnitudeToBytes(lastNonce));
    if (roles.length > 0) entries.set(prefixes.roles + token, encodeRoles(roles.map(byteStringToBytes)));
  }
  return entries;
}

/** Tokens of an account, in order of identifier and nonce; `systemStorage` has metadata that the account's own entries lack. */
export function esdtFromStorage(storage: Storage, systemStorage: Storage): EsdtState[] {
  const states = new Map<ByteString, { instances: EsdtInstanceState[]; lastNonce: bigint; roles: string[] }>();
  const stateOf = (token: ByteString): { instances: EsdtInstanceState[]; lastNonce: bigint; roles: string[] } => {
    const state = states.get(token) ?? { instances: [], lastNonce: 0n, roles: [] };
    states.set(token, state);
    return state;
  };
  for (const [key, value] of storage) {
    if (key.startsWith(prefixes.token)) {
      const held = instanceFrom(key, value, systemStorage);
      if (held !== undefined) stateOf(held.token).instances.push(held.instance);
    } else if (key.startsWith(prefixes.nonce)) {
      stateOf(key.slice(prefixes.nonce.length)).lastNonce = BigInt.asUintN(64, bytesToUnsigned(value));
    } else if (key.startsWith(prefixes.roles)) {
      stateOf(key.slice(prefixes.roles.length)).roles = decodeRoles(value).map(bytesToByteString);
    }
  }
  return [...states]
    .map(([token, { instances, lastNonce, roles }]) => ({
      tokenIdentifier: byteStringToBytes(token),
      instances: instances.sort((a, b) => (a.nonce < b.nonce ? -1 : Number(a.nonce > b.nonce))),
      lastNonce,
      roles,
    }))
    .sort((a, b) => compareBytes(a.tokenIdentifier, b.tokenIdentifier));
}

/** The instance; `undefined` for global settings (two bytes) and for instances without balance. */
function instanceFrom(
  key: ByteString,
  value: Uint8Array,
  systemStorage: Storage,
): { readonly token: ByteString; readonly instance: EsdtInstanceState } | undefined {
  if (value.length <= 2) return undefined;
  const { balance, frozen, metadata: own } = decodeToken(value);
  if (balance === 0n) return undefined;
  const shared = systemStorage.get(key);
  const metadata = own ?? (shared !== undefined && shared.length > 2 ? decodeToken(shared).metadata : undefined);
  const name = key.slice(prefixes.token.length);
  const [, token = name, nonce = ""] = tokenName.exec(name) ?? [];
  const instance = { ...metadata, ...(frozen ? { frozen } : {}), nonce: bytesToUnsigned(byteStringToBytes(nonce)), balance };
  return { token, instance };
}
