// Identities of calls in an asynchronous tree, and how they travel with transfers. Mirrors vm-go contexts/asyncParams.go.
import { sha256 } from "@noble/hashes/sha2.js";
import { buildCallData, byteStringToBytes, concatBytes, magnitudeToBytes } from "@mxvm/codec";
import type { AsyncArguments, CallTypeValue, VmOutput } from "@mxvm/protocol-hooks";

/** Id of a child: the hash of its parent's and its number. */
export function newCallId(parentCallId: Uint8Array, number: bigint): Uint8Array {
  return sha256(concatBytes(parentCallId, magnitudeToBytes(number)));
}

/** `@callID@callerCallID`, hex: what a transfer of an asynchronous call carries. */
export function asyncDataOfCall(callId: Uint8Array, callerCallId: Uint8Array): Uint8Array {
  return byteStringToBytes(buildCallData("", [callId, callerCallId]));
}

/** Names the call in all transfers of that type that a built-in function made for it. */
export function addAsyncArgumentsToOutputTransfers(
  output: VmOutput,
  asyncArguments: AsyncArguments | undefined,
  callType: CallTypeValue,
): void {
  if (asyncArguments === undefined) return;
  const asyncData = asyncDataOfCall(asyncArguments.callId, asyncArguments.callerCallId);
  for (const account of output.outputAccounts.values()) {
    for (const transfer of account.outputTransfers) {
      if (transfer.callType === callType) transfer.asyncData = asyncData;
    }
  }
}
