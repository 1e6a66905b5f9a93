// What the transactions and queries of a scenario called, step by step, for `--trace`.
import type { CallTree, RunError, RunObserver, Step } from "@mxvm/scenario";

export interface TracedStep {
  /** From 1, in its file. */
  readonly step: number;
  /** Empty where the step has none. */
  readonly id: string;
  readonly kind: Step["kind"];
  readonly calls: readonly CallTree[];
}

/** Looks on while scenarios run one after the other. */
export interface StepTracer {
  readonly observer: RunObserver;
  /** What was traced since the last call, with the step that failed. */
  readonly take: (error: Pick<RunError, "step" | "txId" | "kind" | "calls"> | undefined) => readonly TracedStep[];
}

export function createStepTracer(): StepTracer {
  let steps: TracedStep[] = [];
  return {
    observer: {
      onStepEnd: ({ step, number }, result, describeCalls) => {
        if (result !== undefined) steps.push({ step: number, id: "id" in step ? step.id : "", kind: step.kind, calls: describeCalls() });
      },
    },
    take: (error) => {
      const taken = steps;
      steps = [];
      if (error !== undefined && error.calls.length > 0) taken.push({ step: error.step, id: error.txId, kind: error.kind, calls: error.calls });
      return taken;
    },
  };
}
