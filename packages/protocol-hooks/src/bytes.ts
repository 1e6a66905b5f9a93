// Bytes as they cross this boundary.

/**
 * Bytes as a string: one UTF-16 unit of 0 to 255 per byte, no encoding applied. It is what a `Map` can use as a key, as production uses
 * `string(bytes)`. V8 keeps such strings at one byte a character.
 */
export type ByteString = string;

/** 32 bytes. */
export type Address = Uint8Array;
