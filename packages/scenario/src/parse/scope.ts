// What every reader of a file needs: the file, its values, and errors that name their place.

import type { Problem } from "../errors.js";
import { ScenarioError } from "../errors.js";
import type { SourceFile } from "../model/source.js";
import { positionAt } from "../model/source.js";
import type { ValueContext } from "../values/interpret.js";
import { interpretExpression } from "../values/interpret.js";
import { isValueError } from "../values/value-error.js";
import type { JsonNode, JsonString } from "./json.js";

export interface Scope {
  readonly source: SourceFile;
  readonly values: ValueContext;
  /** Scenarios repeat their addresses and amounts, so each expression of a file is interpreted once. */
  readonly interpreted: Map<string, Uint8Array>;
}

/** Reads one JSON value. @throws ScenarioError */
export type Reader<T> = (scope: Scope, node: JsonNode) => T;

export function createScope(source: SourceFile, values: ValueContext): Scope {
  return { source, values, interpreted: new Map() };
}

export function fail(scope: Scope, offset: number, problem: Problem): never {
  throw new ScenarioError(problem, positionAt(scope.source, offset));
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
    scope.interpreted.set(node.text, bytes);
    return bytes;
  } catch (error) {
    if (!isValueError(error)) throw error;
    return fail(scope, node.start + 1 + error.index, error.problem);
  }
}
