// JSON as scenario files use it: ordered objects, lists, strings and booleans, each with its place.
// Mirrors mx-chain-scenario-go orderedjson: strings are taken as written, escapes are not decoded, numbers and null do not exist.

import type { ScenarioErrorCode } from "../errors.js";
import { ScenarioError } from "../errors.js";
import type { SourceFile, Span } from "../model/source.js";
import { positionAt } from "../model/source.js";

export interface JsonString extends Span {
  readonly kind: "string";
  /** Between the quotes, as written. */
  readonly text: string;
}

export interface JsonBoolean extends Span {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface JsonList extends Span {
  readonly kind: "list";
  readonly items: readonly JsonNode[];
}

export interface JsonEntry {
  readonly key: JsonString;
  readonly value: JsonNode;
}

export interface JsonObject extends Span {
  readonly kind: "object";
  /** In the order of the file; keys differ. */
  readonly entries: readonly JsonEntry[];
}

export type JsonNode = JsonString | JsonBoolean | JsonList | JsonObject;

/** Deeper nesting than any scenario has; keeps a hostile file from exhausting the stack. */
const maxDepth = 200;

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Reads a whole file. @throws ScenarioError */
export function parseJson(source: SourceFile): JsonNode {
  const { text } = source;
  let offset = 0;

  function fail(at: number, expected: string, found: string = describeCharacter(text, at), code: ScenarioErrorCode = "INVALID_JSON"): never {
    throw new ScenarioError({ code, found, expected }, positionAt(source, at));
  }

  function skipWhitespace(): number {
    for (;;) {
      const character = text.charCodeAt(offset);
      if (character !== space && character !== lineFeed && character !== carriageReturn && character !== tab) return character;
      offset++;
    }
  }

  function readNode(depth: number): JsonNode {
    const character = skipWhitespace();
    if (character === quote) return readString();
    if (depth === maxDepth && (character === openBrace || character === openBracket)) {
      fail(offset, `at most ${maxDepth} levels of nesting`, "another level", "TOO_DEEP");
    }
    if (character === openBrace) return readObject(depth + 1);
    if (character === openBracket) return readList(depth + 1);
    return readWord();
  }

  function readString(): JsonString {
    const start = offset;
    let end = start + 1;
    for (;;) {
      const character = text.charCodeAt(end);
      if (character === quote) break;
      if (character === lineFeed || Number.isNaN(character)) fail(start, "a closing quote on the same line", "a string without end");
      end += character === backslash ? 2 : 1;
    }
    offset = end + 1;
    return { kind: "string", text: text.slice(start + 1, end), start, end: offset };
  }

  function readWord(): JsonBoolean {
    const start = offset;
    const word = /[^\s,:"[\]{}]*/y;
    word.lastIndex = start;
    const found = word.exec(text)?.[0] ?? "";
    if (found !== "true" && found !== "false") {
      const expected = /^-?[0-9]/.test(found) ? `a string: scenarios write numbers in quotes, "${found}"` : "an object, a list, a string, true or false";
      fail(start, expected, found === "" ? undefined : `\`${found}\``);
    }
    offset = start + found.length;
    return { kind: "boolean", value: found === "true", start, end: offset };
  }

  function readList(depth: number): JsonList {
    const start = offset++;
    const items: JsonNode[] = [];
    if (skipWhitespace() === closeBracket) return { kind: "list", items, start, end: ++offset };
    for (;;) {
      items.push(readNode(depth));
      const character = skipWhitespace();
      if (character !== comma && character !== closeBracket) fail(offset, "`,` or `]` after an item of a list");
      offset++;
      if (character === closeBracket) return { kind: "list", items, start, end: offset };
    }
  }

  function readObject(depth: number): JsonObject {
    const start = offset++;
    const entries: JsonEntry[] = [];
    const keys = new Set<string>();
    if (skipWhitespace() === closeBrace) return { kind: "object", entries, start, end: ++offset };
    for (;;) {
      if (skipWhitespace() !== quote) fail(offset, "a key in quotes");
      const key = readString();
      if (keys.has(key.text)) fail(key.start, "each key once in an object", `"${key.text}" a second time`, "DUPLICATE_KEY");
      keys.add(key.text);
      if (skipWhitespace() !== colon) fail(offset, `\`:\` after the key "${key.text}"`);
      offset++;
      entries.push({ key, value: readNode(depth) });
      const character = skipWhitespace();
      if (character !== comma && character !== closeBrace) fail(offset, "`,` or `}` after a value of an object");
      offset++;
      if (character === closeBrace) return { kind: "object", entries, start, end: offset };
    }
  }

  const root = readNode(0);
  skipWhitespace();
  if (offset < text.length) fail(offset, "the end of the file");
  return root;
}

function describeCharacter(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset);
  if (codePoint === undefined) return "the end of the file";
  return codePoint < space ? `the control character U+${codePoint.toString(16).padStart(4, "0")}` : `\`${String.fromCodePoint(codePoint)}\``;
}
