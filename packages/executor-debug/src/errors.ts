// What a contract's code threw, as the end of its run.
import { type Emitter, isContractFailure } from "@mxvm/contract-api";
import { ExecutorError } from "@mxvm/executor-api";
import type { Run } from "./run.js";

interface FailingInstance {
  readonly program: { readonly name: string };
  readonly emitter: Emitter;
}

/**
 * Ends a run that its own code ended by an error: a division by zero is the VM's failure, a `fail` of another copy of the API a user error,
 * anything else a mistake in the contract, which has no counterpart in compiled code and stops the test.
 */
export function endByError(instance: FailingInstance, run: Run, thrown: unknown): void {
  try {
    if (isDivisionByZero(thrown)) divideByZero(instance);
    else if (isContractFailure(thrown)) instance.emitter.fail(thrown.message);
    else run.fault(faultOf(instance, run, thrown));
  } catch (unwinding) {
    if (run.getEnding() === undefined) throw unwinding;
    keepOrigin(run, thrown);
  }
}

function isDivisionByZero(thrown: unknown): boolean {
  return thrown instanceof RangeError && thrown.message === "Division by zero";
}

/** The hook that compiled contracts divide with, with nothing as the divisor. */
function divideByZero({ emitter }: FailingInstance): void {
  const dividend = emitter.fromBigInt(1n);
  emitter.hooks.bigIntTDiv(emitter.newHandle(), dividend, emitter.fromBigInt(0n));
}

function faultOf(instance: FailingInstance, run: Run, thrown: unknown): ExecutorError {
  const where = `${instance.program.name}.${run.functionName}`;
  if (thrown instanceof RangeError && /call stack/i.test(thrown.message)) {
    return new ExecutorError("NATIVE_STACK_EXHAUSTED", `${where} exhausted the stack of this machine`, { cause: thrown });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ExecutorError("CONTRACT_THREW", `${where} threw: ${message}`, { cause: thrown });
}

/** The report shows where the error arose, not where it was caught. */
function keepOrigin(run: Run, thrown: unknown): void {
  const ending = run.getEnding();
  if (ending?.type === "stopped" && thrown instanceof Error && thrown.stack !== undefined) ending.at.stack = thrown.stack;
}
