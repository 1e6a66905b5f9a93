// Roles that accounts have for tokens. Mirrors the role handling of esdtRoles.go.
import { byteStringToBytes, equalBytes, type ByteString } from "@mxvm/codec";
import { isBlockchainHookError } from "@mxvm/protocol-hooks";
import type { TokenAccount } from "./environment.js";
import { roleKey } from "./keys.js";
import { fail } from "./messages.js";
import { decodeRoles, encodeRoles } from "./protobuf.js";

const roleNames = {
  localMint: "ESDTRoleLocalMint",
  localBurn: "ESDTRoleLocalBurn",
  nftCreate: "ESDTRoleNFTCreate",
  nftCreateMultiShard: "ESDTRoleNFTCreateMultiShard",
  nftAddQuantity: "ESDTRoleNFTAddQuantity",
  nftBurn: "ESDTRoleNFTBurn",
  nftAddUri: "ESDTRoleNFTAddURI",
  nftUpdateAttributes: "ESDTRoleNFTUpdateAttributes",
  nftRecreate: "ESDTRoleNFTRecreate",
  nftUpdate: "ESDTRoleNFTUpdate",
  modifyCreator: "ESDTRoleModifyCreator",
  modifyRoyalties: "ESDTRoleModifyRoyalties",
  setNewUri: "ESDTRoleSetNewURI",
  transfer: "ESDTTransferRole",
} as const;

export type RoleKey = keyof typeof roleNames;

/** Role names as storage holds them. Shared, do not change them. */
export const Role: Readonly<Record<RoleKey, Uint8Array>> = Object.fromEntries(
  Object.entries(roleNames).map(([key, name]) => [key, byteStringToBytes(name)]),
) as Record<RoleKey, Uint8Array>;

/** Roles stored under a key; none if there is no entry. */
export function readRoles(account: TokenAccount, key: ByteString): Uint8Array[] {
  const bytes = account.getStorage(key);
  return bytes.length === 0 ? [] : decodeRoles(bytes);
}

/** Stores roles; an empty list deletes the entry. */
export function writeRoles(account: TokenAccount, key: ByteString, roles: readonly Uint8Array[]): void {
  account.setStorage(key, encodeRoles(roles));
}

export function includesRole(roles: readonly Uint8Array[], wanted: Uint8Array): boolean {
  return roles.some((candidate) => equalBytes(candidate, wanted));
}

/** Takes the first occurrence of each role away. */
export function removeRoles(roles: Uint8Array[], unwanted: readonly Uint8Array[]): void {
  for (const each of unwanted) {
    const index = roles.findIndex((candidate) => equalBytes(candidate, each));
    if (index >= 0) roles.splice(index, 1);
  }
}

/** Fails unless the account is in this shard and has the role. */
export function checkAllowedToExecute(account: TokenAccount | undefined, tokenIdentifier: Uint8Array, wanted: Uint8Array): void {
  if (account === undefined) fail("nilUserAccount");
  if (!includesRole(readRoles(account, roleKey(tokenIdentifier)), wanted)) fail("actionNotAllowed");
}

/** Whether the account has the role; broken data is no role. */
export function isAllowedToExecute(account: TokenAccount, tokenIdentifier: Uint8Array, wanted: Uint8Array): boolean {
  try {
    checkAllowedToExecute(account, tokenIdentifier, wanted);
    return true;
  } catch (error) {
    if (isBlockchainHookError(error)) return false;
    throw error;
  }
}
