// Asynchronous calls that leave the shard. Mirrors vm-go contexts/asyncRemote.go.
import { buildCallData, byteStringToBytes, bytesToByteString, bytesToUnsigned, parseCallData } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import { failureWithMessage } from "../failures.js";
import type { Machine } from "../machine.js";
import type { AsyncCall, AsyncState } from "./async-state.js";
import { newAsyncArgumentsForCall } from "./local.js";
import { asyncDataOfCall } from "./params.js";

/** Sends a call to its destination, as a transfer. */
export function sendAsyncCallCrossShard(machine: Machine, state: AsyncState, call: AsyncCall): void {
  const parsed = parseCallData(bytesToByteString(call.data));
  if (!parsed.ok) throw failureWithMessage(parsed.error);
  const { callId, callerCallId } = newAsyncArgumentsForCall(state);
  call.callId = callId;
  machine.output.transfer({
    destination: call.destination,
    sender: machine.runtime.getContextAddress(),
    gasLimit: call.gasLimit,
    gasLocked: call.gasLocked,
    value: bytesToUnsigned(call.valueBytes),
    asyncData: asyncDataOfCall(callId, callerCallId),
    input: byteStringToBytes(buildCallData(parsed.value.functionName, parsed.value.arguments)),
    callType: CallType.asynchronousCall,
  });
}
