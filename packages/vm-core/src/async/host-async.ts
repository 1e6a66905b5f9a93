// The asynchronous context of the current call. Mirrors vm-go contexts/async.go.
import { bytesToUnsigned } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import type { AsyncArguments, ContractCallInput, VmOutput } from "@mxvm/protocol-hooks";
import { failureFromCause, failureWithMessage, failures } from "../failures.js";
import type { AsyncRules, CallbackLeg, Machine } from "../machine.js";
import {
  AsyncCallStatus,
  ExecutionMode,
  LEGACY_GROUP,
  callbackName,
  findGroup,
  hasLegacyGroup,
  isAsynchronous,
  isComplete,
  isLocal,
  updateStatus,
} from "./async-state.js";
import type { AsyncCall, AsyncCallGroup, AsyncState } from "./async-state.js";
import { asyncCallById, completeChild } from "./children.js";
import { notifyChildIsComplete } from "./completion.js";
import { executeAsyncLocalCall, executeSyncHalfOfBuiltInFunction, newAsyncArgumentsForCall } from "./local.js";
import { becomeStoredParent, deleteAsyncState, findParentAsyncState, parentLocation, readAsyncState, saveAsyncState } from "./persistence.js";
import { registerLegacyCall, registerPromise } from "./registration.js";
import type { Promise } from "./registration.js";
import { sendAsyncCallCrossShard } from "./remote.js";

const asyncParams = failureWithMessage("async parameters error");

export function createAsync(machine: Machine): AsyncRules {
  return new FrameAsync(machine);
}

class FrameAsync implements AsyncRules {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get #state(): AsyncState {
    return this.#machine.frames.current.async;
  }

  initStateFromInput(input: ContractCallInput): void {
    const state = this.#state;
    state.callType = input.callType;
    state.address = this.#machine.runtime.getContextAddress();
    state.callerAddress = input.callerAddress;
    state.parentAddress = input.callerAddress;
    const isTopLevel = this.#machine.frames.waiting.length === 0;
    if (isTopLevel && !isAsynchronous(input.callType)) {
      state.callId = input.currentTxHash;
      return;
    }
    const { asyncArguments } = input;
    if (asyncArguments === undefined) throw asyncParams;
    state.callId = asyncArguments.callId;
    state.callerCallId = asyncArguments.callerCallId;
    if (input.callType !== CallType.asynchronousCallBack) return;
    state.callbackAsyncInitiatorCallId = asyncArguments.callbackAsyncInitiatorCallId;
    state.gasAccumulated = asyncArguments.gasAccumulated;
    state.parentAddress = findParentAsyncState(this.#machine, state).parentAddress;
  }

  registerAsyncCall(promise: Promise): void {
    registerPromise(this.#machine, promise);
  }

  registerLegacyAsyncCall(destination: Uint8Array, data: Uint8Array, value: Uint8Array): void {
    registerLegacyCall(this.#machine, destination, data, value);
  }

  newAsyncArgumentsForCall(): AsyncArguments {
    return newAsyncArgumentsForCall(this.#state);
  }

  completeChildConditional(isChildComplete: boolean, callId: Uint8Array | undefined, gasToAccumulate: bigint): void {
    if (isChildComplete) completeChild(this.#state, callId, gasToAccumulate);
  }

  execute(): void {
    const state = this.#state;
    const calls = state.asyncCallGroups.flatMap((group) => group.asyncCalls);
    for (const call of calls.filter(isLocal)) executeAsyncLocalCall(this.#machine, state, call);
    const remaining = state.asyncCallGroups.flatMap((group) => group.asyncCalls);
    for (const call of remaining) {
      if (call.status === AsyncCallStatus.pending) this.#executeRemotely(state, call);
    }
  }

  #executeRemotely(state: AsyncState, call: AsyncCall): void {
    // A built-in function sends the other half of the call itself.
    if (call.executionMode === ExecutionMode.builtInFunctionCrossShard) executeSyncHalfOfBuiltInFunction(this.#machine, state, call);
    else sendAsyncCallCrossShard(this.#machine, state, call);
  }

  isComplete(): boolean {
    return isComplete(this.#state);
  }

  hasLegacyGroup(): boolean {
    return hasLegacyGroup(this.#state);
  }

  legacyGroup(): AsyncCallGroup | undefined {
    return findGroup(this.#state, LEGACY_GROUP);
  }

  setResults(output: VmOutput): void {
    if (this.#machine.runtime.getVmInput().callType === CallType.asynchronousCall) this.#state.childResults = output;
  }

  save(): void {
    saveAsyncState(this.#machine, this.#state);
  }

  getParentAddress(): Uint8Array {
    return this.#state.parentAddress;
  }

  getCallbackClosure(): Uint8Array {
    const state = this.#state;
    try {
      state.callbackParentCall ??= asyncCallById(findParentAsyncState(this.#machine, state), state.callerCallId ?? new Uint8Array(0));
    } catch (cause) {
      failureFromCause(cause);
      throw failures.asyncNoCallbackForClosure;
    }
    return state.callbackParentCall.callbackClosure;
  }

  beginCallback(): CallbackLeg {
    const machine = this.#machine;
    const state = this.#state;
    const [returnCode] = machine.runtime.arguments();
    if (returnCode === undefined) throw failures.cannotInterpretCallbackArgs;
    const callerCallId = state.callerCallId ?? new Uint8Array(0);
    const stored = readAsyncState(machine, parentLocation(state));
    const call = asyncCallById(stored, callerCallId);
    updateStatus(call, BigInt.asUintN(64, bytesToUnsigned(returnCode)));
    state.callbackParentCall = call;
    return {
      callbackName: callbackName(call),
      complete: () => {
        if (hasLegacyGroup(stored)) {
          deleteAsyncState(machine, state, state.callbackAsyncInitiatorCallId);
          return;
        }
        becomeStoredParent(machine, state);
        notifyChildIsComplete(machine, state, callerCallId, machine.metering.gasLeft());
      },
    };
  }
}
