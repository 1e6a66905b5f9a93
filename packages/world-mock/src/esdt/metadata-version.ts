// Versions of dynamic metadata: which of two copies of a field is newer. Mirrors baseComponentsHolder.go and esdtMetaDataRecreate.go.
import { wasMetadataUpdated } from "./data-storage.js";
import type { TokenEnvironment } from "./environment.js";
import { decodeMetadataVersion, encodeMetadataVersion } from "./protobuf.js";
import { createMetadataVersion, metadataOf, type MetadataVersion, type TokenData } from "./token.js";

const metadataFields = ["name", "creator", "royalties", "hash", "uris", "attributes"] as const satisfies (keyof MetadataVersion)[];

/** Version stored in the token's reserved field, or `undefined` if its metadata was never updated. */
function storedVersion(environment: TokenEnvironment, token: TokenData): MetadataVersion | undefined {
  const { reserved } = token;
  if (!environment.flags.DynamicEsdtFlag || reserved === undefined || !wasMetadataUpdated(reserved)) return undefined;
  return decodeMetadataVersion(reserved);
}

/** Version of a token's metadata; all zeros if they were never updated. The caller owns it. */
export function metadataVersionOf(environment: TokenEnvironment, token: TokenData): MetadataVersion {
  return storedVersion(environment, token) ?? createMetadataVersion();
}

/** Notes the version in the token, where there are dynamic tokens. */
export function setMetadataVersion(environment: TokenEnvironment, token: TokenData, version: MetadataVersion): void {
  if (environment.flags.DynamicEsdtFlag) token.reserved = encodeMetadataVersion(version);
}

/** Gives the token that is transferred those fields of the destination's metadata that are newer. */
export function mergeMetadata(environment: TokenEnvironment, current: TokenData, transferred: TokenData): void {
  if (!environment.flags.DynamicEsdtFlag || current.metadata === undefined) return;
  const currentVersion = storedVersion(environment, current);
  const transferredVersion = storedVersion(environment, transferred);
  if (currentVersion === undefined && transferredVersion === undefined) return;
  const newest = transferredVersion ?? createMetadataVersion();
  if (currentVersion !== undefined) {
    for (const field of metadataFields) {
      if (currentVersion[field] <= newest[field]) continue;
      newest[field] = currentVersion[field];
      transferred.metadata = { ...metadataOf(transferred), [field]: current.metadata[field] };
    }
  }
  setMetadataVersion(environment, transferred, newest);
}
