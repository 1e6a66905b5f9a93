// Registration of asynchronous calls, behind the memory and the managed form of the hooks. Mirrors vm-go vmhooks/baseOps.go.
import { Breakpoint } from "@mxvm/executor-api";
import { failureFromCause, failures } from "../../failures.js";
import type { Host } from "../../host.js";

/** Registers the one legacy call and stops the contract. */
export function registerLegacyAsyncCall(host: Host, destination: Uint8Array, data: Uint8Array, value: Uint8Array): void {
  try {
    host.async.registerLegacyAsyncCall(destination, data, value);
  } catch (cause) {
    if (failureFromCause(cause).kind !== failures.notEnoughGas) throw cause;
    // Production stops the contract here without failing the hook, so that no message is stored.
    host.runtime.setRuntimeBreakpointValue(Breakpoint.outOfGas);
  }
}

/** Registers a promise; answers 0. */
export function createAsyncCall(host: Host, call: Parameters<Host["async"]["registerAsyncCall"]>[0]): number {
  const costs = host.costs.BaseOpsAPICost;
  host.metering.useGasCompatible(costs.CreateAsyncCall);
  if (call.successCallback.length > 0 || call.errorCallback.length > 0) host.metering.useGasCompatible(costs.SetAsyncCallback);
  host.async.registerAsyncCall(call);
  return 0;
}
