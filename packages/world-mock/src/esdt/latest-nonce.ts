// The last nonce that an account has created of a token. Mirrors getLatestNonce and saveLatestNonce of esdtNFTCreate.go.
import { bytesToUnsigned, magnitudeToBytes } from "@mxvm/codec";
import type { TokenAccount } from "./environment.js";
import { nonceKey } from "./keys.js";

export function readLatestNonce(account: TokenAccount, tokenIdentifier: Uint8Array): bigint {
  return BigInt.asUintN(64, bytesToUnsigned(account.getStorage(nonceKey(tokenIdentifier))));
}

export function writeLatestNonce(account: TokenAccount, tokenIdentifier: Uint8Array, nonce: bigint): void {
  account.setStorage(nonceKey(tokenIdentifier), magnitudeToBytes(nonce));
}
