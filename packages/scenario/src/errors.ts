// Errors of scenario files. They name the place, what was found there and what was expected.

import type { SourcePosition } from "./model/source.js";

const scenarioErrorBrand = Symbol.for("mxvm.scenario-error");

/**
 * Stable codes.
 *
 * - `INVALID_TEXT`: the file is not UTF-8.
 * - `INVALID_JSON`: the file is not JSON as scenarios use it: objects, lists, strings, `true` and `false`.
 * - `TOO_DEEP`: JSON or a value expression is nested deeper than any scenario needs.
 * - `DUPLICATE_KEY`: a key appears twice in one object.
 * - `UNEXPECTED_TYPE`: an object, list, string or boolean stands where another was expected.
 * - `UNKNOWN_STEP`, `UNKNOWN_FIELD`: the format has no step or field of that name there.
 * - `FIELD_NOT_ALLOWED`: the field exists, but not for this kind of step.
 * - `MISSING_FIELD`: a step cannot do without the field.
 * - `INVALID_VALUE`: a value expression is malformed, or its value is out of range.
 * - `FILE_UNREADABLE`: a file that the scenario names could not be read; `cause` says why.
 * - `OUTSIDE_ROOT`: a file that the scenario names lies outside of the directory that the loader was given.
 * - `CYCLIC_STEPS`: `externalSteps` lead back to a file that is being run.
 */
export type ScenarioErrorCode =
  | "INVALID_TEXT"
  | "INVALID_JSON"
  | "TOO_DEEP"
  | "DUPLICATE_KEY"
  | "UNEXPECTED_TYPE"
  | "UNKNOWN_STEP"
  | "UNKNOWN_FIELD"
  | "FIELD_NOT_ALLOWED"
  | "MISSING_FIELD"
  | "INVALID_VALUE"
  | "FILE_UNREADABLE"
  | "OUTSIDE_ROOT"
  | "CYCLIC_STEPS";

/** What is wrong, apart from where. */
export interface Problem {
  readonly code: ScenarioErrorCode;
  /** What was found there. */
  readonly found: string;
  /** What was expected instead. */
  readonly expected: string;
  /** The nearest known name, if one is near. */
  readonly suggestion?: string | undefined;
  readonly cause?: unknown;
}

/** A scenario file is wrong. `message` starts with `file:line:column`; `detail` is the rest of it. */
export class ScenarioError extends Error {
  override readonly name: string = "ScenarioError";
  readonly code: ScenarioErrorCode;
  readonly position: SourcePosition;
  readonly detail: string;
  readonly found: string;
  readonly expected: string;
  readonly suggestion: string | undefined;

  constructor(problem: Problem, position: SourcePosition) {
    const detail = describeProblem(problem);
    super(`${formatPosition(position)}: ${detail}`, { cause: problem.cause });
    this.code = problem.code;
    this.position = position;
    this.detail = detail;
    this.found = problem.found;
    this.expected = problem.expected;
    this.suggestion = problem.suggestion;
    Object.defineProperty(this, scenarioErrorBrand, { value: true });
  }
}

/** Whether a value is a `ScenarioError`, also one of another copy of this package. */
export function isScenarioError(value: unknown): value is ScenarioError {
  return typeof value === "object" && value !== null && scenarioErrorBrand in value;
}

/** `file:line:column`, which terminals and editors make a link. */
export function formatPosition(position: SourcePosition): string {
  return `${position.file}:${position.line}:${position.column}`;
}

/** Longer values would bury the message. */
const longestFound = 200;

/** A problem in words: what was found, what was expected, what was perhaps meant. */
export function describeProblem(problem: Problem): string {
  const found = problem.found.length > longestFound ? `${problem.found.slice(0, longestFound)}…` : problem.found;
  const hint = problem.suggestion === undefined ? "" : `; did you mean "${problem.suggestion}"?`;
  return `found ${found}, expected ${problem.expected}${hint}`;
}
