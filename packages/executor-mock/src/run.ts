// One run of an endpoint: how it ends, and that it ends. A Wasm contract cannot go on after a breakpoint, so a closure must not either.
import { type CallOutcome, ExecutorError, isExecutorError } from "@mxvm/executor-api";

/** Unwinds a closure whose run has ended. It carries nothing: how the run ended is kept in the `Run`, out of the closure's reach. */
class EndOfRun extends Error {
  override readonly name = "EndOfRun";
}

type Ending = CallOutcome | { readonly status: "fault"; readonly error: unknown };

/** What a step of a run needs to know about its instance. */
export interface RunMonitor {
  /** Whether a breakpoint is set. */
  isStopped(): boolean;
}

export class Run {
  private readonly monitor: RunMonitor;
  private ending: Ending | undefined;

  constructor(monitor: RunMonitor) {
    this.monitor = monitor;
  }

  /**
   * Does one thing for the closure, unless the run has ended, and answers what it answered, unless it ended the run.
   * A closure that catches the unwinding gets no further: its next step unwinds again, and the ending stands.
   */
  step<Result>(work: () => Result): Result {
    if (this.ending === undefined) {
      try {
        const result = work();
        if (!this.monitor.isStopped()) return result;
        this.ending = { status: "stopped" };
      } catch (thrown) {
        // Unwinding from within `work` has set the ending already.
        this.ending ??= { status: "fault", error: hookFault(thrown) };
      }
    }
    throw new EndOfRun();
  }

  /** Ends the run as a trap. */
  trap(message: string): never {
    this.ending ??= { status: "trapped", message };
    throw new EndOfRun();
  }

  /** Runs the closure to its end. Throws what a hook or the closure itself threw. */
  complete(closure: () => void): CallOutcome {
    try {
      closure();
      this.ending ??= { status: "returned" };
    } catch (thrown) {
      this.ending ??= { status: "fault", error: thrown };
    }
    if (this.ending.status === "fault") throw this.ending.error;
    return this.ending;
  }
}

function hookFault(thrown: unknown): ExecutorError {
  return isExecutorError(thrown) ? thrown : new ExecutorError("HOOK_THREW", "a VM hook threw", { cause: thrown });
}
