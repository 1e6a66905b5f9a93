// JSON with integers of any size, which `JSON.stringify` cannot write.

export type JsonValue = string | number | bigint | boolean | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

/** JSON text; fields that are `undefined` are left out. */
export function toJson(value: JsonValue): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(toJson).join(",")}]`;
  const fields = Object.entries(value).flatMap(([key, field]) => (field === undefined ? [] : [`${JSON.stringify(key)}:${toJson(field)}`]));
  return `{${fields.join(",")}}`;
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
