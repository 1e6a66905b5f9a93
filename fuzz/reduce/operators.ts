// Where operators begin in a function body, as far as the body can be read.
import { readU32 } from "../mutate/sections.js";

type Immediates = "none" | "number" | "two numbers" | "byte" | "table" | "four bytes" | "eight bytes";

function immediatesOf(code: number): Immediates {
  if (code === 0x02 || code === 0x03 || code === 0x04 || code === 0x3f || code === 0x40 || code === 0xd0) return "byte";
  if (code === 0x0c || code === 0x0d || code === 0x10 || code === 0x41 || code === 0x42 || code === 0xd2) return "number";
  if (code >= 0x20 && code <= 0x26) return "number";
  if (code === 0x11 || (code >= 0x28 && code <= 0x3e) || code === 0x1c) return "two numbers";
  if (code === 0x0e) return "table";
  if (code === 0x43) return "four bytes";
  return code === 0x44 ? "eight bytes" : "none";
}

function skipNumber(bytes: readonly number[], position: number): number {
  let at = position;
  while ((bytes[at] ?? 0) >= 0x80) at++;
  return at + 1;
}

/** The position behind the operator at `position`. */
export function operatorEnd(bytes: readonly number[], position: number): number {
  const code = bytes[position]!;
  const at = position + 1;
  if (code === 0xfc) {
    const [prefixed, next] = readU32(bytes, at);
    const behind = skipNumber(bytes, next);
    return prefixed === 12 ? skipNumber(bytes, behind) : behind;
  }
  switch (immediatesOf(code)) {
    case "none":
      return at;
    case "byte":
      return at + 1;
    case "number":
      return skipNumber(bytes, at);
    case "two numbers":
      return skipNumber(bytes, skipNumber(bytes, at));
    case "four bytes":
      return at + 4;
    case "eight bytes":
      return at + 8;
    case "table": {
      const [count, first] = readU32(bytes, at);
      let next = first;
      for (let label = 0; label <= count && next < bytes.length; label++) next = skipNumber(bytes, next);
      return next;
    }
  }
}
