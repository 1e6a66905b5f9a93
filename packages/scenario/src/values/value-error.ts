// Errors of value expressions.

import type { Problem } from "../errors.js";
import { describeProblem } from "../errors.js";

const valueErrorBrand = Symbol.for("mxvm.scenario-value-error");

/** A value expression is malformed. `index` is where in the expression, counted from 0. */
export class ValueError extends Error {
  override readonly name: string = "ValueError";
  readonly problem: Problem;
  readonly index: number;

  constructor(problem: Problem, index: number) {
    super(describeProblem(problem), { cause: problem.cause });
    this.problem = problem;
    this.index = index;
    Object.defineProperty(this, valueErrorBrand, { value: true });
  }
}

/** Whether a value is a `ValueError`, also one of another copy of this package. */
export function isValueError(value: unknown): value is ValueError {
  return typeof value === "object" && value !== null && valueErrorBrand in value;
}

/** A malformed value at `index` of its expression. */
export function invalidValue(index: number, found: string, expected: string, suggestion?: string, cause?: unknown): ValueError {
  return new ValueError({ code: "INVALID_VALUE", found, expected, suggestion, cause }, index);
}
