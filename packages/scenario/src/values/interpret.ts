// Value expressions: what a string in a scenario stands for.
// Mirrors mx-chain-scenario-go expression/interpreter, in the order in which it looks: files and hashes take all that follows, `|` too.

import { concatBytes, utf8ToBytes } from "@mxvm/codec";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Problem } from "../errors.js";
import { nearestName } from "../suggest.js";
import { addressExpression, bech32Expression, contractExpression } from "./addresses.js";
import type { Dialect, Difference } from "./dialect.js";
import { fixedWidthToBytes, floatToBytes, isNegativeOfWidth, numberToBytes, refuseFloat, tooWide, unsignedToBytes } from "./numbers.js";
import { ValueError, invalidValue, isValueError } from "./value-error.js";

/** What expressions refer to. */
export interface ValueContext {
  /** Two bytes, part of the addresses that `sc:` gives. */
  readonly vmType: Uint8Array;
  /** Contents of a file that `file:` names. Throws where there is none; a `ValueError` says more than any other error. */
  readonly readFile: (path: string) => Uint8Array;
  /** Code in a contract build that `mxsc:` names. Throws as `readFile`. */
  readonly readCode: (path: string) => Uint8Array;
  /** Default: `go`. */
  readonly dialect?: Dialect;
  /** Hears of what the other dialect reads differently. */
  readonly onDifference?: (difference: Difference) => void;
}

/** Interprets what follows a prefix, which starts at `at` of the whole expression. */
type Interpreter = (argument: string, at: number, context: ValueContext, depth: number) => Uint8Array;

/** `keccak256:` and `nested:` hold expressions; nobody nests them so deep. */
const maxDepth = 64;

/** Prefixes that take everything after them, `|` included. */
const greedyPrefixes: ReadonlyMap<string, Interpreter> = new Map<string, Interpreter>([
  ["mxsc", (path, at, context) => readFile(context.readCode, path, at)],
  ["file", (path, at, context) => (path === "" ? new Uint8Array() : readFile(context.readFile, path, at))],
  ["keccak256", (argument, at, context, depth) => keccak_256(interpret(argument, at, context, depth + 1))],
]);

const prefixes: ReadonlyMap<string, Interpreter> = new Map<string, Interpreter>([
  ["str", (text) => utf8ToBytes(text)],
  ["address", addressExpression],
  ["bech32", bech32Expression],
  ["sc", (name, at, context) => contractExpression(name, at, context.vmType)],
  ["u64", (text, at) => fixedWidthToBytes(text, at, 8)],
  ["u32", (text, at) => fixedWidthToBytes(text, at, 4)],
  ["u16", (text, at) => fixedWidthToBytes(text, at, 2)],
  ["u8", (text, at) => fixedWidthToBytes(text, at, 1)],
  ["i64", (text, at, context) => signedNumber(text, at, 8, context)],
  ["i32", (text, at, context) => signedNumber(text, at, 4, context)],
  ["i16", (text, at, context) => signedNumber(text, at, 2, context)],
  ["i8", (text, at, context) => signedNumber(text, at, 1, context)],
  ["biguint", (text, at) => withLength(unsignedToBytes(text, at))],
  [
    "bigfloat",
    (text, at, context) => {
      if (context.dialect === "rust") refuseFloat(text, at);
      return withLength(floatToBytes(text, at));
    },
  ],
  ["nested", (argument, at, context, depth) => withLength(interpret(argument, at, context, depth + 1))],
]);

const stringQuotes = ["``", "''"];

/** The bytes that an expression stands for. @throws ValueError */
export function interpretExpression(expression: string, context: ValueContext): Uint8Array {
  return interpret(expression, 0, context, 0);
}

function interpret(text: string, at: number, context: ValueContext, depth: number): Uint8Array {
  if (text === "") return new Uint8Array();
  if (depth > maxDepth) {
    throw new ValueError({ code: "TOO_DEEP", found: "another prefix", expected: `at most ${maxDepth} of them in each other` }, at);
  }

  const colon = text.indexOf(":");
  const prefix = colon === -1 ? undefined : text.slice(0, colon);
  const bar = text.indexOf("|");
  if (bar !== -1 && context.dialect === "rust") return concatenation(text, at, context, depth);
  const greedy = prefix === undefined ? undefined : greedyPrefixes.get(prefix);
  if (greedy !== undefined) {
    if (bar !== -1) context.onDifference?.({ index: at + bar, message: `\`${prefix}:\` takes all that follows; the Rust framework splits at \`|\` first` });
    return greedy(text.slice(colon + 1), at + colon + 1, context, depth);
  }

  if (bar !== -1) return concatenation(text, at, context, depth);
  if (text === "false") return new Uint8Array();
  if (text === "true") return Uint8Array.of(1);
  if (stringQuotes.some((quotes) => text.startsWith(quotes))) return utf8ToBytes(text.slice(2));

  const interpreter = prefix === undefined ? undefined : prefixes.get(prefix);
  if (interpreter !== undefined) return interpreter(text.slice(colon + 1), at + colon + 1, context, depth);
  if (prefix !== undefined && /^[A-Za-z][A-Za-z0-9]*$/.test(prefix)) failUnknownPrefix(prefix, at);
  if (context.dialect === "rust") refuseFloat(text, at);
  return numberToBytes(text, at);
}

/** Without a sign, production takes what fits in the width, whatever its top bit means. */
function signedNumber(text: string, at: number, width: number, context: ValueContext): Uint8Array {
  if (context.dialect === "rust") refuseFloat(text, at);
  const bytes = numberToBytes(text, at, width);
  if (!isNegativeOfWidth(text, bytes)) return bytes;
  if (context.dialect === "rust") throw tooWide(text, at, width);
  context.onDifference?.({ index: at, message: `${text} is negative as an i${width * 8}; the Rust framework refuses it` });
  return bytes;
}

function concatenation(text: string, at: number, context: ValueContext, depth: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let partAt = at;
  for (const part of text.split("|")) {
    parts.push(interpret(part, partAt, context, depth));
    partAt += part.length + 1;
  }
  return concatBytes(...parts);
}

function withLength(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(4 + bytes.length);
  new DataView(result.buffer).setUint32(0, bytes.length);
  result.set(bytes, 4);
  return result;
}

function readFile(read: ValueContext["readFile"], path: string, at: number): Uint8Array {
  try {
    return read(path);
  } catch (cause) {
    const problem: Problem = isValueError(cause) ? cause.problem : { code: "FILE_UNREADABLE", found: `no readable file "${path}"`, expected: "a file", cause };
    throw new ValueError(problem, at);
  }
}

function failUnknownPrefix(prefix: string, at: number): never {
  const known = [...prefixes.keys(), ...greedyPrefixes.keys()];
  throw invalidValue(at, `the unknown prefix "${prefix}:"`, `one of ${known.map((name) => `${name}:`).join(" ")}`, nearestName(prefix, known));
}
