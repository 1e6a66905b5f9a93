// Code metadata: what may be done with a contract, in two bytes. Mirrors vm-common-go codeMetadata.go.

/** Permissions of a contract, and the guarded bit of a user account, which shares the bytes. */
export interface CodeMetadata {
  /** The owner may replace the code. */
  readonly upgradeable: boolean;
  /** Other contracts may read the storage. */
  readonly readable: boolean;
  /** The account is guarded. */
  readonly guarded: boolean;
  /** Users may send value without calling a function. */
  readonly payable: boolean;
  /** Contracts may send value without calling a function. */
  readonly payableBySC: boolean;
}

const CODE_METADATA_LENGTH = 2;

const FLAGS: readonly { readonly name: keyof CodeMetadata; readonly byte: 0 | 1; readonly mask: number }[] = [
  { name: "upgradeable", byte: 0, mask: 1 },
  { name: "readable", byte: 0, mask: 4 },
  { name: "guarded", byte: 0, mask: 8 },
  { name: "payable", byte: 1, mask: 2 },
  { name: "payableBySC", byte: 1, mask: 4 },
];

/** Reads code metadata. Unknown bits are ignored; bytes of another length than two say that nothing is allowed, as in production. */
export function codeMetadataFromBytes(bytes: Uint8Array): CodeMetadata {
  const known = bytes.length === CODE_METADATA_LENGTH;
  const metadata = { upgradeable: false, readable: false, guarded: false, payable: false, payableBySC: false };
  for (const { name, byte, mask } of FLAGS) metadata[name] = known && (bytes[byte]! & mask) !== 0;
  return metadata;
}

/** Two bytes of code metadata, which the caller owns. What is not given is false. */
export function codeMetadataToBytes(metadata: Partial<CodeMetadata>): Uint8Array {
  const bytes = new Uint8Array(CODE_METADATA_LENGTH);
  for (const { name, byte, mask } of FLAGS) {
    if (metadata[name] === true) bytes[byte] = bytes[byte]! | mask;
  }
  return bytes;
}
