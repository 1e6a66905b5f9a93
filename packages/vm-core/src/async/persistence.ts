// Asynchronous contexts between calls: on the frames that wait, and in storage under a key of the VM. Mirrors vm-go
// contexts/asyncPersistence.go.
import { ADDRESS_LENGTH, concatBytes, equalBytes } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import { failureWithMessage, failures } from "../failures.js";
import type { Machine } from "../machine.js";
import type { AsyncState } from "./async-state.js";
import { asyncStateFromBytes, asyncStateToBytes } from "./serialization.js";

const STORAGE_SUFFIX = "ASYNC";
const noBytes: Uint8Array = new Uint8Array(0);

function storageKey(machine: Machine, callId: Uint8Array): Uint8Array {
  return concatBytes(machine.storage.getVmProtectedPrefix(STORAGE_SUFFIX), callId);
}

/** Where the context of a call's parent is to be found. */
interface Location {
  readonly address: Uint8Array;
  readonly callId: Uint8Array;
}

/** Writes the context under its contract. Costs no gas. */
export function saveAsyncState(machine: Machine, state: AsyncState): void {
  if (state.callId.length > ADDRESS_LENGTH) throw failureWithMessage("callID must be 32 bytes");
  const key = storageKey(machine, state.callId);
  machine.storage.setProtectedStorageToAddressUnmetered(state.address, key, asyncStateToBytes(state));
}

/** Deletes a stored context of the same contract. */
export function deleteAsyncState(machine: Machine, state: AsyncState, callId: Uint8Array): void {
  machine.storage.setProtectedStorageToAddressUnmetered(state.address, storageKey(machine, callId), noBytes);
}

/** Reads a stored context. Throws `noStoredAsyncContextFound`. */
export function readAsyncState(machine: Machine, { address, callId }: Location): AsyncState {
  const { value } = machine.storage.getStorageFromAddressNoChecks(address, storageKey(machine, callId));
  if (value.length === 0) throw failures.noStoredAsyncContextFound;
  return asyncStateFromBytes(value);
}

/** The context of a call that waits. */
export function findWaitingAsyncState(machine: Machine, { address, callId }: Location): AsyncState | undefined {
  const { current, waiting } = machine.frames;
  // On the caller's own context the current call shares its caller's context, which then is not a waiting one.
  return waiting
    .map((frame) => frame.async)
    .find((state) => state !== current.async && equalBytes(state.address, address) && equalBytes(state.callId, callId));
}

/** A callback's parent is the call that made the asynchronous call, in the same contract; any other's is its caller. */
export function parentLocation(state: AsyncState): Location {
  return state.callType === CallType.asynchronousCallBack
    ? { address: state.address, callId: state.callbackAsyncInitiatorCallId }
    : { address: state.callerAddress, callId: state.callerCallId ?? noBytes };
}

/** The context of the parent, wherever it is. Throws `noStoredAsyncContextFound`. */
export function findParentAsyncState(machine: Machine, state: AsyncState): AsyncState {
  const location = parentLocation(state);
  return findWaitingAsyncState(machine, location) ?? readAsyncState(machine, location);
}

/** Turns the context into its stored parent. An asynchronous call has none in its own contract: throws `noAsyncParentContext`. */
export function becomeStoredParent(machine: Machine, state: AsyncState): void {
  if (state.callType !== CallType.directCall && state.callType !== CallType.asynchronousCallBack) throw failures.noAsyncParentContext;
  const { callbackParentCall } = state;
  Object.assign(state, readAsyncState(machine, parentLocation(state)), { callbackParentCall });
}
