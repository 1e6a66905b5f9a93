// JSON as scenario files are laid out: four spaces, one entry on a line, strings as they are.

export type JsonValue = boolean | string | readonly JsonValue[] | ReadonlyMap<string, JsonValue> | WrittenJson;

/** A value that is written already, for its place: much shorter to keep than the value. */
export interface WrittenJson {
  readonly written: string;
}

/** Of each level. */
export const indentation = "    ";

/** Writes a value. Strings must not hold quotes or backslashes: scenarios have no escapes. */
export function writeJson(value: JsonValue, indent = ""): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "boolean") return `${value}`;
  if ("written" in value) return value.written;
  const inner = indent + indentation;
  const [open, close, lines] =
    value instanceof Map
      ? (["{", "}", Array.from(value as ReadonlyMap<string, JsonValue>, ([key, item]) => `"${key}": ${writeJson(item, inner)}`)] as const)
      : (["[", "]", (value as readonly JsonValue[]).map((item) => writeJson(item, inner))] as const);
  return lines.length === 0 ? open + close : `${open}\n${lines.map((line) => inner + line).join(",\n")}\n${indent}${close}`;
}
