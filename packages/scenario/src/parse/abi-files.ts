// ABIs of the contracts that scenarios name: in a `.mxsc.json`, or in the `.abi.json` beside a build.
import { bytesToUtf8 } from "@mxvm/codec";
import type { Abi } from "../abi/abi.js";

const builds = /\.(mxsc\.json|wasm)$/u;

/** The ABI of a build, as far as its files have one. `readFile` throws where there is no such file. */
export function abiOfBuild(path: string, readFile: (path: string) => Uint8Array): Abi | undefined {
  const inside = path.endsWith(".mxsc.json") ? abiFrom(field(parsed(read(path, readFile)), "abi")) : undefined;
  return inside ?? abiFrom(parsed(read(path.replace(builds, ".abi.json"), readFile)));
}

function read(path: string, readFile: (path: string) => Uint8Array): Uint8Array | undefined {
  try {
    return readFile(path);
  } catch {
    // Nobody has to write an ABI.
    return undefined;
  }
}

function parsed(contents: Uint8Array | undefined): unknown {
  try {
    return contents && JSON.parse(bytesToUtf8(contents) ?? "");
  } catch {
    // What is no JSON describes nothing, as what is not there.
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function abiFrom(value: unknown): Abi | undefined {
  return Array.isArray(field(value, "endpoints")) ? (value as Abi) : undefined;
}
