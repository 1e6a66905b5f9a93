// Children of a call: asynchronous ones by id, and what remains when one has completed. Mirrors vm-go contexts/async.go and
// asyncComposability.go.
import { equalBytes } from "@mxvm/codec";
import { failures } from "../failures.js";
import { addUint64 } from "../metering/uint64.js";
import type { AsyncCall, AsyncState } from "./async-state.js";

const UINT64 = 64;

/** The registered call of that id. Throws `asyncCallNotFound`. */
export function asyncCallById(state: AsyncState, callId: Uint8Array): AsyncCall {
  for (const group of state.asyncCallGroups) {
    for (const call of group.asyncCalls) {
      if (equalBytes(call.callId, callId)) return call;
    }
  }
  throw failures.asyncCallNotFound;
}

/** Takes the last one's place, as production does: the order of what is left shows in what is persisted. */
function removeBySwap(items: unknown[], index: number): void {
  const last = items.pop();
  if (last !== undefined && index < items.length) items[index] = last;
}

function deleteAsyncCall(state: AsyncState, callId: Uint8Array): void {
  const groups = state.asyncCallGroups;
  for (const [groupIndex, group] of groups.entries()) {
    const callIndex = group.asyncCalls.findIndex((call) => equalBytes(call.callId, callId));
    if (callIndex < 0) continue;
    removeBySwap(group.asyncCalls, callIndex);
    if (group.asyncCalls.length === 0) removeBySwap(groups, groupIndex);
    return;
  }
  throw failures.asyncCallNotFound;
}

/** A child completed: it is not waited for any more, and what it had left is remembered. `callId` is `undefined` for synchronous calls. */
export function completeChild(state: AsyncState, callId: Uint8Array | undefined, gasToAccumulate: bigint): void {
  state.callsCounter = BigInt.asUintN(UINT64, state.callsCounter - 1n);
  state.gasAccumulated = addUint64(state.gasAccumulated, gasToAccumulate);
  if (callId !== undefined) deleteAsyncCall(state, callId);
}
