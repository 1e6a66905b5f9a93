// Storage keys of tokens, roles and nonces. Mirrors the key prefixes of vm-common-go builtInFunctions.
import { bytesToByteString, magnitudeToBytes, type ByteString } from "@mxvm/codec";

/** Prefix that only the protocol may write under. */
export const protectedKeyPrefix = "ELROND";

/** Balances by token and nonce; on the system account also global settings by token. */
export const tokenKeyPrefix = "ELRONDesdt";

/** Roles by token. */
export const roleKeyPrefix = "ELRONDroleesdt";

/** Last created nonces by token. */
export const nonceKeyPrefix = "ELRONDnonce";

/** On the system account: holders of the transfer role by token. */
const transferRoleKeyPrefix = "ELRONDtransferesdt";

/** Key of a token's fungible balance and global settings. */
export function tokenKey(tokenIdentifier: Uint8Array): ByteString {
  return tokenKeyPrefix + bytesToByteString(tokenIdentifier);
}

export function roleKey(tokenIdentifier: Uint8Array): ByteString {
  return roleKeyPrefix + bytesToByteString(tokenIdentifier);
}

export function nonceKey(tokenIdentifier: Uint8Array): ByteString {
  return nonceKeyPrefix + bytesToByteString(tokenIdentifier);
}

export function transferRoleKey(tokenIdentifier: Uint8Array): ByteString {
  return transferRoleKeyPrefix + bytesToByteString(tokenIdentifier);
}

/** Key of one nonce of a token; the key itself for nonce 0. */
export function instanceKey(key: ByteString, nonce: bigint): ByteString {
  return nonce === 0n ? key : key + bytesToByteString(magnitudeToBytes(nonce));
}
