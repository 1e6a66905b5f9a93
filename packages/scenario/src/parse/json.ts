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

/** Takes the items of one list of the file's object as they are read; the list itself stays empty. Large files are not held twice so. */
export interface ItemTaker {
  readonly field: string;
  readonly take: (item: JsonNode) => void;
}

/** Reads a whole file. @throws ScenarioError */
export function parseJson(source: SourceFile, items?: ItemTaker): JsonNode {
  return new JsonReader(source, items).readFile();
}

class JsonReader {
  readonly #source: SourceFile;
  readonly #text: string;
  readonly #items: ItemTaker | undefined;
  #offset = 0;

  constructor(source: SourceFile, items: ItemTaker | undefined) {
    this.#source = source;
    this.#items = items;
    this.#text = source.text;
  }

  readFile(): JsonNode {
    const root = this.#readNode(0);
    this.#skipWhitespace();
    if (this.#offset < this.#text.length) this.#fail(this.#offset, "the end of the file");
    return root;
  }

  #readNode(depth: number): JsonNode {
    const character = this.#skipWhitespace();
    if (character === quote) return this.#readString();
    if (depth === maxDepth && (character === openBrace || character === openBracket)) {
      this.#fail(this.#offset, `at most ${maxDepth} levels of nesting`, "another level", "TOO_DEEP");
    }
    if (character === openBrace) return this.#readObject(depth + 1);
    if (character === openBracket) return this.#readList(depth + 1);
    return this.#readWord();
  }

  #readString(): JsonString {
    const start = this.#offset;
    let end = start + 1;
    for (;;) {
      const character = this.#text.charCodeAt(end);
      if (character === quote) break;
      if (character === lineFeed || Number.isNaN(character)) this.#fail(start, "a closing quote on the same line", "a string without end");
      end += character === backslash ? 2 : 1;
    }
    this.#offset = end + 1;
    return { kind: "string", text: this.#text.slice(start + 1, end), start, end: this.#offset };
  }

  #readWord(): JsonBoolean {
    const start = this.#offset;
    const word = /[^\s,:"[\]{}]*/y;
    word.lastIndex = start;
    const found = word.exec(this.#text)?.[0] ?? "";
    if (found !== "true" && found !== "false") {
      const isNumber = /^-?[0-9]/.test(found);
      const expected = isNumber ? `a string: scenarios write numbers in quotes, "${found}"` : "an object, a list, a string, true or false";
      this.#fail(start, expected, found === "" ? undefined : `\`${found}\``);
    }
    this.#offset = start + found.length;
    return { kind: "boolean", value: found === "true", start, end: this.#offset };
  }

  #readList(depth: number, take?: ItemTaker["take"]): JsonList {
    const start = this.#offset++;
    const items: JsonNode[] = [];
    const add = take ?? ((item: JsonNode) => items.push(item));
    if (this.#skipWhitespace() === closeBracket) return { kind: "list", items, start, end: ++this.#offset };
    for (;;) {
      add(this.#readNode(depth));
      if (this.#endsWith(closeBracket, "`,` or `]` after an item of a list")) return { kind: "list", items, start, end: this.#offset };
    }
  }

  #readObject(depth: number): JsonObject {
    const start = this.#offset++;
    const entries: JsonEntry[] = [];
    const keys = new Set<string>();
    if (this.#skipWhitespace() === closeBrace) return { kind: "object", entries, start, end: ++this.#offset };
    for (;;) {
      if (this.#skipWhitespace() !== quote) this.#fail(this.#offset, "a key in quotes");
      const key = this.#readString();
      if (keys.has(key.text)) this.#fail(key.start, "each key once in an object", `"${key.text}" a second time`, "DUPLICATE_KEY");
      keys.add(key.text);
      if (this.#skipWhitespace() !== colon) this.#fail(this.#offset, `\`:\` after the key "${key.text}"`);
      this.#offset++;
      entries.push({ key, value: this.#readValue(key.text, depth) });
      if (this.#endsWith(closeBrace, "`,` or `}` after a value of an object")) return { kind: "object", entries, start, end: this.#offset };
    }
  }

  #readValue(key: string, depth: number): JsonNode {
    const items = depth === 1 && key === this.#items?.field ? this.#items : undefined;
    return items !== undefined && this.#skipWhitespace() === openBracket ? this.#readList(depth + 1, items.take) : this.#readNode(depth);
  }

  /** After an item: passes the comma or the end. */
  #endsWith(end: number, expected: string): boolean {
    const character = this.#skipWhitespace();
    if (character !== comma && character !== end) this.#fail(this.#offset, expected);
    this.#offset++;
    return character === end;
  }

  /** The character after it; NaN at the end of the file. */
  #skipWhitespace(): number {
    for (;;) {
      const character = this.#text.charCodeAt(this.#offset);
      if (character !== space && character !== lineFeed && character !== carriageReturn && character !== tab) return character;
      this.#offset++;
    }
  }

  #fail(at: number, expected: string, found: string = describeCharacter(this.#text, at), code: ScenarioErrorCode = "INVALID_JSON"): never {
    throw new ScenarioError({ code, found, expected }, positionAt(this.#source, at));
  }
}

function describeCharacter(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset);
  if (codePoint === undefined) return "the end of the file";
  return codePoint < space ? `the control character U+${codePoint.toString(16).padStart(4, "0")}` : `\`${String.fromCodePoint(codePoint)}\``;
}
