// Asynchronous context of one call, as data: found by (address, call id), in a frame or in storage. Mirrors the fields of asyncContext in vm-go
// contexts/async.go, AsyncCallGroup and AsyncCall.
import { CallType } from "@mxvm/protocol-hooks";
import type { ByteString, CallTypeValue, ReturnCodeValue } from "@mxvm/protocol-hooks";
import { ReturnCode } from "@mxvm/protocol-hooks";

/** Where and how an asynchronous call is run. Numbers are those that are persisted. (Go: AsyncCallExecutionMode) */
export const ExecutionMode: {
  readonly syncExecution: 0;
  readonly builtInFunctionIntraShard: 1;
  readonly builtInFunctionCrossShard: 2;
  /** Nothing in this shard can run it: it is sent to its destination. */
  readonly unknown: 4;
} = { syncExecution: 0, builtInFunctionIntraShard: 1, builtInFunctionCrossShard: 2, unknown: 4 };

/** Numbers are those that are persisted. (Go: AsyncCallStatus) */
export const AsyncCallStatus: {
  readonly pending: 0;
  readonly resolved: 1;
  readonly rejected: 2;
} = { pending: 0, resolved: 1, rejected: 2 };

/** Group of the one legacy call. Promises are in the group without a name. */
export const LEGACY_GROUP = "LegacyAsync";

/** One registered asynchronous call. */
export interface AsyncCall {
  /** Empty until the call is made. */
  callId: Uint8Array;
  status: number;
  executionMode: number;
  readonly destination: Uint8Array;
  readonly data: Uint8Array;
  gasLimit: bigint;
  gasLocked: bigint;
  readonly valueBytes: Uint8Array;
  readonly successCallback: ByteString;
  readonly errorCallback: ByteString;
  readonly callbackClosure: Uint8Array;
}

/** Calls that complete together. Group callbacks are a feature that production never switched on; the fields are persisted. */
export interface AsyncCallGroup {
  readonly identifier: ByteString;
  readonly callback: ByteString;
  readonly gasLocked: bigint;
  readonly callbackData: Uint8Array;
  readonly asyncCalls: AsyncCall[];
}

/** What a destination answered, as far as it is persisted. */
export interface ChildResults {
  readonly returnData: readonly Uint8Array[];
  readonly returnCode: ReturnCodeValue;
  readonly returnMessage: ByteString;
  readonly gasRemaining: bigint;
}

export interface AsyncState {
  address: Uint8Array;
  callId: Uint8Array;
  callType: CallTypeValue;
  callerAddress: Uint8Array;
  /** Who called the call that a callback belongs to; else the caller. */
  parentAddress: Uint8Array;
  /** `undefined` for the first call of a chain. */
  callerCallId: Uint8Array | undefined;
  callbackAsyncInitiatorCallId: Uint8Array;
  gasAccumulated: bigint;
  asyncCallGroups: AsyncCallGroup[];
  /** Children that have not completed. */
  callsCounter: bigint;
  /** Children ever made; call ids derive from it. */
  totalCallsCounter: bigint;
  childResults: ChildResults | undefined;
  /** In a callback: the call that it answers. */
  callbackParentCall: AsyncCall | undefined;
}

const noBytes: Uint8Array = new Uint8Array(0);

export function createAsyncState(): AsyncState {
  return {
    address: noBytes,
    callId: noBytes,
    callType: CallType.directCall,
    callerAddress: noBytes,
    parentAddress: noBytes,
    callerCallId: undefined,
    callbackAsyncInitiatorCallId: noBytes,
    gasAccumulated: 0n,
    asyncCallGroups: [],
    callsCounter: 0n,
    totalCallsCounter: 0n,
    childResults: undefined,
    callbackParentCall: undefined,
  };
}

export function createAsyncCallGroup(identifier: ByteString): AsyncCallGroup {
  return { identifier, callback: "", gasLocked: 0n, callbackData: noBytes, asyncCalls: [] };
}

export function isLocal(call: AsyncCall): boolean {
  return call.executionMode === ExecutionMode.syncExecution || call.executionMode === ExecutionMode.builtInFunctionIntraShard;
}

export function updateStatus(call: AsyncCall, returnCode: ReturnCodeValue | bigint): void {
  call.status = BigInt(returnCode) === BigInt(ReturnCode.ok) ? AsyncCallStatus.resolved : AsyncCallStatus.rejected;
}

/** The callback that the outcome calls for; empty if there is none. A pending call would go to its error callback. */
export function callbackName(call: AsyncCall): ByteString {
  return call.status === AsyncCallStatus.resolved ? call.successCallback : call.errorCallback;
}

export function isAsynchronous(callType: CallTypeValue): boolean {
  return callType === CallType.asynchronousCall || callType === CallType.asynchronousCallBack;
}

/** No child is outstanding and no call is registered. */
export function isComplete(state: AsyncState): boolean {
  return state.callsCounter === 0n && state.asyncCallGroups.length === 0;
}

export function findGroup(state: AsyncState, identifier: ByteString): AsyncCallGroup | undefined {
  return state.asyncCallGroups.find((group) => group.identifier === identifier);
}

export function hasLegacyGroup(state: AsyncState): boolean {
  return findGroup(state, LEGACY_GROUP) !== undefined;
}
