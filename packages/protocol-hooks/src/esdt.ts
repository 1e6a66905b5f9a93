// ESDT data that crosses the boundary. Mirrors esdt.proto of mx-chain-core-go and vmcommon.ESDTTransfer.

/** ESDT token types. Mirrors core.ESDTType. */
export const EsdtType: {
  readonly fungible: 0;
  readonly nonFungible: 1;
  readonly nonFungibleV2: 2;
  readonly semiFungible: 3;
  readonly metaFungible: 4;
  readonly dynamicNft: 5;
  readonly dynamicSft: 6;
  readonly dynamicMeta: 7;
} = {
  fungible: 0,
  nonFungible: 1,
  nonFungibleV2: 2,
  semiFungible: 3,
  metaFungible: 4,
  dynamicNft: 5,
  dynamicSft: 6,
  dynamicMeta: 7,
};

/** One of the values of `EsdtType`. */
export type EsdtTypeValue = (typeof EsdtType)[keyof typeof EsdtType];

/** One token payment. */
export interface EsdtTransfer {
  /** Amount in the token's smallest unit, not negative. */
  readonly value: bigint;
  /** Token identifier, such as `WEGLD-bd4d79`, as bytes. */
  readonly tokenIdentifier: Uint8Array;
  /** 0 for fungible transfers, 1 for all others, as production fills it in. */
  readonly tokenType: number;
  /** 0 for fungible tokens. Unsigned 64 bits. */
  readonly nonce: bigint;
}

/** Metadata of a token with a nonce. */
export interface EsdtMetadata {
  readonly nonce: bigint;
  readonly name: Uint8Array;
  readonly creator: Uint8Array;
  /** Hundredths of a percent, 0 to 10,000. */
  readonly royalties: number;
  readonly hash: Uint8Array;
  readonly uris: readonly Uint8Array[];
  readonly attributes: Uint8Array;
}

/** A token holding as stored under an account. */
export interface EsDigitalToken {
  readonly type: number;
  readonly value: bigint;
  /** User properties; bit 0 of byte 0 is "frozen". */
  readonly properties: Uint8Array;
  readonly metadata: EsdtMetadata | undefined;
  readonly reserved: Uint8Array;
}
