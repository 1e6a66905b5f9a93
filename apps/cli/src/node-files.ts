// Files of this machine, as scenarios read them, and the scenario files below a path.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { FileSystem } from "@mxvm/scenario";
import { globSync } from "tinyglobby";
import { UsageError } from "./terminal.js";

/** Endings of files with steps: whole scenarios first, then parts that others take in. */
const scenarioEndings: readonly string[] = [".scen.json"];
export const stepsEndings: readonly string[] = [...scenarioEndings, ".steps.json", ".step.json"];

/** The file system of this machine. */
export const nodeFiles: FileSystem = {
  readFile: (path) => readFileSync(path),
  listDirectory: (path) => readdirSync(path),
};

function scenarioFilesBelow(path: string, cwd: string, endings: readonly string[]): string[] {
  const absolute = resolve(cwd, path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`there is no file or folder ${path}`);
  if (stats.isFile()) return [absolute];
  const found = globSync(endings.map((ending) => `**/*${ending}`), { cwd: absolute, absolute: true, dot: true, ignore: ["**/node_modules/**"] });
  if (found.length === 0) throw new UsageError(`no scenario files (*${endings.join(", *")}) below ${path}`);
  return found;
}

/** Files with the endings below each path, or the path itself if it is a file; absolute, sorted, each once. */
export function findScenarioFiles(paths: readonly string[], cwd: string, endings: readonly string[] = scenarioEndings): string[] {
  const found = paths.flatMap((path) => scenarioFilesBelow(path, cwd, endings)).map((path) => path.split(sep).join("/"));
  return [...new Set(found)].sort();
}

/** The folders among the paths and all below them, apart from `node_modules`; absolute. */
export function foldersBelow(paths: readonly string[], cwd: string): string[] {
  const folders = paths.map((path) => resolve(cwd, path)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
  const below = folders.flatMap((folder) => globSync("**", { cwd: folder, absolute: true, dot: true, onlyDirectories: true, ignore: ["**/node_modules/**", "**/.git/**"] }));
  return [...folders, ...below].map((path) => path.replace(/[/\\]$/u, ""));
}

/** A path as people write it from where they are. */
export function displayPath(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/") || path;
}
