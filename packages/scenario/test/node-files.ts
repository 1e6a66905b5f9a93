// The file system of the machine, for tests that read directories of scenario files.
import { readFileSync, readdirSync } from "node:fs";
import type { FileSystem } from "../src/index.js";

export const nodeFiles: FileSystem = {
  readFile: (path) => readFileSync(path),
  listDirectory: (path) => readdirSync(path),
};

/** Paths of all files below a directory with one of the endings. */
export function findFiles(directory: string, endings: readonly string[]): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => `${directory}/${name}`)
    .sort();
}
