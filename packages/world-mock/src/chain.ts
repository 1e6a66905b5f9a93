// What a world knows of its chain besides accounts: blocks, their hashes, addresses to come. Mirrors BlockInfo of the scenario world.
import { ADDRESS_LENGTH, bytesToByteString, byteStringToBytes, compareBytes } from "@mxvm/codec";
import type { Address, BlockInfo, ByteString, NewAddress } from "@mxvm/protocol-hooks";
import { METACHAIN_SHARD } from "./esdt/environment.js";
import { noBytes } from "./state/account.js";

/** The chain at one moment; never changes in place. */
export interface Chain {
  readonly previousBlock: BlockInfo;
  readonly currentBlock: BlockInfo;
  /** The first block that was current in the epoch of the current one. */
  readonly epochStartBlock: BlockInfo;
  /** The newest first; the first one is that of the current block. */
  readonly blockHashes: readonly Uint8Array[];
  /** As many as the shards of the accounts that were set imply; the metachain does not count. */
  readonly numberOfShards: number;
  /** By creator and nonce. */
  readonly newAddresses: ReadonlyMap<ByteString, Address>;
  /** Of tokens to come, in the order in which they were fixed; `undefined` if that was never asked for. */
  readonly newTokenIdentifiers: readonly string[] | undefined;
}

const seedLength = 48;

/** Before any block was set: no seed either. */
const noBlock: BlockInfo = { nonce: 0n, round: 0n, epoch: 0, timestampMs: 0n, randomSeed: noBytes };

export function createChain(): Chain {
  return {
    previousBlock: noBlock,
    currentBlock: noBlock,
    epochStartBlock: noBlock,
    blockHashes: [],
    numberOfShards: 1,
    newAddresses: new Map(),
    newTokenIdentifiers: undefined,
  };
}

export function withPreviousBlock(chain: Chain, change: Partial<BlockInfo>): Chain {
  return { ...chain, previousBlock: changedBlock(chain.previousBlock, change) };
}

export function withCurrentBlock(chain: Chain, change: Partial<BlockInfo>): Chain {
  const currentBlock = changedBlock(chain.currentBlock, change);
  // A block that was set has a seed.
  const opensEpoch = chain.currentBlock.randomSeed.length === 0 || currentBlock.epoch !== chain.currentBlock.epoch;
  return { ...chain, currentBlock, epochStartBlock: opensEpoch ? currentBlock : chain.epochStartBlock };
}

export function withBlockHashes(chain: Chain, hashes: readonly Uint8Array[]): Chain {
  return { ...chain, blockHashes: hashes.map((hash) => hash.slice()) };
}

/** There is an account in that shard. */
export function withShard(chain: Chain, shard: number): Chain {
  return shard === METACHAIN_SHARD || shard < chain.numberOfShards ? chain : { ...chain, numberOfShards: shard + 1 };
}

/** The first entry for a creator and nonce stands. */
export function withNewAddress(chain: Chain, { creatorAddress, creatorNonce, newAddress }: NewAddress): Chain {
  const key = newAddressKey(creatorAddress, creatorNonce);
  if (chain.newAddresses.has(key)) return chain;
  return { ...chain, newAddresses: new Map(chain.newAddresses).set(key, newAddress.slice()) };
}

export function newAddressOf(chain: Chain, creatorAddress: Address, creatorNonce: bigint): Address | undefined {
  return chain.newAddresses.get(newAddressKey(creatorAddress, creatorNonce));
}

/** The fixed addresses, in order of creator, then of nonce. */
export function newAddressEntries({ newAddresses }: Chain): readonly NewAddress[] {
  const entries = [...newAddresses].map(([key, newAddress]) => ({
    creatorAddress: byteStringToBytes(key.slice(0, ADDRESS_LENGTH)),
    creatorNonce: BigInt(key.slice(ADDRESS_LENGTH)),
    newAddress,
  }));
  return entries.sort(
    (a, b) => compareBytes(a.creatorAddress, b.creatorAddress) || (a.creatorNonce < b.creatorNonce ? -1 : 1),
  );
}

/** They go after those before. */
export function withNewTokenIdentifiers(chain: Chain, identifiers: readonly string[]): Chain {
  return { ...chain, newTokenIdentifiers: [...(chain.newTokenIdentifiers ?? []), ...identifiers] };
}

/** Hash of a block, counted back from the current one; `undefined` beyond the hashes that were given. */
export function blockHashOf(chain: Chain, nonce: bigint): Uint8Array | undefined {
  const offset = chain.currentBlock.nonce - nonce;
  return offset < 0n ? undefined : chain.blockHashes[Number(offset)];
}

/** A block that was set has a seed of 48 bytes: shorter ones are filled up with zeros, longer ones cut. */
function changedBlock(block: BlockInfo, change: Partial<BlockInfo>): BlockInfo {
  const randomSeed = new Uint8Array(seedLength);
  randomSeed.set((change.randomSeed ?? block.randomSeed).subarray(0, seedLength));
  return { ...block, ...change, randomSeed };
}

function newAddressKey(creatorAddress: Address, creatorNonce: bigint): ByteString {
  return `${bytesToByteString(creatorAddress)}${creatorNonce}`;
}
