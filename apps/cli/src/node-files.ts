// Files of this machine, as scenarios read them, and the scenario files below a path.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { FileSystem } from "@mxvm/scenario";
import { globSync } from "tinyglobby";
import { UsageError } from "./terminal.js";

const SCENARIO_FILES = "**/*.scen.json";

/** The file system of this machine. */
export const nodeFiles: FileSystem = {
  readFile: (path) => readFileSync(path),
  listDirectory: (path) => readdirSync(path),
};

function scenarioFilesBelow(path: string, cwd: string): string[] {
  const absolute = resolve(cwd, path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`there is no file or folder ${path}`);
  if (stats.isFile()) return [absolute];
  const found = globSync(SCENARIO_FILES, { cwd: absolute, absolute: true, dot: true, ignore: ["**/node_modules/**"] });
  if (found.length === 0) throw new UsageError(`no scenario files (*.scen.json) below ${path}`);
  return found;
}

/** Scenario files below each path, or the path itself if it is a file; absolute, sorted, each once. */
export function findScenarioFiles(paths: readonly string[], cwd: string): string[] {
  const found = paths.flatMap((path) => scenarioFilesBelow(path, cwd)).map((path) => path.split(sep).join("/"));
  return [...new Set(found)].sort();
}

/** A path as people write it from where they are. */
export function displayPath(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/") || path;
}
