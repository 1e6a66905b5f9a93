// Settings of a token that hold everywhere, two bytes on the system account. Mirrors esdtGlobalSettings.go and esdtMetaData.go.
import { equalBytes, type ByteString } from "@mxvm/codec";
import { EsdtType, type Address, type EsdtTypeValue } from "@mxvm/protocol-hooks";
import { BlockchainHookError } from "@mxvm/protocol-hooks";
import type { TokenAccount } from "./environment.js";
import { transferRoleKey } from "./keys.js";
import { readRoles } from "./roles.js";

const SETTINGS_LENGTH = 2;

/** Bits of the first byte. */
export const GlobalSetting = { paused: 1, limitedTransfer: 2, burnRoleForAll: 4 } as const;

export type GlobalSettingBit = (typeof GlobalSetting)[keyof typeof GlobalSetting];

// Types as the second byte stores them, by that byte; 0 is "not set". Semi-fungible and meta stand the other way round than in EsdtType.
const typeOfSetting: readonly (EsdtTypeValue | undefined)[] = [
  undefined,
  EsdtType.fungible,
  EsdtType.nonFungible,
  EsdtType.nonFungibleV2,
  EsdtType.metaFungible,
  EsdtType.semiFungible,
  EsdtType.dynamicNft,
  EsdtType.dynamicSft,
  EsdtType.dynamicMeta,
];

/** Whether bytes under a token's key are settings: a token has more of them. */
export function isGlobalSettings(bytes: Uint8Array): boolean {
  return bytes.length === SETTINGS_LENGTH;
}

/** Whether a setting is on for the token of a key. */
export function hasGlobalSetting(systemAccount: TokenAccount, key: ByteString, setting: GlobalSettingBit): boolean {
  const bytes = systemAccount.getStorage(key);
  return isGlobalSettings(bytes) && (bytes[0]! & setting) !== 0;
}

/** Turns a setting on or off; the others stay. Unknown bits are dropped, as production reads and writes fields. */
export function setGlobalSetting(systemAccount: TokenAccount, key: ByteString, setting: GlobalSettingBit, on: boolean): void {
  const [flags, type] = settingsBytes(systemAccount, key);
  systemAccount.setStorage(key, Uint8Array.of(on ? flags | setting : flags & ~setting, type));
}

/** Type of a token; non-fungible where none was set. Throws for a type that is none. */
export function tokenTypeOf(systemAccount: TokenAccount, key: ByteString): EsdtTypeValue {
  const setting = settingsBytes(systemAccount, key)[1];
  if (setting === 0) return EsdtType.nonFungible;
  const type = typeOfSetting[setting];
  if (type === undefined) throw new BlockchainHookError(`invalid esdt type: ${setting}`);
  return type;
}

export function setTokenType(systemAccount: TokenAccount, key: ByteString, type: EsdtTypeValue): void {
  const [flags] = settingsBytes(systemAccount, key);
  systemAccount.setStorage(key, Uint8Array.of(flags, typeOfSetting.indexOf(type)));
}

/** Whether the system account lists either address as a holder of the token's transfer role. Broken data lists nobody. */
export function hasTransferRole(systemAccount: TokenAccount, tokenIdentifier: Uint8Array, sender: Address, destination: Address): boolean {
  let holders: readonly Uint8Array[];
  try {
    holders = readRoles(systemAccount, transferRoleKey(tokenIdentifier));
  } catch (error) {
    if (error instanceof BlockchainHookError) return false;
    throw error;
  }
  return holders.some((holder) => equalBytes(holder, sender) || equalBytes(holder, destination));
}

function settingsBytes(systemAccount: TokenAccount, key: ByteString): readonly [flags: number, type: number] {
  const bytes = systemAccount.getStorage(key);
  if (!isGlobalSettings(bytes)) return [0, 0];
  const known = GlobalSetting.paused | GlobalSetting.limitedTransfer | GlobalSetting.burnRoleForAll;
  return [bytes[0]! & known, bytes[1]!];
}
