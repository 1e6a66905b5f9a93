// Roles of an account for a token, as stored by the protocol, read into the bits that contracts know. Mirrors vm-go vmhooks/eei_helpers.go.
import { bytesToByteString } from "@mxvm/codec";
import { panicked } from "../../panic.js";

/** Role names by bit, from bit 0 on. */
const roles = [
  "ESDTRoleLocalMint",
  "ESDTRoleLocalBurn",
  "ESDTRoleNFTCreate",
  "ESDTRoleNFTAddQuantity",
  "ESDTRoleNFTBurn",
  "ESDTRoleNFTUpdateAttributes",
  "ESDTRoleNFTAddURI",
  "ESDTRoleNFTRecreate",
  "ESDTRoleModifyCreator",
  "ESDTRoleModifyRoyalties",
  "ESDTRoleSetNewURI",
] as const;

// Roles that were known before flag CryptoOpcodesV2Flag.
const FIRST_ROLES = 5;

// Each entry is a Protobuf tag, which production skips unread, a length of one byte, and the name.
const HEADER_LENGTH = 2;

/** Bits of the roles in a stored list. Production crashes on a list that is cut short: that is a fault here. */
export function esdtRolesFromBytes(stored: Uint8Array, hasAllRoles: boolean): bigint {
  let bits = 0n;
  let position = 0;
  while (position < stored.length) {
    const start = position + HEADER_LENGTH;
    const end = start + (stored[position + 1] ?? 0);
    if (start > stored.length || end > stored.length) throw panicked("list of token roles is cut short");
    const bit = roles.indexOf(bytesToByteString(stored.subarray(start, end)) as (typeof roles)[number]);
    if (bit >= 0 && (hasAllRoles || bit < FIRST_ROLES)) bits |= 1n << BigInt(bit);
    position = end;
  }
  return bits;
}
