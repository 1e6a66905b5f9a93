// In which shard an address lives. Mirrors multiShardCoordinator.go of mx-chain-core-go.
import { isSmartContractOnMetachain } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import { METACHAIN_SHARD } from "../esdt/environment.js";

/**
 * The lowest bits of the address, as many as number the shards; one bit less where that is no shard. Contracts of the metachain say so by
 * their form.
 */
export function shardFromAddress(address: Address, numberOfShards: number): number {
  const bytes = address.subarray(Math.max(0, address.length - bytesToNumber(numberOfShards)));
  if (isSmartContractOnMetachain(bytes, address)) return METACHAIN_SHARD;
  if (numberOfShards === 1) return 0;
  const bits = Math.ceil(Math.log2(numberOfShards));
  const number = bytes.reduce((sum, byte) => sum * 0x100 + byte, 0);
  const shard = number % 2 ** bits;
  return shard < numberOfShards ? shard : number % 2 ** (bits - 1);
}

function bytesToNumber(numberOfShards: number): number {
  if (numberOfShards <= 0x100) return 1;
  if (numberOfShards <= 0x1_0000) return 2;
  return numberOfShards <= 0x100_0000 ? 3 : 4;
}
