// Base64, as the simulators write bytes.

/** The bytes; none for `null`. */
export function base64ToBytes(text: string | null): Uint8Array {
  return text === null ? new Uint8Array() : Uint8Array.from(Buffer.from(text, "base64"));
}

export function bytesToBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
