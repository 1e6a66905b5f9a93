// What happens when a child of a call has completed: its parent may be complete too, and so on up the tree. Mirrors vm-go
// contexts/asyncComposability.go.
import { CallType } from "@mxvm/protocol-hooks";
import { failureFromCause, failures } from "../failures.js";
import type { Machine } from "../machine.js";
import { isComplete } from "./async-state.js";
import type { AsyncState } from "./async-state.js";
import { asyncCallById, completeChild } from "./children.js";
import { runCallback } from "./local.js";
import { becomeStoredParent, deleteAsyncState, findWaitingAsyncState, parentLocation, readAsyncState, saveAsyncState } from "./persistence.js";

/** Completes a child of a stored context, and the context itself and its parents as far as nothing else is outstanding. */
export function notifyChildIsComplete(
  machine: Machine,
  state: AsyncState,
  callId: Uint8Array | undefined,
  gasToAccumulate: bigint,
): void {
  completeChild(state, callId, gasToAccumulate);
  if (isComplete(state)) complete(machine, state);
  else saveAsyncState(machine, state);
}

function complete(machine: Machine, state: AsyncState): void {
  deleteAsyncState(machine, state, state.callId);
  if (state.callerCallId === undefined) return;
  switch (state.callType) {
    case CallType.asynchronousCall: {
      // The callback may put the parent's context in this one's place.
      const { callId } = state;
      if (callCallbackOfParent(machine, state)) notifyChildIsComplete(machine, state, callId, 0n);
      return;
    }
    case CallType.asynchronousCallBack:
      becomeStoredParent(machine, state);
      notifyChildIsComplete(machine, state, state.callerCallId, state.gasAccumulated);
      return;
    case CallType.directCall:
      becomeStoredParent(machine, state);
      notifyChildIsComplete(machine, state, undefined, state.gasAccumulated);
      return;
    default:
  }
}

/** Runs the callback that the completed call's results were kept for. Answers whether it is complete; a callback elsewhere is not. */
function callCallbackOfParent(machine: Machine, state: AsyncState): boolean {
  if (!machine.areInSameShard(state.address, state.callerAddress)) return false;
  const { callId, gasAccumulated, childResults } = state;
  const parent = parentInto(machine, state);
  const call = asyncCallById(parent, callId);
  if (childResults === undefined) throw failures.nilDestinationCallVMOutput;
  const { gas } = machine.frames.current;
  gas.restoreEnabled = false;
  const result = runCallback(machine, parent, call, { results: childResults, output: undefined, failure: undefined, gasAccumulated });
  gas.restoreEnabled = true;
  return result.isComplete;
}

/** The parent's context: a waiting one, or the stored one in the place of `state`, or `state` where there is none. */
function parentInto(machine: Machine, state: AsyncState): AsyncState {
  const location = parentLocation(state);
  const waiting = findWaitingAsyncState(machine, location);
  if (waiting !== undefined) return waiting;
  try {
    Object.assign(state, readAsyncState(machine, location));
  } catch (cause) {
    if (failureFromCause(cause) !== failures.noStoredAsyncContextFound) throw cause;
  }
  return state;
}
