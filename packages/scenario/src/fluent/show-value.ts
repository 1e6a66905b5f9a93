// Values of contracts as text, for people: `5n`, `"abc"`, `{ amount: 5n }`, addresses by their names.

/** What to show in place of some texts, such as the names of addresses. */
export type TextNames = Pick<ReadonlyMap<string, string>, "get">;

/** A value in one line. `names` are those of addresses. */
export function showValue(value: unknown, names: TextNames = new Map()): string {
  switch (typeof value) {
    case "bigint":
      return `${value}n`;
    case "string":
      return names.get(value) ?? JSON.stringify(value);
    case "object":
      return value === null ? "null" : showObject(value, names);
    default:
      return String(value);
  }
}

function showObject(value: object, names: TextNames): string {
  if (Array.isArray(value)) return `[${value.map((item) => showValue(item, names)).join(", ")}]`;
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${showValue(field, names)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
