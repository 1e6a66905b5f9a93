// Token information read through memory: balances, metadata, roles and nonces. Mirrors vm-go vmhooks/baseOps.go.
import { ADDRESS_LENGTH, bytesToUnsigned, concatBytes, isTokenIdentifier, magnitudeToBytes, utf8ToBytes } from "@mxvm/codec";
import type { EsdtMetadata } from "@mxvm/protocol-hooks";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { loadEsdtToken } from "../shared/esdt.js";
import { esdtRolesFromBytes } from "../shared/esdt-roles.js";
import { int64FromUint64 } from "../shared/small-ints.js";

const rolesKeyPrefix = utf8ToBytes("ELRONDroleesdt");
const latestNonceKeyPrefix = utf8ToBytes("ELRONDnonce");

function loadMetadata(host: Host, addressOffset: number, tokenIdOffset: number, tokenIdLength: number, nonce: bigint): EsdtMetadata {
  const { metadata } = loadEsdtToken(host, addressOffset, tokenIdOffset, tokenIdLength, nonce);
  if (metadata === undefined) throw failures.nilESDTData;
  return metadata;
}

export function getEsdtBalance(
  host: Host,
  addressOffset: number,
  tokenIdOffset: number,
  tokenIdLength: number,
  nonce: bigint,
  resultOffset: number,
): number {
  const value = magnitudeToBytes(loadEsdtToken(host, addressOffset, tokenIdOffset, tokenIdLength, nonce).value);
  host.memStore(resultOffset, value);
  return value.length;
}

export function getEsdtNftNameLength(host: Host, ...token: [number, number, number, bigint]): number {
  return loadMetadata(host, ...token).name.length;
}

export function getEsdtNftAttributeLength(host: Host, ...token: [number, number, number, bigint]): number {
  return loadMetadata(host, ...token).attributes.length;
}

/** Length of the first URI; 0 if there is none. */
export function getEsdtNftUriLength(host: Host, ...token: [number, number, number, bigint]): number {
  return loadMetadata(host, ...token).uris[0]?.length ?? 0;
}

export function getEsdtTokenData(
  host: Host,
  addressOffset: number,
  tokenIdOffset: number,
  tokenIdLength: number,
  nonce: bigint,
  valueHandle: number,
  propertiesOffset: number,
  hashOffset: number,
  nameOffset: number,
  attributesOffset: number,
  creatorOffset: number,
  royaltiesHandle: number,
  urisOffset: number,
): number {
  const token = loadEsdtToken(host, addressOffset, tokenIdOffset, tokenIdLength, nonce);
  host.managedTypes.setBigInt(valueHandle, token.value);
  host.memStore(propertiesOffset, token.properties);
  const { metadata } = token;
  if (metadata !== undefined) {
    host.memStore(hashOffset, metadata.hash);
    host.memStore(nameOffset, metadata.name);
    host.memStore(attributesOffset, metadata.attributes);
    host.memStore(creatorOffset, metadata.creator);
    host.managedTypes.setBigInt(royaltiesHandle, BigInt(metadata.royalties));
    const [firstUri] = metadata.uris;
    if (firstUri !== undefined) host.memStore(urisOffset, firstUri);
  }
  return magnitudeToBytes(token.value).length;
}

/** Bits of the roles that the running contract has for a token. */
export function getEsdtLocalRoles(host: Host, tokenIdHandle: number): bigint {
  const key = concatBytes(rolesKeyPrefix, host.managedTypes.getBytes(tokenIdHandle));
  const read = host.storage.getStorage(key);
  host.storage.useGasForStorageLoad(read, host.costs.BaseOpsAPICost.StorageLoad);
  return esdtRolesFromBytes(read.value, host.flags.CryptoOpcodesV2Flag);
}

export function validateTokenIdentifier(host: Host, tokenIdHandle: number): number {
  return isTokenIdentifier(host.managedTypes.getBytes(tokenIdHandle)) ? 1 : 0;
}

/** The last nonce that an account created for a token, from its storage; never priced as cached. */
export function getCurrentEsdtNftNonce(host: Host, addressOffset: number, tokenIdOffset: number, tokenIdLength: number): bigint {
  const address = host.memLoad(addressOffset, ADDRESS_LENGTH);
  const key = concatBytes(latestNonceKeyPrefix, host.memLoad(tokenIdOffset, tokenIdLength));
  const { value, trieDepth } = host.storage.getStorageFromAddress(address, key);
  host.storage.useGasForStorageLoad({ value, trieDepth, usedCache: false }, host.costs.BaseOpsAPICost.StorageLoad);
  return int64FromUint64(bytesToUnsigned(value));
}
