// Readers of single values. Mirrors mx-chain-scenario-go json/parse parseValue.go, parseList.go and interpreter.go InterpretSubTree.

import { ADDRESS_LENGTH, bytesToSigned, bytesToUnsigned, compareBytes, concatBytes, utf8ToBytes } from "@mxvm/codec";
import type { BytesValue, ExpectedBytes, ExpectedList, ExpectedNumber, TextValue, UintValue } from "../model/values.js";
import type { JsonNode, JsonObject, JsonString } from "./json.js";
import type { Reader, Scope } from "./scope.js";
import { failType, failValue, interpretString } from "./scope.js";

const uint64Limit = 1n << 64n;
const maxRoyalties = 10_000n;

export const readText: Reader<TextValue> = (scope, node) => {
  const { text, start, end } = requireString(scope, node, "a string");
  return { text, start, end };
};

export const readPlainText: Reader<string> = (scope, node) => requireString(scope, node, "a string").text;

export const readBoolean: Reader<boolean> = (scope, node) => (node.kind === "boolean" ? node.value : failType(scope, node, "true or false"));

/** An expression in one string. */
export const readBytes: Reader<BytesValue> = (scope, node) => {
  const string = requireString(scope, node, "a value in quotes");
  return { bytes: interpretString(scope, string), start: node.start, end: node.end };
};

/** An expression, or a list or object of them, which stand for their bytes one after another. */
export const readBytesTree: Reader<BytesValue> = (scope, node) => ({ bytes: interpretTree(scope, node), start: node.start, end: node.end });

export const readAddress: Reader<BytesValue> = (scope, node) => {
  const value = readBytes(scope, node);
  return value.bytes.length === ADDRESS_LENGTH ? value : failLength(scope, node, value, `an address of ${ADDRESS_LENGTH} bytes`);
};

export const readUint: Reader<UintValue> = (scope, node) => {
  const { bytes, start, end } = readBytes(scope, node);
  return { value: bytesToUnsigned(bytes), start, end };
};

export const readUint64: Reader<UintValue> = (scope, node) => {
  const uint = readUint(scope, node);
  return uint.value < uint64Limit ? uint : failValue(scope, node, `${uint.value}`, "a number below 2^64");
};

export const readRoyalties: Reader<UintValue> = (scope, node) => {
  const uint = readUint64(scope, node);
  return uint.value <= maxRoyalties ? uint : failValue(scope, node, `${uint.value}`, `at most ${maxRoyalties}, in hundredths of a percent`);
};

export const readExpectedRoyalties: Reader<ExpectedNumber> = (scope, node) => expectedNumber(scope, node, (value) => readRoyalties(scope, value).value);

export const readExpectedUint: Reader<ExpectedNumber> = (scope, node) => expectedNumber(scope, node, (value) => readUint(scope, value).value);

export const readExpectedUint64: Reader<ExpectedNumber> = (scope, node) => expectedNumber(scope, node, (value) => readUint64(scope, value).value);

/** Two's complement, as statuses are read. */
export const readExpectedInt: Reader<ExpectedNumber> = (scope, node) =>
  expectedNumber(scope, node, (value) => bytesToSigned(readBytes(scope, value).bytes));

export const readExpectedBytes: Reader<ExpectedBytes> = (scope, node) => {
  const { start, end } = node;
  return isText(node, "*") ? { kind: "any", start, end } : { kind: "equal", value: interpretTree(scope, node), start, end };
};

/** A list of expectations, `"*"`, or, as older files have it, one value in place of a list of one and `""` for an empty list. */
export const readExpectedList: Reader<ExpectedList> = (scope, node) => {
  const { start, end } = node;
  if (isText(node, "*")) return { kind: "any", start, end };
  if (isText(node, "")) return { kind: "items", items: [], start, end };
  const nodes = node.kind === "list" ? node.items : [node];
  return { kind: "items", items: nodes.map((item) => readExpectedBytes(scope, item)), start, end };
};

/** A reader of lists. */
export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (scope, node) => (node.kind === "list" ? node.items.map((item) => read(scope, item)) : failType(scope, node, "a list"));
}

/** A reader to which `""` means that the field is not given. */
export function emptyMeansAbsent<T>(read: Reader<T>): Reader<T | undefined> {
  return (scope, node) => (isText(node, "") ? undefined : read(scope, node));
}

export function isText(node: JsonNode, text: string): boolean {
  return node.kind === "string" && node.text === text;
}

export function requireObject(scope: Scope, node: JsonNode, expected: string): JsonObject {
  return node.kind === "object" ? node : failType(scope, node, expected);
}

/** A value of the wrong length. */
export function failLength(scope: Scope, node: JsonNode, value: BytesValue, expected: string): never {
  const { length } = value.bytes;
  return failValue(scope, node, `${length} ${length === 1 ? "byte" : "bytes"}`, expected);
}

function requireString(scope: Scope, node: JsonNode, expected: string): JsonString {
  return node.kind === "string" ? node : failType(scope, node, expected);
}

function expectedNumber(scope: Scope, node: JsonNode, read: (node: JsonNode) => bigint): ExpectedNumber {
  const { start, end } = node;
  return isText(node, "*") ? { kind: "any", start, end } : { kind: "equal", value: read(node), start, end };
}

function interpretTree(scope: Scope, node: JsonNode): Uint8Array {
  switch (node.kind) {
    case "string":
      return interpretString(scope, node);
    case "list":
      return concatBytes(...node.items.map((item) => interpretTree(scope, item)));
    case "object":
      // Keys are documentation, but production orders the values by them.
      return concatBytes(...sortedByKey(node).map((value) => interpretTree(scope, value)));
    case "boolean":
      return failType(scope, node, `a value; in quotes, "${node.value}" is one`);
  }
}

function sortedByKey(node: JsonObject): JsonNode[] {
  const keyed = node.entries.map(({ key, value }) => ({ key: utf8ToBytes(key.text), value }));
  return keyed.sort((a, b) => compareBytes(a.key, b.key)).map(({ value }) => value);
}
