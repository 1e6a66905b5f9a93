// Arguments of signature hooks, loaded and charged in production's order.
import type { Host } from "../../host.js";
import type { ContractFailure } from "../../failures.js";
import { failureWithMessage } from "../../failures.js";

/** A message in memory: charged before it is loaded. */
export function loadMessage(host: Host, offset: number, length: number): Uint8Array {
  host.metering.useGasPerUnit(host.costs.BaseOperationCost.DataCopyPerByte, length);
  return host.memLoad(offset, length);
}

/** A managed buffer, charged by its length. */
export function chargedBuffer(host: Host, handle: number): Uint8Array {
  const bytes = host.managedTypes.getBytes(handle);
  host.managedTypes.consumeGasForBytes(bytes.length);
  return bytes;
}

/**
 * An invalid signature fails the execution. Without flag MaskInternalDependenciesErrorsFlag production passes on what its library says;
 * the words here are those for a signature that does not fit.
 */
export function assertValid(host: Host, valid: boolean, masked: ContractFailure, unmasked: string): number {
  if (valid) return 0;
  throw host.flags.MaskInternalDependenciesErrorsFlag ? masked : failureWithMessage(unmasked);
}
