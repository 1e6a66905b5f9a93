// Numbers in value expressions: decimal, hexadecimal and binary, signed and of fixed width.
// Mirrors mx-chain-scenario-go expression/interpreter: an unsigned zero is empty, hexadecimal digits are bytes rather than a number.

import { bytesToUnsigned, magnitudeToBytes, signedToBytes, tryHexToBytes } from "@mxvm/codec";
import { bigFloatToBytes } from "./big-float.js";
import { invalidValue } from "./value-error.js";

const expectedNumber = "a number: decimal, 0x… or 0b…, with `_` or `,` between digits, and a sign where it may be negative";

/** A number of any length, or of `width` bytes. A `.` makes it a big float, whatever the width. */
export function numberToBytes(text: string, at: number, width?: number): Uint8Array {
  if (text.includes(".")) return floatToBytes(text, at);
  if (text.startsWith("-") || text.startsWith("+")) return signedNumberToBytes(text, at, width);
  return width === undefined ? unsignedToBytes(text, at) : fixedWidthToBytes(text, at, width);
}

/** A big float as Go's gob encodes it, or its bytes in hexadecimal. */
export function floatToBytes(text: string, at: number): Uint8Array {
  const digits = withoutSeparators(text);
  return isHex(digits) ? hexDigitsToBytes(digits, at) : bigFloatToBytes(digits, at);
}

/** The shortest big-endian bytes of a number; hexadecimal keeps its leading zeros. */
export function unsignedToBytes(text: string, at: number): Uint8Array {
  const digits = withoutSeparators(text);
  if (isHex(digits)) return hexDigitsToBytes(digits, at);
  const value = parseUnsigned(digits);
  if (value === undefined) throw invalidValue(at, `\`${text}\``, expectedNumber);
  if (value < 0n) throw invalidValue(at, `the negative number ${text}`, "a number that is not negative");
  return magnitudeToBytes(value);
}

/** Big-endian bytes of a number, with zeros in front up to the width. */
export function fixedWidthToBytes(text: string, at: number, width: number): Uint8Array {
  const bytes = unsignedToBytes(text, at);
  if (bytes.length > width) throw tooWide(text, at, width);
  if (bytes.length === width) return bytes;
  const result = new Uint8Array(width);
  result.set(bytes, width - bytes.length);
  return result;
}

/** Two's complement of a number that has a sign. */
function signedNumberToBytes(text: string, at: number, width: number | undefined): Uint8Array {
  const magnitude = bytesToUnsigned(unsignedToBytes(text.slice(1), at + 1));
  const value = text.startsWith("-") ? -magnitude : magnitude;
  const bytes = signedToBytes(value);
  if (width === undefined || bytes.length === width) return bytes;
  if (bytes.length > width) throw tooWide(text, at, width);
  const result = new Uint8Array(width).fill(value < 0n ? 0xff : 0);
  result.set(bytes, width - bytes.length);
  return result;
}

/** Whether a number without a sign has the top bit that means one. */
export function isNegativeOfWidth(text: string, bytes: Uint8Array): boolean {
  return !/^[+-]/.test(text) && !text.includes(".") && bytes[0]! >= 0x80;
}

/** The Rust framework knows no big floats. */
export function refuseFloat(text: string, at: number): void {
  if (text.includes(".")) throw invalidValue(at, `\`${text}\``, `${expectedNumber}; this dialect has no fractions`);
}

export function tooWide(text: string, at: number, width: number): Error {
  return invalidValue(at, text, `a number that fits in ${width} ${width === 1 ? "byte" : "bytes"}`);
}

function withoutSeparators(text: string): string {
  return text.includes("_") || text.includes(",") ? text.replace(/[_,]/g, "") : text;
}

function isHex(digits: string): boolean {
  return digits.startsWith("0x") || digits.startsWith("0X");
}

function hexDigitsToBytes(digits: string, at: number): Uint8Array {
  const hex = digits.slice(2);
  const bytes = tryHexToBytes(hex.length % 2 === 1 ? `0${hex}` : hex);
  if (bytes === undefined) throw invalidValue(at, `\`${digits}\``, "hexadecimal digits after 0x");
  return bytes;
}

/** As Go's big.Int parses: a sign is part of the digits, and a binary number loses it. */
function parseUnsigned(digits: string): bigint | undefined {
  if (/^[+-]?[0-9]+$/.test(digits)) return BigInt(digits.startsWith("+") ? digits.slice(1) : digits);
  const binary = /^0[bB][+-]?([01]+)$/.exec(digits)?.[1];
  return binary === undefined ? undefined : BigInt(`0b${binary}`);
}
