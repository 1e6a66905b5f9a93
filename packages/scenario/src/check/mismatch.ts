// What a check finds, and the comparisons that all checks share.

import { equalBytes } from "@mxvm/codec";
import type { SourceFile, SourcePosition, Span } from "../model/source.js";
import { positionAt, textOf } from "../model/source.js";
import type { ExpectedBytes, ExpectedList, ExpectedNumber } from "../model/values.js";
import type { Dialect } from "../values/dialect.js";
import type { ValueKind } from "../write/expression.js";
import { expressionFromBytes, expressionInStyleOf } from "../write/expression.js";

/** One part of a check that does not hold. */
export interface Mismatch {
  /** Which part, such as `balance of "address:alice"`. */
  readonly what: string;
  /** As the scenario writes it, or would. */
  readonly expected: string;
  readonly actual: string;
  readonly position: SourcePosition;
}

/** A place that other tools of the format read differently, and how. */
export interface RunWarning extends SourcePosition {
  readonly message: string;
}

/** Collects what does not hold, with expected values as the file has them. */
export class Mismatches {
  /** Whose reading counts: to the framework what is not written may be anything. */
  readonly dialect: Dialect;
  readonly #source: SourceFile;
  readonly #found: Mismatch[] = [];
  readonly #warnings: RunWarning[] = [];

  constructor(source: SourceFile, dialect: Dialect = "go") {
    this.#source = source;
    this.dialect = dialect;
  }

  get found(): readonly Mismatch[] {
    return this.#found;
  }

  get warnings(): readonly RunWarning[] {
    return this.#warnings;
  }

  /** The text that a span has in the file. */
  textOf(span: Span): string {
    return textOf(this.#source, span);
  }

  add(what: string, span: Span, expected: string, actual: string): void {
    this.#found.push({ what, expected, actual, position: positionAt(this.#source, span.start) });
  }

  warn(span: Span, message: string): void {
    this.#warnings.push({ ...positionAt(this.#source, span.start), message });
  }

  /** `place` is where the expectation would stand if it is absent; absence then means empty. */
  checkBytes(what: string, expected: ExpectedBytes | undefined, actual: Uint8Array, place: Span, kind?: ValueKind): void {
    if (this.#isAnything(expected) || bytesMatch(expected, actual)) return;
    const { span, text } = this.#written(expected, place, '""');
    this.add(what, span, text, quote(this.#inStyleOf(expected, actual, kind)));
  }

  /** As `checkBytes`; absence means 0. A note follows the actual value. */
  checkNumber(what: string, expected: ExpectedNumber | undefined, actual: bigint, place: Span, note = ""): void {
    if (this.#isAnything(expected) || numberMatches(expected, actual)) return;
    const { span, text } = this.#written(expected, place, '"0"');
    this.add(what, span, text, quote(actual.toString()) + note);
  }

  /** As `checkBytes`; absence means an empty list. */
  checkList(what: string, expected: ExpectedList | undefined, actual: readonly Uint8Array[], place: Span): void {
    if (this.#isAnything(expected) || listMatches(expected, actual)) return;
    const { span, text } = this.#written(expected, place, "[]");
    const items = expected?.kind === "items" ? expected.items : [];
    const written = actual.map((bytes, index) => quote(this.#inStyleOf(items[index], bytes)));
    this.add(what, span, text, `[${written.join(", ")}]`);
  }

  #isAnything(expected: Span | undefined): boolean {
    return expected === undefined && this.dialect === "rust";
  }

  #inStyleOf(expected: ExpectedBytes | undefined, actual: Uint8Array, kind?: ValueKind): string {
    const style = expected === undefined ? "" : this.textOf(expected).replace(/^"|"$/g, "");
    return style === "" || style === "*" ? expressionFromBytes(actual, kind) : expressionInStyleOf(style, actual);
  }

  #written(expected: Span | undefined, place: Span, absent: string): { readonly span: Span; readonly text: string } {
    // An expectation without extent follows from something else that is written.
    const isWritten = expected !== undefined && expected.end > expected.start;
    return isWritten ? { span: expected, text: this.textOf(expected) } : { span: expected ?? place, text: `${absent}, as nothing is written` };
  }
}

export function quote(expression: string): string {
  return `"${expression}"`;
}

/** Absence means empty. */
export function bytesMatch(expected: ExpectedBytes | undefined, actual: Uint8Array): boolean {
  if (expected === undefined) return actual.length === 0;
  return expected.kind === "any" || equalBytes(expected.value, actual);
}

function numberMatches(expected: ExpectedNumber | undefined, actual: bigint): boolean {
  if (expected === undefined) return actual === 0n;
  return expected.kind === "any" || expected.value === actual;
}

function listMatches(expected: ExpectedList | undefined, actual: readonly Uint8Array[]): boolean {
  if (expected === undefined) return actual.length === 0;
  if (expected.kind === "any") return true;
  return expected.items.length === actual.length && expected.items.every((item, index) => bytesMatch(item, actual[index]!));
}
