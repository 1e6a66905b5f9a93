// Contract builds, `.mxsc.json`: their code is hexadecimal under the key `code`.

import { bytesToUtf8, tryHexToBytes } from "@mxvm/codec";

/** The code in the contents of a `.mxsc.json` file, or `undefined` where there is none. */
export function codeFromMxsc(contents: Uint8Array): Uint8Array | undefined {
  try {
    const mxsc: unknown = JSON.parse(bytesToUtf8(contents) ?? "");
    return typeof mxsc === "object" && mxsc !== null && "code" in mxsc && typeof mxsc.code === "string" ? tryHexToBytes(mxsc.code) : undefined;
  } catch {
    // Not JSON, hence no build.
    return undefined;
  }
}
