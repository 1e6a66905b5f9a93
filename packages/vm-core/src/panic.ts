// Where production's VM panics: its run ends without an output, so there is nothing to answer.
import { VmError } from "@mxvm/protocol-hooks";

/** The fault that stands for a panic of production; `reason` says of what. */
export function panicked(reason: string): VmError {
  return new VmError("EXECUTION_PANICKED", "VM execution panicked", { reason });
}
