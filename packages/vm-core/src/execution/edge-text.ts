// Texts where they leave the VM.
import { byteStringToBytes, bytesToUtf8 } from "@mxvm/codec";
import type { ByteString } from "@mxvm/protocol-hooks";

/** Inside the VM messages and names are bytes read one by one; outside they are text as far as they are UTF-8. */
export function edgeText(text: ByteString): string {
  return text === "" ? "" : (bytesToUtf8(byteStringToBytes(text)) ?? text);
}
