// Scenario files from a file system that the caller brings: parsing, the files that values name, external steps.
// Mirrors mx-chain-scenario-go expression/fileresolver and io/scenarioIO.go.

import { bytesToUtf8, equalBytes, utf8ToBytes, wasmVmType } from "@mxvm/codec";
import type { Abi } from "../abi/abi.js";
import type { Problem } from "../errors.js";
import { ScenarioError } from "../errors.js";
import type { ExternalStepsStep, Scenario } from "../model/scenario.js";
import type { SourceFile, SourcePosition } from "../model/source.js";
import { positionAt } from "../model/source.js";
import { nearestName } from "../suggest.js";
import { codeFromMxsc } from "../values/mxsc.js";
import type { Dialect } from "../values/dialect.js";
import { directoryOf, isInside, joinPaths } from "../values/paths.js";
import { ValueError, invalidValue, isValueError } from "../values/value-error.js";
import { abiOfBuild } from "./abi-files.js";
import { parseScenarioText } from "./scenario.js";

/** Files as scenarios see them. Paths are written with `/`. */
export interface FileSystem {
  /** Contents of a file, which nobody changes. Throws where it cannot be read. */
  readFile(path: string): Uint8Array;
  /** Names of what is in a directory, so that the error about a missing file can suggest another. Throws where there is none. */
  listDirectory?(path: string): readonly string[];
}

/** Options of `createScenarioLoader`. */
export interface LoaderOptions {
  readonly files: FileSystem;
  /** By path exactly as scenarios write it: the path to read in its place, not relative to the scenario. */
  readonly replacePaths?: ReadonlyMap<string, string>;
  /** Values of files that are missing become `MISSING:path` instead of an error: to look at scenarios without their contracts. */
  readonly allowMissingFiles?: boolean;
  /** Two bytes, part of the addresses that `sc:` gives. Default: 0500, WebAssembly. */
  readonly vmType?: Uint8Array;
  /** Whose reading counts where tools of the format disagree. Default: `go`, production's; other readings are warnings. */
  readonly dialect?: Dialect;
  /** A directory that files must not lie outside of, neither those of values nor those of `externalSteps`. Default: any file may be read. */
  readonly root?: string;
}

/** Loads scenarios. Keeps what it has read: one loader for a run over many files, a new one after files changed. */
export interface ScenarioLoader {
  /** The scenario in a file. @throws ScenarioError */
  load(path: string): Scenario;
  /** A scenario from text; its path decides what relative paths mean. @throws ScenarioError */
  parse(source: SourceFile): Scenario;
  /** The scenario that an `externalSteps` step of another one names. @throws ScenarioError */
  loadExternal(step: ExternalStepsStep, from: Scenario): Scenario;
  /** The ABI of code that scenarios took from a file: in the `.mxsc.json`, or in an `.abi.json` beside. */
  abiOf(code: Uint8Array): Abi | undefined;
}

/** Makes a loader. It reads nothing before it is asked, and nothing twice. */
export function createScenarioLoader(options: LoaderOptions): ScenarioLoader {
  return new CachingLoader(options);
}

class CachingLoader implements ScenarioLoader {
  readonly #options: LoaderOptions;
  readonly #contents = new Map<string, Uint8Array>();
  readonly #codes = new Map<string, Uint8Array>();
  readonly #scenarios = new Map<string, Scenario>();
  readonly #abis = new Map<string, Abi | undefined>();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  load(path: string): Scenario {
    return this.#load(path, { file: path, line: 1, column: 1 });
  }

  loadExternal(step: ExternalStepsStep, from: Scenario): Scenario {
    const place = positionAt(from.source, step.path.start);
    const path = this.#resolve(from.source.path, step.path.text);
    const problem = this.#outside(path);
    if (problem !== undefined) throw new ScenarioError(problem, place);
    return this.#load(path, place);
  }

  parse(source: SourceFile): Scenario {
    return parseScenarioText(source, {
      vmType: this.#options.vmType ?? wasmVmType,
      dialect: this.#options.dialect ?? "go",
      readFile: (path) => this.#readForValue(source, path, (resolved) => this.#read(resolved)),
      readCode: (path) => this.#readForValue(source, path, (resolved) => this.#readCode(resolved)),
    });
  }

  abiOf(code: Uint8Array): Abi | undefined {
    for (const [path, known] of [...this.#codes, ...this.#contents]) {
      if (!/\.(wasm|mxsc\.json)$/u.test(path) || !equalBytes(known, code)) continue;
      if (!this.#abis.has(path)) this.#abis.set(path, abiOfBuild(path, (file) => this.#read(file)));
      const abi = this.#abis.get(path);
      if (abi !== undefined) return abi;
    }
    return undefined;
  }

  #load(path: string, askedAt: SourcePosition): Scenario {
    const known = this.#scenarios.get(path);
    if (known !== undefined) return known;
    const scenario = this.parse({ path, text: this.#readText(path, askedAt) });
    this.#scenarios.set(path, scenario);
    return scenario;
  }

  #readText(path: string, askedAt: SourcePosition): string {
    let bytes: Uint8Array;
    try {
      bytes = this.#read(path);
    } catch (cause) {
      throw new ScenarioError(this.#unreadable(path, cause), askedAt);
    }
    return decodeText(path, bytes);
  }

  #readForValue(from: SourceFile, path: string, read: (path: string) => Uint8Array): Uint8Array {
    const resolved = this.#resolve(from.path, path);
    const problem = this.#outside(resolved);
    if (problem !== undefined) throw new ValueError(problem, 0);
    try {
      return read(resolved);
    } catch (cause) {
      if (isValueError(cause)) throw cause;
      if (this.#options.allowMissingFiles === true) return utf8ToBytes(`MISSING:${path}`);
      throw new ValueError(this.#unreadable(resolved, cause), 0);
    }
  }

  #readCode(path: string): Uint8Array {
    return cached(this.#codes, path, () => {
      const code = codeFromMxsc(this.#read(path));
      if (code === undefined) throw invalidValue(0, `no contract code in "${path}"`, 'a .mxsc.json file, with hexadecimal digits under "code"');
      return code;
    });
  }

  #read(path: string): Uint8Array {
    return cached(this.#contents, path, () => this.#options.files.readFile(path));
  }

  #resolve(fromFile: string, path: string): string {
    return this.#options.replacePaths?.get(path) ?? joinPaths(directoryOf(fromFile), path);
  }

  /** What is wrong with a path that leaves the root. */
  #outside(path: string): Problem | undefined {
    const { root } = this.#options;
    if (root === undefined || isInside(path, root)) return undefined;
    return { code: "OUTSIDE_ROOT", found: `the file "${path}"`, expected: `one inside "${root}"` };
  }

  #unreadable(path: string, cause: unknown): Problem {
    const suggestion = nearestFile(this.#options.files, path);
    return { code: "FILE_UNREADABLE", found: `no readable file "${path}"`, expected: "a file", suggestion, cause };
  }
}

function cached(cache: Map<string, Uint8Array>, path: string, read: () => Uint8Array): Uint8Array {
  const known = cache.get(path);
  if (known !== undefined) return known;
  const bytes = read();
  cache.set(path, bytes);
  return bytes;
}

function decodeText(path: string, bytes: Uint8Array): string {
  const text = bytesToUtf8(bytes);
  if (text === undefined) {
    throw new ScenarioError({ code: "INVALID_TEXT", found: "bytes that are not UTF-8", expected: "text in UTF-8" }, { file: path, line: 1, column: 1 });
  }
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function nearestFile(files: FileSystem, path: string): string | undefined {
  try {
    return nearestName(path.slice(path.lastIndexOf("/") + 1), files.listDirectory?.(directoryOf(path)) ?? []);
  } catch {
    // No directory either: there is nothing to suggest, and the missing file is what gets reported.
    return undefined;
  }
}
