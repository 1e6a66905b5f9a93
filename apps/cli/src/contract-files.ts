// Contracts in files: `.wasm`, or `.mxsc.json`, which has the ABI as well.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, basename, resolve } from "node:path";
import { type AbiTypes, bytesToUtf8, tryHexToBytes } from "@mxvm/codec";
import type { Abi } from "@mxvm/scenario";
import { UsageError } from "./terminal.js";

/** An ABI as the Rust framework writes it, as far as this program reads it. */
export interface AbiFile extends AbiTypes {
  readonly constructor?: AbiEndpoint;
  readonly upgradeConstructor?: AbiEndpoint;
  readonly endpoints?: readonly AbiEndpoint[];
}

export interface AbiEndpoint {
  readonly name?: string;
  readonly mutability?: string;
  readonly onlyOwner?: boolean;
  readonly payableInTokens?: readonly string[];
  readonly inputs?: readonly { readonly name?: string; readonly type: string }[];
  readonly outputs?: readonly { readonly name?: string; readonly type: string }[];
}

export interface ContractFile {
  readonly code: Uint8Array;
  readonly abi: AbiFile | undefined;
}

/** Reads a contract, and the ABI in it or beside it. Throws a `UsageError` that says what is missing. */
export function readContract(path: string, cwd: string): ContractFile {
  const file = resolve(cwd, path);
  if (!existsSync(file)) throw new UsageError(`there is no file ${path}: name a contract's .wasm or .mxsc.json, as its build has written it`);
  const bytes = readFileSync(file);
  if (!path.endsWith(".json")) return { code: bytes, abi: abiBeside(file) };
  const build = parseObject(bytes, path);
  const code = typeof build["code"] === "string" ? tryHexToBytes(build["code"]) : undefined;
  if (code === undefined) throw new UsageError(`${path} has no contract: found no hexadecimal digits under "code", expected a .mxsc.json`);
  return { code, abi: isRecord(build["abi"]) ? build["abi"] : abiBeside(file) };
}

/** The ABI in a contract's file or beside it, if there is one that an ABI's reader understands: it has endpoints. */
export function abiOfContract(file: string): Abi | undefined {
  const build = file.endsWith(".json") && existsSync(file) ? parseObject(readFileSync(file), file) : {};
  const abi = isRecord(build["abi"]) ? build["abi"] : abiBeside(file);
  return abi !== undefined && Array.isArray(abi["endpoints"]) ? (abi as unknown as Abi) : undefined;
}

function abiBeside(file: string): AbiFile | undefined {
  const path = join(dirname(file), `${basename(file).replace(/\.(wasm|mxsc\.json)$/u, "")}.abi.json`);
  return existsSync(path) ? parseObject(readFileSync(path), path) : undefined;
}

function parseObject(bytes: Uint8Array, path: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(bytesToUtf8(bytes) ?? "");
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  if (!isRecord(value)) throw new UsageError(`${path}: found no object`);
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
