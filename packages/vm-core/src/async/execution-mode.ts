// Where an asynchronous call is run. Mirrors determineExecutionMode of vm-go contexts/async.go.
import { bytesToByteString, equalBytes, parseCallData } from "@mxvm/codec";
import { parseEsdtTransfers } from "../execution/esdt-transfer-parser.js";
import { failureFromCause, failureWithMessage } from "../failures.js";
import type { Machine } from "../machine.js";
import { ExecutionMode } from "./async-state.js";

/** The account that answers a call: for a token transfer that is addressed to oneself, the receiver of the tokens. */
export function destinationOfAsyncCall(machine: Machine, destination: Uint8Array, data: Uint8Array): Uint8Array {
  if (!equalBytes(machine.runtime.getContextAddress(), destination)) return destination;
  const call = parseCallData(bytesToByteString(data));
  if (!call.ok) throw failureWithMessage(call.error);
  const { functionName, arguments: args } = call.value;
  if (!machine.isBuiltinFunctionName(functionName)) return destination;
  return parseEsdtTransfers(destination, destination, functionName, args)?.receiver ?? destination;
}

/** How a call is to be run. Data that are no call leave that to the destination. */
export function executionModeOf(machine: Machine, destination: Uint8Array, data: Uint8Array): number {
  const call = parseCallData(bytesToByteString(data));
  if (!call.ok) return ExecutionMode.unknown;
  const actualDestination = destinationOfAsyncCall(machine, destination, data);
  if (machine.isBuiltinFunctionName(call.value.functionName)) {
    const isSameShard = machine.areInSameShard(machine.runtime.getContextAddress(), actualDestination);
    return isSameShard ? ExecutionMode.builtInFunctionIntraShard : ExecutionMode.builtInFunctionCrossShard;
  }
  return hasCode(machine, actualDestination) ? ExecutionMode.syncExecution : ExecutionMode.unknown;
}

function hasCode(machine: Machine, address: Uint8Array): boolean {
  try {
    return machine.blockchain.getCode(address).length > 0;
  } catch (cause) {
    failureFromCause(cause);
    return false;
  }
}
