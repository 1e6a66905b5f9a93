// Token information and payments through handles. Mirrors vm-go vmhooks/managedei.go.
import { EGLD_TOKEN_IDENTIFIER, utf8ToBytes } from "@mxvm/codec";
import type { EsDigitalToken } from "@mxvm/protocol-hooks";
import { failureFromCause, failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { esdtTransfer, writeEsdtTransfers } from "../shared/esdt-transfers.js";
import { uint64FromInt64 } from "../shared/small-ints.js";

const egldTokenIdentifier = utf8ToBytes(EGLD_TOKEN_IDENTIFIER);

// User properties: two bytes, or not set.
const USER_PROPERTIES_LENGTH = 2;
const FROZEN_BIT = 1;

function readToken(host: Host, addressHandle: number, tokenIdHandle: number, nonce: bigint): EsDigitalToken {
  const address = host.managedTypes.getBytes(addressHandle);
  const tokenIdentifier = host.managedTypes.getBytes(tokenIdHandle);
  return host.blockchain.getEsdtToken(address, tokenIdentifier, uint64FromInt64(nonce));
}

/** `readToken` with every failure of the contract being an argument out of range. */
function readTokenInRange(host: Host, addressHandle: number, tokenIdHandle: number, nonce: bigint): EsDigitalToken {
  try {
    return readToken(host, addressHandle, tokenIdHandle, nonce);
  } catch (cause) {
    failureFromCause(cause);
    throw failures.argOutOfRange;
  }
}

export function getEsdtBalance(host: Host, addressHandle: number, tokenIdHandle: number, nonce: bigint, valueHandle: number): void {
  host.managedTypes.setBigInt(valueHandle, readTokenInRange(host, addressHandle, tokenIdHandle, nonce).value);
}

export function getEsdtTokenData(
  host: Host,
  addressHandle: number,
  tokenIdHandle: number,
  nonce: bigint,
  valueHandle: number,
  propertiesHandle: number,
  hashHandle: number,
  nameHandle: number,
  attributesHandle: number,
  creatorHandle: number,
  royaltiesHandle: number,
  urisHandle: number,
): void {
  const { managedTypes } = host;
  const { value, properties, metadata } = readTokenInRange(host, addressHandle, tokenIdHandle, nonce);
  managedTypes.setBigInt(valueHandle, value);
  managedTypes.setBytes(propertiesHandle, properties);
  if (metadata === undefined) return;
  setBytesForGas(host, hashHandle, metadata.hash);
  setBytesForGas(host, nameHandle, metadata.name);
  setBytesForGas(host, attributesHandle, metadata.attributes);
  setBytesForGas(host, creatorHandle, metadata.creator);
  managedTypes.setBigInt(royaltiesHandle, BigInt(metadata.royalties));
  managedTypes.writeManagedVecOfManagedBuffers(metadata.uris, urisHandle);
}

function setBytesForGas(host: Host, handle: number, bytes: Uint8Array): void {
  host.managedTypes.setBytes(handle, bytes);
  host.managedTypes.consumeGasForBytes(bytes.length);
}

export function getEsdtTokenType(host: Host, addressHandle: number, tokenIdHandle: number, nonce: bigint, typeHandle: number): void {
  const { type } = readTokenInRange(host, addressHandle, tokenIdHandle, nonce);
  host.managedTypes.setBigInt(typeHandle, BigInt(type));
}

export function isEsdtFrozen(host: Host, addressHandle: number, tokenIdHandle: number, nonce: bigint): number {
  const { properties } = readToken(host, addressHandle, tokenIdHandle, nonce);
  return properties.length === USER_PROPERTIES_LENGTH && (properties[0] as number) & FROZEN_BIT ? 1 : 0;
}

/** All payments of the running call; EGLD stands under its identifier in multi-transfers, and alone. */
export function getAllTransfersCallValue(host: Host, destinationHandle: number): void {
  const { callValue, esdtTransfers } = host.runtime.getVmInput();
  const transfers = callValue > 0n ? [esdtTransfer(egldTokenIdentifier, 0n, callValue)] : esdtTransfers;
  writeEsdtTransfers(host, transfers, destinationHandle);
}
