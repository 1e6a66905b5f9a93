// Objects with known fields: a table of readers in, the fields that are there out.

import type { Problem } from "../errors.js";
import { nearestName } from "../suggest.js";
import type { JsonNode } from "./json.js";
import type { Reader, Scope } from "./scope.js";
import { fail, failType, passOver } from "./scope.js";

export type FieldTable = Readonly<Record<string, Reader<unknown>>>;

/** What a table of readers gives; a field that is not in the file is not in the result. */
export type Fields<Table extends FieldTable> = {
  readonly [Name in keyof Table]?: Exclude<ReturnType<Table[Name]>, undefined>;
};

/** Older names of fields, by the name that the table knows. */
export type Aliases = Readonly<Record<string, string>>;

/**
 * Reads an object of which every field is in the table. `what` names the object in errors, such as "an account". A field under both of its
 * names has the value that is written last, as in production; the Rust framework passes over fields that it does not know.
 */
export function readFields<Table extends FieldTable>(scope: Scope, node: JsonNode, what: string, table: Table, aliases: Aliases = {}): Fields<Table> {
  if (node.kind !== "object") failType(scope, node, `${what}, an object`);
  const fields = new Map<string, unknown>();
  for (const { key, value } of node.entries) {
    const name = Object.hasOwn(aliases, key.text) ? aliases[key.text]! : key.text;
    if (!Object.hasOwn(table, name)) {
      passOver(scope, key, unknownField(key.text, what, [...Object.keys(table), ...Object.keys(aliases)]));
      continue;
    }
    if (fields.has(name)) scope.warnings.push({ start: key.start, end: key.end, message: `"${name}" under its other name: what is written last counts` });
    fields.set(name, table[name]!(scope, value));
  }
  return Object.fromEntries([...fields].filter(([, read]) => read !== undefined)) as Fields<Table>;
}

/** A field without which an object makes no sense. */
export function requireField<T>(scope: Scope, node: JsonNode, what: string, name: string, value: T | undefined): T {
  if (value === undefined) fail(scope, node.start, { code: "MISSING_FIELD", found: `${what} without "${name}"`, expected: `"${name}" in it` });
  return value;
}

function unknownField(name: string, what: string, known: readonly string[]): Problem {
  return {
    code: "UNKNOWN_FIELD",
    found: `the unknown field "${name}" in ${what}`,
    expected: known.map((field) => `"${field}"`).join(", "),
    suggestion: nearestName(name, known),
  };
}
