// TypeScript as text: calls, objects and lists, on one line where that fits, else an item on a line.

/** A piece of code: text, or something that can be broken between its items. */
export type Code = string | Group;

interface Group {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
}

/** A field of an object; without a value it is left out. */
export type Field = readonly [name: string, value: Code | undefined];

const width = 140;
const indentation = "  ";

/** `name(a, b)`. */
export function call(name: string, ...parameters: readonly Code[]): Code {
  return { open: `${name}(`, items: parameters, close: ")" };
}

/** `[a, b]`. */
export function list(items: readonly Code[]): Code {
  return { open: "[", items, close: "]" };
}

/** `{ a: b }`. */
export function object(fields: readonly Field[]): Code {
  const items = fields.flatMap(([name, value]) => (value === undefined ? [] : [value === name ? name : prefixed(`${propertyName(name)}: `, value)]));
  return items.length === 0 ? "{}" : { open: "{ ", items, close: " }" };
}

/** Text before and after a piece. */
export function prefixed(before: string, code: Code, after = ""): Code {
  if (typeof code === "string") return before + code + after;
  return { open: before + code.open, items: code.items, close: code.close + after };
}

/** A text as a literal. */
export function text(value: string): string {
  return JSON.stringify(value);
}

/** `1_000n`. */
export function bigint(value: bigint): string {
  return `${value.toString().replace(/(?<=\d)(?=(\d{3})+$)/g, "_")}n`;
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

function propertyName(name: string): string {
  // In a literal this name would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifier(name) ? name : text(name);
}

/** Lays a piece out, of which the first line starts at the indent, with so many characters after the last. */
export function layOut(code: Code, indent: string, after = 0): string {
  if (typeof code === "string") return code;
  const flat = flatten(code);
  if (indent.length + flat.length + after <= width) return flat;
  const { open, items, close } = code;
  const last = items.at(-1);
  if (open.endsWith("(") && last !== undefined && typeof last !== "string" && items.slice(0, -1).every((item) => typeof item === "string" || flatten(item).length < width / 2)) {
    const first = items.slice(0, -1).map((item) => `${flatten(item)}, `).join("");
    if (indent.length + open.length + first.length + last.open.length <= width) return open + first + layOut(last, indent, close.length + after) + close;
  }
  const inner = indent + indentation;
  const lines = items.map((item) => `${inner}${layOut(item, inner, 1)},\n`);
  return `${open.trimEnd()}\n${lines.join("")}${indent}${close.trimStart()}`;
}

function flatten(code: Code): string {
  return typeof code === "string" ? code : code.open + code.items.map(flatten).join(", ") + code.close;
}
