// Tokens as plain data, in and out of storage. Mirrors worldmock/esdtconvert of mx-chain-scenario-go; reading one token is production's.
import { byteStringToBytes, bytesToByteString, bytesToUnsigned, compareBytes, magnitudeToBytes, type ByteString } from "@mxvm/codec";
import { EsdtType, type Address, type EsDigitalToken, type EsdtInstanceState, type EsdtState } from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";
import type { AccountsState } from "../state/accounts-state.js";
import { readStoredToken } from "./data-storage.js";
import { createSystemAccount, createTokenAccount, type TokenAccount } from "./environment.js";
import { GlobalSetting, hasGlobalSetting, isGlobalSettings } from "./global-settings.js";
import { instanceKey, nonceKey, nonceKeyPrefix, roleKey, roleKeyPrefix, tokenKey, tokenKeyPrefix } from "./keys.js";
import { encodeRoles, encodeToken } from "./protobuf.js";
import { readRoles } from "./roles.js";
import { tokenAndNonceOf } from "./token-and-nonce.js";
import { createToken, isDynamic, isFrozen, isMetadataOnUserAccount, userProperties, type TokenData, type TokenMetadata } from "./token.js";

/**
 * A token holding with the metadata that the system account has for it; an empty one of value 0 if there is none.
 * Bytes are views of storage. Throws a `BlockchainHookError` for broken data.
 */
export function readEsdtToken(state: AccountsState, address: Address, tokenIdentifier: Uint8Array, nonce: bigint): EsDigitalToken {
  const key = instanceKey(tokenKey(tokenIdentifier), nonce);
  const token = readHolding(createTokenAccount(state, address), createSystemAccount(state), key);
  return {
    type: token?.type ?? EsdtType.fungible,
    value: token?.value ?? 0n,
    properties: token?.properties ?? noBytes,
    metadata: token?.metadata,
    reserved: token?.reserved ?? noBytes,
  };
}

/** Whether transfers of the token are paused everywhere. */
export function isPaused(state: AccountsState, tokenIdentifier: Uint8Array): boolean {
  return hasGlobalSetting(createSystemAccount(state), tokenKey(tokenIdentifier), GlobalSetting.paused);
}

/** Whether only holders of the transfer role may move the token. */
export function isLimitedTransfer(state: AccountsState, tokenIdentifier: Uint8Array): boolean {
  return hasGlobalSetting(createSystemAccount(state), tokenKey(tokenIdentifier), GlobalSetting.limitedTransfer);
}

/** Writes tokens into an account as scenarios lay them out: every instance of type fungible, with its metadata in the account itself. */
export function writeEsdtStates(state: AccountsState, address: Address, tokens: readonly EsdtState[]): void {
  const entries: (readonly [ByteString, Uint8Array])[] = [];
  for (const { tokenIdentifier, instances, lastNonce, roles } of tokens) {
    const key = tokenKey(tokenIdentifier);
    for (const instance of instances) entries.push([instanceKey(key, instance.nonce), instanceToBytes(instance)]);
    entries.push([nonceKey(tokenIdentifier), magnitudeToBytes(lastNonce)]);
    entries.push([roleKey(tokenIdentifier), encodeRoles(roles.map(byteStringToBytes))]);
  }
  state.setStorageEntries(address, entries);
}

/** Tokens and roles of an account, in order of identifier and nonce; instances without balance are left out. */
export function readEsdtStates(state: AccountsState, address: Address): EsdtState[] {
  const account = createTokenAccount(state, address);
  const systemAccount = createSystemAccount(state);
  const states = createStateCollection();
  state.getAccount(address)?.storage.forEach((value, key) => {
    if (key.startsWith(tokenKeyPrefix)) {
      if (!isGlobalSettings(value)) readInstance(account, systemAccount, key, states);
    } else if (key.startsWith(nonceKeyPrefix)) {
      states.of(key.slice(nonceKeyPrefix.length)).lastNonce = BigInt.asUintN(64, bytesToUnsigned(value));
    } else if (key.startsWith(roleKeyPrefix)) {
      states.of(key.slice(roleKeyPrefix.length)).roles = readRoles(account, key).map(bytesToByteString);
    }
  });
  return states.sorted();
}

interface MutableEsdtState {
  readonly tokenIdentifier: Uint8Array;
  readonly instances: EsdtInstanceState[];
  lastNonce: bigint;
  roles: string[];
}

interface StateCollection {
  /** The state of a token; a new one if there is none. */
  readonly of: (tokenIdentifier: ByteString) => MutableEsdtState;
  readonly sorted: () => EsdtState[];
}

function createStateCollection(): StateCollection {
  const states = new Map<ByteString, MutableEsdtState>();
  return {
    of: (tokenIdentifier) => {
      const known = states.get(tokenIdentifier);
      if (known !== undefined) return known;
      const created = { tokenIdentifier: byteStringToBytes(tokenIdentifier), instances: [], lastNonce: 0n, roles: [] };
      states.set(tokenIdentifier, created);
      return created;
    },
    sorted: () => {
      const all = [...states.values()].sort((a, b) => compareBytes(a.tokenIdentifier, b.tokenIdentifier));
      for (const { instances } of all) instances.sort((a, b) => (a.nonce < b.nonce ? -1 : Number(a.nonce > b.nonce)));
      return all;
    },
  };
}

/** A holding, with metadata of the system account where that is the place for them. */
function readHolding(account: TokenAccount, systemAccount: TokenAccount, key: ByteString): TokenData | undefined {
  const token = readStoredToken(account, key);
  if (token === undefined || isMetadataOnUserAccount(token.type) || isGlobalSettings(systemAccount.getStorage(key))) return token;
  const onSystemAccount = readStoredToken(systemAccount, key);
  if (onSystemAccount?.metadata !== undefined) {
    token.metadata = onSystemAccount.metadata;
    if (isDynamic(token.type)) token.reserved = onSystemAccount.reserved;
  }
  return token;
}

function readInstance(account: TokenAccount, systemAccount: TokenAccount, key: ByteString, states: StateCollection): void {
  const token = readHolding(account, systemAccount, key);
  const balance = token?.value ?? 0n;
  if (token === undefined || balance <= 0n) return;
  const { tokenIdentifier, nonce } = identityOf(key.slice(tokenKeyPrefix.length), token.metadata);
  states.of(tokenIdentifier).instances.push({
    ...(token.metadata === undefined ? {} : knownMetadata(token.metadata)),
    ...(isFrozen(token.properties) ? { frozen: true } : {}),
    nonce,
    balance,
  });
}

/** Metadata know their nonce; without them the form of the identifier has to tell where it ends. */
function identityOf(name: ByteString, metadata: TokenMetadata | undefined): { tokenIdentifier: ByteString; nonce: bigint } {
  const suffix = bytesToByteString(magnitudeToBytes(metadata?.nonce ?? 0n));
  if (metadata !== undefined && name.endsWith(suffix)) {
    return { tokenIdentifier: name.slice(0, name.length - suffix.length), nonce: metadata.nonce };
  }
  const { tokenIdentifier, nonce } = tokenAndNonceOf(byteStringToBytes(name));
  return { tokenIdentifier: bytesToByteString(tokenIdentifier), nonce };
}

/** What there is of metadata: empty fields are left out. */
function knownMetadata({ name, creator, royalties, hash, uris, attributes }: TokenMetadata): Partial<EsdtInstanceState> {
  return {
    ...(name.length > 0 ? { name } : {}),
    ...(creator.length > 0 ? { creator } : {}),
    ...(royalties > 0 ? { royalties } : {}),
    ...(hash.length > 0 ? { hash } : {}),
    ...(uris.length > 0 ? { uris } : {}),
    ...(attributes.length > 0 ? { attributes } : {}),
  };
}

function instanceToBytes(instance: EsdtInstanceState): Uint8Array {
  const { nonce, balance, frozen = false, name = noBytes, creator = noBytes, royalties = 0 } = instance;
  const { hash = noBytes, uris = [], attributes = noBytes } = instance;
  const token = createToken(EsdtType.fungible, balance);
  token.properties = userProperties(frozen);
  token.metadata = { nonce, name, creator, royalties, hash, uris, attributes };
  return encodeToken(token);
}
