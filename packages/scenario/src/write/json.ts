// JSON as scenario files are laid out: four spaces, one entry on a line, strings as they are.

export type JsonValue = boolean | string | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

const indentation = "    ";

/** Writes a value. Strings must not hold quotes or backslashes: scenarios have no escapes. */
export function writeJson(value: JsonValue, indent = ""): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "boolean") return `${value}`;
  const inner = indent + indentation;
  const [open, close, lines] =
    value instanceof Map
      ? (["{", "}", Array.from(value as ReadonlyMap<string, JsonValue>, ([key, item]) => `"${key}": ${writeJson(item, inner)}`)] as const)
      : (["[", "]", (value as readonly JsonValue[]).map((item) => writeJson(item, inner))] as const);
  return lines.length === 0 ? open + close : `${open}\n${lines.map((line) => inner + line).join(",\n")}\n${indent}${close}`;
}
