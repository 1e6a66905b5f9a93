// Bytes of contracts as text and back, without loss. Contracts hold any bytes where they expect text; the Rust framework passes them on.
//
// Where bytes are UTF-8 this is UTF-8. Each byte that is not part of it becomes the lone surrogate U+DC00 + byte (as in Python's
// `surrogateescape`), which well-formed UTF-8 never yields: different bytes are different texts, and encoding gives the bytes back.
import { bytesToUtf8, concatBytes, utf8ToBytes } from "../bytes.js";

const ESCAPE = 0xdc00;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Text of bytes, whatever they are. */
export function textFromBytes(bytes: Uint8Array): string {
  return asciiFromBytes(bytes) ?? bytesToUtf8(bytes) ?? escapedText(bytes);
}

/** The bytes of a text. Throws a `TypeError` on a lone surrogate that no byte stands behind. */
export function textToBytes(text: string): Uint8Array {
  return LONE_SURROGATE.test(text) ? escapedBytes(text) : utf8ToBytes(text);
}

// The decoder costs half a microsecond even for a short text, and texts of contracts are short and ASCII.
const SHORT = 64;

function asciiFromBytes(bytes: Uint8Array): string | undefined {
  if (bytes.length > SHORT) return undefined;
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte > 0x7f) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

function escapedText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at]!);
    const character = length === 0 || at + length > bytes.length ? undefined : bytesToUtf8(bytes.subarray(at, at + length));
    text += character ?? String.fromCharCode(ESCAPE + bytes[at]!);
    at += character === undefined ? 1 : length;
  }
  return text;
}

/** Bytes of the character that starts with this byte, 0 for a byte that starts none. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

function escapedBytes(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const character of text) {
    const byte = LONE_SURROGATE.test(character) ? character.charCodeAt(0) - ESCAPE : -1;
    parts.push(byte >= 0x80 && byte <= 0xff ? Uint8Array.of(byte) : utf8ToBytes(character));
  }
  return concatBytes(...parts);
}
