// How a step fails inside the runner; users see it as the `error` of a run's result.

import type { Mismatch } from "../check/mismatch.js";
import type { Span } from "../model/source.js";

/** A step cannot be carried out for what the scenario says at `span`. */
export class StepFailure extends Error {
  override readonly name: string = "StepFailure";
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** A check does not hold. */
export class CheckFailure extends Error {
  override readonly name: string = "CheckFailure";
  readonly mismatches: readonly Mismatch[];

  constructor(mismatches: readonly Mismatch[]) {
    super(mismatches.map(({ what, expected, actual }) => `${what}: expected ${expected}, actual ${actual}`).join("\n"));
    this.mismatches = mismatches;
  }
}
