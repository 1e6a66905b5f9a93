// Registering asynchronous calls: who may, what it costs, and where they will run. Mirrors RegisterAsyncCall and its relatives in vm-go
// contexts/async.go.
import { Breakpoint } from "@mxvm/executor-api";
import { CallType } from "@mxvm/protocol-hooks";
import type { ByteString } from "@mxvm/protocol-hooks";
import { functionNames } from "../execution/function-names.js";
import { failures } from "../failures.js";
import type { Machine } from "../machine.js";
import { addUint64, subUint64 } from "../metering/uint64.js";
import type { AsyncContext } from "./async-context.js";
import { AsyncCallStatus, ExecutionMode, LEGACY_GROUP, createAsyncCallGroup, findGroup, hasLegacyGroup, isAsynchronous } from "./async-state.js";
import type { AsyncCall } from "./async-state.js";
import { executionModeOf } from "./execution-mode.js";

const noBytes: Uint8Array = new Uint8Array(0);
const PROMISES_GROUP = "";

export type Promise = Parameters<AsyncContext["registerAsyncCall"]>[0];

/** Registers a promise. */
export function registerPromise(machine: Machine, promise: Promise): void {
  const { metering, runtime } = machine;
  let gasLocked = promise.extraGasForCallback;
  const callbacks = [promise.successCallback, promise.errorCallback].filter((name) => name !== "");
  for (const name of callbacks) runtime.validateCallbackName(name);
  if (callbacks.length > 0) gasLocked = addUint64(gasLocked, metering.computeExtraGasLockedForAsync());
  metering.useGasForAsyncStep();
  addAsyncCall(machine, PROMISES_GROUP, {
    callId: noBytes,
    status: AsyncCallStatus.pending,
    executionMode: ExecutionMode.syncExecution,
    destination: promise.destination,
    data: promise.data,
    gasLimit: promise.gas,
    gasLocked,
    valueBytes: promise.value,
    successCallback: promise.successCallback,
    errorCallback: promise.errorCallback,
    callbackClosure: promise.callbackClosure,
  });
}

/** Registers the one legacy call, with all gas that is left, and stops the contract. */
export function registerLegacyCall(machine: Machine, destination: Uint8Array, data: Uint8Array, value: Uint8Array): void {
  const { frames, metering, runtime } = machine;
  const state = frames.current.async;
  const isCallback = runtime.getVmInput().callType === CallType.asynchronousCallBack;
  if (state.asyncCallGroups.length > 0 || isCallback) throw failures.legacyAsyncCallInvalid;
  if (hasLegacyGroup(state)) throw failures.onlyOneLegacyAsyncCallAllowed;
  metering.useGasForAsyncStep();
  const hasCallback = runtime.hasFunction(functionNames.callback);
  const gasLocked = hasCallback ? metering.computeExtraGasLockedForAsync() : 0n;
  const callback: ByteString = hasCallback ? functionNames.callback : "";
  addAsyncCall(machine, LEGACY_GROUP, {
    callId: noBytes,
    status: AsyncCallStatus.pending,
    executionMode: ExecutionMode.syncExecution,
    destination,
    data,
    gasLimit: subUint64(metering.gasLeft(), gasLocked),
    gasLocked,
    valueBytes: value,
    successCallback: callback,
    errorCallback: callback,
    callbackClosure: noBytes,
  });
  runtime.setRuntimeBreakpointValue(Breakpoint.asyncCall);
}

function addAsyncCall(machine: Machine, groupIdentifier: ByteString, call: AsyncCall): void {
  const { frames, metering, runtime } = machine;
  const functionName = runtime.getVmInput().function;
  if (functionName === functionNames.init || functionName === functionNames.upgradeContract) throw failures.asyncNotAllowed;
  metering.reserveGas(call.gasLocked);
  metering.reserveGas(call.gasLimit);
  call.executionMode = executionModeOf(machine, call.destination, call.data);
  if (isAnyCallAsynchronous(machine)) throw failures.asyncNoMultiLevel;
  const state = frames.current.async;
  let group = findGroup(state, groupIdentifier);
  if (group === undefined) {
    group = createAsyncCallGroup(groupIdentifier);
    state.asyncCallGroups.push(group);
  }
  group.asyncCalls.push(call);
}

/** Legs of asynchronous calls, and what they call, make no asynchronous calls of their own. */
function isAnyCallAsynchronous(machine: Machine): boolean {
  const { current, waiting } = machine.frames;
  return isAsynchronous(current.async.callType) || waiting.some((frame) => isAsynchronous(frame.async.callType));
}
