// What every reader of a file needs: the file, its values, and errors that name their place.

import type { Problem } from "../errors.js";
import { ScenarioError } from "../errors.js";
import type { ScenarioWarning } from "../model/scenario.js";
import type { SourceFile, Span } from "../model/source.js";
import { positionAt } from "../model/source.js";
import type { Difference } from "../values/dialect.js";
import type { ValueContext } from "../values/interpret.js";
import { interpretExpression } from "../values/interpret.js";
import { isValueError } from "../values/value-error.js";
import type { JsonNode, JsonString } from "./json.js";

export interface Scope {
  readonly source: SourceFile;
  readonly values: ValueContext;
  /** Scenarios repeat their addresses and amounts, so each expression of a file is interpreted once. */
  readonly interpreted: Map<string, Uint8Array>;
  /** Of the expression that is being interpreted. */
  readonly differences: Difference[];
  readonly warnings: ScenarioWarning[];
}

/** Reads one JSON value. @throws ScenarioError */
export type Reader<T> = (scope: Scope, node: JsonNode) => T;

export function createScope(source: SourceFile, values: ValueContext): Scope {
  const differences: Difference[] = [];
  return {
    source,
    values: { ...values, onDifference: (difference) => differences.push(difference) },
    interpreted: new Map(),
    differences,
    warnings: [],
  };
}

export function fail(scope: Scope, offset: number, problem: Problem): never {
  throw new ScenarioError(problem, positionAt(scope.source, offset));
}

/** What the Rust framework passes over, and production refuses: a warning where the framework's reading counts. */
export function passOver(scope: Scope, { start, end }: Span, problem: Problem): void {
  if (scope.values.dialect !== "rust") fail(scope, start, problem);
  scope.warnings.push({ start, end, message: `${problem.found}; the Rust framework passes over it` });
}

const kindNames: Readonly<Record<JsonNode["kind"], string>> = {
  string: "a string",
  boolean: "true or false",
  list: "a list",
  object: "an object",
};

/** Another kind of JSON value was expected. */
export function failType(scope: Scope, node: JsonNode, expected: string): never {
  const found = node.kind === "boolean" ? `\`${node.value}\`` : node.kind === "string" ? `the string "${node.text}"` : kindNames[node.kind];
  fail(scope, node.start, { code: "UNEXPECTED_TYPE", found, expected });
}

/** A value is not one that may stand here. */
export function failValue(scope: Scope, node: JsonNode, found: string, expected: string): never {
  fail(scope, node.start, { code: "INVALID_VALUE", found, expected });
}

/** The bytes of an expression. Errors point into it. */
export function interpretString(scope: Scope, node: JsonString): Uint8Array {
  const known = scope.interpreted.get(node.text);
  if (known !== undefined) return known;
  try {
    const bytes = interpretExpression(node.text, scope.values);
    // Each place gets its warnings, so what has some is interpreted each time.
    if (scope.differences.length === 0) scope.interpreted.set(node.text, bytes);
    for (const { index, message } of scope.differences.splice(0)) scope.warnings.push({ start: node.start + 1 + index, end: node.end, message });
    return bytes;
  } catch (error) {
    if (!isValueError(error)) throw error;
    return fail(scope, node.start + 1 + error.index, error.problem);
  }
}
