// Synchronous calls between contracts, behind the memory and the managed form of the hooks. Mirrors the …WithTypedArgs functions of
// vm-go vmhooks/baseOps.go.
import { CallType } from "@mxvm/protocol-hooks";
import type { ContractCallInput } from "@mxvm/protocol-hooks";
import { failures } from "../../failures.js";
import type { Host, NestedCallResult } from "../../host.js";
import { noBytes } from "./lengths.js";

/** A call that a contract asks for. */
export interface ContractCall {
  /** Negative asks for all gas that is left. */
  readonly gasLimit: bigint;
  readonly destination: Uint8Array;
  readonly value: bigint;
  readonly function: string;
  readonly arguments: readonly Uint8Array[];
}

/** Input of a nested call while a hook puts it together. */
export type CallInputDraft = { -readonly [Field in keyof ContractCallInput]: ContractCallInput[Field] };

/** Input of a call by the running contract. (Go: prepareIndirectContractCallInput) */
export function draftCallInput(host: Host, call: ContractCall): CallInputDraft {
  const { runtime } = host;
  return {
    callerAddress: runtime.getContextAddress(),
    arguments: call.arguments,
    asyncArguments: undefined,
    callValue: call.value,
    callType: CallType.directCall,
    gasPrice: 0n,
    gasProvided: host.metering.boundGasLimit(call.gasLimit),
    gasLocked: 0n,
    originalTxHash: noBytes,
    currentTxHash: noBytes,
    prevTxHash: noBytes,
    esdtTransfers: [],
    returnCallAfterError: false,
    txGuardian: noBytes,
    originalCallerAddress: runtime.getOriginalCallerAddress(),
    relayerAddress: runtime.getVmInput().relayerAddress,
    recipientAddress: call.destination,
    function: call.function,
    allowInitFunction: false,
  };
}

function draftSynchronousCallInput(host: Host, call: ContractCall): CallInputDraft {
  if (!host.areInSameShard(host.runtime.getContextAddress(), call.destination)) throw failures.syncExecutionNotInSameShard;
  return draftCallInput(host, call);
}

/** Runs a call as a child of the running one. (Go: executeOnDestContextFromAPI) */
export function executeChild(host: Host, input: CallInputDraft): NestedCallResult {
  input.asyncArguments = host.async.newAsyncArgumentsForCall();
  const result = host.executeOnDestContext(input);
  // After a failure the child stays counted as pending, as in production.
  if (result.failure === undefined) host.async.completeChildConditional(result.isChildComplete, undefined, 0n);
  return result;
}

/** Calls a contract; answers 0, or 1 for a failure that is not to fail the caller. */
export function executeOnDestContext(host: Host, call: ContractCall, failsCaller: boolean): number {
  host.metering.useGasCompatible(host.costs.BaseOpsAPICost.ExecuteOnDestContext);
  const { output, failure } = executeChild(host, draftSynchronousCallInput(host, call));
  if (failure !== undefined) {
    if (output === undefined || failsCaller) throw failure;
    return 1;
  }
  if (output !== undefined) host.completeLogEntriesWithCallType(output, "ExecuteOnDestContext");
  return 0;
}

/** Runs the code of another contract on the caller's storage and balance. */
export function executeOnSameContext(host: Host, call: ContractCall): number {
  host.metering.useGasCompatible(host.costs.BaseOpsAPICost.ExecuteOnSameContext);
  const input = draftSynchronousCallInput(host, call);
  if (host.isBuiltinFunctionName(input.function)) throw failures.invalidBuiltInFunctionCall;
  host.executeOnSameContext(input);
  return 0;
}

/** Calls a contract that may change nothing. */
export function executeReadOnly(host: Host, call: ContractCall): number {
  host.metering.useGas(host.costs.BaseOpsAPICost.ExecuteReadOnly);
  const input = draftSynchronousCallInput(host, call);
  if (host.isBuiltinFunctionName(input.function)) throw failures.invalidBuiltInFunctionCall;
  const { runtime } = host;
  const wasReadOnly = runtime.readOnly();
  runtime.setReadOnly(true);
  const { failure } = executeChild(host, input);
  runtime.setReadOnly(wasReadOnly);
  if (failure !== undefined) throw failure;
  return 0;
}
