// Worlds by executor: the same tests run on each of them.
import { readFileSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import type { World } from "@mxvm/protocol-hooks";
import { type Abi, type Deployable, type FileSystem, type WorldSettings } from "@mxvm/scenario";
import { describe, expect, inject } from "vitest";
import { codeOfBuild } from "./read-code.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The executors that the project chose; all, if it chose none. */
    mxvmExecutors?: readonly string[] | undefined;
  }
}

/** Files as they are. */
export const machineFiles: FileSystem = { readFile: (name) => readFileSync(name), listDirectory: (name) => readdirSync(name) };

/** Makes a world, with the gas schedule that a scenario asks for by name. */
export type CreateWorld = (settings: WorldSettings) => World;

/** An executor for which scenario files see other files: of contracts in TypeScript in place of builds, for example. */
export interface WorldWithFiles {
  readonly createWorld: CreateWorld;
  readonly files: (files: FileSystem) => FileSystem;
}

/** Worlds by the names of their executors. */
export type Worlds = Readonly<Record<string, CreateWorld | WorldWithFiles>>;

/** An executor that the project chose. */
export interface ChosenWorld extends WorldWithFiles {
  readonly executor: string;
}

/** Declares the worlds of a project, as the default export of a module. */
export function defineWorlds<const W extends Worlds>(worlds: W): W {
  return worlds;
}

/** The worlds that the project chose. Throws a `TypeError` where it names an executor that there is not. */
export function chosenWorlds(worlds: Worlds): readonly ChosenWorld[] {
  const chosen = inject("mxvmExecutors") ?? Object.keys(worlds);
  return chosen.map((executor) => {
    const world = worlds[executor];
    if (world === undefined) throw new TypeError(`there is no executor ${JSON.stringify(executor)}, but ${Object.keys(worlds).join(", ")}`);
    return typeof world === "function" ? { executor, createWorld: world, files: (files) => files } : { executor, ...world };
  });
}

/** Settings of tests that no scenario gives. */
const defaultSettings: WorldSettings = { gasSchedule: "default" };

/**
 * A contract by its build, to be deployed: the code is what the executor finds in the file, a `.mxsc.json` or `.wasm`. The path starts from the
 * folder of the test file. Recordings name the build by it, too, and so belong into that folder or one beside it. Throws a `TypeError` where
 * there is no code.
 */
export type Build = <const A extends Abi>(contract: { readonly abi: A }, path: string) => Deployable<A>;

/** Declares tests for each of the worlds that the project chose, titled by the executor. The caller closes the worlds that it makes. */
export function describeWorlds(title: string, worlds: Worlds, tests: (createWorld: (settings?: WorldSettings) => World, executor: string, build: Build) => void): void {
  for (const { executor, createWorld, files } of chosenWorlds(worlds)) {
    const seen = files(machineFiles);
    const build: Build = ({ abi }, path) => ({ abi, code: codeIn(seen, path), path });
    describe(`${title} [${executor}]`, () => tests((settings = defaultSettings) => createWorld(settings), executor, build));
  }
}

function codeIn(files: FileSystem, path: string): Uint8Array {
  const file = posix.join(posix.dirname(expect.getState().testPath ?? ""), path);
  let contents: Uint8Array;
  try {
    contents = files.readFile(file);
  } catch (cause) {
    throw new TypeError(`there is no build ${file}: the path starts from the folder of the test file, and the contract is built before it is tested`, { cause });
  }
  return codeOfBuild(file, contents);
}
