// Hexadecimal: written in lower case; read in either case, as Go's encoding/hex does.

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const DIGITS: Int8Array = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value++) {
  DIGITS[value.toString(16).charCodeAt(0)] = value;
  DIGITS[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

/** Bytes in lower-case hexadecimal, without prefix. */
export function bytesToHex(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += PAIRS[bytes[i]!]!;
  return text;
}

/**
 * Bytes of hexadecimal text in either case, without prefix. The caller owns them.
 * Throws a `TypeError` on an odd number of digits, or naming the first character that is no digit.
 */
export function hexToBytes(text: string): Uint8Array {
  const bytes = tryHexToBytes(text);
  if (bytes !== undefined) return bytes;
  const index = text.search(/[^0-9a-fA-F]/);
  if (index >= 0) throw new TypeError(`invalid hexadecimal digit ${JSON.stringify(text[index])} at index ${index}`);
  throw new TypeError(`hexadecimal text has an odd number of digits: ${text.length}`);
}

/** Bytes of hexadecimal text, or `undefined` where the text is not hexadecimal. For input that may well be wrong. */
export function tryHexToBytes(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0, at = 0; i < bytes.length; i++, at += 2) {
    const high = DIGITS[text.charCodeAt(at)] ?? -1;
    const low = DIGITS[text.charCodeAt(at + 1)] ?? -1;
    if ((high | low) < 0) return undefined;
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}
