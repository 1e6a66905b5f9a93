// Addresses of new contracts. Mirrors `NewAddress` of mx-chain-go process/smartContract/hooks/blockChainHook.go.
import { keccak_256 } from "@noble/hashes/sha3.js";
import { assertAddress, VM_TYPE_LENGTH } from "./address.js";
import { unsignedToFixedBytes } from "./integers.js";

const VM_TYPE_OFFSET = 8;
const SHARD_OFFSET = 30;

/**
 * Address of the contract that `creator` deploys with its account nonce `nonce`; the caller owns the bytes.
 *
 * Keccak-256 of the creator followed by the nonce (8 bytes, little-endian); then the first eight bytes become zero, the next two the VM
 * type, and the last two those of the creator, so that the contract lives in its creator's shard.
 * Throws a `TypeError` if `creator` has not 32 bytes, `vmType` not 2, or `nonce` does not fit 64 bits.
 */
export function contractAddressFromCreator(creator: Uint8Array, nonce: bigint, vmType: Uint8Array): Uint8Array {
  assertAddress(creator);
  if (vmType.length !== VM_TYPE_LENGTH) throw new TypeError(`invalid VM type: ${vmType.length} bytes, expected ${VM_TYPE_LENGTH}`);
  const preimage = new Uint8Array(creator.length + 8);
  preimage.set(creator);
  preimage.set(unsignedToFixedBytes(nonce, 8).reverse(), creator.length);
  const address = keccak_256(preimage);
  address.fill(0, 0, VM_TYPE_OFFSET);
  address.set(vmType, VM_TYPE_OFFSET);
  address.set(creator.subarray(SHARD_OFFSET), SHARD_OFFSET);
  return address;
}
