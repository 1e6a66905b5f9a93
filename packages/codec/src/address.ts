// Addresses: 32 bytes, shown in bech32. Mirrors mx-chain-core-go core/address.go and core/pubkeyConverter.
import { bech32 } from "@scure/base";
import { bytesToHex } from "./hex.js";

/** Bytes in an address. */
export const ADDRESS_LENGTH = 32;

/** Bytes that name the virtual machine in a contract address, after eight zeros. */
export const VM_TYPE_LENGTH = 2;

const HUMAN_READABLE_PART = "erd";
const LEADING_ZEROS = 8;
const CONTRACT_PREFIX_LENGTH = LEADING_ZEROS + VM_TYPE_LENGTH;
const METACHAIN_ZEROS_END = CONTRACT_PREFIX_LENGTH + 15;
const SYSTEM_ACCOUNT_PREFIX_LENGTH = 30;

/** VM type of WebAssembly contracts. */
export const wasmVmType: Uint8Array = Uint8Array.of(5, 0);

/** 32 zero bytes: the recipient of a deployment. Shared, do not change it. */
export const zeroAddress: Uint8Array = new Uint8Array(ADDRESS_LENGTH);

/** 32 bytes of 255: the account that holds global token settings on every shard. Shared, do not change it. */
export const systemAccountAddress: Uint8Array = new Uint8Array(ADDRESS_LENGTH).fill(0xff);

/** The system contract that issues tokens. Shared, do not change it. Source: mx-chain-core-go core/constants.go, `ESDTSCAddress`. */
export const esdtSystemContractAddress: Uint8Array = new Uint8Array(ADDRESS_LENGTH);
esdtSystemContractAddress.set([1], 9);
esdtSystemContractAddress.set([2, 0xff, 0xff], 29);

/** An address in bech32 with the prefix `erd`. Throws a `TypeError` unless it has 32 bytes. */
export function addressToBech32(address: Uint8Array): string {
  assertAddress(address);
  return bech32.encodeFromBytes(HUMAN_READABLE_PART, address);
}

/** Bytes of a bech32 address; the caller owns them. Throws a `TypeError` on a wrong checksum, prefix or length. */
export function bech32ToAddress(text: string): Uint8Array {
  const { prefix, bytes } = decodeBech32(text);
  if (prefix !== HUMAN_READABLE_PART) {
    throw new TypeError(`invalid address ${JSON.stringify(text)}: prefix is "${prefix}", expected "${HUMAN_READABLE_PART}"`);
  }
  if (bytes.length !== ADDRESS_LENGTH) {
    throw new TypeError(`invalid address ${JSON.stringify(text)}: ${bytes.length} bytes, expected ${ADDRESS_LENGTH}`);
  }
  return bytes;
}

function decodeBech32(text: string): { readonly prefix: string; readonly bytes: Uint8Array } {
  try {
    return bech32.decodeToBytes(text);
  } catch (cause) {
    throw new TypeError(`invalid address ${JSON.stringify(text)}: not bech32`, { cause });
  }
}

/** Throws a `TypeError` unless the bytes are 32. */
export function assertAddress(address: Uint8Array): void {
  if (address.length !== ADDRESS_LENGTH) {
    throw new TypeError(`invalid address 0x${bytesToHex(address)}: ${address.length} bytes, expected ${ADDRESS_LENGTH}`);
  }
}

/** Whether all bytes are zero; true for no bytes. */
export function isEmptyAddress(address: Uint8Array): boolean {
  return isFilledWith(address, 0, address.length, 0);
}

/** Whether this is a contract's address: more than ten bytes, the first eight zero. The zero address counts as one, as in production. */
export function isSmartContractAddress(address: Uint8Array): boolean {
  return address.length > CONTRACT_PREFIX_LENGTH && isFilledWith(address, 0, LEADING_ZEROS, 0);
}

/**
 * Whether this is the address of a contract on the metachain, asked about the shard `identifier` (the address's last byte or bytes).
 *
 * Source: mx-chain-core-go core/address.go, `IsSmartContractOnMetachain`.
 */
export function isSmartContractOnMetachain(identifier: Uint8Array, address: Uint8Array): boolean {
  return (
    address.length > METACHAIN_ZEROS_END &&
    identifier.length > 0 &&
    isFilledWith(identifier, 0, identifier.length, 0xff) &&
    isSmartContractAddress(address) &&
    isFilledWith(address, CONTRACT_PREFIX_LENGTH, METACHAIN_ZEROS_END, 0)
  );
}

/** Whether this is the system account: its first 30 bytes are 255, whatever follows. */
export function isSystemAccountAddress(address: Uint8Array): boolean {
  return address.length >= SYSTEM_ACCOUNT_PREFIX_LENGTH && isFilledWith(address, 0, SYSTEM_ACCOUNT_PREFIX_LENGTH, 0xff);
}

/** The VM type that a contract address names. The caller owns the bytes. Throws a `TypeError` if the address is shorter than ten bytes. */
export function vmTypeFromAddress(address: Uint8Array): Uint8Array {
  if (address.length < CONTRACT_PREFIX_LENGTH) {
    throw new TypeError(`address 0x${bytesToHex(address)} is too short to name a VM type`);
  }
  return address.slice(LEADING_ZEROS, CONTRACT_PREFIX_LENGTH);
}

function isFilledWith(bytes: Uint8Array, start: number, end: number, value: number): boolean {
  for (let i = start; i < end; i++) {
    if (bytes[i] !== value) return false;
  }
  return true;
}
