// Worlds by executor: the same tests run on each of them.
import type { World } from "@mxvm/protocol-hooks";
import type { FileSystem, WorldSettings } from "@mxvm/scenario";
import { describe, inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The executors that the project chose; all, if it chose none. */
    mxvmExecutors?: readonly string[] | undefined;
  }
}

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

/** Declares tests for each of the worlds that the project chose, titled by the executor. The caller closes the worlds that it makes. */
export function describeWorlds(title: string, worlds: Worlds, tests: (createWorld: () => World, executor: string) => void): void {
  for (const { executor, createWorld } of chosenWorlds(worlds)) {
    describe(`${title} [${executor}]`, () => tests(() => createWorld(defaultSettings), executor));
  }
}
