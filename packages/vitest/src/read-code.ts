// Code of contracts from the files that their builds write.
import { readFileSync } from "node:fs";
import { codeFromMxsc } from "@mxvm/scenario";

/**
 * The code in a `.wasm` or `.mxsc.json` file: `readCode(new URL("../output/adder.wasm", import.meta.url))`. Throws where there is no file, and
 * a `TypeError` where it has no code.
 */
export function readCode(file: URL): Uint8Array {
  return codeOfBuild(file.pathname, readFileSync(file));
}

/** The code in what such a file contains. */
export function codeOfBuild(path: string, contents: Uint8Array): Uint8Array {
  if (!path.endsWith(".json")) return Uint8Array.from(contents);
  const code = codeFromMxsc(contents);
  if (code === undefined) throw new TypeError(`${path} is no build: found no hexadecimal digits under "code", expected a .mxsc.json`);
  return code;
}
