// Bytes: joining, comparing, and their two readings as strings. Go keeps bytes in strings; here the reading is always explicit.

/**
 * Bytes as a string: one UTF-16 unit of 0 to 255 per byte, no encoding applied, as Go's `string(bytes)`. Usable as a key of a `Map`.
 *
 * As keys, byte strings of 32 bytes are made and looked up about three times as fast as hex (`bench/byte-string.bench.ts`).
 */
export type ByteString = string;

// Subset of the Encoding standard that every JavaScript engine has; declared here because the package is built without DOM or Node types.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: "utf-8",
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Joins parts into new bytes, which the caller owns. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Whether both hold the same bytes. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

/** Lexicographic order of unsigned bytes, a prefix first: negative, 0 or positive. Same order as Go's `bytes.Compare`. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * Puts zeros before `bytes` up to `length`. No bytes stay no bytes, and what is long enough is answered as it is, not copied.
 *
 * Source: vm-go vmhost/helpers.go, `PadBytesLeft`.
 */
export function padBytesLeft(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === 0 || bytes.length >= length) return bytes;
  const padded = new Uint8Array(length);
  padded.set(bytes, length - bytes.length);
  return padded;
}

// Arguments of one `fromCharCode` call; far below the number at which engines run out of stack.
const CHUNK = 1024;

/** Bytes as a byte string. */
export function bytesToByteString(bytes: Uint8Array): ByteString {
  if (bytes.length <= CHUNK) return charactersOf(bytes);
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += charactersOf(bytes.subarray(start, start + CHUNK));
  }
  return text;
}

// Strings grown by `+=` are flat up to twelve characters; longer ones are flattened when a `Map` hashes them (three times slower as keys),
// where one call with all bytes makes a flat string at once. Naming the bytes one by one spares the engine the argument list: as keys,
// addresses are made and looked up in half the time of `apply`, and names of a few bytes in two thirds.
function charactersOf(bytes: Uint8Array): string {
  if (bytes.length === 32) return charactersOf32(bytes);
  if (bytes.length > 12) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

function charactersOf32(b: Uint8Array): string {
  return String.fromCharCode(
    b[0]!, b[1]!, b[2]!, b[3]!, b[4]!, b[5]!, b[6]!, b[7]!, b[8]!, b[9]!, b[10]!, b[11]!, b[12]!, b[13]!, b[14]!, b[15]!,
    b[16]!, b[17]!, b[18]!, b[19]!, b[20]!, b[21]!, b[22]!, b[23]!, b[24]!, b[25]!, b[26]!, b[27]!, b[28]!, b[29]!, b[30]!, b[31]!,
  );
}

/** Bytes of a byte string. Throws a `TypeError` if a character is above 255: such text has to go through `utf8ToBytes`. */
export function byteStringToBytes(text: ByteString): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) throw new TypeError(`not a byte string: character ${JSON.stringify(text[i])} at index ${i} is above 255`);
    bytes[i] = unit;
  }
  return bytes;
}

// Up to this length V8 keeps bytes in its own heap, where they cost an eighth of what the encoder's cost outside of it.
const SHORT_TEXT = 64;

/** Text as UTF-8. Throws a `TypeError` if the text holds half of a surrogate pair, which UTF-8 cannot say. */
export function utf8ToBytes(text: string): Uint8Array {
  return (text.length <= SHORT_TEXT ? asciiToBytes(text) : undefined) ?? encodeUtf8(text);
}

/** `undefined` if a character is not ASCII. */
function asciiToBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}

function encodeUtf8(text: string): Uint8Array {
  const surrogate = text.search(/\p{Surrogate}/u);
  if (surrogate >= 0) throw new TypeError(`text with an unpaired surrogate at index ${surrogate} cannot be encoded as UTF-8`);
  return utf8Encoder.encode(text);
}

/** Text of UTF-8 bytes, or `undefined` where the bytes are not UTF-8. Nothing is replaced, so that encoding again gives the same bytes. */
export function bytesToUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
