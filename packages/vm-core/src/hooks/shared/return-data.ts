// What a nested call added to the return data, handed to the caller as a vector. Mirrors setReturnDataIfExists of vm-go
// vmhooks/managedei.go.
import { failureFromCause, failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { noBytes } from "./lengths.js";

/** Puts the return data from `start` on under a handle, as a vector of buffers; empty if there are none. */
export function writeReturnDataFrom(host: Host, start: number, resultHandle: number): void {
  const added = host.output.returnData().slice(start);
  if (added.length === 0) {
    host.managedTypes.setBytes(resultHandle, noBytes);
    return;
  }
  try {
    host.managedTypes.writeManagedVecOfManagedBuffers(added, resultHandle);
  } catch (cause) {
    const isShort = failureFromCause(cause).kind === failures.notEnoughGas;
    if (host.flags.UseGasBoundedShouldFailExecutionFlag || !isShort) throw cause;
  }
}

/**
 * Runs a nested call and puts the return data that it added under a handle.
 *
 * Production goes on so after a failure too. A call on the same context that trapped can leave return data behind; paying for them out of
 * gas that is burnt already is then what the run fails with.
 */
export function callWithReturnData(host: Host, resultHandle: number, call: () => number): number {
  const start = host.output.returnData().length;
  let answer = 1;
  try {
    answer = call();
  } catch (cause) {
    host.failExecution(cause);
  }
  writeReturnDataFrom(host, start, resultHandle);
  return answer;
}
