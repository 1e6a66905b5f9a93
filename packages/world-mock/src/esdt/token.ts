// Token holdings while they are worked on, and the bytes that flag them. Mirrors esdt.pb.go of mx-chain-core-go and esdtMetaData.go.
import type { EsdtTypeValue } from "@mxvm/protocol-hooks";
import { EsdtType, VmError } from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";

/** Metadata of a token with a nonce, open to change. Its byte arrays are replaced, never written into. */
export interface TokenMetadata {
  nonce: bigint;
  name: Uint8Array;
  creator: Uint8Array;
  royalties: number;
  hash: Uint8Array;
  uris: readonly Uint8Array[];
  attributes: Uint8Array;
}

/** A token holding, open to change. Its byte arrays are replaced, never written into. */
export interface TokenData {
  type: number;
  /** `undefined` is Go's nil, which has bytes of its own; reading it as a number is a crash in production. */
  value: bigint | undefined;
  properties: Uint8Array;
  metadata: TokenMetadata | undefined;
  /** `undefined` (nil) and empty differ as long as the token is in memory: an empty version says "updated at round 0". */
  reserved: Uint8Array | undefined;
}

/** Rounds at which the parts of a token's metadata were last updated. Mirrors esdt.MetaDataVersion. */
export interface MetadataVersion {
  name: bigint;
  creator: bigint;
  royalties: bigint;
  hash: bigint;
  uris: bigint;
  attributes: bigint;
}

export function createToken(type: number, value: bigint | undefined): TokenData {
  return { type, value, properties: noBytes, metadata: undefined, reserved: undefined };
}

export function createMetadata(nonce: bigint): TokenMetadata {
  return { nonce, name: noBytes, creator: noBytes, royalties: 0, hash: noBytes, uris: [], attributes: noBytes };
}

export function createMetadataVersion(): MetadataVersion {
  return { name: 0n, creator: 0n, royalties: 0n, hash: 0n, uris: 0n, attributes: 0n };
}

/** The value of a token that production dereferences at this point. Throws `EXECUTION_PANICKED` where it would have crashed. */
export function valueOf(token: TokenData): bigint {
  return token.value ?? panic("nil token value");
}

/** The metadata of a token that production dereferences at this point. Throws `EXECUTION_PANICKED` where it would have crashed. */
export function metadataOf(token: TokenData): TokenMetadata {
  return token.metadata ?? panic("nil token metadata");
}

/** Ends the run where production's built-in function would have crashed, which the VM answers with this message. */
export function panic(reason: string): never {
  throw new VmError("EXECUTION_PANICKED", "VM execution panicked", { reason });
}

const METADATA_LENGTH = 2;
const FROZEN = 1;

/** Whether user properties say "frozen". Properties of another length than two say nothing. */
export function isFrozen(properties: Uint8Array): boolean {
  return properties.length === METADATA_LENGTH && (properties[0]! & FROZEN) !== 0;
}

/** User properties; the caller owns them. */
export function userProperties(frozen: boolean): Uint8Array {
  return Uint8Array.of(frozen ? FROZEN : 0, 0);
}

export function arePropertiesEmpty(properties: Uint8Array): boolean {
  return properties.every((property) => property === 0);
}

/** Types whose metadata is stored with the holder; that of all others is on the system account. */
export function isMetadataOnUserAccount(type: number): boolean {
  return type === EsdtType.fungible || type === EsdtType.nonFungibleV2 || type === EsdtType.dynamicNft;
}

export function isDynamic(type: number): boolean {
  return type === EsdtType.dynamicNft || type === EsdtType.dynamicSft || type === EsdtType.dynamicMeta;
}

/** Types by the names that the token-issuing contract uses. Mirrors core.ConvertESDTTypeToUint32. */
export const esdtTypeOfName: ReadonlyMap<string, EsdtTypeValue> = new Map([
  ["FungibleESDT", EsdtType.fungible],
  ["NonFungibleESDT", EsdtType.nonFungible],
  ["NonFungibleESDTv2", EsdtType.nonFungibleV2],
  ["MetaESDT", EsdtType.metaFungible],
  ["SemiFungibleESDT", EsdtType.semiFungible],
  ["DynamicNonFungibleESDT", EsdtType.dynamicNft],
  ["DynamicSemiFungibleESDT", EsdtType.dynamicSft],
  ["DynamicMetaESDT", EsdtType.dynamicMeta],
]);
