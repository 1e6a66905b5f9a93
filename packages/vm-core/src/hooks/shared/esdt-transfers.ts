// Lists of token payments in managed buffers: 16 bytes each, big-endian: handle of the identifier, nonce, handle of the value. Mirrors
// readESDTTransfers and writeESDTTransfersToBytes of vm-go vmhooks/managedConversions.go.
import { EsdtType } from "@mxvm/protocol-hooks";
import type { EsdtTransfer } from "@mxvm/protocol-hooks";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";

const TRANSFER_LENGTH = 16;
const NONCE_OFFSET = 4;
const VALUE_OFFSET = 12;

/** A payment as a contract asks for it. `isNonFungible` says how production reads the sign of the nonce, which differs between hooks. */
export function esdtTransfer(
  tokenIdentifier: Uint8Array,
  nonce: bigint,
  value: bigint,
  isNonFungible: boolean = nonce > 0n,
): EsdtTransfer {
  return { tokenIdentifier, nonce, value, tokenType: isNonFungible ? EsdtType.nonFungible : EsdtType.fungible };
}

/** Reads a list of payments and charges for copying it. */
export function readEsdtTransfers(host: Host, vectorHandle: number): EsdtTransfer[] {
  const { managedTypes } = host;
  const bytes = managedTypes.getBytes(vectorHandle);
  managedTypes.consumeGasForBytes(bytes.length);
  if (bytes.length % TRANSFER_LENGTH !== 0) throw failures.invalidEsdtTransfers;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const transfers: EsdtTransfer[] = [];
  for (let offset = 0; offset < bytes.length; offset += TRANSFER_LENGTH) {
    const tokenIdentifier = managedTypes.getBytes(view.getInt32(offset));
    managedTypes.consumeGasForBytes(tokenIdentifier.length);
    const value = managedTypes.getBigInt(view.getInt32(offset + VALUE_OFFSET));
    managedTypes.consumeGasForBigIntCopy(value);
    transfers.push(esdtTransfer(tokenIdentifier, view.getBigUint64(offset + NONCE_OFFSET), value));
  }
  return transfers;
}

/** Makes handles for a list of payments, charges for the list and puts it under a handle. */
export function writeEsdtTransfers(host: Host, transfers: readonly EsdtTransfer[], destinationHandle: number): void {
  const { managedTypes } = host;
  const bytes = new Uint8Array(transfers.length * TRANSFER_LENGTH);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const transfer of transfers) {
    view.setInt32(offset, managedTypes.newManagedBufferFromBytes(transfer.tokenIdentifier));
    view.setBigUint64(offset + NONCE_OFFSET, transfer.nonce);
    view.setInt32(offset + VALUE_OFFSET, managedTypes.newBigInt(transfer.value));
    offset += TRANSFER_LENGTH;
  }
  managedTypes.consumeGasForBytes(bytes.length);
  managedTypes.setOwnedBytes(destinationHandle, bytes);
}
