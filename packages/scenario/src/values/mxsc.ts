// Contract builds, `.mxsc.json`: their code is hexadecimal under the key `code`.

import { bytesToUtf8, tryHexToBytes } from "@mxvm/codec";

// By contents, which nobody changes: loaders that read the same array again, one for each scenario of a suite, need not parse it again.
const codeOfContents = new WeakMap<Uint8Array, Uint8Array>();

/** The code in the contents of a `.mxsc.json` file, or `undefined` where there is none. The same array answers the same code: neither may change. */
export function codeFromMxsc(contents: Uint8Array): Uint8Array | undefined {
  const known = codeOfContents.get(contents);
  if (known !== undefined) return known;
  const code = parseCode(contents);
  if (code !== undefined) codeOfContents.set(contents, code);
  return code;
}

function parseCode(contents: Uint8Array): Uint8Array | undefined {
  try {
    const mxsc: unknown = JSON.parse(bytesToUtf8(contents) ?? "");
    return typeof mxsc === "object" && mxsc !== null && "code" in mxsc && typeof mxsc.code === "string" ? tryHexToBytes(mxsc.code) : undefined;
  } catch {
    // Not JSON, hence no build.
    return undefined;
  }
}
