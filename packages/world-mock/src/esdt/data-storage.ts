// Where a token's balance and metadata are stored: with the holder or on the system account. Mirrors esdtDataStorage.go.
import { equalBytes, esdtSystemContractAddress, type ByteString } from "@mxvm/codec";
import { EsdtType, type Address } from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";
import { METACHAIN_SHARD, type TokenAccount, type TokenEnvironment } from "./environment.js";
import { GlobalSetting, hasGlobalSetting, tokenTypeOf } from "./global-settings.js";
import { instanceKey, tokenKey } from "./keys.js";
import { fail } from "./messages.js";
import { decodeToken, encodeToken } from "./protobuf.js";
import { createToken, isDynamic, isFrozen, isMetadataOnUserAccount, valueOf, type TokenData } from "./token.js";

/** How a token is saved. */
export interface SaveOptions {
  /** Metadata on the system account is written even if it is there. */
  readonly mustUpdateAllFields: boolean;
  /** The call returns tokens after an error: frozen and paused are not checked. */
  readonly isReturnWithError: boolean;
  /** A holding of zero keeps its entry. */
  readonly keepMetadataOnZeroLiquidity: boolean;
}

const EXISTS_ON_SHARD = 1;
const freshMetadata: Uint8Array = Uint8Array.of(1);

/** Token stored under a key; a new fungible one of zero if there is no entry. */
export function readTokenAt(account: TokenAccount, key: ByteString): TokenData {
  return readStoredToken(account, key) ?? createToken(EsdtType.fungible, 0n);
}

/** Token stored under a key, or `undefined` if there is no entry. */
export function readStoredToken(account: TokenAccount, key: ByteString): TokenData | undefined {
  const bytes = account.getStorage(key);
  return bytes.length === 0 ? undefined : decodeToken(bytes);
}

/** A holding with its metadata, wherever that is; `undefined` if the account has no entry. */
export function findToken(environment: TokenEnvironment, account: TokenAccount, key: ByteString, nonce: bigint): TokenData | undefined {
  const storageKey = instanceKey(key, nonce);
  const token = readStoredToken(account, storageKey);
  if (token === undefined) return undefined;
  if (!environment.flags.SaveToSystemAccountFlag || nonce === 0n || isMetadataOnUserAccount(token.type)) return token;
  const onSystemAccount = readStoredToken(environment.systemAccount, storageKey);
  if (onSystemAccount?.metadata !== undefined) {
    token.metadata = onSystemAccount.metadata;
    if (isDynamic(token.type)) token.reserved = onSystemAccount.reserved;
  }
  return token;
}

/** A holding that the sender must have. */
export function tokenOfSender(environment: TokenEnvironment, account: TokenAccount, key: ByteString, nonce: bigint): TokenData {
  return findToken(environment, account, key, nonce) ?? fail("newNftDataOnSenderAddress");
}

/** What the system account stores for a token and nonce. */
export function readFromSystemAccount(environment: TokenEnvironment, key: ByteString, nonce: bigint): TokenData | undefined {
  return readStoredToken(environment.systemAccount, instanceKey(key, nonce));
}

export function writeToSystemAccount(environment: TokenEnvironment, key: ByteString, nonce: bigint, token: TokenData): void {
  environment.systemAccount.setStorage(instanceKey(key, nonce), encodeToken(token));
}

/** Fails if the holding is frozen or the token of the key is paused. The token-issuing contract may always. */
export function checkFrozenAndPaused(
  environment: TokenEnvironment,
  holder: Address,
  key: ByteString,
  token: TokenData,
  isReturnWithError: boolean,
): void {
  if (isReturnWithError || equalBytes(holder, esdtSystemContractAddress)) return;
  if (isFrozen(token.properties)) fail("esdtIsFrozenForAccount");
  if (hasGlobalSetting(environment.systemAccount, key, GlobalSetting.paused)) fail("esdtTokenIsPaused");
}

/** Writes a holding, and its metadata where the type wants it. May change the type of `token` to that of the collection. */
export function saveToken(
  environment: TokenEnvironment,
  senderAddress: Address,
  account: TokenAccount,
  key: ByteString,
  nonce: bigint,
  token: TokenData,
  options: SaveOptions,
): void {
  const storageKey = instanceKey(key, nonce);
  checkFrozenPauseProperties(environment, account, key, nonce, token, options.isReturnWithError);
  followTokenType(environment, key, nonce, token);
  if (environment.flags.SaveToSystemAccountFlag && !isMetadataOnUserAccount(token.type)) {
    saveMetadataToSystemAccount(environment, senderAddress, account, storageKey, nonce, token, options.mustUpdateAllFields);
  }
  if (valueOf(token) <= 0n && !options.keepMetadataOnZeroLiquidity) {
    account.setStorage(storageKey, noBytes);
  } else if (!environment.flags.SaveToSystemAccountFlag || isMetadataOnUserAccount(token.type)) {
    account.setStorage(storageKey, encodeToken(token));
  } else {
    account.setStorage(storageKey, encodeToken({ ...token, metadata: undefined, reserved: undefined }));
  }
}

function checkFrozenPauseProperties(
  environment: TokenEnvironment,
  account: TokenAccount,
  key: ByteString,
  nonce: bigint,
  token: TokenData,
  isReturnWithError: boolean,
): void {
  checkFrozenAndPaused(environment, account.address, key, token, isReturnWithError);
  if (nonce === 0n) return;
  checkFrozenAndPaused(environment, account.address, instanceKey(key, nonce), token, isReturnWithError);
  if (!environment.flags.CheckFrozenCollectionFlag || isReturnWithError) return;
  if (isFrozen(readTokenAt(account, key).properties)) fail("esdtIsFrozenForAccount");
}

/** A token of an older type takes the type that its collection has by now. */
function followTokenType(environment: TokenEnvironment, key: ByteString, nonce: bigint, token: TokenData): void {
  if (!environment.flags.DynamicEsdtFlag || isMetadataOnUserAccount(token.type) || isDynamic(token.type)) return;
  const systemAccount = environment.systemAccount;
  const type = tokenTypeOf(systemAccount, key);
  if (type === token.type) return;
  token.type = type;
  if (type === EsdtType.nonFungibleV2) systemAccount.setStorage(instanceKey(key, nonce), noBytes);
}

function saveMetadataToSystemAccount(
  environment: TokenEnvironment,
  senderAddress: Address,
  account: TokenAccount,
  storageKey: ByteString,
  nonce: bigint,
  token: TokenData,
  mustUpdateAllFields: boolean,
): void {
  if (nonce === 0n || token.metadata === undefined) return;
  const systemAccount = environment.systemAccount;
  const isStored = systemAccount.getStorage(storageKey).length > 0;
  const isNewer = isStored && completeStoredMetadata(environment, systemAccount, storageKey, token);
  if (!mustUpdateAllFields && isStored && !isNewer) return;

  const onSystemAccount = createToken(token.type, 0n);
  onSystemAccount.metadata = token.metadata;
  onSystemAccount.properties = shardProperties(environment, senderAddress);
  if (!isStored && environment.flags.SendAlwaysFlag) {
    onSystemAccount.properties = noBytes;
    const isOldStyle = environment.flags.FixOldTokenLiquidityFlag && readStoredToken(account, storageKey)?.metadata !== undefined;
    onSystemAccount.reserved = isOldStyle ? undefined : freshMetadata;
  }
  if (isDynamic(token.type) && token.reserved !== undefined && token.reserved.length > 0) onSystemAccount.reserved = token.reserved;
  systemAccount.setStorage(storageKey, encodeToken(onSystemAccount));
}

/** Gives an old-style entry the metadata at hand. Answers whether that is newer than what is stored. */
function completeStoredMetadata(
  environment: TokenEnvironment,
  systemAccount: TokenAccount,
  storageKey: ByteString,
  token: TokenData,
): boolean {
  if (!environment.flags.AlwaysSaveTokenMetaDataFlag || !environment.flags.SendAlwaysFlag) return false;
  const stored = readTokenAt(systemAccount, storageKey);
  if (wasMetadataUpdated(token.reserved)) return true;
  if (stored.reserved !== undefined && stored.reserved.length > 0) return false;
  stored.metadata = token.metadata;
  systemAccount.setStorage(storageKey, encodeToken(stored));
  return false;
}

/** Before metadata always travelled along, its entry listed the shards that had it: a byte for each. */
function shardProperties(environment: TokenEnvironment, senderAddress: Address): Uint8Array {
  const properties = new Uint8Array(environment.numberOfShards());
  if (environment.flags.SendAlwaysFlag) return properties;
  for (const shard of [environment.selfShard, environment.shardOf(senderAddress)]) {
    if (shard !== METACHAIN_SHARD) properties[shard] = EXISTS_ON_SHARD;
  }
  return properties;
}

/** Whether a reserved field is a metadata version: neither absent nor one of the marks `00` and `01`. */
export function wasMetadataUpdated(reserved: Uint8Array | undefined): boolean {
  return reserved !== undefined && !(reserved.length === 1 && reserved[0]! <= 1);
}

/** Changes the amount that this shard's holders have together, as the metadata on the system account keeps it. */
export function addToLiquidity(
  environment: TokenEnvironment,
  key: ByteString,
  type: number,
  nonce: bigint,
  change: bigint,
  keepMetadataOnZeroLiquidity: boolean,
): void {
  const { flags } = environment;
  if (!flags.SaveToSystemAccountFlag || !flags.SendAlwaysFlag || nonce === 0n || isMetadataOnUserAccount(type)) return;
  const systemAccount = environment.systemAccount;
  const storageKey = instanceKey(key, nonce);
  const token = readStoredToken(systemAccount, storageKey) ?? fail("nilEsdtData");
  // Metadata of the old style does not count.
  if (token.reserved === undefined || token.reserved.length === 0) return;

  const value = valueOf(token);
  if (flags.FixOldTokenLiquidityFlag && value === 0n && change < 0n) {
    if (!wasMetadataUpdated(token.reserved)) token.reserved = undefined;
    systemAccount.setStorage(storageKey, encodeToken(token));
    return;
  }
  token.value = value + change;
  if (token.value < 0n) fail("invalidLiquidity");
  const isDeleted = token.value === 0n && !keepMetadataOnZeroLiquidity;
  systemAccount.setStorage(storageKey, isDeleted ? noBytes : encodeToken(token));
}

/** Whether the destination's shard has the metadata already. Where shards are listed, lists the shard. */
export function wasSentToShard(environment: TokenEnvironment, tokenIdentifier: Uint8Array, nonce: bigint, destination: Address): boolean {
  if (!environment.flags.SaveToSystemAccountFlag) return false;
  if (nonce === 0n) return true;
  const shard = environment.shardOf(destination);
  if (shard === environment.selfShard) return true;
  if (environment.flags.SendAlwaysFlag) return false;
  if (shard === METACHAIN_SHARD) return true;
  const systemAccount = environment.systemAccount;
  const storageKey = instanceKey(tokenKey(tokenIdentifier), nonce);
  const token = readStoredToken(systemAccount, storageKey);
  if (token === undefined) return false;
  const properties = new Uint8Array(Math.max(token.properties.length, environment.numberOfShards()));
  properties.set(token.properties);
  if (properties[shard]! > 0) return true;
  properties[shard] = EXISTS_ON_SHARD;
  token.properties = properties;
  systemAccount.setStorage(storageKey, encodeToken(token));
  return false;
}
